"""The ledger of a check: a workbook in which every root cause gets an owner, a deadline and a status.

责任到人: owner and deadline are left empty for the planner to fill in; the status is chosen from a list.
"""

import datetime
import io
from collections.abc import Mapping
from typing import Any

from orgmodel.formats.steps.sheets import HEAD
from orgmodel.graph.days import day_words
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import BadInput, Problem
from orgmodel.reports.findings import followers, place_text
from orgmodel.reports.listing import say, titles
from orgmodel.reports.rulebook import SEVERITY
from orgmodel.reports.workbook import CELL, begun, dress, headed, heighten
from orgmodel.rules import Report

ABOVE = 3  # rows of the title, of what the sheet is about, and of the headings
MOST = 1_048_576 - ABOVE  # rows that a sheet holds below them
LEAST = 3  # lines that a row is tall
LONGEST = 32_767  # UTF-16 units that a cell holds
COLUMNS = {  # heading in Chinese and English, width in characters
    "number": ("序号", "No.", 6),
    "code": ("规则", "Rule", 22),
    "severity": ("问题等级", "Severity", 9),
    "subject": ("对象", "Subject", 20),
    "id": ("编号", "Id", 14),
    "finding": ("问题", "Finding", 46),
    "citation": ("依据", "Citation", 28),
    "follows": ("引发项数", "Follow from it", 9),
    "repair": ("整改措施", "Repair", 20),
    "owner": ("责任单位（岗位）", "Owner", 18),
    "deadline": ("整改时限", "Deadline", 12),
    "status": ("状态", "Status", 12),
    "where": ("位置", "Where", 20),
}
CENTRED = ("number", "severity", "follows", "status")
STATUS = {"zh": ["待整改", "整改中", "已整改", "无需整改"], "en": ["open", "in progress", "done", "accepted"]}
SHEET = {"zh": "整改台账", "en": "Ledger"}
TITLE = {"zh": "{}整改台账", "en": "Ledger of findings: {}"}
FIRST = {"zh": "，本表列前{}项", "en": "; the first {} are listed"}
CHOOSE = {"zh": "请从列表中选择", "en": "Choose from the list"}
DAY = {"zh": "请填写日期，如2016-12-31", "en": "Write a day, such as 2016-12-31"}


def ledger(
    report: Report, repairs: Mapping[str, list[str]], language: str, limit: int | None = None
) -> bytes:
    """The root causes as a workbook, one a row, most severe first.

    :raises BadInput: if there are more than a sheet holds.
    """
    rows = _rows(report, repairs, language, limit)
    out = io.BytesIO()
    book, head = begun(out, report.org.name)
    sheet = book.add_worksheet(SHEET[language])
    top = headed(book, sheet, len(COLUMNS), *_heading(report, len(rows), language))
    looks = {"text": {"num_format": "@"}, "day": {"num_format": "yyyy-mm-dd"}, "centred": {"align": "center"}}
    formats = {n: book.add_format({**CELL, **f}) for n, f in looks.items()}
    centred = book.add_format({**HEAD, "align": "center"})
    headings = [zh if language == "zh" else en for zh, en, _ in COLUMNS.values()]
    widths = [width for *_, width in COLUMNS.values()]
    for number, (name, heading, width) in enumerate(zip(COLUMNS, headings, widths, strict=True)):
        look = "day" if name == "deadline" else "centred" if name in CENTRED else "text"
        sheet.set_column(number, number, width)
        sheet.write_string(top, number, heading, centred if look == "centred" else head)
        for row, values in enumerate(rows, top + 1):
            value = values[name]
            if isinstance(value, int):
                sheet.write_number(row, number, value, formats[look])
            elif value:
                sheet.write_string(row, number, _fitting(value), formats[look])
            else:
                sheet.write_blank(row, number, None, formats[look])
    heighten(sheet, top, headings, widths)
    for row, values in enumerate(rows, top + 1):
        heighten(sheet, row, [values[name] for name in COLUMNS], widths, LEAST)
    dress(sheet, len(COLUMNS), len(rows), report.org.name, top)
    _lists(sheet, top + 1, len(rows), language)
    book.close()
    return out.getvalue()


def _rows(
    report: Report, repairs: Mapping[str, list[str]], language: str, limit: int | None
) -> list[dict[str, Any]]:
    count = min(report.summary["roots"], MOST + 1 if limit is None else limit)
    if count > MOST:
        what = f"{report.summary['roots']} findings are more than a sheet holds"
        raise BadInput([Problem(what, allowed=f"at most {MOST}", remedy="Give --limit or --select.")])
    side = 0 if language == "zh" else 1
    found = report.shown_roots(count, language)
    follow, words = (
        followers(report, found),
        RowWords.of_subjects(report.org, (f.subject for f in found), language),
    )
    return [
        {
            "number": number,
            "code": f"{f.code} {report.rules[f.code].title(language)}",
            "severity": SEVERITY[f.severity][side],
            "subject": words.subject(f.subject, report.rules[f.code].home),
            "id": f.subject,
            "finding": f.message,
            "where": place_text(f.location, named=True),
            "citation": ("；", "; ")[side].join(c.text(language) for c in f.cites),
            "follows": sum(follow.get((f.code, f.subject), {}).values()) or "",
            "repair": titles(repairs.get(f.code, []), language),
            "owner": "",
            "deadline": "",
            "status": STATUS[language][0],
        }
        for number, f in enumerate(found, 1)
    ]


def _heading(report: Report, rows: int, language: str) -> tuple[str, str]:
    """The title, and on which day how many root causes there are of each severity."""
    org, roots = report.org, report.summary["roots"]
    title = TITLE[language].format(org.name) if org.name else SHEET[language]
    counts = say("summary", language, **report.summary) if roots else say("fine", language)
    listed = FIRST[language].format(rows) if rows < roots else ""
    day = day_words(org.as_of, language) if org.as_of else ""
    said = (f"截至{day}" if language == "zh" else f"As of {day}") if day else ""
    return title, "    ".join(part for part in (said, counts + listed) if part)


def _lists(sheet: Any, first: int, rows: int, language: str) -> None:
    """The list to choose a status from, and a deadline that must be a day."""
    columns = list(COLUMNS)
    last, status, deadline = first + max(rows, 1) - 1, columns.index("status"), columns.index("deadline")
    choice = {"validate": "list", "source": STATUS[language], "error_message": CHOOSE[language]}
    sheet.data_validation(first, status, last, status, choice)
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": datetime.date(2000, 1, 1),
        "error_message": DAY[language],
    }
    sheet.data_validation(first, deadline, last, deadline, day)


def _fitting(text: str) -> str:
    """The text, cut where a cell would not hold it."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
