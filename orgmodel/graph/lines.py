"""Derived table ``lines``: the lines in force, with both ends resolved to unit rows.

Columns besides those of the org's lines: ``row`` (row in the lines table), ``subject``, ``low`` and ``high`` (rows
of subordinate and superior, -1 unknown), ``valid`` (both ends known and different), ``itself`` (subordinate =
superior), ``copy`` (how many equal lines stand before it), ``copies``, ``superiors`` (distinct superiors of
that unit by that kind), ``first_superior`` (this row opens that list), ``retired`` (superior dissolved),
``low_level`` and ``high_level``, ``home`` (the table that holds the row).

A unit's ``host`` that names no unit stands here too, as a line of kind ``host`` whose home is ``units``.
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived


def in_force(lines: pl.DataFrame, as_of: object) -> pl.DataFrame:
    """The lines in force on a day; all of them if there is none."""
    if as_of is None:
        return lines
    began = pl.col("since").is_null() | (pl.col("since") <= pl.lit(as_of))
    lasts = pl.col("until").is_null() | (pl.col("until") >= pl.lit(as_of))
    return lines.filter(began & lasts)


def build(d: Derived) -> pl.DataFrame:
    """Resolve and count."""
    lines = in_force(d.tables["lines"].with_row_index("row"), d.as_of).with_columns(home=pl.lit("lines"))
    units = d.tables["units"].with_row_index("row")
    lost = units.filter(pl.col("host").is_not_null() & pl.Series((d.host < 0) & d.first)).select(
        "row",
        subordinate="id",
        superior="host",
        kind=pl.lit("host"),
        home=pl.lit("units"),
    )
    lines = pl.concat([lines, lost], how="diagonal")
    low, high = d.rows_of(lines["subordinate"]), d.rows_of(lines["superior"])
    ends = ["subordinate", "superior", "kind"]
    single = pl.col("kind").is_in(list(d.profile.single))
    retired = (high >= 0) & ~d.active[high] & (low >= 0) & d.active[low]
    return lines.with_columns(
        subject=pl.format("{}>{}:{}", *ends),
        low=pl.Series(low),
        high=pl.Series(high),
        low_level=pl.Series(np.where(low >= 0, d.level[low], -1)),
        high_level=pl.Series(np.where(high >= 0, d.level[high], -1)),
        retired=pl.Series(retired),
        itself=pl.col("subordinate") == pl.col("superior"),
        copy=pl.int_range(pl.len()).over("home", *ends),
        copies=pl.len().over("home", *ends),
        superiors=pl.when(single)
        .then(pl.col("superior").n_unique().over("subordinate", "kind"))
        .otherwise(0),
        first_superior=pl.int_range(pl.len()).over("subordinate", "kind") == 0,
    ).with_columns(valid=(pl.col("low") >= 0) & (pl.col("high") >= 0) & ~pl.col("itself"))
