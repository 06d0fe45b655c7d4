"""Findings as data: the JSON that ``check`` gives, and how many findings follow from each root."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.model import Location
from orgmodel.profiles import Citation
from orgmodel.rules import Finding, Report
from orgmodel.rules.report import foremost

BATCH = 20_000  # findings that are held as objects at once


def cite_json(cite: Citation) -> dict[str, Any]:
    """A citation as document, year and article."""
    return {"document": cite.document, "year": cite.year, "article": cite.article}


def place_text(place: Location | None, *, named: bool = False) -> str:
    """Where a finding stands, short enough for the end of a line: ``before.yaml:27`` or ``org.xlsx units 5``.

    ``named`` leaves out the folders of the file: what is handed on does not tell where it lay.
    """
    if place is None:
        return ""
    file = Path(place.file).name if named else place.file
    return f"{file}:{place.line}" if place.line is not None else f"{file} {place.table} {place.row}"


def finding_json(finding: Finding, repairs: Iterable[str] = ()) -> dict[str, Any]:
    """One finding; ``repairs`` names the kinds of move that can clear it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "subject": finding.subject,
        "message": finding.message,
        "values": dict(finding.values),
        "cites": [cite_json(c) for c in finding.cites],
        "location": finding.location._asdict() if finding.location else None,
        "cause": {"code": finding.cause.code, "subject": finding.cause.subject} if finding.cause else None,
        "repairs": list(repairs),
    }


def report_json(
    report: Report, repairs: Mapping[str, list[str]], limit: int | None = None, language: str | None = None
) -> dict[str, Any]:
    """The whole check; ``repairs`` maps codes to kinds of move, ``limit`` counts findings.

    Besides the findings that count: those that ``allow`` covers, its entries that cover nothing, and the rules that had
    no facts with the columns that would switch them on. ``findings`` and ``allowed`` are iterators, to be read once:
    :func:`orgmodel.reports.stream.json_text` writes them as they come.
    """
    org = report.org
    return {
        "org": org.name,
        "profile": org.profile,
        "as_of": org.as_of.isoformat() if org.as_of else None,
        "summary": report.summary,
        "findings": findings_json(shown(report, limit, language), repairs),
        "allowed": findings_json(told(report, report.covered, None, language), repairs),
        "stale": [{"rule": r, "subject": s, "why": why} for r, s, why in report.stale],
        "silent": {code: list(needs) for code, needs in sorted(report.silent.items())},
    }


def findings_json(
    batches: Iterable[list[Finding]], repairs: Mapping[str, list[str]]
) -> Iterator[dict[str, Any]]:
    """Findings as data, one after the other; ``repairs`` maps codes to kinds of move."""
    return (finding_json(f, repairs.get(f.code, ())) for batch in batches for f in batch)


def shown(report: Report, limit: int | None = None, language: str | None = None) -> Iterator[list[Finding]]:
    """The first findings that count, most severe first, batch by batch."""
    return told(report, report.standing, foremost(report.standing, limit), language)


def told(
    report: Report, findings: pl.DataFrame, rows: NDArray[np.int64] | None = None, language: str | None = None
) -> Iterator[list[Finding]]:
    """These rows of findings (of none, all) with values and prose, in their order, :data:`BATCH` at a time.

    Only the rows' numbers are held for all; a batch is let go of when the next is asked for.
    """
    rows = np.arange(len(findings)) if rows is None else rows
    for start in range(0, len(rows), BATCH):
        yield report.told(findings[rows[start : start + BATCH]], language)


def followers(report: Report, of: Iterable[Finding]) -> dict[tuple[str, str], dict[str, int]]:
    """Code and subject of each of these findings -> how many findings of each code follow from it."""
    causes = pl.DataFrame(
        [(f.code, f.subject) for f in of], {"cause_code": pl.String, "cause_subject": pl.String}, orient="row"
    )
    follow = report.standing.select("code", "cause_code", "cause_subject").filter(
        pl.col("cause_code").is_in(causes["cause_code"].unique().implode())
    )
    follow = follow.join(causes, on=["cause_code", "cause_subject"], how="semi")
    counted = follow.group_by("cause_code", "cause_subject", "code").len().sort("code")
    out: dict[tuple[str, str], dict[str, int]] = {}
    for cause_code, cause_subject, code, number in counted.iter_rows():
        out.setdefault((cause_code, cause_subject), {})[code] = number
    return out


def failing(report: Report, severities: Iterable[str]) -> bool:
    """True if a finding of one of these severities counts.

    A finding that follows from one that is shown does not count again, nor does one that follows from an allowed one; it
    does where the rule of its cause is not shown.
    """
    own = pl.col("cause_code").is_null() | ~pl.col("cause_code").is_in(sorted(report.codes))
    return not report.standing.filter(own & pl.col("severity").is_in(list(severities))).is_empty()
