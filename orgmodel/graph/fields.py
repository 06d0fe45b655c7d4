"""Derived table ``fields``: every unit over field offices, and how the bodies of these are affiliated.

Field offices are the active units at the lower end of the vertical line; a unit stands here if all its vertical
subordinates are such, at least one of them has a body, and it has one itself. Columns: ``row`` and ``subject`` (the
unit), ``offices`` (field offices with a body), ``joined`` (how many of these have a link that is accepted: their bodies
reach the unit, or stand in dual leadership), ``cause_code`` and ``cause_about`` (the finding at the link of the first of
them, by id, that has one).
"""

import numpy as np
import polars as pl

from orgmodel.graph.broken import FOUND, leaves, link_findings
from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.links import CONTINUOUS, STATUS


def build(d: Derived) -> pl.DataFrame:
    """Gather the field offices of each unit."""
    found = link_findings(d)
    over, leaf = d.forest(d.profile.roles.vertical).parent, leaves(d)
    covered, counts = np.zeros(len(d.ids), dtype=bool), d.active & (over >= 0)
    covered[d.host[(d.rank >= 0) & (d.host >= 0)]] = True
    covered &= d.active
    covered[over[counts & ~leaf]] = False  # a unit over others than field offices
    office = counts & covered[over] & (found.status >= 0) & (found.status != STATUS.index("none"))
    offices = np.bincount(over[office], minlength=len(d.ids))
    joined = np.isin(found.status, [STATUS.index(s) for s in CONTINUOUS])
    rows = np.flatnonzero(offices).astype(np.int32)
    faulty = np.flatnonzero(office & (found.code >= 0)).astype(np.int32)
    causes = (
        pl.DataFrame({"row": over[faulty], "unit_row": faulty, "id": d.ids.gather(faulty)})
        .sort("id", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
    )
    at = np.full(len(d.ids), -1, dtype=np.int32)
    at[causes["row"].to_numpy()] = causes["unit_row"].to_numpy()
    cause = found.at(at[rows])
    return pl.DataFrame(
        {
            "row": rows,
            "subject": d.names(rows),
            "offices": offices[rows],
            "joined": np.bincount(over[office & joined], minlength=len(d.ids))[rows],
            "cause_code": gathered(pl.Series(FOUND), cause.code),
            "cause_about": d.names(cause.about),
        }
    )
