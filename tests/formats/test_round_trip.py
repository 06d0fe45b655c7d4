"""What is written is read back as an equal org, through every format and between any two."""

import io
import re
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from orgmodel.formats import dumps, formats, loads, read, write
from orgmodel.model import ROWS, Org, OrgWarning, closed
from orgmodel.profiles import of
from tests.strategies import orgs

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(
    str(p.relative_to(ROOT / "scenarios"))
    for p in (ROOT / "scenarios").glob("*/*.yaml")
    if p.stem != "expected"
)

FORMS = sorted(formats())
slow = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def through(org: Org, form: str, folder: str) -> Org:
    """The org written to a file of this format and read back."""
    name = "org" if formats()[form].folder else f"org{formats()[form].suffixes[0]}"
    path = Path(folder, form, name)
    path.parent.mkdir(exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OrgWarning)
        write(org, path, format=form)
        return read(path, format=form)


@pytest.mark.parametrize("form", FORMS)
@slow
@given(org=orgs())
def test_through_each_format(form: str, org: Org) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert through(org, form, folder) == org


@slow
@given(org=orgs(), first=st.sampled_from(FORMS), second=st.sampled_from(FORMS))
def test_through_any_two(org: Org, first: str, second: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert through(through(org, first, folder), second, folder) == org


@slow
@given(org=orgs())
def test_first_line_of_a_kind_stays_first(org: Org) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OrgWarning)
        back = loads(dumps(org))

    def firsts(o: Org) -> dict[tuple[str, str], str]:
        out: dict[tuple[str, str], str] = {}
        for r in o.lines.to_dicts():
            out.setdefault((r["subordinate"], r["kind"]), r["superior"])
        return out

    assert firsts(back) == firsts(org)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=5, deadline=None)
@given(org=orgs())
def test_same_org_same_bytes(form: str, org: Org) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        for folder in (one, two):
            through(org, form, folder)
        files = [p.relative_to(one) for p in sorted(Path(one).rglob("*")) if p.is_file()]
        assert files
        for file in files:
            assert Path(one, file).read_bytes() == Path(two, file).read_bytes()


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_standard_streams(
    form: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    org = loads("{profile: matrix, name: '01', units: [{id: a, name: b}]}")
    write(org, "-", format=form)
    data = capfdbinary.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert read("-", format=form) == org


LABELLED = """
profile: local
zh: 本地
en: Local
language: zh
levels:
  - {name: city, zh: 市级, en: City}
  - {name: county, zh: 区县, en: County}
  - {name: district, zh: 区县, en: District}
kinds:
  bureau: {zh: 局, en: Bureau}
  office: {zh: bureau, en: Office}
  station: {zh: 站所, en: Station}
  post: {zh: 站所, en: Post}
lines:
  management: {zh: 垂直管理, en: Management, single: true, hierarchical: true, binding: true}
  guidance: {zh: 指导, en: Guidance}
roles: {vertical: management}
"""


def cells(path: Path, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_workbook_says_names_in_words_and_loses_nothing(name: str, tmp_path: Path) -> None:
    org, path = read(ROOT / "scenarios" / name), tmp_path / "org.xlsx"
    write(org, path)
    back = read(path)
    assert back == org
    assert back.facts == org.facts
    if org.language == "zh":
        heading, *rows = cells(path, "单位")
        kinds = {row[heading.index("类别")] for row in rows}
        assert "局" in kinds
        assert not kinds & set(of(org).kinds)
        assert said(path) >= (
            {"列入预算", "须征得同意", "定期", "一岗双责", "年度考核", "基本指数", "述职", "有效", "是", "否"}
            if name == "city-bureau/before.yaml"
            else set()
        )
        assert cells(path, "概况")[:2] == [["项目", "内容"], ["格式版本", "1"]]
    else:
        assert cells(path, "org")[0] == ["key", "value"]


def said(path: Path) -> set[object]:
    """What stands in the columns of closed values of a workbook, each of which is a word of its column."""
    out: set[object] = set()
    for table, row in ROWS.items():
        if row.zh not in CalamineWorkbook.from_path(str(path)).sheet_names:
            continue
        heading, *rows = cells(path, row.zh)
        for column, words in closed.labels(table).items():
            title = row.model_fields[column].title
            found = {r[heading.index(title)] for r in rows if title in heading} - {""}
            assert found <= set(words.values())
            out |= found
    return out


@pytest.mark.parametrize("flag", [True, 1, 1.0, "TRUE", "1", "是", "yes"])
def test_a_workbook_says_yes_in_any_form(flag: object, tmp_path: Path) -> None:
    book = Workbook(tmp_path / "org.xlsx")
    for name, rows in (
        ("单位", [["编号", "名称", "锁定", "状态"], ["a", "甲", flag, "在设"], ["b", "乙", "否", "active"]]),
        ("概况", [["项目", "内容"], ["配置", "matrix"]]),
    ):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    assert read(tmp_path / "org.xlsx").units.select("frozen", "status").rows() == [
        (True, "active"),
        (False, "active"),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_offers_words_and_is_ready_to_print(language: str, tmp_path: Path) -> None:
    org = read(ROOT / "scenarios" / "city-bureau" / "before.yaml").with_facts(language=language, name="A & B")
    write(org, tmp_path / "org.xlsx")
    names = CalamineWorkbook.from_path(str(tmp_path / "org.xlsx")).sheet_names
    with zipfile.ZipFile(tmp_path / "org.xlsx") as book:
        whole = book.read("xl/workbook.xml").decode()
        pages = [book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, len(names) + 1)]
    for name, page in zip(names, pages, strict=True):
        assert 'fitToHeight="0" orientation="landscape"' in page
        assert "<pageSetUpPr fitToPage=" in page
        assert f"<oddHeader>&amp;LA &amp;&amp; B&amp;R{name}</oddHeader>" in page
        kept = "" if name in ("概况", "org", "职能", "functions") else f"{name}!$A:$B,"
        assert f">{kept}{name}!$1:$1<" in whole
    lists = re.findall(r"<dataValidation [^>]*>", pages[0])
    assert lists
    assert not [x for x in lists if "showErrorMessage" in x]
    words = {"zh": "列入预算,临时性开支,未列支", "en": "budgeted,temporary,none"}[language]
    assert f'<formula1>"{words}"</formula1>' in pages[0]


def test_a_label_that_two_names_share_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "local.yaml").write_text(LABELLED, "utf-8")
    kinds = ("bureau", "office", "station", "post")
    rows = "".join(f"  - {{id: {k}, name: {k}, kind: {k}, level: {level}}}\n" for k, level in zip(
        kinds, ("city", "county", "district", "city"), strict=True
    ))  # fmt: skip
    (tmp_path / "org.yaml").write_text(f"profile: local.yaml\nunits:\n{rows}", "utf-8")
    org = read(tmp_path / "org.yaml")
    assert org.units["kind"].to_list() == list(kinds)
    write(org, tmp_path / "org.xlsx")
    assert read(tmp_path / "org.xlsx") == org
    heading, *told = cells(tmp_path / "org.xlsx", "单位")
    assert [row[heading.index("类别")] for row in told] == ["局", "office", "station", "站所"]
    assert [row[heading.index("层级")] for row in told] == ["市级", "county", "区县", "市级"]
