"""Derived table ``spans``: every active unit with active vertical subordinates, and how many.

Columns: ``row`` and ``subject`` (the unit), ``span``, ``middle`` (it has a vertical superior itself). Only lines in force by the vertical kind count; of several superiors
of a unit the first.
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Count the subordinates."""
    parent = d.forest(d.profile.roles.vertical).parent
    span = np.bincount(parent[d.active & (parent >= 0)], minlength=len(d.ids))
    rows = np.flatnonzero((span > 0) & d.active).astype(np.int32)
    return pl.DataFrame(
        {
            "row": rows,
            "subject": d.names(rows),
            "span": span[rows].astype(np.int64),
            "middle": parent[rows] >= 0,
        }
    )
