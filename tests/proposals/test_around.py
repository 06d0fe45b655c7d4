"""A planner's own edits: one sense however they are written, the reference untouched by them, and what nothing may touch."""

import pytest

from orgmodel.formats import loads
from orgmodel.model import BadInput
from orgmodel.moves import sentence
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.around import propose_around
from orgmodel.proposals.options import Options
from orgmodel.proposals.ownplan import load_partial
from tests.proposals.towns import TOWNS

TURNED = "{table: lines, key: [f1-b, t1, affiliation], after: {superior: c-pc}}"
REPLACED = """{table: lines, key: [f1-b, t1, affiliation], after: null},
  {table: lines, before: null, after: {subordinate: f1-b, superior: c-pc, kind: affiliation}}"""


def around(edits: str, org: str = TOWNS, options: Options | None = None) -> Plans:
    own = load_partial(f"orgmodel_plan: 1\nedits: [{edits}]\n", "own.yaml")
    return propose_around(loads(org), own, options)


def test_a_line_that_turns_is_one_thing_in_either_spelling() -> None:
    turned, replaced = around(TURNED), around(REPLACED)
    for name in turned:
        a, b = turned[name], replaced[name]
        assert (a.exposure, a.ties, a.effort, a.errors) == (b.exposure, b.ties, b.effort, b.errors), name
        assert [m.id for m in a.moves] == [m.id for m in b.moves]
        assert a.residual == b.residual
    first = [plans["full"].moves[0] for plans in (turned, replaced)]
    said = {sentence(turned.org, move, "zh") for move in first}
    assert said == {"按自拟方案调整：东分局党支部的隶属关系由东镇党委调整至某县局机关党委"}
    assert "moves from 东镇党委 to 某县局机关党委" in sentence(turned.org, first[0], "en")
    assert ("CHN201", "f1") in first[0].clears


@pytest.mark.parametrize("options", [Options(), Options(weights={"error": 7}), Options(only=("CHN",))])
def test_to_stay_is_to_stay_without_the_idea(options: Options) -> None:
    mine, plain = around(TURNED, options=options)["stay"], propose(loads(TOWNS), options)["stay"]
    assert (mine.exposure, mine.ties, mine.effort, mine.errors) == (plain.exposure, 0, 0, plain.errors)
    assert [(r.code, r.subject) for r in mine.residual] == [(r.code, r.subject) for r in plain.residual]
    assert mine.bound <= mine.exposure


@pytest.mark.parametrize(
    ("edit", "org", "lock", "said"),
    [
        (TURNED, TOWNS.replace("consent: granted", "consent: refused"), (), "consent is refused"),
        (REPLACED, TOWNS.replace("consent: granted", "consent: refused"), (), "consent is refused"),
        (TURNED, TOWNS.replace("members: 8", "members: 8, frozen: yes"), (), "frozen: 'f1-b'"),
        (TURNED, TOWNS.replace("members: 120", "members: 120, frozen: yes"), (), "frozen: 'c-pc'"),
        ("{table: units, key: f1, after: {staff: 3}}", TOWNS, ("f1",), "--lock leaves as it is: 'f1'"),
    ],
)
def test_what_nothing_may_touch_binds_the_planner_too(
    edit: str, org: str, lock: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        around(edit, org, Options(lock=lock))
