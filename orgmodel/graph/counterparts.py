"""Derived table ``counterparts``: each superior office with the offices below that carry the same functions.

One row an office (or body, or unit) whose unit has subordinates of which at least one carries a function of
its own. Columns: ``row`` and ``subject`` (the office), ``host`` (id of its unit), ``functions`` and
``function_names``, ``kinds`` (number of distinct kinds of office below, κ), ``kind_names``, ``pairs`` (number
of unit and office pairs below, λ), ``units`` (units below that have one), ``met`` (a joint meeting over one
of its functions has it or its unit as a member).
"""

import numpy as np
import polars as pl

from orgmodel.graph.carriers import function_names, wider
from orgmodel.graph.derived import Derived
from orgmodel.graph.several import exploded


def below(d: Derived) -> pl.DataFrame:
    """What units carry, under their vertical superior: ``superior_row, function, place_row, office, kind``.

    A carrier of a narrower function stands under each wider function too.
    """
    carriers = d.table("carriers")
    up = d.forest(d.profile.roles.vertical).parent[carriers["place_row"].to_numpy()]
    return (
        carriers.with_columns(superior_row=pl.Series(up))
        .filter(pl.col("superior_row") >= 0)
        .join(d.once(wider), on="function")
        .select("superior_row", "place_row", "office", "kind", function="wider")
        .unique(maintain_order=True)
    )


def _met(d: Derived, offices: pl.DataFrame) -> pl.DataFrame:
    """The offices, or their units, that sit in a joint meeting over one of their functions: ``office``."""
    meetings = exploded(exploded(d.tables["meetings"], "members"), "functions")
    seats = meetings.select(member="members", function="functions")
    sitting = [offices.select("office", "function", member=who) for who in ("office", "host")]
    return pl.concat(sitting).join(seats, on=["member", "function"], how="semi").select("office").unique()


def build(d: Derived) -> pl.DataFrame:
    """Face each superior office with what stands below it."""
    carriers = d.table("carriers")
    upper = carriers.select(
        "office",
        "office_row",
        "function",
        superior_row="place_row",
        host=d.names(carriers["place_row"].to_numpy().astype(np.int32)),
    ).join(d.once(function_names), on="function", maintain_order="left")
    faced = upper.join(
        d.once(below).rename({"office": "lower"}), on=["superior_row", "function"], maintain_order="left"
    )
    kinds = faced.select("office", "kind").unique()
    counted = (
        faced.select("office", "place_row", "lower")
        .unique()
        .group_by("office")
        .agg(pairs=pl.len(), units=pl.col("place_row").n_unique())
        .join(kinds.group_by("office").agg(kinds=pl.len(), kind_names=pl.col("kind").sort()), on="office")
    )
    return (
        upper.group_by("office", "office_row", "host")
        .agg(
            functions=pl.col("function").sort(),
            function_names=pl.col("function_name").sort_by("function"),
        )
        .join(counted, on="office")
        .join(_met(d, upper).with_columns(met=pl.lit(True)), on="office", how="left")
        .with_columns(
            pl.col("met").fill_null(False),
            row=pl.col("office_row").cast(pl.Int64),
            subject="office",
        )
        .sort("subject")
    )
