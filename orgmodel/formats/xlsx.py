"""XLSX: one workbook with a sheet a table, its headings in the org's language."""

import datetime
import io
import re
import zipfile
import zlib
from typing import Any

import polars as pl

from orgmodel.formats.steps.document import Document, Format, Table, table_of, texts
from orgmodel.formats.steps.headings import offered, sheet_name
from orgmodel.formats.steps.sheets import MOST_ROWS, choose, fill, formats, paged
from orgmodel.formats.steps.writing import facts_table
from orgmodel.model import ROWS, BadInput, Place, Problem

LARGEST = 2**30  # bytes that a workbook may unzip to
MOST_CELLS = 50_000_000  # from the first cell of a sheet to its last
LONGEST = 32_767  # UTF-16 units that a cell holds
KEPT = 2  # first columns that stay in sight and on every page: what a row is called
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"([^>]*)")
_DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError)  # by zipfile
_MADE = datetime.datetime(2000, 1, 1)  # a fixed date, so that equal orgs give equal bytes


def parse(data: bytes, file: str) -> Document:
    """The tables in a workbook, one a sheet; the first row that is not empty is the heading.

    :raises BadInput: if it is no workbook, is locked by a password, or is too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    out = Document(file)
    try:
        out.problems += _examined(data, file)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = {n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in book.sheet_names}
    except PasswordError:
        raise BadInput([Problem("is locked by a password", file, remedy="Save it without one.")]) from None
    except (CalamineError, *_DAMAGED) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BadInput([Problem(f"is not a workbook ({said})", file, remedy="Save it as .xlsx.")]) from None
    for name, rows in grids.items():
        _sheet(name, rows, out)
    return out


def _examined(data: bytes, file: str) -> list[Problem]:
    """Refuse what would not fit in memory before it is unpacked; find the cells that hold an error value."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        what = "is locked by a password or is an old .xls workbook"
        raise BadInput([Problem(what, file, remedy="Save it as .xlsx without a password.")])
    problems: list[Problem] = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if sum(part.file_size for part in book.infolist()) > LARGEST:
            raise BadInput([Problem("unzips to more than 1 GiB", file, remedy="Use CSV or Parquet for it.")])
        for part in book.namelist():
            if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
                continue
            width = height = 0
            for cell in _CELL.finditer(book.read(part)):
                number = 0
                for letter in cell[1]:
                    number = number * 26 + letter - 64
                width, height = max(width, number), max(height, int(cell[2]))
                if b't="e"' in cell[3]:
                    where = cell[1].decode() + cell[2].decode()
                    what = f"cell {where} of {part} holds an error value"
                    problems.append(Problem(what, file, line=int(cell[2]), remedy="Mend its formula."))
            if width * height > MOST_CELLS:
                what = f"{part} spans {height} rows and {width} columns"
                raise BadInput([Problem(what, file, remedy="Delete the stray cells far from the table.")])
    return problems


def _sheet(name: str, rows: list[list[Any]], out: Document) -> None:
    start = next((i for i, row in enumerate(rows) if any(c not in ("", None) for c in row)), None)
    if start is None:
        return
    headings = [_text(c) or "" for c in rows[start]]
    below = rows[start + 1 :]
    cells = zip(*below, strict=True) if below else [()] * len(headings)
    columns = [texts("cell", map(_text, column)) for column in cells]
    place, lines = Place(out.file, name), range(start + 1, len(rows) + 1)
    table, problems = table_of(name, headings, columns, place, lines)
    out.tables.append(table)
    out.problems += problems


def _text(value: Any) -> str | None:
    """A cell as text: a whole number without a decimal point, a date in ISO form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return None if value is None else str(value)


def render(doc: Document) -> bytes:
    """A document as a workbook.

    :raises BadInput: if a cell is longer, or a table has more rows, than a sheet holds.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    looks = formats(book)
    tables = [*doc.tables, facts_table(doc)]
    problems = [p for table in tables for p in _too_large(table, doc.file)]
    if problems:
        raise BadInput(problems)
    heading = next((fact.value for fact in doc.facts if fact.key == "name"), "")
    for table in tables:
        name, columns = sheet_name(table.name, doc.language), table.frame.columns
        sheet = book.add_worksheet(name)
        fill(sheet, table, doc.titles.get(table.name, {}), doc.labels.get(table.name, {}), looks)
        if table.name in ROWS:
            choose(sheet, columns, offered(table.name, doc.language))
        kept = KEPT if len(columns) > KEPT else 0
        sheet.freeze_panes(1, kept)
        sheet.hide_gridlines(0)
        paged(sheet, heading, left=kept, right=name)
    book.close()
    return out.getvalue()


def _too_large(table: Table, file: str) -> list[Problem]:
    if table.frame.height > MOST_ROWS:
        return [Problem(f"has more than {MOST_ROWS} rows", file, table.name, remedy="Use CSV or Parquet.")]
    problems = []
    for column in table.frame.get_columns():
        if column.dtype != pl.String:
            continue
        for row in (column.str.len_chars() > LONGEST // 2).arg_true().to_list():
            length = len(column[row].encode("utf-16-le")) // 2
            if length > LONGEST:
                what = f"holds {length} characters"
                allowed = f"at most {LONGEST} in a workbook"
                problems.append(
                    Problem(
                        what,
                        file,
                        table.name,
                        row + 1,
                        row + 2,
                        column.name,
                        "",
                        allowed,
                        "Shorten it or use CSV.",
                    )
                )
    return problems


FORMAT = Format((".xlsx",), parse, render)
