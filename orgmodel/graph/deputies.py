"""Derived table ``deputies``: every body whose full-time deputy post is listed, and whether it sits on the committee.

A post that stands in a unit or office belongs to that unit's committee. Columns: ``row`` (of the body's first such post),
``home`` (``posts``), ``subject`` (the body), ``post`` and ``seated`` (any of its posts does; null where none says).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived

COLUMNS = {"subject": pl.String, "row": pl.UInt32, "post": pl.String, "seated": pl.Boolean, "home": pl.String}


def build(d: Derived) -> pl.DataFrame:
    """Find the body of each such post."""
    deputy = d.profile.roles.deputy
    if deputy is None:
        return pl.DataFrame(schema=COLUMNS)
    posts = d.tables["posts"].with_row_index("row").filter(pl.col("role") == deputy)
    at = d.rows_of(posts["unit"])
    place = np.where((at >= 0) & (d.host[at] >= 0), d.host[at], at)
    committees = np.flatnonzero(d.kind_is(d.profile.roles.committee) & d.active & (d.host >= 0))
    of_unit = np.full(len(d.ids), -1, dtype=np.int32)
    of_unit[d.host[committees][::-1]] = committees[::-1]
    own = (at >= 0) & (d.rank[at] >= 0)
    body = np.where(own, at, np.where(place >= 0, of_unit[place], -1)).astype(np.int32)
    return (
        posts.with_columns(subject=d.names(body))
        .filter(pl.col("subject").is_not_null())
        .group_by("subject", maintain_order=True)
        .agg(
            row=pl.col("row").first(),
            post=pl.col("id").first(),
            seated=pl.when(pl.col("on_committee").is_not_null().any()).then(pl.col("on_committee").any()),
        )
        .with_columns(home=pl.lit("posts"))
    )
