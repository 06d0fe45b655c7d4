"""Derived table ``supervision``: every unit that somebody supervises, with the ways in which that happens.

Columns: ``row`` (row of its first supervision line), ``home``, ``subject`` (its id), ``lines`` (how many supervision lines
in force it has), ``channels`` (the distinct channels stated), ``rhythms`` (the distinct rhythms stated), ``watchers`` (the ids
of those who supervise it), ``stated`` (every line states its channel), ``timed`` (every line states its rhythm).
"""

import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Gather the supervision lines by the unit that they watch; equal lines stand as often as they are written."""
    lines = d.lines.filter((pl.col("kind") == (d.profile.roles.supervision or "")) & pl.col("valid"))
    lines = lines.filter(pl.Series(d.active[lines["low"].to_numpy()]))
    return (
        lines.group_by("subordinate", maintain_order=True)
        .agg(
            pl.col("row").first(),
            lines=pl.len(),
            channels=pl.col("channel").drop_nulls().unique().sort(),
            rhythms=pl.col("rhythm").drop_nulls().unique().sort(),
            watchers=pl.col("superior").unique().sort(),
            stated=pl.col("channel").is_not_null().all(),
            timed=pl.col("rhythm").is_not_null().all(),
        )
        .with_columns(subject=pl.col("subordinate"), home=pl.lit("lines"))
    )
