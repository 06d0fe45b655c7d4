"""Derived table ``lines``: the lines in force, with both ends resolved to unit rows.

Columns besides those of the org's lines: ``row`` (row in the lines table), ``low`` and ``high`` (rows
of subordinate and superior, -1 unknown), ``valid`` (both ends known and different), ``itself`` (subordinate =
superior), ``copy`` (how many equal lines stand before it), ``copies``, ``repeats`` (at the first of these that
is no more than a repetition, equal in :data:`APART` too: how many such there are; 0 at all others), ``superiors``
(distinct superiors of that unit by that kind), ``first_superior`` (this row opens that list), ``retired`` (superior dissolved),
``low_level`` and ``high_level``, ``home`` (the table that holds the row). A line is spoken of as :data:`SUBJECT`.

A unit's ``host`` that names no unit stands here too, as a line of kind ``host`` whose home is ``units``.
"""

import numpy as np
import polars as pl

from orgmodel.graph.columns import copies
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints
from orgmodel.model.abreast import abreast

SUBJECT = pl.format("{}>{}:{}", "subordinate", "superior", "kind")
APART = ("channel", "scope")  # lines that differ in these say different things of the same two units


def in_force(lines: pl.DataFrame, as_of: object) -> pl.DataFrame:
    """The lines in force on a day; all of them if there is none."""
    if as_of is None:
        return lines
    began = pl.col("since").is_null() | (pl.col("since") <= pl.lit(as_of))
    lasts = pl.col("until").is_null() | (pl.col("until") >= pl.lit(as_of))
    counts = lines.select(began & lasts).to_series()
    return lines if counts.all() else lines.filter(counts)


def build(d: Derived) -> pl.DataFrame:
    """Resolve and count."""
    lines = in_force(d.tables["lines"].with_row_index("row"), d.as_of).with_columns(home=pl.lit("lines"))
    units = d.tables["units"]
    nowhere = pl.Series((d.host < 0) & d.first) & units["host"].is_not_null()
    if nowhere.any():
        lost = units.with_row_index("row").filter(nowhere)
        ends = lost.select(
            "row", subordinate="id", superior="host", kind=pl.lit("host"), home=pl.lit("units")
        )
        lines = pl.concat([lines, ends], how="diagonal")
    both = lines["subordinate"], lines["superior"]
    low, high = abreast(d.rows_of, both, len(lines))
    known, active = (low >= 0) & (high >= 0), np.append(d.active, False)  # -1 is the last, of no units too
    retired = known & ~active[high] & active[low]
    single = pl.col("kind").is_in(list(d.profile.single))
    level = np.append(d.level.astype(np.int8), np.int8(-1))  # the last, too
    numbered = lines.with_columns(
        low=pl.Series(low),
        high=pl.Series(high),
        low_level=pl.Series(level[low]),
        high_level=pl.Series(level[high]),
        retired=pl.Series(retired),
        itself=pl.col("subordinate") == pl.col("superior"),
        valid=pl.Series(known & (low != high)),
        copy=pl.lit(0, pl.Int32),
        copies=pl.lit(1, pl.Int32),
        repeats=pl.lit(0, pl.Int32),
        superiors=single.cast(pl.Int32),
        first_superior=pl.lit(True),
    )
    shared = _shared(d, lines, low)
    return _counted(d, numbered, shared) if shared.any() else numbered


def _shared(d: Derived, lines: pl.DataFrame, low: Ints) -> Bools:
    """True for the lines that are not the only one of their kind from their unit; those from no unit among them."""
    found = low < 0
    for kind in lines["kind"].unique().to_list():
        rows = np.flatnonzero((lines["kind"] == kind).to_numpy() & ~found)
        starts = low[rows]
        often = np.bincount(starts, minlength=len(d.ids)) > 1
        if often.any():
            found[rows[often[starts]]] = True
    return found


def _counted(d: Derived, lines: pl.DataFrame, shared: Bools) -> pl.DataFrame:
    """The lines with the copies, and the superiors of their unit, that these few have."""
    few = lines.select("subordinate", "superior", "kind", "home", "low", "high", *APART).filter(
        pl.Series(shared)
    )
    same, start = _keys(d, few)
    single = pl.col("kind").is_in(list(d.profile.single))
    told = few.with_columns(**copies(same), start=start).select(
        "copy",
        "copies",
        repeats=_repeats(same, few),
        superiors=pl.when(single).then((pl.col("copy") == 0).sum().over("start")).otherwise(0),
        first_superior=pl.col("start").is_first_distinct(),
    )
    changed = {}
    for name in told.columns:
        values = lines[name].to_numpy().copy()
        values[shared] = told[name].to_numpy()
        changed[name] = pl.Series(values)
    return lines.with_columns(**changed)


def _repeats(same: pl.Series, lines: pl.DataFrame) -> pl.Series:
    """How many lines are equal in all that counts, told at the first repetition among lines of one key."""
    found = np.zeros(len(lines), dtype=np.int32)
    at = np.flatnonzero(same.is_duplicated().to_numpy())  # mostly none
    if len(at):
        key = ["same", *APART]
        equal = lines.select(*APART, same=same)[at].with_columns(
            at=pl.Series(at), nth=pl.int_range(pl.len()).over(key), all=pl.len().over(key)
        )
        again = equal.filter(pl.col("nth") == 1).unique("same", keep="first", maintain_order=True)
        found[again["at"].to_numpy()] = again["all"].to_numpy()
    return pl.Series(found)


def _keys(d: Derived, lines: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Numbers that are equal for equal lines, and for lines of one kind from one unit.

    Grouping by them costs a tenth of grouping by the ids. Ids that no unit has are numbered behind the rows.
    """
    low, high = (lines[end].to_numpy() for end in ("low", "high"))
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
    kind = lines["kind"].replace_strict(kinds, return_dtype=pl.Int64).to_numpy().astype(np.int64)
    start = ends[0] * (2 * len(kinds)) + kind * 2 + at_home
    return pl.Series(start * (len(d.ids) + len(numbers)) + ends[1]), pl.Series(start)
