"""What the workbooks of the reports have in common: how they begin, and how a sheet is set up for reading and printing."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

from orgmodel.reports.columns import width

_MADE = datetime.datetime(2000, 1, 1)  # a fixed date, so that equal reports give equal bytes
A4 = 9
CELL = {
    "text_wrap": True,
    "valign": "vcenter",
    "bottom": 1,
    "bottom_color": "#C8D0DA",
}  # the look of all cells
LINE = 15.0  # points that a line takes
TALLEST = 409.0  # points, the most that a row may take
WIDER = 1.15  # how much wider than its columns a text runs at worst: Chinese type is wider than two digits, words are not broken


def begun(out: io.BytesIO, title: str) -> tuple[Any, Any]:
    """A workbook that takes every text as it stands, and the look of its headings."""
    from xlsxwriter import Workbook

    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE, "title": title})
    head = {"bold": True, "bottom": 1, "bg_color": "#E8EDF3", "text_wrap": True, "valign": "vcenter"}
    return book, book.add_format(head)


def heighten(sheet: Any, row: int, texts: Sequence[object], widths: Sequence[int]) -> None:
    """Make a row as tall as its longest text needs in a column of its width; not every reader does so by itself."""
    lines = [
        sum(max(1, -int(-width(line) * WIDER // room)) for line in str(text).splitlines())
        for text, room in zip(texts, widths, strict=True)
        if text is not None and text != ""
    ]
    if max(lines, default=1) > 1:
        sheet.set_row(row, min(LINE * max(lines), TALLEST))


def dress(sheet: Any, columns: int, rows: int, title: str) -> None:
    """Headings that stay, filters, and A4 pages across under the title, each with the headings and its number."""
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{title.replace('&', '&&')[:200]}")
    sheet.set_footer("&C&P / &N")
