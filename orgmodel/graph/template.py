"""Derived table ``template``: the bodies of units that list their posts, with the classes of post that they lack.

Nothing is asked where the file lists posts of a single layer: that is no list layer by layer. One row an
active body of a kind that the profile's template of posts speaks of, in a unit where at least one post of the
template is listed. A post counts for a body if it stands in it, or in its unit directly. Columns: ``row`` and
``subject`` (the body), ``kind``, ``asked`` (how many classes), ``lacking`` (roles without a post, in the
template's order).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Hold each body against the template."""
    classes = pl.DataFrame(
        [(i, c.role, kind) for i, c in enumerate(d.profile.posts) if c.layer for kind in c.kinds],
        schema={"order": pl.Int64, "role": pl.String, "kind": pl.String},
        orient="row",
    )
    posts = d.table("posts").filter(pl.col("layer").is_not_null() & (pl.col("place_row") >= 0))
    posts = posts.filter(pl.col("layer").n_unique() > 1)
    units = d.tables["units"].select("kind", row=pl.int_range(pl.len(), dtype=pl.Int64), subject="id")
    place = np.where(d.host >= 0, d.host, np.arange(len(d.ids))).astype(np.int32)
    bodies = units.with_columns(place_row=pl.Series(place)).filter(pl.Series(d.active))
    asked = bodies.join(posts, on="place_row", how="semi").join(classes, on="kind", maintain_order="left")
    standing = posts.select("role", row=pl.col("unit_row").cast(pl.Int64))
    direct = posts.filter(pl.col("unit_row") == pl.col("place_row")).select("role", "place_row")
    lacking = asked.join(standing, on=["row", "role"], how="anti").join(
        direct, on=["place_row", "role"], how="anti"
    )
    told = lacking.group_by("row").agg(lacking=pl.col("role").sort_by("order"))
    return (
        asked.group_by("row", "subject", "kind")
        .agg(asked=pl.len())
        .join(told, on="row", how="left")
        .with_columns(pl.col("lacking").fill_null(pl.lit([], dtype=pl.List(pl.String))))
        .sort("row")
    )
