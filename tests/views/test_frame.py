"""What stands around pictures: notes break between terms."""

import re

import pytest

from orgmodel.formats import read
from orgmodel.scene import PAPERS, load
from orgmodel.views import Asked, summary
from orgmodel.views._frame import by_terms

FONT = load()
NOTE = "截至2016年12月1日；垂直管理关系37条：归口2→28、双重领导4→9、半脱节5→0、断层26→0；×n表示n个单位"


@pytest.mark.parametrize("room", [9, 14, 20, 33, 60, 200])
def test_every_line_of_a_note_ends_with_a_term(room: int) -> None:
    lines = by_terms(NOTE, len, room)
    terms = re.split(r"(?<=[，、；])", NOTE)
    assert "".join(lines) == NOTE
    clauses = re.split(r"(?<=；)", NOTE)
    if all(len(c) <= room for c in clauses) and len(lines) == len(clauses):
        assert lines == clauses
    for text in lines[:-1]:
        assert text[-1] in "，、；" or any(text in term for term in terms if len(term) > room)
    assert all(len(text) <= room for text in lines)


def test_a_note_in_latin_type_breaks_at_blanks() -> None:
    text = "As of 1 May 2024; 42 units; solid line 39"
    assert " ".join(by_terms(text, len, 16)) == text


def test_the_summary_keeps_its_terms_whole() -> None:
    sides = [read(f"scenarios/city-bureau/{side}.yaml") for side in ("before", "after")]
    sheet = summary.scenes(Asked(*sides, "zh", FONT, PAPERS["text"]))["diff"].pages[0]
    told = [t.text for t in sheet.labels if t.cls == "note" and t.size == 9.0]
    assert len(told) > 1
    assert all(text[-1] == "；" for text in told[:-1])
