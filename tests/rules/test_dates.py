"""Terms: the last day, extensions, old and new terms, months of unequal length, and looking ahead."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orgmodel.cli import main
from orgmodel.formats import loads, write
from orgmodel.graph import derive
from orgmodel.model import BadInput, Org
from orgmodel.rules import check

Run = Callable[..., tuple[int, str, str]]


def body(
    kind: str, start: str, extension: int | None = None, level: str = "county", profile: str = "2010"
) -> Org:
    more = f", term_extension: {extension}" if extension is not None else ""
    return loads(
        f"""
profile: cn-party-{profile}
units:
  - {{id: c, name: 某局, kind: bureau, level: {level}, system: s}}
  - {{id: b, name: 某组织, kind: {kind}, host: c, affiliation: owc, term_start: {start}{more}}}
  - {{id: owc, name: 某直属机关工委, kind: organ_work_committee, level: county}}
"""
    )


def due(org: Org) -> datetime.date | None:
    found: datetime.date | None = derive(org).table("boards")["due"][0]
    return found


def terms(org: Org, day: str | None, **more: Any) -> list[str]:
    on = org.with_facts(as_of=datetime.date.fromisoformat(day) if day else None)
    return [f.code for f in check(on, select=["EST410", "EST411"], **more).findings]


@pytest.mark.parametrize(
    ("kind", "level", "profile", "start", "end"),
    [
        ("organ_committee", "city", "2010", "2012-12-01", "2016-12-01"),
        ("organ_committee", "county", "2010", "2013-12-01", "2016-12-01"),
        ("general_branch", "city", "2010", "2013-12-01", "2016-12-01"),
        ("joint_branch", "city", "2010", "2014-12-01", "2016-12-01"),
        ("branch", "county", "2010", "2016-02-29", "2018-02-28"),
        ("organ_committee", "county", "2019", "2018-07-12", "2023-07-12"),
        ("organ_committee", "county", "2019", "2018-07-11", "2021-07-11"),
        ("organ_committee", "city", "2019", "2018-07-11", "2022-07-11"),
        ("branch", "county", "2019", "2018-07-12", "2021-07-12"),
        ("branch", "county", "2019", "2018-07-11", "2020-07-11"),
        ("branch", "county", "2010", "2018-07-12", "2020-07-12"),
    ],
)
def test_last_day_of_a_term(kind: str, level: str, profile: str, start: str, end: str) -> None:
    assert due(body(kind, start, level=level, profile=profile)) == datetime.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("months", "end"), [(0, "2016-12-01"), (6, "2017-06-01"), (12, "2017-12-01"), (30, "2017-12-01")]
)
def test_an_extension_counts_up_to_a_year(months: int, end: str) -> None:
    assert due(body("branch", "2014-12-01", months)) == datetime.date.fromisoformat(end)


def test_the_last_day_still_belongs_to_the_term() -> None:
    org = body("branch", "2014-12-01")
    assert terms(org, "2016-05-31") == []
    assert terms(org, "2016-06-01") == ["EST411"]
    assert terms(org, "2016-12-01") == ["EST411"]
    assert terms(org, "2016-12-02") == ["EST410"]


def test_without_a_day_or_a_term_the_rules_say_nothing() -> None:
    org = body("branch", "2014-12-01")
    report = check(org)
    assert terms(org, None) == []
    assert {code: report.silent[code] for code in ("EST410", "EST411")} == dict.fromkeys(
        ("EST410", "EST411"), ("as_of",)
    )
    assert terms(body("discipline_commission", "2000-01-01"), "2016-12-02") == []


def test_a_horizon_shows_what_falls_due_by_then_and_leaves_overdue_alone() -> None:
    org = body("branch", "2014-12-01")
    assert terms(org, "2015-12-01", horizon="11m") == []
    assert terms(org, "2015-12-01", horizon="12m") == ["EST411"]
    assert terms(org, "2015-12-01", horizon="366d") == ["EST411"]
    assert terms(org, "2015-12-01", horizon="365d") == []
    assert terms(org, "2016-06-01", horizon="5m") == []
    assert terms(org, "2017-01-01", horizon="2y") == ["EST410"]
    (found,) = check(
        org.with_facts(as_of=datetime.date(2015, 12, 1)), select=["EST411"], horizon="1y"
    ).findings
    assert found.values["due"] == "2016-12-01"
    assert "2016年12月1日" in found.message


@pytest.mark.parametrize("bad", ["", "6", "m6", "6 months", "-1m", "0d", "1.5y", "101y", "9999999d", "½y"])
def test_a_bad_horizon_is_refused_with_what_is_allowed(bad: str) -> None:
    org = body("branch", "2014-12-01").with_facts(as_of=datetime.date(2016, 12, 1))
    with pytest.raises(BadInput, match="90d, 6m, 2y"):
        check(org, horizon=bad)


def test_a_horizon_needs_a_day() -> None:
    with pytest.raises(BadInput, match="as_of"):
        check(body("branch", "2014-12-01"), horizon="6m")


def test_the_ends_of_the_calendar_break_nothing() -> None:
    assert terms(body("branch", "9999-12-31"), "9999-12-31") == []
    assert terms(body("organ_committee", "9998-12-31", 2**62), "9999-12-31", horizon="100y") == ["EST411"]
    assert terms(body("branch", "0001-01-01"), "9999-12-31") == ["EST410"]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in args], prog_name="orgmodel")
        out, err = capfd.readouterr()
        return int(str(ended.value.code or 0)), out, err

    return call


def test_the_command_line_looks_ahead(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    write(body("branch", "2014-12-01"), path)
    common = ("check", path, "--as-of", "2015-12-01", "--select", "EST41", "--format", "json")
    assert json.loads(run(*common)[1])["findings"] == []
    (found,) = json.loads(run(*common, "--horizon", "1y")[1])["findings"]
    assert (found["code"], found["values"]["due"]) == ("EST411", "2016-12-01")
    code, out, err = run(*common, "--horizon", "soon")
    assert (code, out) == (2, "")
    assert "90d、6m、2y" in err


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        ("2016-12-02", "zh", "某组织于2013年12月1日换届，任期3年，已于2016年12月1日届满，超期1天未换届"),
        ("2016-12-02", "en", "某组织 was elected on 1 December 2013 for 3 years; its term ended on 1 December 2016, 1 days ago"),
        ("2016-11-30", "zh", "某组织本届任期将于2016年12月1日届满，还有1天"),
    ],
)  # fmt: skip
def test_days_are_told_in_words_and_kept_as_days(day: str, language: str, expected: str) -> None:
    org = body("organ_committee", "2013-12-01").with_facts(as_of=datetime.date.fromisoformat(day))
    (found,) = check(org, select=["EST410", "EST411"]).shown(None, language)
    assert (found.message, found.values["due"]) == (expected, "2016-12-01")
