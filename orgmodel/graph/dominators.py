"""Single points of failure: units without which others lose every chain to a top.

A unit dominates another if every chain from a top down to that one passes through it. A unit with one superior is
dominated first by that superior, one at the foot with several by the nearest unit that dominates them all. Only units
with several superiors and others below them, and what is above these, go to networkx: past :data:`POINT_LIMIT` of them
the single points are refused.
"""

from typing import NamedTuple

import networkx as nx
import numpy as np
import polars as pl

from orgmodel.graph.arcs import Arcs, arcs, reached
from orgmodel.graph.derived import derive
from orgmodel.graph.forest import NONE, Forest, Ints
from orgmodel.model import Org

TOP = -1  # the virtual node above all tops
POINT_LIMIT = 200_000  # units that networkx looks at one by one: some ten seconds


class SinglePoint(NamedTuple):
    """A unit, and the ids of those that its loss would cut off every chain to a top, sorted."""

    unit: str
    cut_off: list[str]


class Tangled(Exception):
    """More units than the limit have several superiors and others below them, or stand above such units."""

    def __init__(self, units: int) -> None:
        super().__init__(f"{units} units are more than the limit of {POINT_LIMIT}")
        self.units, self.limit = units, POINT_LIMIT


def dominated(graph: Arcs) -> Forest:
    """The forest in which the parent of each unit is the nearest unit that lies on all its chains to a top.

    Units that reach no top (on cycles and below them alone) have no parent and none below them.

    :raises Tangled: if there are too many units that have to be looked at one by one.
    """
    n = graph.nodes
    tops = graph.counted & (graph.superiors == 0)
    joined = reached(n, tops, graph.high, graph.low) >= 0
    live = joined[graph.high] & joined[graph.low]
    low, high = graph.low[live], graph.high[live]
    parent = np.full(n, NONE)
    parent[low] = high
    several = np.bincount(low, minlength=n) > 1
    foot = several & (np.bincount(high, minlength=n) == 0)
    inner = several & ~foot
    if inner.any():
        core = reached(n, inner, low, high) >= 0  # these and all above them
        if core.sum() > POINT_LIMIT:
            raise Tangled(int(core.sum()))
        within = core[low]
        work: nx.DiGraph[int] = nx.DiGraph()
        work.add_edges_from((TOP, top) for top in np.flatnonzero(core & tops).tolist())
        work.add_edges_from(zip(high[within].tolist(), low[within].tolist(), strict=True))
        found = {unit: up for unit, up in nx.immediate_dominators(work, TOP).items() if unit != TOP}
        parent[list(found)] = list(found.values())
    parent[foot] = NONE
    tree = Forest(parent)
    return Forest(_footed(tree, low[foot[low]], high[foot[low]])) if foot.any() else tree


def _footed(tree: Forest, low: Ints, high: Ints) -> Ints:
    """The parents of a forest with those of further units: the lowest unit above or at each of their superiors.

    All units climb together, in steps of powers of two; row n stands for the node above all tops. Shape (units,).
    """
    n = tree.nodes
    depth = np.append(tree.depth, NONE)
    jumps = [np.append(np.where(tree.up < 0, n, tree.up), n).astype(np.int32)]
    for _ in range(int(depth.max()).bit_length()):
        jumps.append(jumps[-1][jumps[-1]])
    order = np.argsort(low, kind="stable")
    low, high = low[order], high[order]
    first = np.flatnonzero(np.diff(low, prepend=NONE))
    counts = np.diff(np.append(first, len(low)))
    units, met = low[first], high[first]
    for nth in range(1, int(counts.max())):
        more = np.flatnonzero(counts > nth)
        met[more] = _meeting(met[more], high[first[more] + nth], depth, jumps)
    parent = tree.parent.copy()
    parent[units] = np.where(met == n, NONE, met)
    return parent


def _meeting(one: Ints, other: Ints, depth: Ints, jumps: list[Ints]) -> Ints:
    """The lowest node above or at both of each pair. Shape as given."""
    swap = depth[one] < depth[other]
    one, other = np.where(swap, other, one), np.where(swap, one, other)
    ahead = depth[one] - depth[other]
    for bit, jump in enumerate(jumps):
        one = np.where(ahead >> bit & 1, jump[one], one)
    for jump in reversed(jumps):
        apart = jump[one] != jump[other]
        one, other = np.where(apart, jump[one], one), np.where(apart, jump[other], other)
    return np.where(one == other, one, jumps[0][one])


def single_points(org: Org, most: int = 10) -> tuple[list[SinglePoint], int]:
    """The units whose loss cuts most others off, over all hierarchical line kinds together, then by id; and how many there are.

    :raises Tangled: as in :func:`dominated`.
    """
    d = derive(org)
    tree = dominated(arcs(d, d.profile.hierarchical))
    lost = tree.size - 1
    # More than asked for where the last ones are equal, so that the ids decide.
    least = np.sort(lost)[::-1][min(max(most, 1), len(lost)) - 1] if len(lost) else 0
    rows: list[int] = np.flatnonzero(lost >= max(1, int(least))).tolist()
    best = sorted((-int(lost[row]), d.ids[row], row) for row in rows)[:most]
    return [SinglePoint(id, _below(d.ids, tree, row)) for _, id, row in best], int((lost > 0).sum())


def _below(ids: pl.Series, tree: Forest, row: int) -> list[str]:
    first = tree.start[row]
    inside = (tree.start > first) & (tree.start < first + tree.size[row])
    return ids.filter(pl.Series(inside)).sort().to_list()
