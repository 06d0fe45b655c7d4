"""Lines written as a column of the unit: out into rows of ``lines`` on reading, back on writing."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from orgmodel.model import ROWS, Source

KEY = list(ROWS["lines"].keys)


def expand(
    units: pl.DataFrame, lines: pl.DataFrame, kinds: Sequence[str], at: Source, lines_at: Source
) -> tuple[pl.DataFrame, pl.DataFrame, Source]:
    """Units without the columns named in ``kinds``, the lines those columns stood for before the others.

    A row of ``lines`` with the same ends completes such a line instead of repeating it. A line that a column
    stood for is located at the unit's row.
    """
    kinds = [k for k in kinds if k in units.columns]
    if not kinds:
        return units, lines, lines_at
    unit = [np.flatnonzero(units[kind].is_not_null().to_numpy()) for kind in kinds]
    order = np.concatenate([rows * len(kinds) + n for n, rows in enumerate(unit)]).argsort(kind="stable")
    rows = np.concatenate(unit)[order]
    short = pl.DataFrame(
        {
            "unit": rows.astype(np.uint32),
            "subordinate": units["id"].gather(rows),
            "superior": pl.concat([units[kind].drop_nulls() for kind in kinds], rechunk=True).gather(order),
            "kind": pl.Series(kinds).gather(np.repeat(range(len(kinds)), [len(r) for r in unit])[order]),
        }
    )
    if units["id"].hash().n_unique() < len(units):  # equal ids have equal hashes
        short = short.unique(KEY, keep="first", maintain_order=True)
    told = lines.select(KEY).filter(pl.col("kind").is_in(kinds))
    if len(told):
        short = short.join(told, on=KEY, how="anti", maintain_order="left")
    both = pl.concat([short.select(KEY), lines], how="diagonal", rechunk=True).select(lines.columns)
    return units.drop(kinds), both, joined(at.take(short["unit"].to_numpy()), lines_at)


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
    extra = [pl.col(c).is_null() for c in lines.columns if c not in KEY]
    first = pl.struct("subordinate", "kind").is_first_distinct()
    once = pl.struct(KEY).is_unique()
    plain = pl.all_horizontal(extra) if extra else pl.lit(True)
    fits = pl.col("kind").is_in(list(kinds)) & pl.col("subordinate").is_in(units["id"].implode())
    short = (
        lines.select(fits & plain & once & first).to_series()
        if len(lines)
        else pl.Series([], dtype=pl.Boolean)
    )
    rows = lines.filter(short)
    leads = pl.col("id").is_first_distinct()
    for kind in kinds:
        ends = rows.filter(pl.col("kind") == kind).select(
            pl.col("subordinate").alias("id"), pl.col("superior").alias(kind)
        )
        if len(ends):
            units = units.join(ends, on="id", how="left", maintain_order="left")
            units = units.with_columns(pl.when(leads).then(pl.col(kind)).alias(kind))
    return units, lines.filter(~short)
