"""Plans on orgs that have changed since: what fits is done move by move, the rest is told with its reason."""

import re
from dataclasses import replace

import pytest

from orgmodel import profiles
from orgmodel.formats import loads
from orgmodel.model import ROWS, Edit, Org, apply
from orgmodel.moves import catalogue
from orgmodel.proposals import load, propose, save
from orgmodel.proposals.fitting import Fitted, fitted
from orgmodel.proposals.planfile import PlanFile, PlannedMove, carry_out, fingerprint
from orgmodel.reports.fitted import fitted_text
from tests.proposals.towns import TOWNS

T1 = {
    "subordinate": "f1-b",
    "superior": "t1",
    "kind": "affiliation",
    "tie": 2.0,
    "consent": "granted",
    "basis": "2014-12",
}
KEY = ("f1-b", "t1", "affiliation")
EAST = {"reattach:f1-b>c-pc", "cooperate:f1-b>t1"}
WEST = {"reattach:f2-b>c-pc", "cooperate:f2-b>t2"}


@pytest.fixture(scope="module")
def org():
    return loads(TOWNS)


@pytest.fixture(scope="module")
def plan(org) -> PlanFile:
    return load(save(org, propose(org)["full"]), "plan.yaml")


def ids(moves) -> set[str]:
    return {m.id for m in moves}


def left(found: Fitted) -> set[str]:
    return {u.move.id for u in found.left}


def test_on_the_same_org_all_fits(org, plan) -> None:
    found = fitted(org, plan)
    assert ids(found.made) == EAST | WEST
    assert found.org == carry_out(org, plan)
    assert fitted(found.org, plan, undo=True).org == org


def test_what_is_done_already_counts_as_done(org, plan) -> None:
    after = carry_out(org, plan)
    found = fitted(after, plan)
    assert (ids(found.done), found.made, found.left) == (EAST | WEST, (), ())
    assert found.org == after


def test_a_changed_row_holds_its_move_back_and_what_rests_on_it(org, plan) -> None:
    other = apply(org, [Edit("lines", KEY, T1, {**T1, "tie": 5.0, "consent": "refused"})])
    found = fitted(other, plan)
    assert (ids(found.made), left(found)) == (WEST, EAST)
    first = next(u for u in found.left if u.move.kind == "reattach")
    assert first.differences[0].cells == (("tie", 2.0, 5.0), ("consent", "granted", "refused"))
    rests = next(u for u in found.left if u.move.kind == "cooperate")
    assert rests.rests_on == ("reattach:f1-b>c-pc",)
    assert found.org.lines_of("f1-b", "affiliation")[0].superior == "t1"
    told = "\n".join(line for line, _ in fitted_text(found, "zh"))
    assert "未采取2项" in told
    row = "隶属关系“东分局党支部→东镇党委”已变更：地方联系在编制方案时为“2”，现为“5”；同意在编制方案时为"
    assert f"{row}“已同意”，现为“不同意”" in told
    english = "\n".join(line for line, _ in fitted_text(found, "en"))
    assert (
        "Affiliation 东分局党支部 → 东镇党委 has changed: tie: the plan expects 2, the org holds 5" in english
    )


def test_a_target_that_is_gone_holds_back_all_that_leads_to_it(org, plan) -> None:
    found = fitted(without(org, "c-pc"), plan)
    assert left(found) == EAST | WEST
    assert {d.kind for u in found.left for d in u.differences} == {"gone"}


def test_rows_and_cells_are_told_in_words(org, plan) -> None:
    """Units by name, kinds by label; an id stands beside the name of a unit, never in its place."""
    f1 = unit(org, "f1")
    raised = Edit("units", ("f1",), {**f1, "kind": "bureau", "host": "c"}, {**f1, "kind": "post"})
    moved = Edit("lines", KEY, {**T1, "superior": "t2"}, {**T1, "superior": "c-pc"})
    found = fitted(org, own((raised,), (moved,)))
    told = "\n".join(line for line, _ in fitted_text(found, "zh"))
    kind = profiles.of(org).kind_label
    assert f"单位“东分局（f1）”已变更：类别在编制方案时为“{kind('bureau', 'zh')}”" in told
    assert f"现为“{kind('field_office', 'zh')}”" in told
    assert "所在单位在编制方案时为“某县局”，现为“空”" in told
    assert "上级在编制方案时为“西镇党委”，现为“东镇党委”" in told
    assert not {"bureau", "field_office", "affiliation", "t2", "f1-b"} & set(re.findall(r"[\w-]+", told))


def own(*moves: tuple[Edit, ...]) -> PlanFile:
    made = tuple(
        PlannedMove(f"m{n}", "own", "f1", None, None, 1, 0, (), (), 1, "", edits)
        for n, edits in enumerate(moves)
    )
    return PlanFile("own", "", "zh", "", {}, {}, made)


def unit(org, id: str) -> dict:
    return {
        k: v for k, v in org.units.filter(org.units["id"] == id).row(0, named=True).items() if v is not None
    }


def without(org: Org, id: str) -> Org:
    return apply(org, [Edit("units", (id,), unit(org, id), None)])


def test_other_cells_of_a_row_may_have_changed(org) -> None:
    f1 = unit(org, "f1")
    staffed = Edit("units", ("f1",), f1, {**f1, "staff": 12})
    renamed = Edit("units", ("f1",), f1, {**f1, "name": "东城分局"})
    other = apply(org, [Edit("units", ("f1",), f1, {**f1, "note": "seen", "full_time_staff": 1})])
    found = fitted(other, own((staffed,), (renamed,)))
    assert unit(found.org, "f1") == {
        **f1,
        "note": "seen",
        "full_time_staff": 1,
        "staff": 12,
        "name": "东城分局",
    }
    assert fitted(found.org, own((staffed,), (renamed,)), undo=True).org == other


def test_a_move_of_which_one_edit_does_not_fit_is_left_out_whole(org) -> None:
    f1, f2 = unit(org, "f1"), unit(org, "f2")
    both = (
        Edit("units", ("f1",), f1, {**f1, "staff": 12}),
        Edit("units", ("f2",), f2, {**f2, "staff": 4}),
    )
    other = apply(org, [Edit("units", ("f2",), f2, {**f2, "staff": 20})])
    found = fitted(other, own(both))
    assert found.org == other
    (only,) = found.left
    assert only.differences[0].cells == (("staff", 7, 20),)


def test_a_key_that_another_row_has_taken(org) -> None:
    added = Edit("units", ("x",), None, {"id": "x", "name": "X", "kind": "branch", "host": "f1"})
    other = apply(org, [Edit("units", ("x",), None, {"id": "x", "name": "X", "kind": "bureau"})])
    (only,) = fitted(other, own((added,))).left
    assert only.differences[0].kind == "taken"
    same = apply(org, [Edit("units", ("x",), None, {**(added.after or {}), "members": 3})])
    assert ids(fitted(same, own((added,))).done) == {"m0"}


def test_a_line_that_was_corrected_already(org) -> None:
    line = {"subordinate": "f1", "superior": "c", "kind": "management"}
    edit = Edit("lines", ("f1", "c", "management"), line, {**line, "superior": "f2"})
    corrected = apply(org, [edit])
    assert ids(fitted(corrected, own((edit,))).done) == {"m0"}
    gone = apply(org, [Edit("lines", edit.key, line, None)])
    assert fitted(gone, own((edit,))).left[0].differences[0].kind == "gone"


def test_equal_lines_are_taken_one_by_one(org) -> None:
    twice = apply(org, [Edit("lines", KEY, None, T1)])
    drop = Edit("lines", KEY, T1, None)
    assert fitted(twice, own((drop,))).org == org
    assert len(fitted(twice, own((drop, drop))).org.lines_of("f1-b", "affiliation")) == 0


def test_what_others_rest_on_is_not_taken_back_before_them(org, plan) -> None:
    after = carry_out(org, plan)
    joint = {"subordinate": "f1-b", "superior": "t1", "kind": "cooperation"}
    kept = apply(after, [Edit("lines", tuple(joint.values()), joint, {**joint, "basis": "new"})])
    found = fitted(kept, plan, undo=True)
    assert left(found) == EAST
    assert ids(found.made) == WEST


def added(table: str, **row: object) -> Edit:
    return Edit(table, tuple(str(row[k]) for k in ROWS[table].keys), None, row)


@pytest.mark.parametrize("kind", catalogue())
def test_a_plan_does_nothing_to_an_org_that_knows_none_of_its_rows(kind: str) -> None:
    made_for = loads(catalogue()[kind].bad)
    other = loads(
        f"profile: {made_for.profile}\nunits: [{{id: else, name: X, kind: {made_for.units['kind'][0]}}}]"
    )
    found = fitted(other, load(save(made_for, propose(made_for)["full"]), "plan.yaml"))
    assert (found.org, found.made) == (other, ())


@pytest.mark.parametrize(
    ("edit", "table"),
    [
        (added("units", id="x", name="X", kind="branch", host="gone"), "units"),
        (added("lines", subordinate="f1", superior="gone", kind="management"), "units"),
        (added("posts", id="p", unit="gone", role="secretary"), "units"),
        (added("assignments", unit="gone", function="building"), "units"),
        (added("assignments", unit="f1", function="gone"), "functions"),
        (added("duties", id="d", item="D", function="building", holder="gone", kind="principal"), "units"),
        (added("meetings", id="m", name="M", members="c; gone;f1", functions="building"), "units"),
        (added("resources", id="r", name="R", kind="hall", owner="c", shared_with="gone"), "units"),
        (added("documents", id="o", name="O", implements="gone"), "documents"),
        (added("reviews", post="gone", level="county", year=2016, kind="report"), "posts"),
        (added("tasks", key="t", line="management", target="gone", period="2016"), "units"),
    ],
    ids=lambda value: value.table if isinstance(value, Edit) else value,
)
def test_a_move_that_names_a_row_that_is_not_there_is_left_out_whole(org, edit: Edit, table: str) -> None:
    f1 = unit(org, "f1")
    found = fitted(org, own((Edit("units", ("f1",), f1, {**f1, "staff": 12}), edit, edit)))
    assert found.org == org
    assert [(d.table, d.name, d.kind) for d in found.left[0].differences] == [(table, "gone", "gone")]


def test_a_changed_cell_must_lead_somewhere_too_but_not_those_beside_it(org) -> None:
    joint = {"id": "m", "name": "M", "members": "lost;c", "functions": "building"}
    there = apply(org, [added("meetings", **joint)])
    wider = Edit("meetings", ("m",), joint, {**joint, "members": "lost;c;f1"})
    assert ids(fitted(there, own((wider,))).made) == {"m0"}
    further = replace(wider, after={**joint, "members": "lost;c;gone"})
    assert [str(d) for d in fitted(there, own((further,))).left[0].differences] == [
        "units gone: the plan expects this row, the org holds none"
    ]


def test_what_one_move_founds_another_may_name_as_long_as_it_is_made(org) -> None:
    body = added("units", id="x", name="X", kind="branch", host="f1")
    post = added("posts", id="p", unit="x", role="secretary")
    assert ids(fitted(org, own((body,), (post,))).made) == {"m0", "m1"}
    assert ids(fitted(org, own((body, post))).made) == {"m0"}
    nowhere = replace(body, after={**(body.after or {}), "host": "gone"})
    found = fitted(org, own((nowhere,), (post,)))
    assert found.org == org
    assert [(u.move.id, len(u.differences), u.rests_on) for u in found.left] == [
        ("m0", 1, ()),
        ("m1", 0, ("m0",)),
    ]


def test_a_cell_is_taken_back_even_to_what_led_nowhere(org) -> None:
    astray = apply(org, [added("posts", id="p", unit="lost", role="secretary")])
    (row,) = astray.tables["posts"].to_dicts()
    before = {k: v for k, v in row.items() if v is not None}
    plan = own((Edit("posts", ("p",), before, {**before, "unit": "f1-b"}),))
    found = fitted(astray, plan)
    assert fitted(found.org, plan, undo=True).org == astray


def test_a_row_is_not_put_back_where_what_it_names_is_gone(org) -> None:
    post = {"id": "p", "unit": "t1", "role": "secretary"}
    found = fitted(without(org, "t1"), own((Edit("posts", ("p",), post, None),)), undo=True)
    assert [d.name for d in found.left[0].differences] == ["t1"]


def test_on_the_org_that_it_was_made_for_a_plan_does_all_that_it_says(org) -> None:
    """As without three ways: a planner may name what is yet to be entered."""
    plan = replace(own((added("posts", id="p", unit="later", role="secretary"),)), before=fingerprint(org))
    found = fitted(org, plan)
    assert (found.org, found.left) == (carry_out(org, plan), ())
    assert fitted(found.org, plan, undo=True).org == org
