"""Orgs in which a shortcut goes wrong: greedy choices, supported points only, thresholds met by the plan itself."""

from orgmodel.formats import loads
from orgmodel.model import Org, apply
from orgmodel.proposals import propose
from orgmodel.rules import check

CITY = """
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s, area: city}
  - {id: city-lg, name: 某市局党组, kind: leading_group, host: city}
  - {id: city-pc, name: 某市局机关党委, kind: organ_committee, host: city, members: 200, affiliation: city-owc}
  - {id: city-dc, name: 某市局机关纪委, kind: discipline_commission, host: city}
  - {id: city-owc, name: 市直属机关工委, kind: organ_work_committee, level: city, area: city}
"""


def org(units: str, lines: str) -> Org:
    return loads(f"{CITY}{units}\nlines:\n{lines}")


def office(id: str, superior: str, members: int = 10) -> str:
    return f"""
  - {{id: {id}, name: {id}分局, kind: field_office, level: township, system: s, area: {id}, management: {superior}}}
  - {{id: {id}-b, name: {id}分局党支部, kind: branch, host: {id}, members: {members}}}
  - {{id: {id}-t, name: {id}镇党委, kind: township_committee, level: township, area: {id}}}"""


def affiliation(low: str, high: str, tie: float, consent: str = "granted") -> str:
    return (
        f"  - {{subordinate: {low}, superior: {high}, kind: affiliation, tie: {tie}, consent: {consent}}}\n"
    )


COUNTY = """
  - {id: c, name: 某区局, kind: bureau, level: county, system: s, area: c, management: city}
  - {id: c-lg, name: 某区局党组, kind: leading_group, host: c, leadership: city-lg}
  - {id: c-dc, name: 某区局机关纪委, kind: discipline_commission, host: c}
  - {id: c-lc, name: 某区委, kind: local_committee, level: county, area: c}
  - {id: c-owc, name: 区直属机关工委, kind: organ_work_committee, level: county, area: c}"""


def test_a_point_that_no_weighting_of_the_criteria_finds() -> None:
    """One move of tie 5 clears three chains and one of tie 2 clears one: the latter alone lies off the chord."""
    general = "\n  - {id: c-b, name: 某区局党支部, kind: branch, host: c, members: 10}"
    units = (
        COUNTY.replace(", leadership: city-lg", "")
        + general
        + "".join(office(f"s{i}", "city") for i in range(3))
    )
    held = "".join(affiliation(f"s{i}-b", "c-b", 0, "refused") for i in range(2))
    lines = held + affiliation("s2-b", "s2-t", 4.0) + affiliation("c-b", "c-lc", 10.0)
    points = [(p.exposure, p.ties) for p in propose(org(units, lines)).frontier]
    # Cooperation keeps half of each tie: 2 for the single office, 5 for the branch that three chains hang on.
    assert points == [(0, 7.0), (10, 5.0), (30, 2.0), (40, 0.0)]
    # Halfway between its neighbours no weighting prefers (30, 2): it lies above the chord from (40, 0) to (10, 5).
    assert 2.0 > (40 - 30) / (40 - 10) * 5.0


def test_a_county_that_is_large_enough_only_with_what_the_plan_attaches() -> None:
    general = "\n  - {id: c-b, name: 某区局党总支, kind: general_branch, host: c, members: 80}"
    units = COUNTY + general + office("s0", "c", 15) + office("s1", "c", 10)
    lines = affiliation("s0-b", "s0-t", 2) + affiliation("s1-b", "s1-t", 1) + affiliation("c-b", "c-lc", 3)
    plans = propose(org(units, lines))
    full = plans["full"]
    (upgrade,) = [m for m in full.moves if m.kind == "upgrade"]
    assert upgrade.needs == ("threshold",)
    assert full.exposure == 0
    # Without both branches 100 members are not reached, and the same plan would need an approval.
    some = propose(org(units.replace("members: 15", "members: 5"), lines))["full"]
    assert [m.needs for m in some.moves if m.kind == "upgrade"] == [("approval",)]


def test_greedy_by_tie_and_greedy_by_effort_both_lose() -> None:
    """Raising the body costs more effort but no tie, and only pays if both branches are attached as well."""
    general = "\n  - {id: c-b, name: 某区局党总支, kind: general_branch, host: c, members: 85}"
    units = COUNTY + general + office("s0", "c", 9) + office("s1", "c", 8)
    lines = affiliation("s0-b", "s0-t", 4) + affiliation("s1-b", "s1-t", 1) + affiliation("c-b", "c-lc", 6)
    points = [(p.exposure, p.ties, p.effort) for p in propose(org(units, lines)).frontier]
    # reattach 2, cooperate 1, upgrade 3 (+2 approval), move to the work committee 2.
    assert points == [(0, 2.5, 11), (10, 0.5, 10), (20, 0.0, 7)]


def test_refused_consent_and_frozen_units_are_hard() -> None:
    units = COUNTY + "\n  - {id: c-pc, name: 某区局机关党委, kind: organ_committee, host: c, members: 120}"
    units += office("s0", "c") + office("s1", "c").replace("kind: branch,", "kind: branch, frozen: true,")
    lines = (
        affiliation("c-pc", "c-owc", 1)
        + affiliation("s0-b", "s0-t", 1, "refused")
        + affiliation("s1-b", "s1-t", 1)
    )
    plan = propose(org(units, lines))["full"]
    assert [(r.subject, r.reason, r.by) for r in plan.residual] == [
        ("s0", "consent", "s0-t"),
        ("s1", "frozen", "s1-b"),
    ]
    assert plan.moves == ()


def test_cooperation_is_limited_for_each_county() -> None:
    units = COUNTY + "\n  - {id: c-pc, name: 某区局机关党委, kind: organ_committee, host: c, members: 120}"
    units += "".join(office(f"s{i}", "c") for i in range(5))
    lines = affiliation("c-pc", "c-owc", 1) + "".join(
        affiliation(f"s{i}-b", f"s{i}-t", i + 1) for i in range(5)
    )
    full = propose(org(units, lines))["full"]
    assert sorted(m.subject for m in full.moves if m.kind == "cooperate") == ["s2-b", "s3-b", "s4-b"]
    assert full.ties == 1 + 2 + (3 + 4 + 5) / 2


def test_a_mended_line_shows_the_break_that_it_hid() -> None:
    units = COUNTY + "\n  - {id: c-pc, name: 某区局机关党委, kind: organ_committee, host: c, members: 120}"
    units += (
        office("s0", "c")
        .replace("management: c}", "management: cc}")
        .replace("level: township, system", "level: township, system")
    )
    lines = affiliation("c-pc", "c-owc", 1) + affiliation("s0-b", "s0-t", 2)
    before = org(units, lines)
    assert {"STR102", "STR106"} <= {f.code for f in check(before).findings}
    assert "CHN201" not in {f.code for f in check(before).findings}
    plans = propose(before)
    assert [m.kind for m in plans["full"].moves] == ["cooperate", "reattach", "repoint"]
    assert plans["full"].exposure == 0
    assert check(apply(before, plans["full"].edits)).findings == []
    # Mending the line alone trades one error for another; it is not worth a point of the frontier.
    assert [(p.exposure, p.ties) for p in plans.frontier] == [(0, 1.0), (10, 0.0)]


def test_nothing_to_do() -> None:
    plans = propose(org(COUNTY, "  - {subordinate: c, superior: city, kind: guidance}\n"))
    assert [(p.exposure, p.ties, p.effort) for p in plans.frontier] == [(0, 0.0, 0)]
    assert plans.straight
    assert all(plan.moves == () for plan in plans.values())
