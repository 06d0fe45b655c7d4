"""The files that a check can give: SARIF and Markdown, and what the command writes; and the pages of the rules."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from orgmodel.cli import main
from orgmodel.formats import read
from orgmodel.moves import repairs
from orgmodel.reports.markdown import check_markdown
from orgmodel.reports.rulepages import INDEX, pages, stale
from orgmodel.reports.sarif import report_sarif
from orgmodel.rules import Report, catalogue, check

ROOT = Path(__file__).parents[2]
CASE = ROOT / "scenarios" / "city-bureau" / "before.yaml"
MOVES = {code: repairs(code) for code in catalogue()}


def sarif_errors(log: Any) -> list[str]:
    """What breaks the structure that SARIF 2.1.0 asks for, of the objects that a check writes."""
    wrong = []

    def need(thing: Any, where: str, required: dict[str, type], optional: dict[str, type]) -> None:
        wrong.extend(f"{where} lacks {name}" for name in required if name not in thing)
        for name, value in thing.items():
            kind = {**required, **optional}.get(name)
            if kind is None or not isinstance(value, kind):
                wrong.append(f"{where}.{name} is {value!r}")

    need(log, "log", {"version": str, "runs": list}, {"$schema": str})
    for run in log["runs"]:
        need(
            run,
            "run",
            {"tool": dict},
            {"results": list, "artifacts": list, "language": str, "properties": dict},
        )
        need(run["tool"], "tool", {"driver": dict}, {})
        driver = run["tool"]["driver"]
        need(driver, "driver", {"name": str}, {"version": str, "language": str, "rules": list})
        texts = ("shortDescription", "fullDescription", "help")
        for rule in driver["rules"]:
            more = {
                "name": str,
                "defaultConfiguration": dict,
                "properties": dict,
                **dict.fromkeys(texts, dict),
            }
            need(rule, "rule", {"id": str}, more)
            for text in texts:
                need(rule[text], text, {"text": str}, {"markdown": str})
            need(rule["defaultConfiguration"], "configuration", {}, {"level": str})
        for artifact in run["artifacts"]:
            need(artifact, "artifact", {}, {"location": dict})
        for result in run["results"]:
            more = {
                "ruleId": str,
                "ruleIndex": int,
                "level": str,
                "locations": list,
                "partialFingerprints": dict,
            }
            need(result, "result", {"message": dict}, {**more, "properties": dict, "suppressions": list})
            need(result["message"], "message", {"text": str}, {})
            if result["level"] not in ("none", "note", "warning", "error"):
                wrong.append(f"level {result['level']}")
            if driver["rules"][result["ruleIndex"]]["id"] != result["ruleId"]:
                wrong.append(f"index of {result['ruleId']}")
            for place in result["locations"]:
                need(place, "location", {}, {"physicalLocation": dict, "logicalLocations": list})
                physical = place.get("physicalLocation", {"artifactLocation": {"uri": "x"}})
                need(physical, "physicalLocation", {"artifactLocation": dict}, {"region": dict})
                need(physical["artifactLocation"], "artifactLocation", {"uri": str}, {})
                if not re.fullmatch(r"[A-Za-z0-9._~:/%+-]+", physical["artifactLocation"]["uri"]):
                    wrong.append(f"uri {physical['artifactLocation']['uri']}")
                if physical.get("region", {"startLine": 1})["startLine"] < 1:
                    wrong.append("line")
                for logical in place["logicalLocations"]:
                    need(logical, "logicalLocation", {}, {"name": str, "fullyQualifiedName": str})
            for suppression in result.get("suppressions", []):
                need(suppression, "suppression", {"kind": str}, {"justification": str})
                if suppression["kind"] not in ("inSource", "external"):
                    wrong.append(f"suppression {suppression['kind']}")
    return wrong


def test_sarif_has_the_structure_of_the_standard(case: Report, nasty: Report) -> None:
    for report in (case, nasty):
        log = json.loads(json.dumps(report_sarif(report, MOVES), default=str))
        assert log["version"] == "2.1.0"
        assert sarif_errors(log) == []


def test_the_check_of_that_structure_notices_faults(case: Report) -> None:
    log = report_sarif(case, MOVES)
    result = log["runs"][0]["results"][0]
    for spoiled in ({"level": "info"}, {"message": {}}, {"ruleIndex": 1}, {"lines": 3}):
        log["runs"][0]["results"][0] = {**result, **spoiled}
        assert sarif_errors(log) != []


def test_sarif_holds_every_finding_once_and_where_it_stands(case: Report) -> None:
    (run,) = report_sarif(case, MOVES)["runs"]
    results = run["results"]
    assert len(results) == len(case.standing)
    marks = [r["partialFingerprints"]["orgmodel/v1"] for r in results]
    assert len(set(marks)) == len(marks)
    broken = next(
        r for r in results if marks and r["ruleId"] == "CHN201" and r["properties"]["subject"] == "c01-s1"
    )
    place = broken["locations"][0]["physicalLocation"]
    line = CASE.read_text("utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert "c01-s1," in line
    assert broken["level"] == "error"


def test_sarif_tells_consequences_and_what_is_allowed(nasty: Report) -> None:
    (run,) = report_sarif(nasty, MOVES)["runs"]
    causes = [r["properties"]["cause"] for r in run["results"] if "cause" in r["properties"]]
    assert {"code": "STR102", "subject": "a>gone:solid"} in causes
    (allowed,) = (r for r in run["results"] if "suppressions" in r)
    assert allowed["suppressions"] == [{"kind": "inSource", "justification": "in & out"}]
    assert allowed["properties"]["subject"] == "d"


def test_markdown_tells_roots_by_rule_and_nothing_in_it_is_markup(case: Report, nasty: Report) -> None:
    text = check_markdown(case, MOVES, "zh")
    assert "### CHN201 责任链条断层 (26)" in text
    assert text.count("分局（c0") + text.count("分局（c1") >= 26
    plain = check_markdown(nasty, MOVES, "en")
    assert plain.startswith("# A & B \\| \\<C\\>\n")
    tables = [b.strip().split("\n") for b in plain.split("\n\n") if b.startswith("|")]
    assert len(tables) >= 3
    for table in tables:
        assert len({re.sub(r"\\.", "", line).count("|") for line in table}) == 1
    assert "<" not in re.sub(r"\\.", "", plain)
    assert "36 more root causes are not shown" in check_markdown(
        case, MOVES, "en", limit=len(case.roots) - 36
    )


def test_markdown_tells_entries_of_allow_that_cover_nothing(tmp_path: Path) -> None:
    """And a place is told by the name of its file alone."""
    entry = "allow:\n  - {rule: CHN202, subject: c01, reason: x, until: 2016-01-01}\n"
    (tmp_path / "org.yaml").write_text(CASE.read_text("utf-8") + entry, "utf-8")
    text = check_markdown(check(read(tmp_path / "org.yaml")), MOVES, "en")
    assert "| CHN202 | c01 | expired |" in text
    assert "| org.yaml:40 |" in text
    assert str(tmp_path) not in text


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments], prog_name="orgmodel")
    return int(ended.value.code or 0)


@pytest.mark.parametrize("name", ["c.xlsx", "c.sarif", "c.json", "c.md", "c.txt"])
def test_check_writes_what_the_file_ends_in(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    assert run("check", CASE, "-o", out) == 1
    assert capfd.readouterr() == ("", "")
    data = out.read_bytes()
    if name.endswith(("sarif", "json")):
        assert json.loads(data)
    assert data[:2] == b"PK" if name.endswith("xlsx") else "c01-s1" in data.decode()
    assert run("check", CASE, "-o", out) == 2
    assert "--force" in capfd.readouterr().err
    assert out.read_bytes() == data
    assert run("check", CASE, "-o", out, "--force") == 1


def test_a_workbook_needs_a_file(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("check", CASE, "--format", "xlsx") == 2
    assert "-o ledger.xlsx" in capfd.readouterr().err


def test_printed_and_written_are_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for form in ("json", "sarif", "markdown", "text"):
        out = tmp_path / form
        run("check", CASE, "--format", form)
        printed = capfd.readouterr().out
        run("check", CASE, "--format", form, "-o", out)
        assert out.read_text("utf-8") == printed


def test_every_rule_has_a_page_with_both_languages_and_examples() -> None:
    made = pages()
    assert set(made) == {INDEX, *(f"{code}.md" for code in catalogue())}
    for code, rule in catalogue().items():
        text = made[f"{code}.md"]
        assert f"]({code}.md)" in made[INDEX]
        for piece in (
            "影响：",
            "处理：",
            "Why: ",
            "Remedy: ",
            rule.bad.strip("\n"),
            rule.good.strip("\n"),
            "cn-party-2010",
        ):
            assert piece in text


def test_the_pages_in_the_repository_are_current() -> None:
    assert stale(ROOT / "docs" / "rules") == [], "run `make docs`"


def test_stale_pages_are_mended_and_old_ones_removed(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    assert run("rules", "--pages", folder) == 0
    assert stale(folder) == []
    (folder / "STR101.md").write_text("old", "utf-8")
    (folder / "STR999.md").write_text("gone", "utf-8")
    (folder / INDEX).unlink()
    assert stale(folder) == [INDEX, "STR101.md", "STR999.md"]
    assert run("rules", "--pages", folder) == 0
    assert stale(folder) == []
