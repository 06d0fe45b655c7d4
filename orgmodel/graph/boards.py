"""Derived table ``boards``: every active body with affiliation, with its own members, its committee and its term.

Columns: ``row``, ``subject``, ``kind``, ``rank``, ``members`` and ``full_members`` (own), ``seats``, ``seats_filled``,
``term_start``, ``years`` (how long it serves by the profile's terms, null where none fits), ``due`` (the last day of its term,
the approved extension counted up to what the profile allows), ``today`` (the org's day, null for none).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.profiles import Profile

READ = ("id", "kind", "members", "full_members", "seats", "seats_filled", "term_start", "term_extension")


def build(d: Derived) -> pl.DataFrame:
    """Lay the profile's terms over the bodies."""
    p = d.profile
    units = (
        d.tables["units"].with_row_index("row").select("row", *READ).with_columns(stands=pl.Series(d.level))
    )
    longest = int(p.threshold("term_extension")) if "term_extension" in p.thresholds else 1200
    extension = pl.col("term_extension").clip(upper_bound=longest).fill_null(0)
    boards = (
        units.filter(pl.Series(d.rank >= 0))
        .with_columns(
            rank=pl.Series(d.rank[d.rank >= 0]), years=_years(p), today=pl.lit(d.as_of, dtype=pl.Date)
        )
        .with_columns(months=pl.col("years") * 12 + extension)
    )
    return boards.select(
        *("row", "kind", "rank", "members", "full_members", "seats", "seats_filled", "term_start"),
        *("years", "today"),
        due=_later(boards["term_start"], boards["months"]),
        subject="id",
    )


def _later(days: pl.Series, months: pl.Series) -> pl.Series:
    """Each day so many months later, on the last day of a shorter month; null where either is."""
    start = days.to_numpy().astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    then = month + months.fill_null(0).to_numpy().astype("timedelta64[M]")
    first = then.astype("datetime64[D]")
    last = (then + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    due = pl.Series(np.minimum(first + (start - month.astype("datetime64[D]")), last))
    return due.zip_with(days.is_not_null() & months.is_not_null(), due.clear(len(due)))


def _years(p: Profile) -> pl.Expr:
    fits = []
    for term in p.terms:
        levels = [p.level_rank[level] for level in term.levels]
        holds = pl.col("kind").is_in(list(term.kinds))
        if levels:
            holds &= pl.col("stands").is_in(levels)
        if term.since is not None:
            holds &= pl.col("term_start") >= pl.lit(term.since)
        fits.append(pl.when(holds).then(pl.lit(term.years, dtype=pl.Int64)))
    return pl.coalesce(*fits, pl.lit(None, dtype=pl.Int64))
