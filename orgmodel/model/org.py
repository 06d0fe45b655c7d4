"""The organisation: immutable tables with typed rows on demand."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, Literal, NamedTuple

import numpy as np
import polars as pl

from orgmodel.model.held import Held
from orgmodel.model.rows import ROWS, Line, Row, Unit, base_type

Language = Literal["zh", "en"]
FACTS = ("name", "as_of", "profile", "language", "note")
_POLARS = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, datetime.date: pl.Date}


class Place(NamedTuple):
    """A file, and the sheet or list in it that a row stands in."""

    file: str
    table: str


class Location(NamedTuple):
    """Where a row stands: file, table (sheet), row from 1, line of the text or sheet, column."""

    file: str
    table: str
    row: int | None
    line: int | None
    column: str | None


@dataclass(frozen=True, eq=False)
class Source:
    """Where each row of a table was read: ``place`` indexes ``places``; ``row`` and ``line`` are 0 for none."""

    places: tuple[Place, ...]
    place: np.ndarray[Any, np.dtype[np.uint8]]
    row: np.ndarray[Any, np.dtype[np.int32]]
    line: np.ndarray[Any, np.dtype[np.int32]]

    def at(self, row: int, column: str | None = None) -> Location | None:
        """The place of the row with this index; None for a row that no file holds."""
        if not self.row[row]:
            return None
        file, table = self.places[self.place[row]]
        return Location(file, table, int(self.row[row]), int(self.line[row]) or None, column)

    def take(self, rows: Iterable[int]) -> "Source":
        """The places of these rows in this order; -1 stands for a row that no file holds."""
        index = np.asarray(rows if isinstance(rows, np.ndarray) else list(rows), dtype=np.int64)
        new = index < 0

        def pick(values: Any) -> Any:
            out = values[index] if len(values) else np.zeros(len(index), dtype=values.dtype)
            out = out.copy()
            out[new] = 0
            return out

        return Source(self.places, pick(self.place), pick(self.row), pick(self.line))


@cache
def schema(table: str) -> dict[str, Any]:
    """Column name -> polars type of a table, in the order of its row type.

    >>> schema("allow")
    {'rule': String, 'subject': String, 'reason': String, 'until': Date}
    """
    out = {}
    for name, info in ROWS[table].model_fields.items():
        kind = base_type(info.annotation)
        out[name] = _POLARS.get(kind, pl.String)
    return out


@cache
def empty(table: str) -> pl.DataFrame:
    """A table without rows."""
    return pl.DataFrame(schema=schema(table))


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a table of the schema's types; columns that the schema does not know become text."""
    rows = list(rows)
    types = dict(schema(table))
    for row in rows:
        for name in row:
            types.setdefault(name, pl.String)
    return pl.DataFrame({n: [r.get(n) for r in rows] for n in types}, schema=types)


def canonical(table: str, data: pl.DataFrame) -> pl.DataFrame:
    """The table with columns and rows in one fixed order; empty unknown columns are left out."""
    known = schema(table)
    extra = sorted(c for c in data.columns if c not in known and data[c].null_count() < len(data))
    columns = [pl.col(c) if c in data.columns else pl.lit(None, dtype=t).alias(c) for c, t in known.items()]
    return data.select(*columns, *extra).sort(pl.all(), nulls_last=True)


def _whole(tables: Mapping[str, pl.DataFrame]) -> Held[pl.DataFrame]:
    """Every table of the schema, those not given without rows; what is to be read later still is."""
    if not isinstance(tables, Held):
        return Held({t: tables.get(t, empty(t)) for t in ROWS}, {})
    if tuple(tables) == tuple(ROWS):
        return tables
    return Held({}, {t: partial(tables.__getitem__, t) if t in tables else partial(empty, t) for t in ROWS})


@dataclass(frozen=True, eq=False)
class Org:
    """An organisation on one day: facts about the document and one table for each row type.

    Nothing in it ever changes; :func:`orgmodel.model.apply` gives a new one. Two orgs are equal when their
    facts and tables are, whatever the order of rows and columns. ``sources`` and ``folder`` (where a relative
    profile path starts) stand outside equality.
    """

    name: str = ""
    as_of: datetime.date | None = None
    profile: str = ""
    language: Language = "zh"
    note: str = ""
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)
    folder: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", _whole(self.tables))
        sources = self.sources if isinstance(self.sources, Held) else Held(self.sources, {})
        object.__setattr__(self, "sources", sources)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Org):
            return NotImplemented
        if self is other:
            return True
        return self.facts == other.facts and all(
            canonical(t, self.tables[t]).equals(canonical(t, other.tables[t])) for t in ROWS
        )

    __hash__ = object.__hash__

    @property
    def facts(self) -> dict[str, Any]:
        """Name, date, profile, language and note of the document."""
        return {f: getattr(self, f) for f in FACTS}

    @property
    def units(self) -> pl.DataFrame:
        """The table of units."""
        return self.tables["units"]

    @property
    def lines(self) -> pl.DataFrame:
        """The table of lines."""
        return self.tables["lines"]

    def rows(self, table: str) -> list[Row]:
        """All rows of a table as typed objects; for small orgs and single rows, not for loops over many."""
        return [
            ROWS[table](**{k: v for k, v in r.items() if v is not None})
            for r in self.tables[table].to_dicts()
        ]

    def unit(self, id: str) -> Unit:
        """The (first) unit with this id.

        :raises KeyError: if there is none.
        """
        found = self.units.filter(pl.col("id") == id)
        if found.is_empty():
            raise KeyError(id)
        return Unit(**{k: v for k, v in found.row(0, named=True).items() if v is not None})

    def lines_of(self, subordinate: str, kind: str | None = None) -> list[Line]:
        """The lines that start at a unit, in file order."""
        found = self.lines.filter(pl.col("subordinate") == subordinate)
        if kind is not None:
            found = found.filter(pl.col("kind") == kind)
        return [Line(**{k: v for k, v in r.items() if v is not None}) for r in found.to_dicts()]

    def location(self, table: str, row: int, column: str | None = None) -> Location | None:
        """Where the row with this index was read; None if no file holds it."""
        source = self.sources.get(table)
        return source.at(row, column) if source else None

    def with_facts(self, **facts: Any) -> "Org":
        """The same tables under other facts, such as another ``as_of`` or profile."""
        return replace(self, **facts)
