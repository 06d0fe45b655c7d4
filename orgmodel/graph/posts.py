"""Derived table ``posts``: every post with its unit, its class in the profile's template and the duties it holds.

Columns besides those of the org's posts: ``row``, ``home``, ``subject`` (its id), ``unit_row`` and
``place_row`` (the unit or body it stands in and that one's unit, -1 unknown), ``layer`` (null outside the
template), ``dual`` and ``designated`` (what the profile says of its role), ``heads`` (how many fill it; its
seats where that is not said), ``duties``, ``dual_duties`` and ``first_duties`` (how many it holds, of all
kinds, as dual duty, as first responsible). The first row with an id stands for it.
"""

import polars as pl

from orgmodel.graph.carriers import places
from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Place every post."""
    posts = d.tables["posts"].with_row_index("row").unique("id", keep="first", maintain_order=True)
    rows = d.rows_of(posts["unit"])
    template = pl.DataFrame(
        [(c.role, c.layer, c.dual, c.designated) for c in d.profile.posts],
        schema={"role": pl.String, "layer": pl.String, "dual": pl.Boolean, "designated": pl.Boolean},
        orient="row",
    )
    held = (
        d.tables["duties"]
        .group_by(id="holder")
        .agg(
            duties=pl.len(),
            dual_duties=(pl.col("kind") == "dual").sum(),
            first_duties=(pl.col("kind") == "first").sum(),
        )
    )
    counts = ("duties", "dual_duties", "first_duties")
    return (
        posts.with_columns(unit_row=pl.Series(rows), place_row=pl.Series(places(d, rows)))
        .join(template, on="role", how="left", maintain_order="left")
        .join(held, on="id", how="left", maintain_order="left")
        .with_columns(
            *(pl.col(c).fill_null(0) for c in counts),
            pl.col("dual").fill_null(False),
            pl.col("designated").fill_null(False),
            heads=pl.coalesce("filled", "seats", pl.lit(1)),
            subject=pl.col("id"),
            home=pl.lit("posts"),
        )
    )
