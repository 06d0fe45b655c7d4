"""The central case: before.yaml and after.yaml must give the numbers that expected.yaml states."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org, apply, diff
from orgmodel.rules import check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
EXPECTED: dict[str, Any] = yaml.safe_load((CASE / "expected.yaml").read_text("utf-8"))
COUNTIES = [f"c{n:02}" for n in range(1, 12)]
BOTH = pytest.mark.parametrize("when", ["before", "after"])


@cache
def org(when: str) -> Org:
    return read(CASE / f"{when}.yaml")


def township_lines() -> pl.DataFrame:
    towns = org("before").units.filter(pl.col("kind") == "township_committee")["id"]
    return org("before").lines.filter(pl.col("superior").is_in(towns.implode()))


@BOTH
def test_units_of_each_kind(when: str) -> None:
    assert Counter(org(when).units["kind"]) == EXPECTED[when]["units"]


@BOTH
def test_status_of_every_management_link(when: str) -> None:
    found = Counter(derive(org(when)).links["status"])
    expected = EXPECTED[when]["links"]
    assert {status: found[status] for status in expected} == expected
    assert found.total() == sum(expected.values()) == 37


@BOTH
def test_shares(when: str) -> None:
    status = derive(org(when)).links["status"]
    direct = (status == "direct").sum()
    dual = (status == "dual").sum()
    assert round(direct / len(status), 3) == EXPECTED[when]["direct_share"]
    assert round((direct + dual) / len(status), 3) == EXPECTED[when]["continuity"]


@BOTH
def test_findings_by_code(when: str) -> None:
    found = Counter(f.code for f in check(org(when)).findings)
    expected = EXPECTED[when]["findings"]
    assert {code: found[code] for code in expected} == expected


@BOTH
def test_no_error_that_expected_does_not_name(when: str) -> None:
    named = {code for code, count in EXPECTED[when]["findings"].items() if count}
    errors = {f.code for f in check(org(when)).findings if f.severity == "error"}
    assert errors <= named


def test_findings_name_the_units_at_fault() -> None:
    found = check(org("before")).findings
    offices = org("before").units.filter(pl.col("kind") == "field_office")["id"]
    assert sorted(f.subject for f in found if f.code == "CHN201") == sorted(offices)
    assert sorted(f.subject for f in found if f.code == "CHN202") == ["c05", "c06", "c07", "c08", "c09"]


def test_members_of_county_bodies_once_branches_are_attached() -> None:
    bodies = derive(org("after")).bodies
    totals = dict(zip(bodies["subject"], bodies["total"], strict=True))
    assert {c: totals[f"{c}-pc"] for c in COUNTIES} == EXPECTED["members_after"]


def test_approval_stands_where_a_committee_is_below_the_threshold() -> None:
    committees = org("after").units.filter(pl.col("kind") == "organ_committee")
    approved = committees.filter(pl.col("approval") == "granted")["host"].to_list()
    assert approved == EXPECTED["below_threshold"]


def test_every_local_line_has_a_tie_and_nobody_refuses() -> None:
    lines = org("before").lines.filter(pl.col("tie").is_not_null())
    towns = township_lines()
    assert round(towns["tie"].sum(), 1) == EXPECTED["ties"]["township"]
    assert round(lines["tie"].sum() - towns["tie"].sum(), 1) == EXPECTED["ties"]["local_committee"]
    assert lines["tie"].min() >= 0.5
    assert lines["tie"].max() <= 6
    assert set(lines["consent"]) == {"needed", "granted"}


def test_only_the_remedy_lies_between_before_and_after() -> None:
    before, after = org("before"), org("after")
    edits = diff(before, after)
    assert apply(before, edits) == after
    units = {edit.key[0] for edit in edits if edit.table == "units"}
    assert units == {f"c{n:02}-pc" for n in range(5, 10)}
    moved = {edit.key[0] for edit in edits if edit.table == "lines"}
    assert moved == units | set(township_lines()["subordinate"])
