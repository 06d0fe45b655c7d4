"""The part of a large org around one unit: enough of it that a picture of this unit is the same as from the whole.

Everything above the unit, what is below it so many levels deep, the local bodies joined to these, and whatever is
above or set up in any of them, so that the state of every link can be told. By arrays, one level a round.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import polars as pl

from orgmodel.graph.arcs import reached
from orgmodel.graph.derived import Derived, derive
from orgmodel.graph.forest import Bools, Ints
from orgmodel.model import Org


def around(org: Org, unit: str, depth: int | None, also: Iterable[str] = ()) -> Org:
    """The org without the units and lines that do not matter to this unit; the other tables stay whole.

    ``depth`` is the number of levels below it, None for all; the units named in ``also`` stay too, with what is above
    them. Lines of units that stay are kept where they lead to nothing.
    """
    d = derive(org)
    low, high = (d.rows_of(org.lines[end]) for end in ("subordinate", "superior"))
    both = (low >= 0) & (high >= 0)
    box = _boxes(d)
    start = np.isin(box, box[(org.units["id"] == unit).to_numpy()])
    own = {d.profile.roles.vertical, d.profile.roles.affiliation} - {None}
    down = both & org.lines["kind"].is_in(list(own)).to_numpy()
    far = reached(len(box), start, box[high[down]], box[low[down]])
    part = (far >= 0) & (True if depth is None else far <= depth)
    part |= org.units["id"].is_in(pl.Series(also, dtype=pl.String).implode()).to_numpy()
    part = _whole(box, part, low[both], high[both])
    local = d.kind_is([n for n, k in d.profile.kinds.items() if k.side == "territorial"])
    joined = np.zeros(len(box), dtype=bool)
    for one, other in ((low[both], high[both]), (high[both], low[both])):
        joined[other[part[one]]] = True
    part = _whole(box, part | (joined & local[box]), low[both], high[both])
    stays = np.where(low >= 0, part[low], (high >= 0) & part[high])
    rows = d.rows_of(org.units["id"])  # a second row of an id stays with the first
    tables = {
        **org.tables,
        "units": org.units.filter(pl.Series(part[rows])),
        "lines": org.lines.filter(pl.Series(stays, dtype=pl.Boolean)),
    }
    return replace(org, tables=tables, sources={})


def _boxes(d: Derived) -> Ints:
    """The unit that each body or office is set up in, through any others; itself for all other units. Shape (units,)."""
    inside = d.kind_is([n for n, k in d.profile.kinds.items() if k.body or k.office]) & (d.host >= 0)
    box = np.where(inside, d.host, np.arange(len(inside))).astype(np.int32)
    for _ in range(len(box).bit_length()):  # units set up in each other in a circle end somewhere on it
        if (box[box] == box).all():
            break
        box = box[box]
    return box


def _whole(box: Ints, part: Bools, low: Ints, high: Ints) -> Bools:
    """A part with everything above it and all that is set up in its boxes. Shape (units,)."""
    while True:
        boxes = np.zeros(len(box), dtype=bool)
        boxes[box[part]] = True
        more = reached(len(box), boxes[box] | part, low, high) >= 0
        if (more == part).all():
            return part
        part = more
