"""Derived table ``supervision``: every unit that somebody supervises, with the ways in which that happens.

Columns: ``row`` (row of its first supervision line), ``home``, ``subject`` (its id), ``lines`` (how many supervision lines
in force it has), ``channels`` (the distinct channels stated), ``rhythms`` (the distinct rhythms stated), ``watchers`` (the ids
of those who supervise it), ``stated`` (every line states its channel), ``timed`` (every line states its rhythm).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Gather the supervision lines by the unit that they watch; equal lines stand as often as they are written."""
    lines = d.lines.select("row", "subordinate", "superior", "channel", "rhythm", "kind", "valid", "low")
    lines = lines.filter((pl.col("kind") == (d.profile.roles.supervision or "")) & pl.col("valid"))
    lines = lines.filter(pl.Series(d.active[lines["low"].to_numpy()]))
    alone = np.bincount(lines["low"].to_numpy(), minlength=len(d.ids))[lines["low"].to_numpy()] == 1
    one, several = _one(lines.filter(pl.Series(alone))), _several(lines.filter(pl.Series(~alone)))
    return pl.concat([one, several]).sort("row")


def _one(lines: pl.DataFrame) -> pl.DataFrame:
    """Units with a single supervision line, which is most of them."""
    stated = {"channels": "channel", "rhythms": "rhythm"}
    none = pl.lit([], dtype=pl.List(pl.String))
    lists = {
        name: pl.when(pl.col(column).is_null()).then(none).otherwise(pl.concat_list(column))
        for name, column in stated.items()
    }
    return lines.select(
        "subordinate",
        "row",
        lines=pl.lit(1, pl.UInt32),
        **lists,
        watchers=pl.concat_list("superior"),
        stated=pl.col("channel").is_not_null(),
        timed=pl.col("rhythm").is_not_null(),
        subject="subordinate",
        home=pl.lit("lines"),
    )


def _several(lines: pl.DataFrame) -> pl.DataFrame:
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
