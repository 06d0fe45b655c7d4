"""Which finding stands at each unit's link, so that a view of several links can say what it follows from."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints
from orgmodel.graph.links import STATUS

CODES = {"broken": "CHN201", "half": "CHN202", "orphan": "CHN203"}
FOUND = tuple(CODES.values())


class LinkFindings(NamedTuple):
    """For every unit row the finding at its link: arrays of shape (units,), -1 for none.

    ``status`` is an index into :data:`~orgmodel.graph.links.STATUS`, ``code`` one into :data:`FOUND`, ``about`` a unit row: of the
    body at an orphaned link, of the unit at every other.
    """

    status: NDArray[np.int8]
    code: NDArray[np.int8]
    about: Ints

    def at(self, rows: Ints) -> "LinkFindings":
        """Those at these rows, none at -1."""
        return LinkFindings(*(np.where(rows >= 0, each[rows], each.dtype.type(-1)) for each in self))


def link_findings(d: Derived) -> LinkFindings:
    """The finding at the link of every unit."""
    told = d.once(_link_findings)
    return LinkFindings(*(told[column].to_numpy() for column in LinkFindings._fields))


def _link_findings(d: Derived) -> pl.DataFrame:
    n = len(d.ids)
    found = LinkFindings(np.full(n, -1, np.int8), np.full(n, -1, np.int8), np.full(n, -1, np.int32))
    judged = d.lean("links")["status_word"].to_numpy()
    codes = np.array([FOUND.index(CODES[s]) if s in CODES else -1 for s in STATUS], dtype=np.int8)[judged]
    unit, body = (d.lean("links")[end].to_numpy() for end in ("unit_row", "body_row"))
    found.status[unit], found.code[unit] = judged, codes
    found.about[unit] = np.where(codes >= 0, np.where(judged == STATUS.index("orphan"), body, unit), -1)
    return pl.DataFrame(found._asdict())


def leaves(d: Derived) -> Bools:
    """True for each active unit with a vertical superior and no active vertical subordinate. Shape (units,)."""
    vertical = d.forest(d.profile.roles.vertical)
    parents = vertical.parent[d.active & (vertical.parent >= 0)]
    found: Bools = d.active & (vertical.parent >= 0)
    found[parents] = False
    return found
