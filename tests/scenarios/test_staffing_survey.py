"""The staffing survey: the published shares come out of the tool's own reading of the workbook."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from orgmodel.formats import read
from orgmodel.reports.stats import stats, table
from orgmodel.rules import check

CASE = Path(__file__).parents[2] / "scenarios" / "staffing-survey"
EXPECTED: dict[str, Any] = yaml.safe_load((CASE / "expected.yaml").read_text("utf-8"))
BOTH = pytest.mark.parametrize("name", ["survey.xlsx", "survey.yaml"])


def test_workbook_and_text_hold_the_same_survey() -> None:
    assert read(CASE / "survey.xlsx") == read(CASE / "survey.yaml")


@BOTH
def test_shares(name: str) -> None:
    found = stats(read(CASE / name))["staffing"]
    assert {k: round(v, 3) for k, v in found.items()} == EXPECTED["staffing"]


def test_shares_as_they_are_printed() -> None:
    printed = {
        line.split()[0]: line.split()[-1]
        for line in table([("", stats(read(CASE / "survey.xlsx")))], "zh")[1:]
        if line
    }
    assert printed["没有专职人员的单位占比"] == "61.5%"
    assert printed["46岁以上人员占比"] == "38.5%"
    assert printed["40岁以上人员占比"] == "69.2%"


@BOTH
def test_findings(name: str) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for finding in check(read(CASE / name)).findings:
        found[finding.code].append(finding.subject)
    assert {code: len(found[code]) for code in EXPECTED["findings"]} == EXPECTED["findings"]
    assert {code: sorted(found[code]) for code in EXPECTED["subjects"]} == EXPECTED["subjects"]
    assert set(found) <= set(EXPECTED["findings"])
