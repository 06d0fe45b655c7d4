"""A check as SARIF 2.1.0, the format in which code hosts and editors take findings."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from orgmodel import __version__
from orgmodel.model import Location
from orgmodel.profiles import Profile
from orgmodel.reports.rulebook import about
from orgmodel.rules import Finding, Report, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {"error": "error", "warning": "warning", "info": "note"}
TEXT = {".yaml", ".yml", ".json", ".csv"}  # files whose rows stand on lines


def report_sarif(
    report: Report, repairs: Mapping[str, list[str]], limit: int | None = None, language: str | None = None
) -> dict[str, Any]:
    """The findings that count, then those that ``allow`` covers as suppressed results.

    A result is known again in the next run by ``partialFingerprints``: code and subject, whatever the line.
    """
    language = language or report.org.language
    found, allowed = report.shown(limit, language), report.told(report.covered, language)
    codes = sorted({f.code for f in (*found, *allowed)})
    index = {code: i for i, code in enumerate(codes)}
    files = sorted({f.location.file for f in (*found, *allowed) if f.location})
    allow = report.org.tables["allow"].select("rule", "subject", "reason").iter_rows()
    reasons = {(rule, subject): reason for rule, subject, reason in reversed(list(allow))}
    results = [_result(f, index[f.code], repairs.get(f.code, [])) for f in found]
    for finding in allowed:
        reason = reasons[finding.code, finding.subject]
        suppressed = {"suppressions": [{"kind": "inSource", "justification": reason}]}
        results.append(_result(finding, index[finding.code], repairs.get(finding.code, [])) | suppressed)
    profile = report.derived.profile
    driver = {
        "name": "orgmodel",
        "version": __version__,
        "language": language,
        "rules": [_rule(report.rules[code], profile, language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "artifacts": [{"location": {"uri": uri(file)}} for file in files],
        "results": results,
        "properties": {"org": report.org.name, "profile": report.org.profile, "summary": report.summary},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri(file: str) -> str:
    """A path as a URI: relative ones stay relative, whatever is special in a URI is escaped.

    >>> uri("某局/before 1.yaml")
    '%E6%9F%90%E5%B1%80/before%201.yaml'
    """
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _rule(rule: Rule, profile: Profile, language: str) -> dict[str, Any]:
    text = about(rule, language)
    cites = [c.text(language) for c in profile.cites(rule.code)]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": text.splitlines()[0]},
        "fullDescription": {"text": text},
        "help": {"text": "\n".join([text, *cites])},
        "defaultConfiguration": {"level": LEVEL[rule.severity_in(profile)]},
        "properties": {"cites": cites},
    }


def _result(finding: Finding, index: int, repairs: list[str]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding)],
        "partialFingerprints": {"orgmodel/v1": f"{finding.code}:{finding.subject}"},
    }
    properties: dict[str, Any] = {"subject": finding.subject, "values": dict(finding.values)}
    if repairs:
        properties["repairs"] = list(repairs)
    if finding.cause:
        properties["cause"] = {"code": finding.cause.code, "subject": finding.cause.subject}
    return out | {"properties": properties}


def _location(finding: Finding) -> dict[str, Any]:
    """Where a finding stands: its subject, and the line of a text file."""
    place = finding.location
    named = {"name": finding.subject, "fullyQualifiedName": finding.subject}
    if place is None:
        return {"logicalLocations": [named]}
    named["fullyQualifiedName"] = f"{place.table}/{finding.subject}"
    return {"physicalLocation": _physical(place), "logicalLocations": [named]}


def _physical(place: Location) -> dict[str, Any]:
    out: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file)}}
    if place.line and PurePath(place.file).suffix.lower() in TEXT:
        out["region"] = {"startLine": place.line}
    return out
