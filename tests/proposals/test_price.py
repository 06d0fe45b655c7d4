"""What a planner's own restructuring costs: known moves are recognised, the rest is priced, the frontier is the measure."""

import pytest

from orgmodel.formats import loads
from orgmodel.model import Edit, Org, apply, diff
from orgmodel.proposals import propose
from orgmodel.proposals.price import Cut, Price, cuts, price, standing, ties_lost
from orgmodel.rules import check
from tests.proposals.towns import TOWNS


@pytest.fixture(scope="module")
def org() -> Org:
    return loads(TOWNS)


@pytest.fixture(scope="module")
def plans(org):
    return propose(org)


@pytest.mark.parametrize("name", ["stay", "mandatory", "balance", "full"])
def test_a_plan_is_priced_as_it_is_proven(org, plans, name: str) -> None:
    plan = plans[name]
    found = price(org, apply(org, plan.edits))
    assert (found.exposure, found.ties, found.effort) == (plan.exposure, plan.ties, plan.effort)
    assert {m.id for m in found.moves} == {m.id for m in plan.moves}
    assert found.unpriced == ()
    assert found.exposure_before == check(org).exposure
    assert price(org, apply(org, plan.edits), plans.solution.world) == found


def test_every_point_of_the_frontier_is_on_it(org, plans) -> None:
    for name in ("balance", "full"):
        found = standing(price(org, apply(org, plans[name].edits)), plans.frontier)
        assert found.status == "on"


def line(low: str, high: str, kind: str = "affiliation", **more: object) -> Edit:
    return Edit(
        "lines", (low, high, kind), None, {"subordinate": low, "superior": high, "kind": kind, **more}
    )


def test_an_affiliation_that_no_move_explains_is_priced_as_a_reattachment(org, plans) -> None:
    held = {"subordinate": "f2-b", "superior": "t2", "kind": "affiliation", "tie": 3.0, "consent": "needed"}
    after = apply(org, [Edit("lines", ("f2-b", "t2", "affiliation"), held, None), line("f2-b", "t1")])
    found = price(org, after)
    (own,) = found.unpriced
    assert (own.like, own.effort, own.needs) == ("reattach", 3, ("consent:t2",))
    assert (found.ties, found.effort, found.moves) == (3.0, 3, ())
    beaten = standing(found, plans.frontier)
    assert beaten.status == "beaten"
    assert all(p.exposure <= found.exposure and p.ties <= found.ties for p in beaten.points)
    assert any(p.exposure < found.exposure or p.ties < found.ties for p in beaten.points)


def test_other_cells_of_a_row_that_a_move_changes_stay_unpriced(org, plans) -> None:
    made = apply(org, plans["full"].edits)
    row = {
        k: v
        for k, v in made.units.filter(made.units["id"] == "c-pc").row(0, named=True).items()
        if v is not None
    }
    after = apply(
        made, [Edit("units", ("c-pc",), row, {**row, "members": 130}), line("f1-b", "owc", "guidance")]
    )
    found = price(org, after)
    assert found.effort == plans["full"].effort + 2
    assert sorted(e.table for u in found.unpriced for e in u.edits) == ["lines", "units"]


GROWN = """
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-pc, name: 某市局机关党委, kind: organ_committee, host: city, affiliation: owc, members: 200}
  - {id: city-dc, name: 某市局机关纪委, kind: discipline_commission, host: city}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某区局, kind: bureau, level: county, system: s, management: city}
  - {id: c-gb, name: 某区局党总支, kind: general_branch, host: c, affiliation: city-pc, members: 112}
"""


def test_what_a_planner_founds_may_have_another_name_and_more_cells() -> None:
    org = loads(GROWN)
    plan = propose(org)["full"]
    assert {m.kind for m in plan.moves} >= {"upgrade", "establish"}
    after = loads(
        GROWN.replace("某区局党总支, kind: general_branch", "中共某区局机关委员会, kind: organ_committee")
        + "  - {id: own-dc, name: 区局纪律检查委员会, kind: discipline_commission, host: c, seats: 3, members: 3}\n"
    )
    found = price(org, after)
    assert {m.kind for m in found.moves} == {"upgrade", "establish"}
    assert found.unpriced == ()
    assert found.effort == sum(m.effort for m in found.moves)


def test_a_body_and_a_kind_that_no_move_explains() -> None:
    org = loads(GROWN)
    text = GROWN.replace("某市局机关党委, kind: organ_committee", "某市局党总支, kind: general_branch")
    after = loads(text + "  - {id: b, name: 某支部, kind: branch, host: city, affiliation: city-pc}\n")
    found = price(org, after)
    assert sorted((u.like, u.effort, len(u.edits)) for u in found.unpriced) == [
        ("establish", 3, 2),
        ("upgrade", 3, 1),
    ]


def test_facts_of_the_file_cost_nothing_and_the_day_and_profile_before_hold(org) -> None:
    other = org.with_facts(name="another", as_of=None, profile="cn-party-2019", note="seen")
    assert diff(org, other)
    assert price(org, other) == Price(check(org).exposure, check(org).exposure, 0.0, 0, (), ())


def test_what_before_allows_counts_nowhere(org) -> None:
    code, subject = check(org).roots.select("code", "subject").row(0)
    allowed = apply(
        org, [Edit("allow", (code, subject), None, {"rule": code, "subject": subject, "reason": "x"})]
    )
    assert price(allowed, org).exposure == check(allowed).exposure < check(org).exposure
    assert price(org, allowed).exposure == check(allowed).exposure


def test_cuts_say_for_whom_and_what_cooperation_keeps(org, plans) -> None:
    after = apply(org, plans["full"].edits)
    assert cuts(org, after) == {("f1-b", "t1"): Cut(40, 20), ("f2-b", "t2"): Cut(60, 30)}
    assert ties_lost(org, after) == 50
    assert cuts(org, org) == {}
