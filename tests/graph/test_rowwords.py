"""Rows in words: what findings speak of, and the rows that edits and cells name."""

from pathlib import Path

import pytest

from orgmodel import profiles, read
from orgmodel.formats import loads
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Edit, apply
from orgmodel.rules import check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
ORG = """
profile: cn-party-2010
units:
  - {id: a, name: 甲局, kind: bureau}
  - {id: b, name: 乙局, kind: bureau}
meetings:
  - {id: m, name: 联席会, members: a; b, functions: f}
posts:
  - {id: m, unit: b, role: group_secretary}
  - {id: p, unit: gone, role: group_secretary}
tasks:
  - {key: 专题学习, line: 党建, target: b, period: 2016Q4}
"""


@pytest.mark.parametrize(
    ("subject", "table", "zh", "en"),
    [
        ("c01-s1", "units", "青岩县局城关分局", "青岩县局城关分局"),
        ("d06", "duties", "纪检转出事项", "纪检转出事项"),
        ("d06", "units", "纪检转出事项", "纪检转出事项"),
        ("c01-p3", "posts", "青岩县局机关党委的党委书记", "Committee secretary of 青岩县局机关党委"),
        ("c01-s1-b>gone:affiliation", "lines", "青岩县局城关分局党支部 → gone（隶属关系）", "青岩县局城关分局党支部 → gone (Affiliation)"),
        ("f3>f4:conflicts_with", "documents", "党建工作考核办法、党风廉政建设责任制考核办法", "党建工作考核办法, 党风廉政建设责任制考核办法"),
        ("f3>gone:conflicts_with", "documents", "f3>gone:conflicts_with", "f3>gone:conflicts_with"),
        ("study>c01-s1:2016", "tasks", "青岩县局城关分局", "青岩县局城关分局"),
        ("nothing", "units", "nothing", "nothing"),
        ("", "units", "", ""),
    ],
)  # fmt: skip
def test_subjects_by_name(subject: str, table: str, zh: str, en: str) -> None:
    org = read(CASE / "before.yaml")
    told = [RowWords.of_subjects(org, [subject], lang).subject(subject, table) for lang in ("zh", "en")]
    assert told == [zh, en]


def test_every_finding_on_a_unit_is_named_with_its_id() -> None:
    org = read(CASE / "before.yaml")
    report, names = check(org), dict(org.units.select("id", "name").iter_rows())
    told = [f for f in report.told(report.standing) if f.subject in names]
    words = RowWords.of_subjects(org, (f.subject for f in told), "zh")
    assert len(told) > 50
    for f in told:
        assert words.about(f.subject, report.rules[f.code].home) == f"{names[f.subject]}（{f.subject}）"


def test_the_table_tells_rows_of_one_id_apart() -> None:
    words = RowWords.of_subjects(loads(ORG), ["m"], "zh")
    assert (words.subject("m", "posts"), words.subject("m", "meetings")) == ("乙局的党组书记", "联席会")


def test_a_post_of_an_unknown_unit_is_told_with_the_id_of_that() -> None:
    assert RowWords.of_subjects(loads(ORG), ["p"], "zh").about("p", "posts") == "gone的党组书记（p）"


def test_the_last_org_names_a_row_and_an_edit_where_none_has_it() -> None:
    before = loads(ORG)
    renamed = Edit("units", ("a",), {"id": "a"}, {"id": "a", "name": "丙局"})
    unit = Edit("units", ("n",), None, {"id": "n", "name": "新局", "kind": "bureau"})
    post = Edit("posts", ("q",), None, {"id": "q", "unit": "n", "role": "group_secretary"})
    other = Edit("posts", ("m",), None, {"id": "m", "unit": "n", "role": "committee_secretary"})
    profile = profiles.of(before)
    after = apply(before, [Edit("units", ("a",), {"id": "a", "name": "甲局", "kind": "bureau"}, {"id": "a", "name": "丙局", "kind": "bureau"})])  # fmt: skip
    words = RowWords.of_edits([before, after], [renamed, post, unit, other], profile, "en")
    assert words.name("a") == "丙局"
    assert words.called("posts", "q") == "Leading group secretary of 新局 (q)"
    assert words.called("posts", "m") == "Leading group secretary of 乙局 (m)"


def test_a_cell_that_lists_rows_names_them_all_whatever_blanks_stand_between() -> None:
    org = loads(ORG)
    edit = Edit("meetings", ("m",), {"id": "m", "members": "a; b"}, {"id": "m", "members": "a"})
    words = RowWords.of_edits([org], [edit], profiles.of(org), "zh")
    assert words.value("a; b", "members") == "甲局、乙局"
