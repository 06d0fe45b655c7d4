"""Indices, changes, columns and schema."""

from pathlib import Path

import pytest

from orgmodel import profiles
from orgmodel.formats import loads, read
from orgmodel.graph import to_networkx
from orgmodel.graph.measures import links
from orgmodel.model import Org, OrgWarning, diff
from orgmodel.reports.changes import sentences, summary
from orgmodel.reports.columns import aligned, width
from orgmodel.reports.stats import stats, table

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
MATRIX = "profile: matrix\nunits:\n  - {id: a, name: A}\n  - {id: b, name: B, solid: a}\n"
OLD = """
profile: cn-party-2010
name: 旧
units:
  - {id: a, name: 甲局, kind: bureau, level: county}
  - {id: b, name: 乙局, kind: field_office, level: township, management: a, staff: 10}
  - {id: c, name: 丙局, kind: field_office, level: township}
lines:
  - {subordinate: c, superior: a, kind: guidance, tie: 1}
allow:
  - {rule: STR106, subject: c, reason: 在建}
"""
NEW = """
profile: cn-party-2010
name: 新
units:
  - {id: a, name: 甲局, kind: bureau, level: county}
  - {id: b, name: 乙局, kind: bureau, level: township, staff: 12, note: 试点}
  - {id: d, name: 丁局, kind: field_office, level: township, management: a}
lines:
  - {subordinate: b, superior: d, kind: management}
"""


def test_stats_of_the_central_case() -> None:
    before, after = (stats(read(CASE / f"{n}.yaml")) for n in ("before", "after"))
    assert before["links"] == {"direct": 2, "dual": 4, "half": 5, "broken": 26, "orphan": 0, "none": 0}
    assert (before["direct_share"], before["continuity"]) == (2 / 37, 6 / 37)
    assert (after["direct_share"], after["continuity"]) == (28 / 37, 1)
    assert before["exposure"] == 30 * 10 + 58 * 3
    assert before["units"] == 150
    assert before["lines"] == 106
    lines = table([("前", before), ("后", after)], "zh")
    plain = [line for line in lines[: lines.index("")] if ", " not in line]
    assert len({width(line[: line.rindex(line.split()[-1])]) for line in plain}) == 1


def test_a_profile_without_bodies_has_no_links() -> None:
    org = loads(MATRIX)
    assert links(org) is None
    found = stats(org)
    assert (found["links"], found["direct_share"], found["continuity"]) == (None, None, None)
    assert (found["units"], found["lines"], found["exposure"]) == (2, 1, 0)


def test_shares_are_none_without_vertical_lines() -> None:
    measured = links(loads("profile: cn-party-2010\nunits:\n  - {id: a, name: A, kind: bureau}\n"))
    assert measured is not None
    assert (measured.lines, measured.direct_share, measured.continuity) == (0, None, None)


def told(language: str) -> list[str]:
    before, after = loads(OLD), loads(NEW)
    return sentences(before, after, profiles.of(after), diff(before, after), language)


def test_changes_as_sentences_in_chinese() -> None:
    assert set(told("zh")) >= {
        "文件信息“名称”由“旧”改为“新”",
        "撤销分局“丙局”（c）",
        "新增分局“丁局”（d）",
        "乙局：类别由“分局”改为“局”，在职人数由“10”改为“12”，备注填写为“试点”",
        "乙局的垂直管理由甲局调整至丁局",
        "解除业务指导：丙局→甲局",
        "新增垂直管理：丁局→甲局",
        "豁免删除“STR106 c”",
        "单位：新增1项，删除1项，变更1项",
    }


def test_changes_as_sentences_in_english() -> None:
    assert set(told("en")) >= {
        "name of the file from 旧 to 新",
        "Field office 丙局 (c) removed",
        "乙局: kind from Field office to Bureau, staff from 10 to 12, note is now 试点",
        "Vertical management of 乙局 moves from 甲局 to 丁局",
        "allow: STR106 c removed",
        "lines: 2 added, 2 removed, 0 changed",
    }


ROWS = """
profile: cn-party-2010
units:
  - {id: a, name: 甲局, kind: bureau, level: county, full_time_staff: 1, pool: 2}
  - {id: a-pc, name: 甲局机关党委, kind: organ_committee, host: a, affiliation: b-t9}
  - {id: owc, name: 甲县直属机关工委, kind: organ_work_committee, level: county}
functions:
  - {id: f, name: 信访}
assignments:
  - {unit: a-pc, function: f}
posts:
  - {id: p1, unit: a-pc, role: committee_secretary}
duties:
  - {id: d1, item: 党建工作, function: f, holder: a, kind: responsible}
documents:
  - {id: x1, name: 办法}
  - {id: x2, name: 细则, supersedes: x1}
"""
CHANGED = (
    ROWS.replace("full_time_staff: 1, pool: 2", "full_time_staff: 4")
    .replace("affiliation: b-t9", "affiliation: owc")
    .replace("assignments:\n  - {unit: a-pc, function: f}\n", "")
    .replace(
        "  - {id: p1, unit: a-pc, role: committee_secretary}", "  - {id: p2, unit: a, role: group_secretary}"
    )
    .replace("holder: a, kind: responsible", "holder: p2, kind: accountable")
    .replace(", supersedes: x1", "")
)


def test_rows_are_told_by_what_they_are_called() -> None:
    before, after = loads(ROWS), loads(CHANGED)
    zh, en = (
        sentences(before, after, profiles.of(after), diff(before, after), language, summed=False)
        for language in ("zh", "en")
    )
    assert set(zh) == {
        "甲局：专职人数由“1”改为“4”，可调配专职数由“2”改为空",
        "甲局机关党委的隶属关系由“b-t9”（编号不存在）调整至甲县直属机关工委",
        "甲局机关党委不再承担信访",
        "岗位删除“甲局机关党委的党委书记（p1）”",
        "岗位新增“甲局的党组书记（p2）”",
        "党建工作（d1）：责任主体由“甲局”改为“甲局的党组书记”，责任类别由“承办”改为“负责”",
        "细则（x2）：取代由“办法”改为空",
    }
    assert {
        "甲局: full-time staff from 1 to 4, full-time posts to allot 2 removed",
        "Affiliation of 甲局机关党委 moves from b-t9 (no such unit) to 甲县直属机关工委",
        "甲局机关党委 no longer carries 信访",
    } <= set(en)


def test_stats_count_units_in_force_and_tell_the_dissolved_apart() -> None:
    gone = loads(MATRIX + "  - {id: c, name: C, status: dissolved}\n")
    found = stats(gone)
    assert (found["units"], found["dissolved"]) == (2, 1)
    lines = table([("x", stats(loads(MATRIX))), ("y", found)], "en")
    assert [line.split() for line in lines[1:3]] == [
        ["units", "in", "force", "2", "2"],
        ["units", "dissolved", "0", "1"],
    ]
    assert not any("dissolved" in line for line in table([("x", stats(loads(MATRIX)))], "en"))


def test_uncommon_indices_are_explained_once() -> None:
    lines = table([(name, stats(read(CASE / f"{name}.yaml"))) for name in ("before", "after")], "zh")
    notes = lines[lines.index("") + 1 :]
    assert [note.partition("：")[0] for note in notes[1:]] == ["共同上级度", "全局可达中心性", "流向层级度"]
    assert notes[0].startswith("κ为")


def test_summary_counts_every_edit() -> None:
    edits = diff(loads(OLD), loads(NEW))
    assert sum(n for counts in summary(edits).values() for n in counts.values()) == len(edits)


@pytest.mark.parametrize("rows", [[], [["a"]], [["甲局", "x"], ["a", "yy"], ["b"]]])
def test_columns_stand_under_each_other(rows: list[list[str]]) -> None:
    lines = aligned(rows, indent=2)
    assert len(lines) == len(rows)
    assert (
        len({width(ln[: len(ln) - len(r[1])]) for ln, r in zip(lines, rows, strict=True) if len(r) > 1}) <= 1
    )


def test_the_graph_view_keeps_columns_of_the_users_own() -> None:
    with pytest.warns(OrgWarning, match="row, key"):
        org: Org = loads(OLD.replace("tie: 1", "tie: 1, row: mine, key: own"))
    graph = to_networkx(org)
    assert graph.edges["c", "a", "guidance"]["row"] == "mine"
    assert set(to_networkx(org, ["management"]).edges) == {("b", "a", "management")}
    assert graph.nodes["b"]["staff"] == 10
