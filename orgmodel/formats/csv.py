"""CSV: one file is the table of units; a folder holds one file a table and the facts in ``org.csv``."""

import csv
import io

import numpy as np
import polars as pl

from orgmodel.formats.steps.document import MOST_COLUMNS, Document, Format, limited, table_of
from orgmodel.formats.steps.text import decoded
from orgmodel.model import BadInput, Place, Problem
from orgmodel.model.errors import SHOWN

_LONGEST = 2**30  # characters of a cell
_REMEDY = "Give every row as many cells as the heading, or put a cell that holds the delimiter in quotes."


def parse(data: bytes, file: str) -> Document:
    """The one table in a CSV file, as units."""
    return _even(data, file) or _any(data, file)


def _even(data: bytes, file: str) -> Document | None:
    """The table of a text in UTF-8 without quotation marks or blank lines, in which every line has as many cells as the first.

    None for any other text. Such a text is read in one go, a large one in a tenth of the time.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    height = data.count(b"\n") - data.endswith(b"\n")  # below the heading; no copy is made of so much text
    if not height or any(mark in data for mark in (b'"', b"\r", b"\0", b"\n\n")):
        return None
    try:
        head = data[: data.index(b"\n")].decode()
        delimiter = _delimiter(head)
        width = head.count(delimiter) + 1
        if not 1 < width <= MOST_COLUMNS or data.count(delimiter.encode()) != (width - 1) * (height + 1):
            return None
        text = io.BytesIO(data)
        read = pl.read_csv(
            text, has_header=False, skip_lines=1, separator=delimiter, quote_char=None, infer_schema=False
        )
    except (UnicodeDecodeError, pl.exceptions.PolarsError):
        return None
    if read.shape != (height, width):
        return None
    lines = np.arange(1, height + 2, dtype=np.int32)
    table, problems = table_of(
        "units", head.split(delimiter), read.get_columns(), Place(file, "units"), lines
    )
    return Document(file, tables=[table], problems=problems)


def _any(data: bytes, file: str) -> Document:
    text = decoded(data, file).replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(next(line for line in text.split("\n") if line.strip()))
    out = Document(file)
    grid = _quoted if '"' in text else _plain
    headings, columns, lines = grid(text, delimiter, out)
    table, problems = table_of("units", headings, columns, Place(file, "units"), lines)
    out.tables.append(table)
    out.problems += problems
    return out


def _delimiter(first: str) -> str:
    """Comma, unless the heading row has none and does have semicolons or tabs."""
    return next((d for d in ",\t;" if d in first), ",")


def _ragged(file: str, line: int, found: int, wanted: int) -> Problem:
    return Problem(
        f"has {found} cells where the heading has {wanted}", file, "units", line=line, remedy=_REMEDY
    )


Grid = tuple[list[str], list[pl.Series], list[int]]


def _plain(text: str, delimiter: str, out: Document) -> Grid:
    """The grid of a text without quotation marks: every line is a row."""
    lines = pl.Series("line", text.split("\n"), dtype=pl.String)
    number = pl.Series("number", np.arange(1, len(lines) + 1, dtype=np.int32))
    filled = lines.str.strip_chars() != ""
    lines, number = lines.filter(filled), number.filter(filled)
    headings = lines[0].split(delimiter)
    width = limited(len(headings), Place(out.file, "units"))
    cells = lines.str.count_matches(delimiter, literal=True) + 1
    ragged = (cells != width).arg_true()
    out.more += max(0, len(ragged) - SHOWN)
    out.problems += [
        _ragged(out.file, number[row], cells[row], width) for row in ragged.head(SHOWN).to_list()
    ]
    below = lines[1:]
    split = below.str.split_exact(delimiter, width - 1).struct.unnest() if width > 1 else below.to_frame()
    return headings, split.get_columns(), number.to_list()


def _quoted(text: str, delimiter: str, out: Document) -> Grid:
    """The grid of a text with quoted cells, which may hold delimiters and line ends."""
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        while True:
            start = reader.line_num
            cells = next(reader, None)
            if cells is None:
                break
            if not any(c.strip() for c in cells) and len(cells) <= 1:
                continue
            if rows and len(cells) != len(rows[0]):
                out.problems.append(_ragged(out.file, start + 1, len(cells), len(rows[0])))
                cells = (cells + [""] * len(rows[0]))[: len(rows[0])]
            rows.append(cells)
            lines.append(start + 1)
    except csv.Error as error:
        what = f"is not CSV ({error})"
        remedy = "Double every quotation mark inside a quoted cell."
        raise BadInput([Problem(what, out.file, line=reader.line_num, remedy=remedy)]) from None
    limited(len(rows[0]), Place(out.file, "units"))
    columns = [pl.Series("cell", c, dtype=pl.String) for c in zip(*rows[1:], strict=True)]
    return rows[0], columns or [pl.Series("cell", [], dtype=pl.String)] * len(rows[0]), lines


def render(doc: Document) -> bytes:
    """The one table of a document, comma separated, with a byte order mark where it is not plain ASCII."""
    (table,) = doc.tables
    text = table.frame.write_csv(quote_style="necessary")
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


FORMAT = Format((".csv",), parse, render, folder=True)
