"""Sheets of a workbook as they are written: cells, widths, words to choose from, and pages ready to print."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from orgmodel.formats.steps.document import Table

A4 = 9
HEAD = {"bold": True, "bottom": 1, "bg_color": "#E8EDF3", "text_wrap": True, "valign": "vcenter"}
LINE = 15.0  # points that a line takes
NARROWEST, WIDEST = 6, 30  # characters of a column; a longer text takes several lines
ROOM = 1.5  # characters left free beside the widest text
MOST_ROWS = 1_048_575  # below the heading
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it, Excel counts a day that never was
_LOOKS = {pl.String: "text", pl.Boolean: "flag", pl.Date: "day"}
Formats = Mapping[str, Any]


def formats(book: Any) -> Formats:
    """The looks of headings, days, numbers, texts, and of what says yes or no."""
    text: dict[str, Any] = {"num_format": "@", "text_wrap": True}
    looks = {
        "day": {"num_format": "yyyy-mm-dd"},
        "number": {},
        "text": text,
        "flag": {**text, "align": "center"},
    }
    made = {name: book.add_format({"valign": "vcenter", **look}) for name, look in looks.items()}
    return {"head": book.add_format(HEAD), **made}


def fill(
    sheet: Any,
    table: Table,
    titles: Mapping[str, str],
    labels: Mapping[str, Mapping[Any, str]],
    formats: Formats,
) -> None:
    """Write a table under its headings; ``labels`` says in words what cells hold (column -> value -> word)."""
    wraps = False
    for number, column in enumerate(table.frame.get_columns()):
        title = titles.get(column.name, column.name)
        sheet.write_string(0, number, title, formats["head"])
        said = labels.get(column.name, {})
        values = [said.get(value, value) for value in column.to_list()] if said else column.to_list()
        look = formats[_LOOKS.get(column.dtype.base_type(), "number")]
        room = _width(title, values)
        wraps |= _wide(title) > room
        sheet.set_column(number, number, room + ROOM, look)
        for row, value in enumerate(values, 1):
            if value is not None:
                _write(sheet, row, number, value, look)
    if wraps:
        sheet.set_row(0, 2 * LINE)
    if table.frame.height:
        area = f"A2:{_letters(table.frame.width)}{table.frame.height + 1}"
        sheet.ignore_errors({"number_stored_as_text": area})


def choose(sheet: Any, columns: Sequence[str], words: Mapping[str, Sequence[str]]) -> None:
    """Lists to choose from under the columns that have some; what else is read in their place may be typed all the same."""
    for number, column in enumerate(columns):
        if column in words:
            choice = {"validate": "list", "source": list(words[column]), "show_error": False}
            sheet.data_validation(1, number, MOST_ROWS, number, choice)


def paged(sheet: Any, title: str, top: int = 0, left: int = 0, right: str = "") -> None:
    """A4 pages across and one page wide, each under the title, with the heading row ``top``, the first columns and its number.

    ``right`` stands at the other end of the line of the title.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    if left:
        sheet.repeat_columns(0, left - 1)
    end = f"&R{_plain(right)}" if right else ""
    sheet.set_header(f"&L{_plain(title[:100])}{end}")
    sheet.set_footer("&C&P / &N")


def _plain(text: str) -> str:
    """A text as it stands in a page header, where & begins a command."""
    return text.replace("&", "&&")


def _write(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    """One cell: text as text, never a formula; numbers and dates as such where Excel keeps them exactly."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, datetime.date):
        if value >= _FIRST_DAY:
            sheet.write_datetime(row, column, value, look)
        else:
            sheet.write_string(row, column, value.isoformat(), look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif float(f"{value:.16G}") == value and abs(value) < 1e15:
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, repr(value), look)


def _width(title: str, values: Sequence[Any]) -> int:
    """Characters of the widest of the first cells, within bounds; a heading in Chinese may take two lines."""
    heading = -(-_wide(title) // 2) if _wide(title) > len(title) else _wide(title)
    shown = [str(v).split("\n")[0][:WIDEST] for v in values[:200] if v is not None]
    return min(WIDEST, max([NARROWEST, heading, *map(_wide, shown)]))


def _wide(text: str) -> int:
    """Characters that a text takes, a Chinese one counted double."""
    return sum(2 if c > "\u2e7f" else 1 for c in text)


def _letters(number: int) -> str:
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out
