"""Which finding stands at each unit's link, so that a view of several links can say what it follows from."""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools

CODES = {"broken": "CHN201", "half": "CHN202", "orphan": "CHN203"}


def link_findings(d: Derived) -> pl.DataFrame:
    """For every unit row the finding at its link: ``status`` (null without a link), ``code`` and ``about``, null for none.

    The finding at an orphaned link is about the body, every other about the unit.
    """
    rows = pl.DataFrame({"unit_row": np.arange(len(d.ids), dtype=np.int32)})
    links = d.links.select(pl.col("unit_row").cast(pl.Int32), "unit", "body", "status")
    code = pl.col("status").replace_strict(CODES, default=None, return_dtype=pl.String)
    about = pl.when(pl.col("status") == "orphan").then("body").when(code.is_not_null()).then("unit")
    return rows.join(links, on="unit_row", how="left", maintain_order="left").select(
        "status", code=code, about=about
    )


def leaves(d: Derived) -> Bools:
    """True for each active unit with a vertical superior and no active vertical subordinate. Shape (units,)."""
    vertical = d.forest(d.profile.roles.vertical)
    parents = vertical.parent[d.active & (vertical.parent >= 0)]
    found: Bools = d.active & (vertical.parent >= 0)
    found[parents] = False
    return found
