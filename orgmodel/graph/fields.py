"""Derived table ``fields``: every unit over field offices, and how the bodies of these are affiliated.

Field offices are the active units at the lower end of the vertical line; a unit stands here if all its vertical
subordinates are such, at least one of them has a body, and it has one itself. Columns: ``row`` and ``subject`` (the
unit), ``offices`` (field offices with a body), ``direct`` (how many of these bodies reach the unit), ``cause_code`` and
``cause_about`` (the finding at the link of the first of them, by id, that has one).
"""

import numpy as np
import polars as pl

from orgmodel.graph.broken import leaves, link_findings
from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Gather the field offices of each unit."""
    found = link_findings(d).with_columns(
        row=pl.int_range(pl.len(), dtype=pl.Int32), leaf=pl.Series(leaves(d))
    )
    covered = np.zeros(len(d.ids), dtype=bool)
    covered[d.host[(d.rank >= 0) & (d.host >= 0)]] = True
    over = d.forest(d.profile.roles.vertical).parent
    below = found.with_columns(id=d.ids, over=pl.Series(over)).filter(pl.Series(d.active & (over >= 0)))
    below = below.filter(pl.Series(d.active & covered)[below["over"]])
    below = below.filter(pl.col("leaf").all().over("over") & (pl.col("status") != "none")).sort("id")
    faulty = pl.col("code").is_not_null()
    gathered = (
        below.group_by("over")
        .agg(
            offices=pl.len(),
            direct=(pl.col("status") == "direct").sum(),
            cause_code=pl.col("code").filter(faulty).first(),
            cause_about=pl.col("about").filter(faulty).first(),
        )
        .rename({"over": "row"})
        .sort("row")
    )
    return gathered.with_columns(subject=d.names(gathered["row"].to_numpy()))
