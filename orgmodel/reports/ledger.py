"""The ledger of a check: a workbook in which every root cause gets an owner, a deadline and a status.

责任到人: owner and deadline are left empty for the planner to fill in; the status is chosen from a list.
"""

import datetime
import io
from collections.abc import Mapping
from typing import Any

from orgmodel.graph.rowwords import RowWords
from orgmodel.model import BadInput, Problem
from orgmodel.reports.findings import followers, place_text
from orgmodel.reports.listing import titles
from orgmodel.reports.rulebook import SEVERITY
from orgmodel.reports.workbook import CELL, begun, dress, heighten
from orgmodel.rules import Report

MOST = 1_048_575  # rows that a sheet holds below its heading
LONGEST = 32_767  # UTF-16 units that a cell holds
COLUMNS = {  # heading in Chinese and English, width in characters
    "number": ("序号", "No.", 6),
    "code": ("规则", "Rule", 14),
    "severity": ("问题等级", "Severity", 9),
    "subject": ("对象", "Subject", 24),
    "id": ("编号", "Id", 14),
    "finding": ("问题", "Finding", 46),
    "where": ("位置", "Where", 20),
    "citation": ("依据", "Citation", 28),
    "follows": ("由此引起（项）", "Follow from it", 15),
    "repair": ("整改措施", "Repair", 24),
    "owner": ("责任单位（岗位）", "Owner", 18),
    "deadline": ("整改时限", "Deadline", 12),
    "status": ("状态", "Status", 12),
}
STATUS = {"zh": ["待整改", "整改中", "已整改", "无需整改"], "en": ["open", "in progress", "done", "accepted"]}
SHEET = {"zh": "整改台账", "en": "Ledger"}
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
    looks = {"text": {"num_format": "@"}, "day": {"num_format": "yyyy-mm-dd"}, "plain": {"align": "center"}}
    formats = {n: book.add_format({**CELL, **f}) for n, f in looks.items()}
    sheet = book.add_worksheet(SHEET[language])
    for number, (name, (zh, en, width)) in enumerate(COLUMNS.items()):
        look = "day" if name == "deadline" else "plain" if name in ("number", "follows") else "text"
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, zh if language == "zh" else en, head)
        for row, values in enumerate(rows, 1):
            value = values[name]
            if isinstance(value, int):
                sheet.write_number(row, number, value, formats[look])
            elif value:
                sheet.write_string(row, number, _fitting(value), formats[look])
            else:
                sheet.write_blank(row, number, None, formats[look])
    widths = [width for *_, width in COLUMNS.values()]
    heighten(sheet, 0, [zh if language == "zh" else en for zh, en, _ in COLUMNS.values()], widths)
    for row, values in enumerate(rows, 1):
        heighten(sheet, row, [values[name] for name in COLUMNS], widths)
    dress(sheet, len(COLUMNS), len(rows), report.org.name)
    _lists(sheet, len(rows), language)
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
            "where": place_text(f.location),
            "citation": ("；", "; ")[side].join(c.text(language) for c in f.cites),
            "follows": sum(follow.get((f.code, f.subject), {}).values()),
            "repair": titles(repairs.get(f.code, []), language),
            "owner": "",
            "deadline": "",
            "status": STATUS[language][0],
        }
        for number, f in enumerate(found, 1)
    ]


def _lists(sheet: Any, rows: int, language: str) -> None:
    """The list to choose a status from, and a deadline that must be a day."""
    columns = list(COLUMNS)
    last, status, deadline = max(rows, 1), columns.index("status"), columns.index("deadline")
    choice = {"validate": "list", "source": STATUS[language], "error_message": CHOOSE[language]}
    sheet.data_validation(1, status, last, status, choice)
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": datetime.date(2000, 1, 1),
        "error_message": DAY[language],
    }
    sheet.data_validation(1, deadline, last, deadline, day)


def _fitting(text: str) -> str:
    """The text, cut where a cell would not hold it."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
