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
    plain = [line for line in lines if ", " not in line]
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
        "Field office 丙局 (c) is removed",
        "乙局: kind from Field office to Bureau, staff from 10 to 12, note is now 试点",
        "Vertical management of 乙局 moves from 甲局 to 丁局",
        "allow: STR106 c is removed",
        "lines: 2 added, 2 removed, 0 changed",
    }


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
