"""Derived table ``uncovered``: every active unit of the vertical side that could have a body and has none.

Bodies, offices, and what is set up in another unit are left out. Columns: ``row``, ``subject``, ``kind``,
``full_members``, ``bodies`` (how many bodies with affiliation the file holds at all).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Leave what has a body, and what cannot have one."""
    p = d.profile
    covered = np.zeros(len(d.ids), dtype=bool)
    covered[d.host[(d.rank >= 0) & (d.host >= 0)]] = True
    barred = {*p.kinds_where(body=True), *p.kinds_where(office=True), *p.kinds_where(side="territorial")}
    alone = d.active & ~covered & ~d.kind_is([*barred, *p.kinds_where(recognised_end=True)])
    units = d.tables["units"].with_row_index("row")
    return (
        units.filter(pl.Series(alone))
        .filter(pl.col("host").is_null())
        .select("row", "kind", "full_members", subject="id", bodies=pl.lit(int((d.rank >= 0).sum())))
    )
