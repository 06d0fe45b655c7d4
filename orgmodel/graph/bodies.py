"""Derived table ``bodies``: every active body that has affiliation, with its chain up and its totals.

Columns: ``row``, ``subject`` (its id), ``name``, ``kind``, ``rank``, ``host`` and ``host_row``, ``superior`` and
``superior_row``, ``end`` (id of the unit at which its chain ends), ``state`` (``reaches`` a recognised end, or ``none``,
``dangling``, ``itself``, ``cycle``, ``end``: why it does not), ``cut`` and ``cut_at`` (as in ``units``, for the chain of
affiliation), ``head`` (the uppermost body of that chain), ``end_kind`` and ``end_known`` (the profile knows it),
``reaches``, ``members`` (own), ``total`` (own and of all bodies below, null where none is known), ``approval``,
``oversight`` (its host has an oversight body).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Forest, Ints
from orgmodel.graph.units import cuts


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
    units = d.tables["units"].select("name", "kind", "host", "members", "approval", subject="id")
    counted = d.tables["units"]["members"]
    own = counted.fill_null(0).to_numpy().astype(np.int64)
    # Only bodies pass members up a chain.
    total = forest.sums(np.where(d.rank >= 0, own, 0))[rows]
    any_known = forest.sums(np.where(d.rank >= 0, counted.is_not_null().to_numpy(), False).astype(np.int64))[
        rows
    ]
    guarded = np.zeros(len(d.ids), dtype=bool)
    hosts = d.host[d.kind_is(d.profile.roles.oversight) & d.active]
    guarded[hosts[hosts >= 0]] = True
    host, cut = d.host[rows], why.gather(rows)
    return (
        units.with_row_index("row")
        .filter(pl.Series(d.rank >= 0))
        .with_columns(
            rank=pl.Series(d.rank[rows]),
            host_row=pl.Series(host),
            superior=d.names(up),
            superior_row=pl.Series(up),
            end=d.names(root),
            end_kind=d.tables["units"]["kind"].gather(root),
            end_known=pl.Series(known[root]),
            cut=cut,
            cut_at=at.gather(rows),
            state=_states(reaches[rows], cut, root == rows),
            head=d.names(head[rows]),
            reaches=pl.Series(reaches[rows]),
            total=pl.when(pl.Series(any_known > 0)).then(pl.Series(total)),
            oversight=pl.Series(np.where(host >= 0, guarded[host], False)),
        )
    )


def _states(reaches: Bools, cut: pl.Series, alone: Bools) -> pl.Series:
    """How the chain of each body ends; ``alone`` says that it has no line up. Length: bodies."""
    said = pl.Series(["reaches", "none", "end"]).gather(np.select([reaches, alone], [0, 1], 2))
    severed = (cut.is_not_null() & ~pl.Series(reaches)).arg_true()
    return said.scatter(severed, cut.gather(severed))
