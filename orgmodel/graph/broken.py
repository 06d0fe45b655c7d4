"""Which finding stands at each unit's link, so that a view of several links can say what it follows from."""

import numpy as np
import polars as pl

from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools

CODES = {"broken": "CHN201", "half": "CHN202", "orphan": "CHN203"}


def link_findings(d: Derived) -> pl.DataFrame:
    """For every unit row the finding at its link: ``status`` (null without a link), ``code`` and ``about``, null for none.

    The finding at an orphaned link is about the body, every other about the unit.
    """
    return d.once(_link_findings)


def _link_findings(d: Derived) -> pl.DataFrame:
    number = {name: n for n, name in enumerate(CODES)}
    status = d.links["status"].replace_strict(number, default=-1, return_dtype=pl.Int32).to_numpy()
    unit, body = (d.links[end].to_numpy() for end in ("unit_row", "body_row"))
    link, code, about = (np.full(len(d.ids), -1, dtype=np.int32) for _ in range(3))
    link[unit] = np.arange(len(unit))
    code[unit] = status
    about[unit] = np.where(status == number["orphan"], body, np.where(status >= 0, unit, -1))
    return pl.DataFrame(
        {
            "status": gathered(d.links["status"], link),
            "code": gathered(pl.Series(list(CODES.values())), code),
            "about": d.names(about),
        }
    )


def leaves(d: Derived) -> Bools:
    """True for each active unit with a vertical superior and no active vertical subordinate. Shape (units,)."""
    vertical = d.forest(d.profile.roles.vertical)
    parents = vertical.parent[d.active & (vertical.parent >= 0)]
    found: Bools = d.active & (vertical.parent >= 0)
    found[parents] = False
    return found
