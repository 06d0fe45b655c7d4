"""Derived table ``linkage``: every body of the lowest layer, and the first layer that its way up lacks.

Layers are those of the profile; one that no unit of the file belongs to is not asked for. A body is linked to the nearest
body of the layer above on its chain of affiliation; a layer of bodies without affiliation stands beside the layer
below, in the same unit. The layer of members holds where the body counts any. Bodies whose chain runs in a circle are
left out.

Columns: ``row`` and ``subject`` (the body), ``lacks`` (name of the lowest layer that is missing, null for none), ``below``
(the body at which it is missing), ``below_row``, ``cause_code`` and ``cause_about`` (of what is missing: a finding at one of the
links that the way runs over, or at the vertical line of a unit that for want of a superior has no link).
"""

import numpy as np
import polars as pl

from orgmodel.graph.ancestors import lowest
from orgmodel.graph.bodies import recognised
from orgmodel.graph.broken import FOUND, link_findings
from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints
from orgmodel.graph.units import CUT_CODES
from orgmodel.profiles.schema import Layer

LOOKED_UP = {"subject": ("id", "row"), "below": ("id", "below_row")}


def build(d: Derived) -> pl.DataFrame:
    """Climb from layer to layer, all bodies together."""
    held = [layer for layer in d.profile.layers if layer.kinds]
    basic = d.kind_is(list(held[-1].kinds)) if held else np.zeros(len(d.ids), dtype=bool)
    vertical = ~d.kind_is(d.profile.kinds_where(side="territorial"))
    hosted = (d.host >= 0) & vertical[d.host]
    loops = d.forest(d.profile.roles.affiliation).loops
    rows = np.flatnonzero(basic & (d.rank >= 0) & hosted & ~loops).astype(np.int32)
    at, lacks, below = rows, np.full(len(rows), -1), rows.copy()
    members = d.tables["units"]["members"]
    if any(not layer.kinds for layer in d.profile.layers) and members.null_count() < len(members):
        lacks[(members.fill_null(1) == 0).to_numpy()[rows]] = len(held)
    for number, layer in reversed(list(enumerate(held[:-1]))):
        of_layer = d.kind_is(list(layer.kinds)) & d.active
        if not of_layer.any():
            continue
        found = _above(d, layer, of_layer, at)
        fresh = (found < 0) & (lacks < 0)
        lacks[fresh], below[fresh] = number, at[fresh]
        at = np.where(found >= 0, found, at)
    names = [layer.name for layer in (*held, *(x for x in d.profile.layers if not x.kinds))]
    some = np.flatnonzero(lacks >= 0)
    which = np.full(len(rows), -1, dtype=np.int32)
    which[some] = np.arange(len(some), dtype=np.int32)
    code, about = (gathered(each, which) for each in _cause(d, rows[some], at[some]))
    told = gathered(pl.Series(names, dtype=pl.String), lacks)
    return pl.DataFrame(
        {"row": rows, "below_row": below, "lacks": told, "cause_code": code, "cause_about": about}
    )


def _above(d: Derived, layer: Layer, of_layer: Bools, at: Ints) -> Ints:
    """The unit of a layer that each body is linked to, -1 for none; beside it the body itself stands for its unit."""
    if any(d.profile.kinds[kind].rank is not None for kind in layer.kinds):
        return lowest(d.forest(d.profile.roles.affiliation), of_layer & (d.rank >= 0))[at]
    hosts = np.zeros(len(d.ids), dtype=bool)
    hosts[d.host[of_layer & (d.host >= 0)]] = True
    return np.where((d.host[at] >= 0) & hosts[d.host[at]], at, -1).astype(np.int32)


def _cause(d: Derived, body: Ints, top: Ints) -> tuple[pl.Series, pl.Series]:
    """The finding that the way of each body follows from.

    That of its own chain, of its unit's link or that of the unit above, or of its unit's vertical line if that leads nowhere.
    """
    found = link_findings(d)
    low, high = found.at(d.host[body]), found.at(d.host[top])
    first = [~recognised(d)[body], low.code >= 0, high.code >= 0]
    codes = np.select(first, [np.int8(FOUND.index("CHN203")), low.code, high.code], np.int8(-1))
    code = gathered(pl.Series(FOUND), codes)
    about = d.names(np.select(first, [body, low.about, high.about], np.int32(-1)))
    loose = pl.Series(np.flatnonzero((codes < 0) & (low.status < 0)).astype(np.uint32))
    cut = d.spoken("units", columns=["cut", "cut_at"], rows=pl.Series(d.host[body[loose.to_numpy()]]))
    line = cut["cut"].replace_strict(CUT_CODES, default=None, return_dtype=pl.String)
    return code.scatter(loose, line), about.scatter(loose, cut["cut_at"])
