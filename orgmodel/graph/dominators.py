"""Single points of failure: units without which others lose every chain to a top.

A unit dominates another if every chain from a top down to that one passes through it. A unit with one superior is
dominated first by that superior; only the units with several superiors and those above them go to networkx.
"""

from typing import NamedTuple

import networkx as nx
import numpy as np

from orgmodel.graph.arcs import Arcs, arcs, reached
from orgmodel.graph.derived import derive
from orgmodel.graph.forest import NONE, Forest
from orgmodel.model import Org

TOP = -1  # the virtual node above all tops


class SinglePoint(NamedTuple):
    """A unit, and the ids of those that its loss would cut off every chain to a top, sorted."""

    unit: str
    cut_off: list[str]


def dominated(graph: Arcs) -> Forest:
    """The forest in which the parent of each unit is the nearest unit that lies on all its chains to a top.

    Units that reach no top (on cycles and below them alone) have no parent and none below them.
    """
    n = graph.nodes
    tops = graph.counted & (graph.superiors == 0)
    joined = reached(n, tops, graph.high, graph.low) >= 0
    live = joined[graph.high] & joined[graph.low]
    low, high = graph.low[live], graph.high[live]
    parent = np.full(n, NONE)
    parent[low] = high
    several = np.bincount(low, minlength=n) > 1
    if several.any():
        core = reached(n, several, low, high) >= 0  # these and all above them
        inner = core[low]
        work: nx.DiGraph[int] = nx.DiGraph()
        work.add_edges_from((TOP, top) for top in np.flatnonzero(core & tops).tolist())
        work.add_edges_from(zip(high[inner].tolist(), low[inner].tolist(), strict=True))
        found = {unit: up for unit, up in nx.immediate_dominators(work, TOP).items() if unit != TOP}
        parent[list(found)] = list(found.values())
    return Forest(parent)


def single_points(org: Org, most: int = 10) -> list[SinglePoint]:
    """The units whose loss cuts most others off, over all hierarchical line kinds together; then by id."""
    d = derive(org)
    tree = dominated(arcs(d, d.profile.hierarchical))
    lost = tree.size - 1
    # More than asked for where the last ones are equal, so that the ids decide.
    least = np.sort(lost)[::-1][min(max(most, 1), len(lost)) - 1] if len(lost) else 0
    rows: list[int] = np.flatnonzero(lost >= max(1, int(least))).tolist()
    best = sorted((-int(lost[row]), d.ids[row], row) for row in rows)[:most]
    ids = d.ids.to_list()
    return [SinglePoint(id, _below(ids, tree, row)) for _, id, row in best]


def _below(ids: list[str], tree: Forest, row: int) -> list[str]:
    first = tree.start[row]
    inside = np.flatnonzero((tree.start > first) & (tree.start < first + tree.size[row]))
    return sorted(ids[i] for i in inside.tolist())
