"""Lines written as a column of the unit: out into rows of ``lines`` on reading, back on writing."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import polars as pl

from orgmodel.model import ROWS, Source
from orgmodel.model.abreast import abreast

KEY = list(ROWS["lines"].keys)
Rows = np.ndarray[Any, np.dtype[np.uint32]]


def expand(
    units: pl.DataFrame, lines: pl.DataFrame, kinds: Sequence[str], at: Source, lines_at: Source
) -> tuple[pl.DataFrame, pl.DataFrame, Callable[[], Source]]:
    """Units without the columns named in ``kinds``, the lines those columns stood for before the others, and what tells their places.

    A row of ``lines`` with the same ends completes such a line instead of repeating it. A line that a column
    stood for is located at the unit's row.
    """
    kinds = [k for k in kinds if k in units.columns]
    if not kinds:
        return units, lines, lambda: lines_at
    # Unit by unit, of each the columns in their order: every cell that is filled, by number.
    cells = np.flatnonzero(np.column_stack([units[kind].is_not_null().to_numpy() for kind in kinds]))
    unit, nth = (cells // len(kinds)).astype(np.uint32), (cells % len(kinds)).astype(np.uint32)
    told = lines.select(KEY).filter(pl.col("kind").is_in(kinds))
    new = _new(units, told, kinds, unit, nth)
    if not new.all():
        unit, nth = unit[new], nth[new]

    def longer(column: pl.Series) -> pl.Series:
        if column.name not in KEY and column.null_count() == len(column):
            return column.clear(1).new_from_index(0, len(unit) + len(column))
        first = (
            _cells(units, kinds, unit, nth, column.name) if column.name in KEY else column.clear(len(unit))
        )
        return pl.concat([first, column], rechunk=True)

    both = pl.DataFrame(abreast(longer, lines, len(unit)))  # by column: few stand in memory twice
    return units.drop(kinds), both, lambda: joined(at.take(unit), lines_at)


def _new(
    units: pl.DataFrame, told: pl.DataFrame, kinds: Sequence[str], unit: Rows, nth: Rows
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether each cell of a column says a line that no earlier cell says, nor a row that is told. Shape as ``unit``."""
    new = np.ones(len(unit), dtype=np.bool_)
    doubted = units["id"].is_in(told["subordinate"].implode())
    if units["id"].hash().n_unique() < len(units):  # equal ids have equal hashes
        doubted |= units["id"].is_duplicated()
    if not doubted.any():
        return new
    cells = np.flatnonzero(doubted.to_numpy()[unit])
    at = unit[cells], nth[cells]
    said = pl.DataFrame({column: _cells(units, kinds, *at, column) for column in KEY}).with_columns(
        cell=cells
    )
    new[cells] = False
    kept = said.unique(KEY, keep="first").join(told, on=KEY, how="anti")
    new[kept["cell"].to_numpy()] = True
    return new


def _cells(units: pl.DataFrame, kinds: Sequence[str], unit: Rows, nth: Rows, column: str) -> pl.Series:
    """A column of the lines that stand in these columns of these units."""
    if column == "subordinate":
        return units["id"].gather(unit).alias(column)
    if column == "kind":
        return pl.Series(column, kinds).gather(nth)
    return pl.concat([units[kind] for kind in kinds]).gather(nth * len(units) + unit).alias(column)


def joined(first: Source, second: Source) -> Source:
    """The places of the rows of two tables put one below the other."""
    places = (*first.places, *(p for p in second.places if p not in first.places))
    moved = np.asarray([places.index(p) for p in second.places] or [0], np.uint8)
    place = np.concatenate([first.place, moved[second.place]]).astype(np.uint8)
    return Source(
        places, place, np.concatenate([first.row, second.row]), np.concatenate([first.line, second.line])
    )


def fold(units: pl.DataFrame, lines: pl.DataFrame, kinds: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The inverse of :func:`expand`: what can be said in a column of the unit moves there.

    That is a line without extra facts, written once, which is its subordinate's first line of that kind and
    whose subordinate is a row of units (the first of that id).
    """
    unit, nth = _places(units, lines, kinds)
    extra = [pl.col(c).is_null() for c in lines.columns if c not in KEY]
    known = (unit >= 0) & (nth >= 0)
    short = known & lines.select(pl.all_horizontal(pl.lit(True), *extra)).to_series().to_numpy()
    cell = pl.Series(unit * (len(kinds) + 1) + nth)
    if cell.filter(pl.Series(known, dtype=pl.Boolean)).n_unique() < known.sum():
        several = np.flatnonzero(known & cell.is_duplicated().to_numpy())
        twice = lines.select(KEY)[several].select(pl.struct(KEY).is_duplicated()).to_series()
        short &= cell.is_first_distinct().to_numpy()
        short[several[twice.to_numpy()]] = False
    columns = {}
    for n, kind in enumerate(kinds):
        rows = np.flatnonzero(short & (nth == n))
        if len(rows):
            line = np.full(len(units), -1, dtype=np.int64)
            line[unit[rows]] = rows
            columns[kind] = lines["superior"].gather(pl.Series(line).replace(-1, None))
    return units.with_columns(**columns), lines.filter(pl.Series(~short, dtype=pl.Boolean))


def _places(
    units: pl.DataFrame, lines: pl.DataFrame, kinds: Sequence[str]
) -> tuple[np.ndarray[Any, np.dtype[np.int64]], np.ndarray[Any, np.dtype[np.int64]]]:
    """The row of units in which each line starts, and the place of its kind in ``kinds``; -1 for none of them."""
    first = units.select("id").with_row_index("row")
    if units["id"].n_unique() < len(units):
        first = first.unique("id", keep="first")
    row = lines.select("subordinate").join(
        first, left_on="subordinate", right_on="id", how="left", maintain_order="left"
    )["row"]
    nth = np.full(len(lines), -1, dtype=np.int64)
    for n, kind in enumerate(kinds):
        nth[(lines["kind"] == kind).fill_null(False).to_numpy()] = n
    return row.cast(pl.Int64).fill_null(-1).to_numpy(), nth
