"""Edits as sentences, and as clauses within one."""

import pytest

from orgmodel import profiles
from orgmodel.formats import loads
from orgmodel.graph.edited import told
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Edit, diff

ORG = """
profile: cn-party-2010
units:
  - {id: a, name: 甲局, kind: bureau, staff: 9}
  - {id: b, name: 乙局, kind: bureau, management: a, affiliation: a}
posts:
  - {id: p1, unit: b, role: group_secretary, filled: 0}
"""
CHANGED = (
    ORG.replace("staff: 9", "staff: 12")
    .replace(", affiliation: a", "")
    .replace("filled: 0", "filled: 1")
    .replace("posts:", "lines:\n  - {subordinate: b, superior: a, kind: guidance}\nposts:")
)


@pytest.mark.parametrize(
    ("language", "within", "expected"),
    [
        ("zh", False, {"甲局：在职人数由“9”改为“12”", "解除隶属关系：乙局→甲局", "新增业务指导：乙局→甲局",
                       "乙局的党组书记（p1）：在岗人数由“0”改为“1”"}),
        ("zh", True, {"甲局的在职人数由“9”改为“12”", "解除隶属关系：乙局→甲局", "新增业务指导：乙局→甲局",
                      "乙局的党组书记（p1）的在岗人数由“0”改为“1”"}),
        ("en", False, {"甲局: staff from 9 to 12", "Affiliation ends: 乙局 → 甲局", "Professional guidance added: 乙局 → 甲局",
                       "Leading group secretary of 乙局 (p1): filled from 0 to 1"}),
        ("en", True, {"甲局 (staff from 9 to 12)", "Affiliation ends: 乙局 → 甲局", "Professional guidance added: 乙局 → 甲局",
                      "Leading group secretary of 乙局 (p1) (filled from 0 to 1)"}),
    ],
)  # fmt: skip
def test_sentences_and_clauses(language: str, within: bool, expected: set[str]) -> None:
    before, after = loads(ORG), loads(CHANGED)
    edits = diff(before, after)
    words = RowWords.of_edits((before, after), edits, profiles.of(after), language)
    assert set(told(edits, words, within)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", "隶属关系 乙局→甲局：地方联系由“2”改为“1”"), ("en", "Affiliation 乙局 → 甲局: tie from 2 to 1")],
)
def test_a_line_that_stays_is_told_by_its_kind_and_ends(language: str, expected: str) -> None:
    tied = "lines:\n  - {{subordinate: b, superior: a, kind: affiliation, tie: {}}}\nposts:"
    before, after = (
        loads(ORG.replace(", affiliation: a", "").replace("posts:", tied.format(tie))) for tie in (2, 1)
    )
    edits = diff(before, after)
    words = RowWords.of_edits((before, after), edits, profiles.of(after), language)
    assert told(edits, words) == [expected]


def test_an_edit_that_changes_nothing_says_so() -> None:
    org = loads(ORG)
    same = Edit("units", ("a",), {"id": "a", "name": "甲局"}, {"id": "a", "name": "甲局"})
    words = {lang: RowWords.of_edits([org], [same], profiles.of(org), lang) for lang in ("zh", "en")}
    assert told([same], words["zh"], within=True) == ["甲局保持不变"]
    assert told([same], words["en"]) == ["甲局 stays as it is"]
