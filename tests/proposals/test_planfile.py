"""Plan files: what is promised is in them, they fit one org only, and they can be taken back."""

from pathlib import Path

import pytest

from orgmodel.formats import loads, read, write
from orgmodel.model import BadInput, Edit, EditConflict, apply
from orgmodel.proposals import load, propose, save
from orgmodel.proposals.planfile import carry_out, fingerprint, take_back
from orgmodel.rules import check
from tests.proposals.towns import TOWNS

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


@pytest.fixture(scope="module")
def org():
    return read(CASE / "before.yaml")


@pytest.fixture(scope="module")
def plans(org):
    return propose(org)


@pytest.mark.parametrize("name", ["stay", "mandatory", "balance", "full"])
def test_a_plan_read_back_keeps_what_it_promises(org, plans, name: str) -> None:
    again = load(save(org, plans[name]), "plan.yaml")
    after = carry_out(org, again)
    assert after == apply(org, plans[name].edits)
    assert check(after).exposure == again.figures["exposure"] == plans[name].exposure
    assert again.figures["ties"] == plans[name].ties
    assert take_back(after, again) == org


def test_moves_are_read_back_with_the_edits_that_belong_to_them(org, plans) -> None:
    again = load(save(org, plans["full"]), "plan.yaml")
    made = {m.id: m for m in plans["full"].moves}
    assert {m.id: m.edits for m in again.moves} == {id: m.edits for id, m in made.items()}
    assert {m.id: (m.kind, m.subject, m.target, m.effort) for m in again.moves} == {
        id: (m.kind, m.subject, m.target, m.effort) for id, m in made.items()
    }
    needed = {m.id for m in again.moves if m.requires}
    assert needed
    assert needed == {id for id, m in made.items() if m.requires}
    assert all(one in made for m in again.moves for group in m.requires for one in group)


def test_the_form_of_the_file_does_not_matter(org, plans, tmp_path: Path) -> None:
    write(org, tmp_path / "before.xlsx")
    other = read(tmp_path / "before.xlsx")
    assert fingerprint(other) == fingerprint(org)
    carry_out(other, load(save(org, plans["full"]), "plan.yaml"))


def test_same_org_same_bytes(org, plans) -> None:
    text = save(org, plans["full"])
    assert save(read(CASE / "before.yaml"), plans["full"]) == text
    assert "&id" not in text


@pytest.fixture(scope="module")
def towns():
    org = loads(TOWNS)
    return org, load(save(org, propose(org)["full"]), "plan.yaml")


def changed(org, id: str, **cells):
    row = {
        k: v for k, v in org.units.filter(org.units["id"] == id).row(0, named=True).items() if v is not None
    }
    return apply(org, [Edit("units", (id,), row, {**row, **cells})])


def test_a_refusal_shows_the_cells_that_differ(towns) -> None:
    org, plan = towns
    line = {"subordinate": "f1-b", "superior": "t1", "kind": "affiliation"}
    held = {**line, "tie": 2.0, "consent": "granted", "basis": "2014-12"}
    other = apply(org, [Edit("lines", tuple(line.values()), held, {**held, "tie": 4.0})])
    with pytest.raises(EditConflict) as refused:
        carry_out(other, plan)
    assert "lines f1-b>t1:affiliation: tie: the plan expects 2.0, the org holds 4.0" in str(refused.value)


def test_a_refusal_shows_rows_that_only_findings_rest_on(towns) -> None:
    org, plan = towns
    with pytest.raises(EditConflict, match="units f1: staff: the plan expects 9, the org holds 10"):
        carry_out(changed(org, "f1", staff=10), plan)


def test_a_refusal_says_where_the_plan_touches_nothing_that_differs(towns) -> None:
    org, plan = towns
    with pytest.raises(EditConflict, match="rows that the plan does not touch differ"):
        carry_out(changed(org, "t2", name="another"), plan)


def test_a_row_that_is_gone_is_named(towns) -> None:
    org, plan = towns
    with pytest.raises(
        EditConflict, match="f1-b>t1:affiliation: the plan expects this row, the org holds none"
    ):
        carry_out(carry_out(org, plan), plan)


def test_only_the_org_after_the_plan_is_taken_back(towns) -> None:
    org, plan = towns
    after = carry_out(org, plan)
    assert take_back(after, plan) == org
    with pytest.raises(EditConflict, match="not the org that the plan 'full' leads to"):
        take_back(org, plan)
    with pytest.raises(EditConflict, match="units f1: staff: the plan expects 9, the org holds 10"):
        take_back(changed(after, "f1", staff=10), plan)


@pytest.mark.parametrize("text", ["", "a: [", "orgmodel_plan: 2", "- 1", "\x00", "x: 1"])
def test_what_is_no_plan_file_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadInput, match=r"p\.yaml.*is no plan file"):
        load(text, "p.yaml")


def test_a_plan_for_no_org_says_how_to_complete_it() -> None:
    with pytest.raises(BadInput, match="--from"):
        load("orgmodel_plan: 1\nmoves: []", "p.yaml")


def test_a_damaged_plan_names_table_line_and_value(towns) -> None:
    org, _ = towns
    text = save(org, propose(org)["full"]).replace("table: lines", "table: linse", 1)
    with pytest.raises(BadInput, match=r"p\.yaml, line \d+: is not a table: 'linse'.*Did you mean lines\?"):
        load(text, "p.yaml")


@pytest.mark.parametrize("odd", ["01", "null", "no", "1e3", "2016-12-01", "a: b", "'"])
def test_odd_ids_survive(odd: str) -> None:
    org = loads(TOWNS.replace("f1-b", f'"{odd}"'))
    plan = propose(org)["full"]
    again = load(save(org, plan), "plan.yaml")
    assert carry_out(org, again) == apply(org, plan.edits)
    assert odd in {m.subject for m in again.moves}


def test_edits_beside_the_moves_are_never_dropped(org, plans) -> None:
    text = save(org, plans["full"])
    text += "edits:\n- {table: units, key: [city], before: {id: city}, after: {id: city, staff: 999}}\n"
    with pytest.raises(BadInput, match="edits outside its moves"):
        load(text, "plan.yaml")
