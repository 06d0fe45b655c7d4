"""Rules of a profile's own: they run like the built-in ones, and their SQL reaches nothing but the row."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from orgmodel.cli import main
from orgmodel.formats import loads
from orgmodel.graph import derive
from orgmodel.model import ROWS, BadInput, Org, schema
from orgmodel.rules import Report, check
from orgmodel.rules.custom import LONGEST, tables

ORG = """
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc, members: 48}
  - {id: d-b, name: 某分局党支部, kind: branch, affiliation: lc, members: 12}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
documents:
  - {id: d1, name: 学习制度, scope: 全局}
"""
RULE = {
    "code": "LOC001",
    "table": "units",
    "where": "kind = 'branch' AND members > 30",
    "zh": "支部{name}有{members}名党员",
    "en": "Branch {name} has {members} members",
}
Checked = Callable[..., Report]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """A function that checks the org under a profile with these rules; each changes the plain one."""

    def call(*changes: dict[str, str], org: str = ORG, extra: str = "", **options: list[str]) -> Report:
        rules = [{**RULE, **change} for change in changes]
        text = f"extends: cn-party-2010\nprofile: own\n{extra}rules: {rules!r}\n"
        (tmp_path / "own.yaml").unlink(missing_ok=True)
        path = tmp_path / f"own{abs(hash(text))}.yaml"
        path.write_text(text, "utf-8")
        return check(loads(org).with_facts(profile=str(path)), **options)

    return call


def refused(checked: Checked, where: str, match: str, **change: str) -> None:
    with pytest.raises(BadInput, match=match) as error:
        checked({"where": where, **change})
    assert "LOC001" in str(error.value)


def test_it_finds_counts_and_tells_in_both_languages(checked: Checked) -> None:
    report = checked({})
    assert report.summary["by_code"]["LOC001"] == 1
    (found,) = (f for f in report.findings if f.code == "LOC001")
    assert (found.subject, found.severity, found.name) == ("c-b", "warning", "loc001")
    assert found.message == "支部某县局党支部有48名党员"
    assert dict(found.values) == {"name": "某县局党支部", "members": 48}
    assert found.location is not None
    assert found.location.line == 5
    (english,) = (f for f in report.shown(language="en") if f.code == "LOC001")
    assert english.message == "Branch 某县局党支部 has 48 members"
    assert report.exposure == checked().exposure + 3


def test_severity_selection_and_overrides_work_as_for_all_rules(checked: Checked) -> None:
    assert checked({"severity": "error"}).exposure == checked().exposure + 10
    assert {f.code for f in checked({}, select=["LOC"]).findings} == {"LOC001"}
    assert not [f for f in checked({}, ignore=["LOC001"]).findings if f.code == "LOC001"]
    assert not [f for f in checked({}, extra="disabled: [LOC001]\n").findings if f.code == "LOC001"]
    allowed = ORG + "allow:\n  - {rule: LOC001, subject: c-b, reason: 正在拆分}\n"
    assert [f.subject for f in checked({}, org=allowed).allowed] == ["c-b"]


def test_it_may_look_at_derived_tables_and_at_plain_ones(checked: Checked) -> None:
    bodies = {"table": "bodies", "where": "reaches", "zh": "{subject_name}：{kind_label}", "en": "{end_name}"}
    found = checked(bodies, select=["LOC"]).findings
    assert [f.message for f in found] == ["某县局党支部：党支部", "某分局党支部：党支部"]
    plain = {"table": "allow", "where": "until IS NULL", "zh": "{reason}", "en": "{reason}"}
    entry = ORG + "allow:\n  - {rule: STR106, subject: c, reason: 待定}\n"
    (found_plain,) = checked(plain, org=entry, select=["LOC"]).findings
    assert (found_plain.subject, found_plain.message) == ("STR106>c", "待定")
    assert found_plain.location is not None
    assert found_plain.location.table == "allow"


def test_every_table_that_bears_the_name_of_one_of_the_org_holds_its_columns() -> None:
    derived = derive(Org(profile="cn-party-2010"))
    for name in tables():
        columns = derived.spoken(name).columns
        assert {"subject", "row"} <= set(columns), name
        if name in ROWS:
            assert set(schema(name)) <= set(columns), name


@pytest.mark.parametrize(
    "where",
    [
        "kind IN (SELECT * FROM read_csv('{file}'))",
        "EXISTS (SELECT 1 FROM read_csv('{file}'))",
        "name = (select * from read_csv('{file}'))",
        "read_csv('{file}') IS NULL",
        "name IN (FROM READ_PARQUET('{file}'))",
        "name IN (FROM scan_csv('{file}'))",
        "name = '' OR EXISTS (WITH x AS (SELECT 1) SELECT * FROM x)",
    ],
)
def test_it_cannot_read_a_file(
    checked: Checked, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("kind\nbranch\n", "utf-8")
    parsed: list[str] = []
    monkeypatch.setattr(pl, "sql_expr", parsed.append)
    refused(checked, where.replace("{file}", str(secret)), "without subqueries, file functions")
    assert not parsed  # refused before any parser has seen it


@pytest.mark.parametrize(
    ("where", "match"),
    [
        ("members > 3; DROP TABLE units", "holds ';'"),
        ("members > 3 -- always", "holds '--'"),
        ("members /* x */ > 3", "allowed: one expression"),
        ("membrs > 30", "no such column.*Did you mean members"),
        ('kind = "branch"', "no such column: 'branch'.*single quotes"),
        ("members", "no condition on a row"),
        ("1 = 1", "no condition on a row"),
        ("COUNT(*) > 1", "no condition on a row"),
        ("AVG(members) > 1", "no condition on a row"),
        ("COLUMNS('m.*') > 1", "no condition on a row"),
        ("members >", "unable to parse"),
        ("", "unable to parse"),
        ("kind ~ '('", "regex"),
        ("nonsense(members)", "unsupported function"),
        ("members > " + "1 + " * LONGEST + "1", "longer than"),
    ],
)
def test_what_is_no_condition_on_a_row_is_refused(checked: Checked, where: str, match: str) -> None:
    refused(checked, where, match)


def test_an_expression_that_fails_on_the_data_is_named(checked: Checked) -> None:
    refused(checked, "CAST(name AS INT) > 3", "TRY_CAST")
    assert checked({"where": "TRY_CAST(name AS INT) > 3"}, select=["LOC"]).findings == []
    assert checked({"where": "CAST(name AS INT) > 3"}, select=["EST"]).codes  # not chosen, not tried


@pytest.mark.parametrize("text", ["{membrs}", "{name.__class__}", "{name!r}", "{name:>9}", "{}", "{name"])
def test_a_message_uses_columns_and_nothing_else(checked: Checked, text: str) -> None:
    refused(checked, "members > 30", "LOC001.zh", zh=text)


def test_a_code_or_table_that_does_not_fit_is_refused(checked: Checked) -> None:
    with pytest.raises(BadInput, match=r"exists already: 'STR101'"):
        checked({"code": "STR101"})
    with pytest.raises(BadInput, match=r"exists already: 'LOC001'"):
        checked({}, {"zh": "再来一次"})
    with pytest.raises(BadInput, match="pattern"):
        checked({"code": "local rule"})
    with pytest.raises(BadInput, match=r"no such table: 'unit'.*Did you mean units"):
        checked({"table": "unit"})
    for name in ("forest", "os", "derived", "../units"):
        with pytest.raises(BadInput, match="no such table"):
            checked({"table": name})


def test_every_problem_is_told_at_once(checked: Checked) -> None:
    with pytest.raises(BadInput) as error:
        checked({"where": "x > 1"}, {"code": "LOC002", "table": "y"}, {"code": "EST401"})
    assert len(error.value.problems) == 3


def test_rules_lists_and_explains_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: cn-party-2010\nprofile: own\nrules: {[RULE]!r}\n", "utf-8")
    for arguments in ([], ["LOC001"], ["LOC001", "--format", "json"]):
        with pytest.raises(SystemExit) as ended:
            main(["rules", *arguments, "--profile", str(path)])
        assert ended.value.code == 0
        assert "LOC001" in capsys.readouterr().out
