"""Lists with a column for the answer, as a workbook to fill in and print."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

Cell = str | int | float | None
Sheet = tuple[str, Sequence[str], Sequence[int], Sequence[Sequence[Cell]], Sequence[str]]
_MADE = datetime.datetime(2000, 1, 1)  # a fixed date, so that equal lists give equal bytes
NAME = 31  # characters that the name of a sheet may have


def book(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Sheets as a workbook: name, headings, widths, rows, and the answers to choose from in the last column but one."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made.set_properties({"created": _MADE, "title": title})
    head = made.add_format(
        {"bold": True, "bottom": 1, "bg_color": "#E8EDF3", "text_wrap": True, "valign": "vcenter"}
    )
    plain = made.add_format({"text_wrap": True, "valign": "top"})
    text = made.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for name, headings, widths, rows, answers in sheets:
        sheet = made.add_worksheet(name[:NAME])
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width, plain)
            sheet.write_string(0, column, heading, head)
        for n, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(n, column, value, text)
                elif value is not None:
                    sheet.write_number(n, column, value, plain)
        _dress(sheet, len(headings), len(rows), answers, title)
    made.close()
    return out.getvalue()


def _dress(sheet: Any, columns: int, rows: int, answers: Sequence[str], title: str) -> None:
    """Headings that stay, filters, the answers to choose from, and a page to print."""
    last = max(rows, 1)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, columns - 1)
    sheet.data_validation(1, columns - 2, last, columns - 2, {"validate": "list", "source": list(answers)})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{title.replace('&', '&&')[:200]}")
    sheet.set_footer("&C&P / &N")
