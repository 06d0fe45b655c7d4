"""Derived table ``deployments``: every task that a unit was given for a period, with the lines that issued it.

Columns: ``row`` (that of the second line's row, where there is one), ``home``, ``subject`` (``task>unit:period``), ``key``,
``target``, ``period``, ``issuers`` (the distinct lines that issued it).
"""

import polars as pl

from orgmodel.graph.derived import Derived

SUBJECT = pl.format("{}>{}:{}", "key", "target", "period")


def build(d: Derived) -> pl.DataFrame:
    """Gather the deployments by task, unit and period."""
    tasks = d.tables["tasks"].with_row_index("row")
    return (
        tasks.unique(["key", "target", "period", "line"], keep="first", maintain_order=True)
        .group_by("key", "target", "period", maintain_order=True)
        .agg(row=pl.col("row").head(2).last(), issuers=pl.col("line").sort())
        .with_columns(home=pl.lit("tasks"))
    )
