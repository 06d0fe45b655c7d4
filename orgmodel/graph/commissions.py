"""Derived table ``commissions``: every active body that has a committee, and who in it watches over discipline.

A body has a committee where seats are authorised for it or a post on its committee is listed. Columns: ``row``,
``subject`` (its id), ``kind``, ``posts`` (how many posts are listed for it), ``commissioners`` (posts of the commissioner's
role), ``oversight`` (its host has an oversight body).
"""

import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Count the posts of every body with affiliation that has a committee."""
    posts = d.tables["posts"].filter(pl.col("unit").is_not_null())
    is_commissioner = pl.col("role") == (d.profile.roles.commissioner or "")
    counted = posts.group_by(subject="unit").agg(
        posts=pl.len(),
        commissioners=is_commissioner.sum(),
        seated=pl.col("on_committee").fill_null(False).any(),
    )
    seats = d.tables["units"].with_row_index("row").select("row", "seats")
    return (
        d.bodies.select("row", "subject", "kind", "oversight")
        .join(seats, on="row", how="left", maintain_order="left")
        .join(counted, on="subject", how="left", maintain_order="left")
        .with_columns(pl.col("posts", "commissioners").fill_null(0), pl.col("seated").fill_null(False))
        .filter((pl.col("seats").fill_null(0) > 0) | pl.col("seated"))
        .drop("seats", "seated")
    )
