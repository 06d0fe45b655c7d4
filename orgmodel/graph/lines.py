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

from orgmodel.graph.derived import Derived, copies
from orgmodel.graph.forest import Ints


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
    single = pl.col("kind").is_in(list(d.profile.single))
    same, start = _keys(d, lines, low, high)
    retired = (high >= 0) & ~d.active[high] & (low >= 0) & d.active[low]
    numbered = lines.with_columns(
        subject=pl.format("{}>{}:{}", "subordinate", "superior", "kind"),
        low=pl.Series(low),
        high=pl.Series(high),
        low_level=pl.Series(np.where(low >= 0, d.level[low], -1)),
        high_level=pl.Series(np.where(high >= 0, d.level[high], -1)),
        retired=pl.Series(retired),
        itself=pl.col("subordinate") == pl.col("superior"),
        valid=pl.Series((low >= 0) & (high >= 0) & (low != high)),
        **copies(same),
        start=start,
    )
    return numbered.with_columns(
        superiors=pl.when(single).then((pl.col("copy") == 0).sum().over("start")).otherwise(0),
        first_superior=pl.col("start").is_first_distinct(),
    ).drop("start")


def _keys(d: Derived, lines: pl.DataFrame, low: Ints, high: Ints) -> tuple[pl.Series, pl.Series]:
    """Numbers that are equal for equal lines, and for lines of one kind from one unit.

    Grouping by them costs a tenth of grouping by the ids. Ids that no unit has are numbered behind the rows.
    """
    unknown = pl.concat([lines["subordinate"].filter(low < 0), lines["superior"].filter(high < 0)]).unique()
    numbers = {id: len(d.ids) + i for i, id in enumerate(unknown.to_list())}
    kinds = {kind: i for i, kind in enumerate(lines["kind"].unique().to_list())}
    ends = []
    for column, rows in (("subordinate", low), ("superior", high)):
        lost = lines[column].filter(rows < 0).replace_strict(numbers, return_dtype=pl.Int64)
        end = rows.astype(np.int64)
        end[rows < 0] = lost.to_numpy()
        ends.append(end)
    at_home = (lines["home"] == "lines").to_numpy().astype(np.int64)
    kind = (
        lines["kind"].replace_strict(kinds, return_dtype=pl.Int64).to_numpy().astype(np.int64) * 2 + at_home
    )
    start = ends[0] * (2 * len(kinds)) + kind
    return pl.Series(start * (len(d.ids) + len(numbers)) + ends[1]), pl.Series(start)
