"""Derived table ``standards``: every indicator beside those of the same name in other functions.

Columns besides those of the org's indicators: ``row``, ``home``, ``subject`` (its id), ``functions`` (ids of the functions that
have an indicator of this name), ``differ`` (what is not the same among them: ``scale``, ``method``, ``rater``,
``quantified``, ``target``), ``leads`` (this row is the first of its name).
"""

import polars as pl

from orgmodel.graph.derived import Derived

COMPARED = ("scale", "method", "rater", "quantified", "target")


def build(d: Derived) -> pl.DataFrame:
    """Compare the indicators of one name; a cell left empty is a difference only where another is filled."""
    indicators = d.tables["indicators"].with_row_index("row").filter(pl.col("id").is_first_distinct())
    differs = [
        pl.when(pl.col(c).n_unique().over("name") > 1).then(pl.lit(c)).alias(f"differs_{c}") for c in COMPARED
    ]
    return (
        indicators.with_columns(
            *differs,
            functions=pl.col("function").unique().sort().over("name", mapping_strategy="join"),
            leads=pl.col("name").is_first_distinct(),
            subject=pl.col("id"),
            home=pl.lit("indicators"),
        )
        .with_columns(differ=pl.concat_list(f"differs_{c}" for c in COMPARED).list.drop_nulls())
        .drop(f"differs_{c}" for c in COMPARED)
    )
