"""Derived table ``documents``: every rule document with what others in force say of it.

A document whose status is empty is in force. Columns besides those of the org's documents: ``row``, ``home``, ``subject`` (its
id), ``valid`` (in force), ``replaced_by`` and ``relied_on_by`` (ids of other documents in force that supersede, that implement it).
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.several import exploded


def build(d: Derived) -> pl.DataFrame:
    """Turn the references round: from the document that names to the one that is named."""
    documents = d.tables["documents"].with_row_index("row").filter(pl.col("id").is_first_distinct())
    documents = documents.with_columns(valid=pl.col("status").fill_null("in_force") == "in_force")
    in_force = documents.filter("valid")
    for column, turned in (("supersedes", "replaced_by"), ("implements", "relied_on_by")):
        named = exploded(in_force.select(column, by="id"), column).filter(pl.col(column) != pl.col("by"))
        by = named.group_by(id=column).agg(pl.col("by").unique().sort().alias(turned))
        documents = documents.join(by, on="id", how="left", maintain_order="left")
    return documents.with_columns(
        pl.col("replaced_by", "relied_on_by").fill_null([]), subject=pl.col("id"), home=pl.lit("documents")
    )
