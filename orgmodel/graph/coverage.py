"""Derived table ``coverage``: one row a unit, with the functions that it lacks or carries half-heartedly.

Columns: ``row`` and ``subject`` (the unit), ``required`` and ``filled`` (cells), ``missing`` (names of the
required functions that nobody in the unit carries), ``unowned`` (names of those that its superior or the
organisation looks for in it in vain), ``untold`` (how many of the missing are not among these), ``shared``
(names of those that only offices not dedicated to them carry).
"""

import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Gather the cells of each unit."""
    lacks = pl.col("required") & ~pl.col("carried")
    unowned = pl.col("expected") & ~pl.col("carried")
    names = pl.col("function_name")
    return (
        d.table("cells")
        .group_by("row", "subject")
        .agg(
            required=pl.col("required").sum(),
            filled=(pl.col("required") & pl.col("carried")).sum(),
            missing=names.filter(lacks),
            unowned=names.filter(unowned),
            untold=(lacks & ~unowned).sum(),
            shared=names.filter("shared"),
        )
        .sort("row")
    )
