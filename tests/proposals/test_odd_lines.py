"""Lines written twice, more cooperation than allowed, dissolved and frozen units: legal files that plans must survive."""

import pytest

from orgmodel.formats import loads
from orgmodel.model import OrgError, apply
from orgmodel.proposals import load, propose
from orgmodel.rules import check

BASE = """
profile: cn-party-2010
units:
  - {id: city, name: 市局, kind: bureau, level: city, system: s}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, management: city}
  - {id: c-pc, name: 县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 县直工委, kind: organ_work_committee, level: county}
  - {id: f, name: 分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 分局党支部, kind: branch, host: f}
  - {id: t, name: 镇党委, kind: township_committee, level: township}
"""
LINE = "  - {subordinate: f-b, superior: t, kind: affiliation, tie: 2, consent: granted}\n"


def test_the_only_written_line_is_replaced() -> None:
    org = loads(f"{BASE}lines:\n{LINE}")
    plans = propose(org)
    assert [p.ties for p in plans.frontier] == [1.0, 0.0]
    assert check(apply(org, plans["full"].edits)).exposure == plans["full"].exposure


def test_a_line_written_twice_costs_its_tie_once() -> None:
    plans = propose(loads(f"{BASE}lines:\n{LINE}{LINE}"))
    assert [p.ties for p in plans.frontier] == [1.0, 0.0]


def test_more_cooperation_than_the_limit_leaves_none_to_offer() -> None:
    bodies = "".join(
        f"  - {{id: z{i}, name: 支部{i}, kind: branch, host: c, affiliation: c-pc}}\n" for i in range(4)
    )
    held = "".join(f"  - {{subordinate: z{i}, superior: t, kind: cooperation}}\n" for i in range(4))
    plans = propose(loads(f"{BASE}{bodies}lines:\n{LINE}{held}"))
    assert [p.ties for p in plans.frontier] == [2.0, 0.0]


def test_nothing_is_set_up_in_a_dissolved_unit() -> None:
    text = BASE.replace("management: city}", "management: city, status: dissolved}")
    plans = propose(loads(f"{text}lines:\n{LINE}"))
    assert not [
        m for plan in plans.values() for m in plan.moves if m.kind == "establish" and m.subject == "c"
    ]


@pytest.mark.parametrize("frozen", ["t", "c-pc", "f-b", "f"])
def test_no_plan_touches_a_frozen_unit_and_says_so(frozen: str) -> None:
    text = BASE.replace(f"{{id: {frozen}, ", f"{{id: {frozen}, frozen: true, ")
    full = propose(loads(f"{text}lines:\n{LINE}"))["full"]
    (left,) = [r for r in full.residual if (r.code, r.subject) == ("CHN201", "f")]
    assert (left.reason, left.by) == ("frozen", frozen)


@pytest.mark.parametrize("row", ["[1]", "x", "3"])
def test_a_malformed_edit_is_bad_input(row: str) -> None:
    text = "orgmodel_plan: 1\nplan: full\nbefore: {sha256: a, rows: {}}\n"
    with pytest.raises(OrgError, match=r"plan\.yaml, line 3: "):
        load(f"{text}edits: [{{table: lines, key: [a], before: {row}, after: null}}]\n", "plan.yaml")
