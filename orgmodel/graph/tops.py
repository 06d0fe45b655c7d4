"""Derived table ``tops``: one row a vertical system, with the units at which its hierarchies begin.

Columns: ``subject`` (the smallest id of its tops), ``system``, ``tops`` (how many), ``row`` (unit row of the subject).
"""

import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Count the tops of each system."""
    return (
        d.lean("units")
        .filter("top")
        .group_by("system")
        .agg(
            subject=pl.col("id").min(),
            tops=pl.len(),
            names=pl.col("id").sort(),
            row=pl.col("row").sort_by("id").first(),
        )
        .sort("subject")
    )
