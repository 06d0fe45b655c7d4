"""Derived table ``continuity``: every office at the lower end of the vertical line that has a body, and its way up.

Columns: ``row`` and ``subject`` (the office), ``break_at`` (the unit at whose link the way breaks: the uppermost with
a finding, or else the uppermost without a body; null where it is continuous), ``break_row``, ``status`` of that link,
``cause_code`` and ``cause_about`` (the finding that stands there), ``about_row``. Looked up: the three ids. Offices whose vertical line runs in a circle are left out.
"""

import numpy as np
import polars as pl

from orgmodel.graph.ancestors import uppermost
from orgmodel.graph.broken import FOUND, leaves, link_findings
from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.links import STATUS

LOOKED_UP = {
    "subject": ("id", "row"),
    "break_at": ("id", "break_row"),
    "cause_about": ("id", "about_row"),
}


def build(d: Derived) -> pl.DataFrame:
    """Find the uppermost break above each office."""
    vertical = d.forest(d.profile.roles.vertical)
    found = link_findings(d)
    empty = found.status == STATUS.index("none")
    rows = np.flatnonzero(leaves(d) & ~vertical.loops & ~empty).astype(np.int32)
    at = uppermost(vertical, found.code >= 0)[rows]
    at = np.where(at >= 0, at, uppermost(vertical, empty)[rows]).astype(np.int32)
    told = found.at(at)
    bare = told.status == STATUS.index("none")
    return pl.DataFrame(
        {
            "row": rows,
            "break_row": at,
            "status": gathered(pl.Series(STATUS), told.status),
            "cause_code": gathered(pl.Series([*FOUND, "CHN208"]), np.where(bare, len(FOUND), told.code)),
            "about_row": np.where(bare, at, told.about),
        }
    )
