"""What the workbooks of the reports have in common: how they begin, and how a sheet is set up for reading and printing."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

from orgmodel.formats.steps.sheets import HEAD, LINE, paged
from orgmodel.reports.columns import width

_MADE = datetime.datetime(2000, 1, 1)  # a fixed date, so that equal reports give equal bytes
CELL = {
    "text_wrap": True,
    "valign": "vcenter",
    "bottom": 1,
    "bottom_color": "#C8D0DA",
}  # the look of all cells
TALLEST = 409.0  # points, the most that a row may take
WIDER = 1.15  # how much wider than its columns a text runs at worst: Chinese type is wider than two digits, words are not broken


def begun(out: io.BytesIO, title: str) -> tuple[Any, Any]:
    """A workbook that takes every text as it stands, and the look of its headings."""
    from xlsxwriter import Workbook

    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE, "title": title})
    return book, book.add_format(HEAD)


def heighten(sheet: Any, row: int, texts: Sequence[object], widths: Sequence[int], least: int = 1) -> None:
    """Make a row as tall as its longest text needs in a column of its width, and as ``least`` lines; not every reader does so."""
    lines = [
        sum(max(1, -int(-width(line) * WIDER // room)) for line in str(text).splitlines())
        for text, room in zip(texts, widths, strict=True)
        if text is not None and text != ""
    ]
    if (tall := max([least, *lines])) > 1:
        sheet.set_row(row, min(LINE * tall, TALLEST))


def headed(book: Any, sheet: Any, columns: int, title: str, said: str) -> int:
    """Write a title across the sheet, and below it what the sheet is about; the row in which the headings then stand."""
    look = {"align": "center", "valign": "vcenter"}
    for row, (text, more, lines) in enumerate(
        ((title, {"bold": True, "font_size": 18}, 2.4), (said, {}, 1.4))
    ):
        sheet.merge_range(row, 0, row, columns - 1, "", None)
        sheet.write_string(row, 0, text, book.add_format({**look, **more}))
        sheet.set_row(row, lines * LINE)
    return 2


def dress(sheet: Any, columns: int, rows: int, title: str, top: int = 0) -> None:
    """Headings (in the row ``top``) that stay, filters, and A4 pages across under the title, each with the headings and its number."""
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, top + max(rows, 1), columns - 1)
    paged(sheet, title, top)
