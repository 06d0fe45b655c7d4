"""Plan files: what is promised is in them, they fit one org only, and they can be taken back."""

from pathlib import Path

import pytest

from orgmodel.formats import read, write
from orgmodel.model import BadInput, EditConflict, apply, invert
from orgmodel.proposals import load, propose, save
from orgmodel.proposals.planfile import carry_out, fingerprint
from orgmodel.rules import check

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
    assert check(after).exposure == again.data["exposure"] == plans[name].exposure
    assert apply(after, invert(again.edits)) == org


def test_the_form_of_the_file_does_not_matter(org, plans, tmp_path: Path) -> None:
    write(org, tmp_path / "before.xlsx")
    other = read(tmp_path / "before.xlsx")
    assert fingerprint(other) == fingerprint(org)
    carry_out(other, load(save(org, plans["full"]), "plan.yaml"))


def test_a_plan_for_another_org_is_refused_and_names_the_rows(org, plans) -> None:
    plan = load(save(org, plans["balance"]), "plan.yaml")
    after = carry_out(org, plan)
    with pytest.raises(EditConflict, match="c05-pc"):
        carry_out(after, plan)


@pytest.mark.parametrize("text", ["", "a: [", "orgmodel_plan: 2", "orgmodel_plan: 1", "- 1", "\x00"])
def test_what_is_no_plan_file_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadInput, match=r"p\.yaml: is no plan file"):
        load(text, "p.yaml")


def test_same_org_same_bytes(org, plans) -> None:
    assert save(org, propose(org)["full"]) == save(org, plans["full"])
