"""Findings on their way out: every form says the same of every finding, however it is cut into batches."""

import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from benchmarks.orgs import filled
from orgmodel.formats import read
from orgmodel.model import Org
from orgmodel.moves import repairs
from orgmodel.reports import findings
from orgmodel.reports.findings import finding_json, report_json
from orgmodel.reports.stream import COLUMNS, json_lines, json_text, write_parquet
from orgmodel.rules import Report, check
from tests.works import WORKS

SCENARIOS = sorted(
    path
    for path in (Path(__file__).parents[2] / "scenarios").glob("*/*.yaml")
    if path.name != "expected.yaml"
)


@pytest.fixture(params=[*SCENARIOS, "allowing", "filled"], ids=lambda p: getattr(p, "stem", p))
def org(request: pytest.FixtureRequest, tmp_path: Path) -> Org:
    if request.param == "filled":  # facts in every table
        return filled(300)
    path = request.param
    if path == "allowing":
        path = tmp_path / "org.yaml"
        path.write_text(WORKS, "utf-8")
    return read(path)


def moves(report: Report) -> dict[str, list[str]]:
    return {code: repairs(code, report.derived.profile) for code in report.rules}


def whole(report: Report, language: str | None = None, limit: int | None = None) -> dict[str, Any]:
    """The JSON made of all findings at once, as the report itself tells them."""
    known = moves(report)
    told = report.shown(limit, language), report.told(report.covered, language)
    shown, allowed = ([finding_json(f, known[f.code]) for f in each] for each in told)
    return report_json(report, known, limit, language) | {"findings": shown, "allowed": allowed}


def parquet(report: Report, limit: int | None = None, language: str | None = None) -> pl.DataFrame:
    file = io.BytesIO()
    write_parquet(report, file, limit, language)
    return pl.read_parquet(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("batch", [3, 20_000])
def test_json_made_in_batches_is_the_same_text(
    org: Org, batch: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "BATCH", batch)
    report = check(org)
    text = json.dumps(whole(report, language), ensure_ascii=False, indent=2, default=str) + "\n"
    assert b"".join(json_text(report_json(report, moves(report), None, language))).decode() == text


@pytest.mark.parametrize("batch", [3, 20_000])
def test_a_line_says_what_the_json_says(org: Org, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "BATCH", batch)
    report = check(org)
    parts = list(json_lines(report, moves(report)))
    lines = b"".join(parts).decode().splitlines()
    told = json.loads(b"".join(json_text(report_json(report, moves(report)))))["findings"]
    assert [json.loads(line) for line in lines] == told
    assert all(list(json.loads(line)) == list(finding) for line, finding in zip(lines, told, strict=True))
    assert len(parts) == -(-len(told) // batch)
    assert all(part.endswith(b"}\n") for part in parts)


@pytest.mark.parametrize("batch", [7, 20_000])
def test_a_row_of_parquet_says_what_the_json_says(
    org: Org, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "BATCH", batch)
    report = check(org)
    frame = parquet(report)
    assert dict(frame.schema) == COLUMNS
    told = json.loads(b"".join(json_text(report_json(report, moves(report)))))["findings"]
    assert len(frame) == len(told)
    for row, finding in zip(frame.to_dicts(), told, strict=True):
        cause, location = finding["cause"] or {}, finding["location"] or {}
        assert row == {
            **{key: finding[key] for key in ("code", "name", "severity", "subject", "message")},
            "cause_code": cause.get("code"),
            "cause_subject": cause.get("subject"),
            **{key: location.get(key) for key in ("file", "table", "row", "line", "column")},
            "values": json.dumps(finding["values"], ensure_ascii=False),
        }


def test_a_batch_ends_within_the_findings_of_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    report = check(read(SCENARIOS[1]))
    at_once = report.shown()
    monkeypatch.setattr(findings, "BATCH", 4)
    batches = list(findings.shown(report))
    assert any(a[-1].code == b[0].code for a, b in pairwise(batches))
    assert [f for batch in batches for f in batch] == at_once
    assert {len(batch) for batch in batches[:-1]} == {4}


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_a_limit_cuts_the_findings_and_not_the_counts(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "BATCH", 2)
    report = check(read(SCENARIOS[1]))
    every, known = whole(report), moves(report)
    cut = json.loads(b"".join(json_text(report_json(report, known, limit))))
    assert cut["findings"] == json.loads(json.dumps(every["findings"][:limit], default=str))
    assert cut["summary"] == every["summary"]
    lines = b"".join(json_lines(report, known, limit)).decode().splitlines()
    assert [json.loads(line) for line in lines] == cut["findings"]
    assert parquet(report, limit).equals(parquet(report)[:limit])
    assert dict(parquet(report, limit).schema) == COLUMNS


def test_no_batch_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    tell = Report.told

    def counted(report: Report, hits: pl.DataFrame, language: str | None = None) -> Any:
        told.append(len(hits))
        return tell(report, hits, language)

    monkeypatch.setattr(Report, "told", counted)
    monkeypatch.setattr(findings, "BATCH", 5)
    report = check(read(SCENARIOS[1]))
    lines = json_lines(report, moves(report))
    assert told == []
    next(lines)
    next(lines)
    assert told == [5, 5]
    text = json_text(report_json(report, moves(report)))
    while b'"findings"' not in next(text):
        pass
    next(text)
    assert told[2:] == [5]


def test_a_file_that_takes_no_more_is_no_fault_of_the_program() -> None:
    report = check(read(SCENARIOS[1]))

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left on device"):
        write_parquet(report, Full())


def test_what_goes_wrong_while_findings_are_told_is_not_taken_for_a_full_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*asked: Any) -> Any:
        raise LookupError("no such name")

    report = check(read(SCENARIOS[1]))
    monkeypatch.setattr(Report, "told", fails)
    with pytest.raises(LookupError, match="no such name"):
        write_parquet(report, io.BytesIO())
