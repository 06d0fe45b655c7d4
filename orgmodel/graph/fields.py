"""Derived table ``fields``: every unit over field offices, and how the bodies of these are affiliated.

Field offices are the active units at the lower end of the vertical line; a unit stands here if all its vertical
subordinates are such, at least one of them has a body, and it has one itself. Columns: ``row`` and ``subject`` (the
unit), ``offices`` (field offices with a body), ``direct`` (how many of these bodies reach the unit), ``cause_code`` and
``cause_about`` (the finding at the link of the first of them, by id, that has one).
"""

import numpy as np
import polars as pl

from orgmodel.graph.broken import leaves, link_findings
from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Gather the field offices of each unit."""
    found = link_findings(d)
    over, leaf = d.forest(d.profile.roles.vertical).parent, leaves(d)
    covered, counts = np.zeros(len(d.ids), dtype=bool), d.active & (over >= 0)
    covered[d.host[(d.rank >= 0) & (d.host >= 0)]] = True
    covered &= d.active
    covered[over[counts & ~leaf]] = False  # a unit over others than field offices
    office = counts & covered[over] & (found["status"] != "none").fill_null(False).to_numpy()
    offices = np.bincount(over[office], minlength=len(d.ids))
    direct = (found["status"] == "direct").fill_null(False).to_numpy()
    rows = np.flatnonzero(offices).astype(np.int32)
    faulty = office & found["code"].is_not_null().to_numpy()
    causes = (
        pl.DataFrame({"row": over[faulty], "id": d.ids.filter(pl.Series(faulty))})
        .with_columns(found.select(cause_code="code", cause_about="about").filter(pl.Series(faulty)))
        .sort("id", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
    )
    at = np.full(len(d.ids), -1, dtype=np.int32)
    at[causes["row"].to_numpy()] = np.arange(len(causes))
    return pl.DataFrame(
        {
            "row": rows,
            "subject": d.names(rows),
            "offices": offices[rows],
            "direct": np.bincount(over[office & direct], minlength=len(d.ids))[rows],
            "cause_code": gathered(causes["cause_code"], at[rows]),
            "cause_about": gathered(causes["cause_about"], at[rows]),
        }
    )
