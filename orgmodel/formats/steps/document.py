"""What lies between a file and an Org: named tables of raw cells, and where each row stands."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from orgmodel.model import BadInput, Place, Problem
from orgmodel.model.rows import CONTROL

MOST_COLUMNS = 1000
LONGEST_HEADING = 200
# Control characters, and what stands for many columns instead of naming one.
BARRED_HEADING = re.compile(rf"{CONTROL.pattern}|^\*$|^\^.*\$$")
NOWHERE = Place("", "")
Lines = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True)
class Fact:
    """One fact of the document (its name, its date …) as text, and its line in a file, 0 for none."""

    key: str
    value: str
    line: int = 0
    file: str = ""


@dataclass(frozen=True)
class Table:
    """One table under the headings of its file; ``row`` counts from 1 below the heading, ``line`` 0 is none."""

    name: str
    frame: pl.DataFrame
    place: Place = NOWHERE
    row: Lines = field(default_factory=lambda: np.zeros(0, np.int32))
    line: Lines = field(default_factory=lambda: np.zeros(0, np.int32))


@dataclass
class Document:
    """A file as its format gives it: facts and tables not yet typed, what was found wrong, and what odd.

    ``later`` holds tables whose files have not been read yet: what each of them gives when it is.
    For writing, ``language`` names sheets, ``titles`` heads columns (table -> column -> heading) and ``labels`` says in
    words what cells of a workbook hold as names of the profile or closed values (table -> column -> name -> label).
    """

    file: str = ""
    facts: list[Fact] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    later: dict[str, Callable[[], "Document"]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    more: int = 0  # problems beside those
    odd: list[str] = field(default_factory=list)
    language: str = "en"
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    labels: dict[str, dict[str, dict[Any, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Format:
    """One form of the org file.

    ``parse`` turns the bytes of a file (and its name, for messages) into a document, ``render`` a document of
    typed tables into bytes. A ``folder`` format keeps one table a file; both then see one table at a time.
    """

    suffixes: tuple[str, ...]
    parse: Callable[[bytes, str], Document]
    render: Callable[[Document], bytes]
    folder: bool = False


def limited(width: int, place: Place) -> int:
    """The number of columns, if it is one that a table may have.

    :raises BadInput: if not.
    """
    if width > MOST_COLUMNS:
        what = f"has more than {MOST_COLUMNS} columns"
        raise BadInput([Problem(what, place.file, place.table, remedy="Keep one unit or line a row.")])
    return width


def heading(name: str) -> str:
    """A heading as it is kept: stripped, with every run of white space (a line break in a sheet) as one space."""
    return " ".join(name.split())


def texts(name: str, values: Iterable[str | None]) -> pl.Series:
    """A text column; half a surrogate pair, which no file can hold, becomes U+FFFF and is refused later."""
    values = list(values)
    try:
        return pl.Series(name, values, dtype=pl.String)
    except UnicodeEncodeError:
        whole = [
            None if v is None else "".join("\uffff" if "\ud800" <= c <= "\udfff" else c for c in v)
            for v in values
        ]
        return pl.Series(name, whole, dtype=pl.String)


def gathered(columns: dict[str, list[str | None]]) -> pl.DataFrame:
    """Lists of cells as a table of text columns."""
    return pl.DataFrame([texts(_printable(name), cells) for name, cells in columns.items()])


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def table_of(
    name: str,
    headings: Sequence[str],
    columns: Sequence[pl.Series],
    place: Place,
    lines: Sequence[int] | Lines,
) -> tuple[Table, list[Problem]]:
    """A table from the heading row and the text columns of a grid; ``lines[0]`` is the line of the heading."""
    problems: list[Problem] = []
    kept: dict[str, pl.Series] = {}
    for number, (title, cells) in enumerate(zip(map(heading, headings), columns, strict=True), 1):
        where = Problem("", place.file, place.table, line=int(lines[0]))
        if not title:
            if (cells.str.strip_chars() != "").any():
                problems.append(
                    _at(where, f"column {number} has cells but no heading", "Name it or clear it.")
                )
        elif title in kept:
            problems.append(_at(where, f"two columns are headed {title!r}", "Rename or remove one of them."))
        else:
            kept[title] = cells.alias(title)
    limited(len(kept), place)
    below = np.asarray(lines[1:], np.int32)
    row = np.asarray(below - lines[0], np.int32)
    return Table(name, pl.DataFrame(list(kept.values())), place, row, below), problems


def _at(where: Problem, what: str, remedy: str) -> Problem:
    return Problem(what, where.file, where.table, line=where.line, remedy=remedy)
