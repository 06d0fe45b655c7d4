"""Derived table ``bodies``: every active body that has affiliation, with its chain up and its totals.

Columns: ``row``, ``rank``, ``host_row``, ``superior_row``, ``end_row`` (the unit at which its chain ends), ``head_row`` (the uppermost
body of that chain), ``end_known`` (the profile knows the kind of its end), ``reaches``, ``state_word``, ``cut_word``, ``cut_at``,
``members`` (own), ``total`` (own and of all bodies below, null where none is known), ``oversight`` (its host has an
oversight body). Looked up: ``subject`` (its id), ``name``, ``kind``, ``host``, ``approval``, ``superior``, ``end``, ``end_kind``,
``head``, ``cut`` (with ``cut_at`` as in ``units``, for the chain of affiliation) and ``state`` (``reaches`` a recognised
end, or ``none``, ``dangling``, ``itself``, ``cycle``, ``end``: why it does not).
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Forest, Ints
from orgmodel.graph.units import CUTS, cuts

STATES = ("reaches", "none", "end", *CUTS)
LOOKED_UP = {
    "subject": ("id", "row"),
    "name": ("name", "row"),
    "kind": ("kind", "row"),
    "host": ("host", "row"),
    "approval": ("approval", "row"),
    "superior": ("id", "superior_row"),
    "end": ("id", "end_row"),
    "end_kind": ("kind", "end_row"),
    "head": ("id", "head_row"),
    "cut": (CUTS, "cut_word"),
    "state": (STATES, "state_word"),
}


def recognised(d: Derived) -> Bools:
    """True for each body whose affiliation chain ends at a recognised end. Shape (units,)."""
    forest = d.forest(d.profile.roles.affiliation)
    ends = d.kind_is(d.profile.kinds_where(recognised_end=True))
    return ends[forest.root] & ~forest.loops & (forest.depth > 0)


def chain_heads(d: Derived, forest: Forest) -> Ints:
    """The uppermost body with affiliation on each unit's chain, itself included; -1 for none. Shape (units,).

    By pointer jumping: after each round every unit knows the uppermost body among twice as many above it.
    """
    rows = np.arange(forest.nodes, dtype=np.int32)
    head = np.where(d.rank >= 0, rows, np.int32(-1))
    jump = np.where(forest.up < 0, rows, forest.up)
    for _ in range(int(forest.depth.max(initial=0)).bit_length()):
        head = np.where(head[jump] >= 0, head[jump], head)
        jump = jump[jump]
    return head


def build(d: Derived) -> pl.DataFrame:
    """Follow every chain."""
    affiliation = d.profile.roles.affiliation or ""
    forest = d.forest(affiliation)
    rows = np.flatnonzero(d.rank >= 0).astype(np.int32)
    why, at = cuts(d, affiliation)
    head = chain_heads(d, forest)
    reaches = recognised(d)
    known = d.kind_is(list(d.profile.kinds))
    root, up = forest.root[rows], forest.parent[rows]
    counted = d.tables["units"]["members"]
    own = counted.fill_null(0).to_numpy().astype(np.int64)
    # Only bodies pass members up a chain.
    total = forest.sums(np.where(d.rank >= 0, own, 0))[rows]
    told = counted.is_not_null().to_numpy()
    any_known = told[rows]
    if not any_known.all():
        any_known = forest.sums((told & (d.rank >= 0)).astype(np.int32))[rows] > 0
    guarded = np.zeros(len(d.ids), dtype=bool)
    hosts = d.host[d.kind_is(d.profile.roles.oversight) & d.active]
    guarded[hosts[hosts >= 0]] = True
    host, cut = d.host[rows], why[rows]
    return pl.DataFrame(
        {
            "row": rows.astype(np.uint32),
            "rank": d.rank[rows],
            "host_row": host,
            "superior_row": up,
            "end_row": root,
            "end_known": known[root],
            "cut_word": cut,
            "cut_at": at.gather(rows),
            "state_word": _states(reaches[rows], cut, root == rows),
            "head_row": head[rows],
            "reaches": reaches[rows],
            "members": counted.gather(rows),
            "total": pl.select(pl.when(pl.Series(any_known)).then(pl.Series(total))).to_series(),
            "oversight": np.where(host >= 0, guarded[host], False),
        }
    )


def _states(reaches: Bools, cut: NDArray[np.int8], alone: Bools) -> NDArray[np.int8]:
    """How the chain of each body ends (index into :data:`STATES`); ``alone`` says that it has no line up. Shape (bodies,)."""
    severed = STATES.index(CUTS[0]) + cut
    return np.select([reaches, cut >= 0, alone], [np.int8(0), severed, np.int8(1)], np.int8(2))
