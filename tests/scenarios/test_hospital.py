"""The matrix case: before.yaml and after.yaml must give the numbers that expected.yaml states."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org, apply, diff
from orgmodel.rules import Report, catalogue, check

CASE = Path(__file__).parents[2] / "scenarios" / "regional-hospital"
EXPECTED: dict[str, Any] = yaml.safe_load((CASE / "expected.yaml").read_text("utf-8"))
BOTH = pytest.mark.parametrize("when", ["before", "after"])


@cache
def org(when: str) -> Org:
    return read(CASE / f"{when}.yaml")


@cache
def report(when: str) -> Report:
    return check(org(when))


@BOTH
def test_units_and_lines(when: str) -> None:
    assert len(org(when).units) == EXPECTED[when]["units"]
    assert Counter(org(when).lines["kind"]) == EXPECTED[when]["lines"]


@BOTH
def test_levels_and_spans(when: str) -> None:
    d = derive(org(when))
    solid = d.forest("solid")
    assert solid.depth.max() + 1 == EXPECTED[when]["levels"]
    below = Counter(d.ids[int(row)] for row in solid.parent[d.active & (solid.parent >= 0)])
    assert {unit: below[unit] for unit in EXPECTED[when]["spans"]} == EXPECTED[when]["spans"]
    assert max(below.values()) == EXPECTED[when]["spans"]["ceo"]


@BOTH
def test_findings_by_code_and_no_others(when: str) -> None:
    assert report(when).summary["by_code"] == EXPECTED[when]["findings"]
    assert report(when).summary["roots"] == EXPECTED[when]["roots"]


@BOTH
def test_findings_name_the_units_at_fault(when: str) -> None:
    found = report(when).findings
    for code, units in EXPECTED[when]["subjects"].items():
        assert sorted(f.subject for f in found if f.code == code) == units


def test_every_rule_about_matrices_finds_something_before() -> None:
    assert {c for c in catalogue() if c.startswith("MTX")} <= set(EXPECTED["before"]["findings"])


def test_the_way_from_before_to_after_is_exact() -> None:
    assert apply(org("before"), diff(org("before"), org("after"))) == org("after")


def test_texts_are_english() -> None:
    for finding in report("before").findings:
        assert finding.message.isascii()
