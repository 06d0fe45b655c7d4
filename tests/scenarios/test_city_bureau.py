"""The central case: before.yaml and after.yaml must give the numbers that expected.yaml states."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org, apply, diff
from orgmodel.profiles import load
from orgmodel.rules import Report, check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
EXPECTED: dict[str, Any] = yaml.safe_load((CASE / "expected.yaml").read_text("utf-8"))
COUNTIES = [f"c{n:02}" for n in range(1, 12)]
BOTH = pytest.mark.parametrize("when", ["before", "after"])


@cache
def org(when: str) -> Org:
    return read(CASE / f"{when}.yaml")


@cache
def report(when: str) -> Report:
    return check(org(when))


def subjects(code: str) -> list[str]:
    return sorted(f.subject for f in report("before").findings if f.code == code)


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
@pytest.mark.parametrize("part", ["findings", "consequences"])
def test_findings_are_those_planted_and_no_others(when: str, part: str) -> None:
    found = Counter(f.code for f in report(when).findings if (f.cause is None) == (part == "findings"))
    assert dict(found) == EXPECTED[when][part]


@BOTH
def test_only_rules_without_facts_are_silent(when: str) -> None:
    assert sorted(report(when).silent) == EXPECTED["silent"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("CHN202", ["c05", "c06", "c07", "c08", "c09"]),
        ("CPT301", ["city-po"]),
        ("CPT303", COUNTIES[4:]),
        ("EST406", ["c01-pc", "c02-pc", "c03-pc", "c04-pc", "city-pc"]),
        ("EST408", ["c01-pc", "c02-pc", "c03-pc", "c04-pc"]),
        ("EST410", ["c04-s3-b", "c08-s2-b"]),
        ("EST412", ["c02-s3-b", "c04-s3-b"]),
        ("EST413", ["c03-pc", "c04-s3-b"]),
        ("STF501", COUNTIES[4:]),
        ("STF503", ["city"]),
        ("STF504", ["c02"]),
        ("STF505", ["c02"]),
        ("FND601", ["c07-pc"]),
        ("FND602", ["c10-pc"]),
        ("FND603", ["c06-pc"]),
        ("RSP701", ["d06"]),
        ("RSP704", ["c01-p5", "c01-p6", "city-p5", "city-p6"]),
    ],
)
def test_findings_name_what_is_at_fault(code: str, expected: list[str]) -> None:
    assert subjects(code) == expected


def test_every_field_office_is_broken_off() -> None:
    offices = org("before").units.filter(pl.col("kind") == "field_office")["id"]
    assert subjects("CHN201") == sorted(offices)


@BOTH
@pytest.mark.parametrize("part", ["with_integrity", "without_integrity"])
def test_counterparts_of_the_city_office(when: str, part: str) -> None:
    faced = org(when)
    if part == "without_integrity":
        assigned = faced.tables["assignments"].filter(pl.col("function") != "integrity")
        faced = replace(faced, tables={**faced.tables, "assignments": assigned})
    row = derive(faced).table("counterparts").filter(pl.col("subject") == "city-po")
    found = {"kinds": row["kinds"].item(), "pairs": row["pairs"].item()}
    assert found == EXPECTED["counterparts"][when][part]


def test_staff_shares_are_those_of_the_survey() -> None:
    staffing = derive(org("before")).table("staffing").filter(pl.col("full_time").is_not_null())
    aged = staffing["aged"].sum()
    assert {
        "units": len(staffing),
        "without": (staffing["full_time"] == 0).sum(),
        "aged": aged,
        "ge46": round(staffing["ge46"].sum() / aged, 3),
        "ge40": round(staffing["ge40"].sum() / aged, 3),
    } == EXPECTED["staffing"]
    assert staffing["full_time"].sum() == aged


@BOTH
def test_cells_covered(when: str) -> None:
    coverage = derive(org(when)).table("coverage")
    assert coverage["required"].sum() == EXPECTED["coverage"]["required"]
    assert coverage["filled"].sum() == EXPECTED["coverage"][when]


def test_nine_post_classes_once_the_commissions_stand() -> None:
    profile = load("cn-party-2010")
    nine = {p.role for p in profile.posts if p.layer}
    after = org("after").tables["posts"].filter(pl.col("unit").str.starts_with("c01"))
    assert len(nine) == 9
    assert nine <= set(after.filter(pl.col("filled") > 0)["role"])


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
    affiliation = {e.key[0] for e in edits if e.table == "lines" and e.key[2] == "affiliation"}
    raised = {f"c{n:02}-pc" for n in range(5, 10)}
    assert affiliation == raised | set(township_lines()["subordinate"])
    kinds = dict(zip(before.units["id"], before.units["kind"], strict=True))
    changed = {
        u["id"] for u in after.units.iter_rows(named=True) if kinds.get(u["id"], u["kind"]) != u["kind"]
    }
    assert changed == raised
    created = Counter(after.units.filter(~pl.col("id").is_in(before.units["id"].implode()))["kind"])
    assert created == {"discipline_commission": 10, "party_office": 7}
    assert set(before.units["id"]) <= set(after.units["id"])
