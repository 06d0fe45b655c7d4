"""The ledger of a check: its title, its rows, what may be chosen in it, and that nothing in it is a formula."""

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from orgmodel.formats import loads, read
from orgmodel.moves import repairs
from orgmodel.reports.ledger import COLUMNS, STATUS, ledger
from orgmodel.rules import Report, catalogue, check
from tests.reports.conftest import CASE

MOVES = {code: repairs(code) for code in catalogue()}


def sheet(data: bytes) -> list[dict[str, Any]]:
    _, _, head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("language", "side"), [("zh", 0), ("en", 1)])
def test_ledger_reads_back(case: Report, language: str, side: int) -> None:
    rows = sheet(ledger(case, MOVES, language))
    assert list(rows[0]) == [names[side] for names in COLUMNS.values()]
    assert len(rows) == len(case.roots)
    name = {key: names[side] for key, names in COLUMNS.items()}
    assert [row[name["number"]] for row in rows] == list(range(1, len(rows) + 1))
    follow = [row[name["follows"]] for row in rows]
    assert 0 not in follow
    assert sum(number for number in follow if number) == case.summary["consequences"]
    first = rows[0]
    assert first[name["code"]] == ("CHN201 责任链条断层", "CHN201 broken-chain")[side]
    assert (first[name["subject"]], first[name["id"]]) == ("青岩县局城关分局", "c01-s1")
    file, _, line = first[name["where"]].rpartition(":")
    assert file == CASE.name
    assert "{id: c01-s1," in CASE.read_text("utf-8").splitlines()[int(line) - 1]
    assert all(row[name["owner"]] == row[name["deadline"]] == "" for row in rows)
    assert {row[name["status"]] for row in rows} == {STATUS[language][0]}


@pytest.mark.parametrize(
    ("language", "title", "day"),
    [
        ("zh", "滨江市局系统整改台账", "截至2016年12月1日"),
        ("en", "Ledger of findings: 滨江市局系统", "As of 1 December 2016"),
    ],
)
def test_ledger_is_headed_with_whose_it_is_and_what_it_holds(
    case: Report, language: str, title: str, day: str
) -> None:
    def heads(limit: int | None) -> list[str]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(ledger(case, MOVES, language, limit)))
        return [str(row[0]) for row in book.get_sheet_by_index(0).to_python()[:2]]

    first, second = heads(None)
    assert (first, second.split("    ")[0]) == (title, day)
    total, *_ = map(int, re.findall(r"\d+", second.removeprefix(day)))
    assert total == len(case.roots)
    assert heads(7)[1] == second + ("，本表列前7项" if language == "zh" else "; the first 7 are listed")


def test_ledger_keeps_title_and_headings_in_sight_and_gives_a_row_three_lines(case: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(ledger(case, MOVES, "zh"))) as book:
        page, whole = (book.read(f"xl/{part}.xml").decode() for part in ("worksheets/sheet1", "workbook"))
    assert '<pane xSplit="2" ySplit="3"' in page
    assert "$3:$3" in whole  # the heading row alone is printed on each page
    heights = {int(n): float(ht) for n, ht in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', page)}
    assert min(heights[row] for row in range(4, len(case.roots) + 4)) == 45


def test_ledger_offers_states_and_holds_no_formula(nasty: Report) -> None:
    data = ledger(nasty, MOVES, "en")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert 'type="list"' in page
    assert '<formula1>"open,in progress,done,accepted"</formula1>' in page
    assert 'type="date"' in page
    assert "<pane" in page
    assert "<autoFilter" in page
    assert "A &amp;&amp; B" in page  # a page header reads & as a command
    assert data == ledger(nasty, MOVES, "en")
    told = " ".join(str(v) for row in sheet(data) for v in row.values())
    assert "@c" in told


def test_ledger_is_the_same_wherever_the_file_lies(tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path, tmp_path / "a-folder-of-a-rather-long-name" / "and-another-one-below-it"):
        folder.mkdir(exist_ok=True, parents=True)
        shutil.copy(CASE, folder)
        made.append(ledger(check(read(folder / CASE.name)), MOVES, "zh"))
    assert made[0] == made[1]


def test_ledger_of_nothing_is_a_ledger() -> None:
    fine = check(loads("profile: matrix\nunits:\n  - {id: a, name: A}\n"))
    assert fine.roots.is_empty()
    assert sheet(ledger(fine, MOVES, "en")) == []
