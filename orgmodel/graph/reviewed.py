"""Derived table ``reviewed``: every post and year for which a review is due, with the parts that were not held.

A review is due for a post in every year in which any review was held on or before ``as_of``, if the profile asks for it
of the post's role, and for every post that was reviewed in that year at all. Columns: ``row`` and ``home`` (the post, or
the first review of a post that is not listed), ``subject`` (id of the post), ``role``, ``unit``, ``year``, ``missing``
(``report``, ``evaluate``, ``assess``: those that no level held).
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.model.rows import ROWS, choices


def build(d: Derived) -> pl.DataFrame:
    """Lay the posts that are due beside the reviews that were held."""
    held = d.tables["reviews"].with_row_index("review")
    if d.as_of is not None:
        held = held.filter(pl.col("year") <= d.as_of.year)
    posts = d.tables["posts"].with_row_index("row").filter(pl.col("id").is_first_distinct())
    posts = posts.filter(pl.col("filled").fill_null(1) > 0)
    due = posts.filter(pl.col("role").is_in(list(d.profile.reviewed_roles))).select(post="id")
    years = held.select("year").unique()
    pairs = pl.concat([due.join(years, how="cross"), held.select("post", "year")]).unique()
    parts = pl.DataFrame({"kind": choices(ROWS["reviews"], "kind")}).with_row_index("nth")
    first = held.group_by("post").agg(pl.col("review").first())
    return (
        pairs.join(parts, how="cross")
        .join(held, on=["post", "year", "kind"], how="anti")
        .sort("post", "year", "nth")
        .group_by("post", "year", maintain_order=True)
        .agg(missing="kind")
        .join(posts.select("row", "role", "unit", post="id"), on="post", how="left", maintain_order="left")
        .join(first, on="post", how="left", maintain_order="left")
        .select(
            pl.coalesce("row", "review").alias("row"),
            pl.when(pl.col("row").is_null()).then(pl.lit("reviews")).otherwise(pl.lit("posts")).alias("home"),
            "role",
            "unit",
            "year",
            "missing",
            subject="post",
        )
    )
