"""Derived table ``continuity``: every office at the lower end of the vertical line that has a body, and its way up.

Columns: ``row`` and ``subject`` (the office), ``break_at`` (the unit at whose link the way breaks: the uppermost with
a finding, or else the uppermost without a body; null where it is continuous), ``status`` of that link, ``cause_code`` and
``cause_about`` (the finding that stands there). Offices whose vertical line runs in a circle are left out.
"""

import numpy as np
import polars as pl

from orgmodel.graph.ancestors import uppermost
from orgmodel.graph.broken import leaves, link_findings
from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Find the uppermost break above each office."""
    vertical = d.forest(d.profile.roles.vertical)
    found = link_findings(d)
    faulty = found["code"].is_not_null().to_numpy()
    empty = found["status"].eq_missing("none").to_numpy()
    rows = np.flatnonzero(leaves(d) & ~vertical.loops & ~empty).astype(np.int32)
    at = uppermost(vertical, faulty)[rows]
    at = np.where(at >= 0, at, uppermost(vertical, empty)[rows]).astype(np.int32)
    told = pl.DataFrame({column: gathered(found[column], at) for column in found.columns})
    bare = told["status"] == "none"
    return pl.DataFrame(
        {
            "row": rows,
            "subject": d.names(rows),
            "break_at": d.names(at),
            "status": told["status"],
        }
    ).with_columns(
        cause_code=pl.when(bare).then(pl.lit("CHN208")).otherwise(told["code"]),
        cause_about=pl.when(bare).then("break_at").otherwise(told["about"]),
    )
