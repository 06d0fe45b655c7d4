"""Derived table ``appraised``: each indicator with the kinds of office below that answer for its function.

One row an indicator (row of the indicators table) under the superior where most kinds answer. Columns:
``row``, ``home``, ``subject`` (its id), ``name``, ``function``, ``superior`` (id of the unit whose
subordinates answer), ``kinds`` (number of distinct kinds of office), ``kind_names``, ``office`` (the superior
office whose counterparts they are, null for none).
"""

import numpy as np
import polars as pl

from orgmodel.graph.counterparts import below
from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Find who answers."""
    answering = (
        d.once(below)
        .group_by("superior_row", "function")
        .agg(kinds=pl.col("kind").n_unique(), kind_names=pl.col("kind").unique().sort())
    )
    upper = d.table("carriers").select("function", "office", superior_row="place_row")
    offices = upper.group_by("superior_row", "function").agg(office=pl.col("office").min())
    indicators = d.tables["indicators"].with_row_index("row").unique("id", keep="first", maintain_order=True)
    found = (
        indicators.select("row", "name", "function", subject="id", home=pl.lit("indicators"))
        .join(answering, on="function", maintain_order="left")
        .join(offices, on=["superior_row", "function"], how="left", maintain_order="left")
    )
    return (
        found.with_columns(superior=d.names(found["superior_row"].to_numpy().astype(np.int32)))
        .sort("row", pl.col("kinds"), "superior", descending=[False, True, False])
        .unique("row", keep="first", maintain_order=True)
        .drop("superior_row")
    )
