"""Plans written by hand: moves by name, edits that say only what changes, and errors that say how to mend them."""

import datetime

import pytest

from orgmodel.formats import loads
from orgmodel.model import BadInput, OrgWarning, apply
from orgmodel.proposals import propose, save
from orgmodel.proposals.around import propose_around
from orgmodel.proposals.ownplan import completed, load_partial
from tests.proposals.towns import TOWNS

HEAD = "orgmodel_plan: 1\n"


@pytest.fixture(scope="module")
def org():
    return loads(TOWNS)


def test_moves_by_name_in_either_language() -> None:
    text = (
        HEAD
        + "moves:\n- {kind: reattach, subject: '01', to: c-pc}\n- {kind: 组织联建, subject: f2-b, to: t2}\n- {kind: lead, subject: x}"
    )
    assert load_partial(text, "p.yaml").moves == (
        ("reattach", "01", "c-pc"),
        ("cooperate", "f2-b", "t2"),
        ("lead", "x", None),
    )


def test_a_plan_file_of_the_program_is_a_partial_plan_too(org) -> None:
    plan = propose(org)["full"]
    again = load_partial(save(org, plan), "p.yaml")
    assert again.moves == tuple((m.kind, m.subject, m.target) for m in plan.moves)
    assert again.edits == ()


def test_a_move_of_the_planners_own_is_its_edits(org) -> None:
    text = (
        HEAD
        + """edits: [{table: units, key: c, after: {staff: 30}}]
moves:
- {kind: 自拟调整, edits: [{table: units, key: f1, after: {staff: 12}}]}
- {kind: reattach, subject: f1-b}
"""
    )
    own = load_partial(text, "p.yaml")
    assert (own.moves, own.lines) == ((("reattach", "f1-b", None),), (5,))
    assert [apply(org, completed(org, own.edits)).unit(id).staff for id in ("c", "f1")] == [30, 12]
    written = save(org, propose_around(org, load_partial(text.replace("f1-b", "f2-b"), "p.yaml"))["full"])
    again = load_partial(written, "full.yaml")
    assert "own" not in {kind for kind, _, _ in again.moves}
    assert completed(org, again.edits) == completed(org, own.edits)


def test_each_move_and_each_change_has_its_place() -> None:
    text = (
        HEAD
        + """moves:
- {kind: reattach, subject: b, to: c}
- {kind: 升格, subject: c}
edits:
- {table: lines, key: [x, y, affiliation], after: }
"""
    )
    lines = {
        place: line for place, (file, line) in load_partial(text, "p.yaml").places.items() if file == "p.yaml"
    }
    assert lines == {"reattach@b>c": 3, "upgrade@c": 4, "x": 6}


def test_edits_without_before_are_completed_from_the_org(org) -> None:
    text = (
        HEAD
        + """edits:
- {table: units, key: f1, after: {staff: 12, term_start: 2016/11/1, members: }}
- {table: lines, key: [f2-b, t2, affiliation], after: }
- {table: lines, key: [f2-b, c-pc, affiliation], before: , after: {subordinate: f2-b, superior: c-pc, kind: affiliation}}
"""
    )
    edits = completed(org, load_partial(text, "p.yaml").edits)
    after = apply(org, edits)
    assert after.unit("f1").staff == 12
    assert after.unit("f1").term_start == datetime.date(2016, 11, 1)
    assert after.unit("f1").name == org.unit("f1").name
    assert [line.superior for line in after.lines_of("f2-b", "affiliation")] == ["c-pc"]


def test_an_emptied_cell_and_a_whole_edit(org) -> None:
    text = (
        HEAD
        + """edits:
- {table: units, key: f1-b, after: {members: }}
- table: units
  before: {id: t1, name: 东镇党委, kind: township_committee, level: township}
  after: {id: t1, name: 东街党委, kind: township_committee, level: township}
"""
    )
    after = apply(org, completed(org, load_partial(text, "p.yaml").edits))
    assert after.unit("f1-b").members is None
    assert after.unit("t1").name == "东街党委"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "moves: [{kind: reatach, subject: b}]",
            "line 2: is not a kind of move: 'reatach'; allowed: .*reattach.*Did you mean reattach",
        ),
        ("moves: [{kind: reattach}]", "without a subject"),
        (
            "moves: [{kind: own, subject: b}]",
            "line 2: is a move of the kind own without edits. Give it edits",
        ),
        ("moves: [{kind: own, edits: 3}]", "is one value, not a list"),
        (
            "moves: [{kind: reattach, subject: b, target: c}]",
            "is not a key of this: 'target'; allowed: kind, subject, to",
        ),
        ("edits: [{table: unit, key: b, after: {}}]", "is not a table: 'unit'.*Did you mean units"),
        ("edits: [{table: lines, key: b, after: {}}]", "has no such key.*subordinate, superior, kind"),
        (
            "edits: [{table: units, key: b, after: {staff: many}}]",
            "column staff: is not a whole number: 'many'",
        ),
        (
            "edits: [{table: units, key: b, after: {status: gone}}]",
            "column status.*allowed: active, dissolved",
        ),
        ("edits: [{table: units, key: b}]", "neither before nor after"),
        ("edits: [{table: units, before: , after: {id: b, name: B}}]", "lacks kind"),
        ("move: []", "is not a key of a plan file: 'move'.*Did you mean moves"),
        ("plan: mine", "asks for nothing"),
        ("moves: {kind: reattach}", "is a mapping, not a list"),
    ],
)
def test_errors_name_value_allowed_place_and_remedy(body: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        load_partial(HEAD + body, "p.yaml")


def test_a_key_that_no_row_has_and_a_column_that_none_knows(org) -> None:
    text = HEAD + "edits:\n- {table: units, key: f1-c, after: {staf: 3}}"
    with pytest.raises(BadInput) as refused:
        completed(org, load_partial(text, "p.yaml").edits, "p.yaml")
    assert "p.yaml, units, line 3: no row has this key: 'f1-c'. Did you mean f1" in str(refused.value)
    assert "is not a column: 'staf'" in str(refused.value)
    assert "Did you mean staff?" in str(refused.value)


def test_a_column_that_only_the_org_knows_may_be_planned(org) -> None:
    with pytest.warns(OrgWarning, match="电话分机"):
        wide = loads(TOWNS.replace("staff: 9}", "staff: 9, 电话分机: '12'}"))
    text = HEAD + "edits:\n- {table: units, key: f1, after: {电话分机: '34'}}"
    (edit,) = completed(wide, load_partial(text, "p.yaml").edits)
    assert edit.after is not None
    assert edit.after["电话分机"] == "34"
