"""A branch that is moved below a body without a layer above it: the model knows what that raises before any plan is checked."""

import pytest

from benchmarks.networks import county_network
from orgmodel.formats import loads
from orgmodel.model import apply, joined
from orgmodel.proposals import solve
from orgmodel.proposals.effects import build, linkage
from orgmodel.rules import check

ORG = """
profile: cn-party-2010
units:
  - {id: city, name: 市局, kind: bureau, level: city, system: s}
  - {id: city-lg, name: 市局党组, kind: leading_group, host: city}
  - {id: city-pc, name: 市局机关党委, kind: organ_committee, host: city, members: 200, affiliation: city-owc}
  - {id: city-dc, name: 市局机关纪委, kind: discipline_commission, host: city}
  - {id: city-owc, name: 市直工委, kind: organ_work_committee, level: city}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, management: city}
  - {id: c-lg, name: 县局党组, kind: leading_group, host: c, leadership: city-lg}
  - {id: c-b, name: 县局机关党支部, kind: branch, host: c, members: 35}
  - {id: c-owc, name: 县直工委, kind: organ_work_committee, level: county}
  - {id: f, name: 分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 分局党支部, kind: branch, host: f, members: 5}
  - {id: t, name: 镇党委, kind: township_committee, level: township}
lines:
  - {subordinate: c-b, superior: c-owc, kind: affiliation, tie: 2.7, consent: refused}
  - {subordinate: f-b, superior: t, kind: affiliation, tie: 2, consent: granted}
"""


def test_what_a_branch_lacks_once_it_is_moved_is_known() -> None:
    org = loads(ORG)
    world = build(org)
    (moved,) = (i for i, m in enumerate(world.model.moves) if (m.subject, m.kind) == ("f-b", "reattach"))
    raised = ("CHN205", "f-b")
    assert raised not in set(check(org).roots.select("code", "subject").iter_rows())
    after = check(apply(org, joined([world.move(moved).edits])))
    assert raised in set(after.roots.select("code", "subject").iter_rows())
    assert raised in linkage.alone(world)
    assert raised in world.model.standing((moved,))
    assert raised not in world.model.standing(())


def test_a_country_is_solved_without_a_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    def correct(*found: object) -> None:
        raise AssertionError("corrected")

    monkeypatch.setattr(solve, "_correct", correct)
    assert solve.solve(build(county_network(20, 260))).proven
