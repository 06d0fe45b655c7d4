"""Derived table ``conflicts``: every pair of rule documents in force that contradict each other.

Columns: ``row`` (of the document that says so), ``home``, ``subject`` (``document>other:conflicts_with``, the smaller id first),
``document``, ``other`` and their names. A pair that both documents state stands once.
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.several import exploded

SUBJECT = pl.format("{}>{}:conflicts_with", "document", "other")


def build(d: Derived) -> pl.DataFrame:
    """Pair the documents in force."""
    documents = d.table("documents").filter("valid").select("row", "id", "name", "conflicts_with")
    names = documents.select(other="id", other_name="name")
    return (
        exploded(documents, "conflicts_with")
        .join(names, left_on="conflicts_with", right_on="other", how="inner", maintain_order="left")
        .filter(pl.col("id") != pl.col("conflicts_with"))
        .with_columns(
            document=pl.min_horizontal("id", "conflicts_with"),
            other=pl.max_horizontal("id", "conflicts_with"),
        )
        .unique(["document", "other"], keep="first", maintain_order=True)
        .with_columns(
            document_name=pl.when(pl.col("id") == pl.col("document")).then("name").otherwise("other_name"),
            other_name=pl.when(pl.col("id") == pl.col("document")).then("other_name").otherwise("name"),
            home=pl.lit("documents"),
        )
        .drop("id", "name", "conflicts_with")
    )
