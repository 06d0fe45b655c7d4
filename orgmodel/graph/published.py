"""Measures of hierarchy as they were published, over the lines superior -> subordinate.

Krackhardt's four dimensions: D. Krackhardt, "Graph theoretical dimensions of informal organizations", in K. Carley and
M. Prietula (eds.), Computational Organization Theory, 1994, 89-111. Global reaching centrality: E. Mones, L. Vicsek
and T. Vicsek, "Hierarchy measure for complex networks", PLoS ONE 7(3), 2012. Flow hierarchy: J. Luo and C. Magee,
"Detecting evolving patterns of self-organizing networks by flow hierarchy measurement", Complexity 16(6), 2011.

Parts in which every unit has one superior at most are measured by arrays, however large. Parts in which some unit has
several need all ways between all their units: past :data:`REACH_LIMIT` and :data:`LUB_LIMIT` units in such parts the
measures that rest on them are refused (None, with a note).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orgmodel.graph.arcs import Arcs, arcs, reached, weak
from orgmodel.graph.derived import Derived, derive
from orgmodel.graph.forest import Bools, components, forest
from orgmodel.graph.knots import Knot
from orgmodel.model import Org

REACH_LIMIT = 20_000  # units in parts with several superiors, for hierarchy and reaching centrality
LUB_LIMIT = 2_000  # the same, for least upper bounds, which look at every pair
DOTTED = "dotted"
Sizes = NDArray[np.int64]  # units of each part, at its smallest unit row, 0 elsewhere


@dataclass(frozen=True)
class Note:
    """Why a measure is missing: so many units stand in parts with several superiors, more than the limit."""

    measure: str
    units: int
    limit: int


@dataclass(frozen=True)
class Measures:
    """Shares from 0 to 1, spans and depth in units; None where undefined or refused."""

    connectedness: float | None = None
    hierarchy: float | None = None
    efficiency: float | None = None
    lub: float | None = None
    reaching_centrality: float | None = None
    flow_hierarchy: float | None = None
    span_mean: float | None = None
    span_max: int | None = None
    depth: int | None = None
    notes: tuple[Note, ...] = ()


def measures(org: Org) -> Measures:
    """The measures over all lines in force of the hierarchical kinds and ``dotted``."""
    d = derive(org)
    return measured(arcs(d, kinds(d)))


def kinds(d: Derived) -> list[str]:
    """The line kinds that the measures run over."""
    return [*d.profile.hierarchical, *(k for k in d.profile.lines if k == DOTTED)]


def measured(graph: Arcs) -> Measures:
    """The measures of a graph; see the functions of this file for each definition."""
    n = int(graph.counted.sum())
    if n == 0:
        return Measures()
    part = weak(graph.nodes, graph.low, graph.high)
    sizes = np.bincount(part[graph.counted], minlength=graph.nodes).astype(np.int64)
    several = np.zeros(graph.nodes, dtype=bool)
    several[part[graph.superiors > 1]] = True
    tangled = np.flatnonzero(several[part]).astype(np.int32)
    notes = [
        Note(name, len(tangled), limit)
        for name, limit in (
            ("hierarchy", REACH_LIMIT),
            ("lub", LUB_LIMIT),
            ("reaching_centrality", REACH_LIMIT),
        )
        if len(tangled) > limit
    ]
    knot = Knot(tangled, graph.low, graph.high) if len(tangled) <= REACH_LIMIT else None
    spans = np.bincount(graph.high, minlength=graph.nodes)
    spans = spans[spans > 0]
    return Measures(
        connectedness(sizes),
        hierarchy(graph, several[part], knot) if knot else None,
        efficiency(sizes, len(graph.low)),
        lub(sizes, knot) if knot and len(tangled) <= LUB_LIMIT else None,
        reaching(graph, several[part], knot) if knot else None,
        flow(graph),
        float(spans.mean()) if len(spans) else None,
        int(spans.max()) if len(spans) else None,
        levels(graph),
        tuple(notes),
    )


def connectedness(sizes: Sizes) -> float | None:
    """Share of the pairs of units that are joined by some way, arcs taken both ways (Krackhardt 1994)."""
    n = int(sizes.sum())
    return float((sizes * (sizes - 1)).sum() / (n * (n - 1))) if n > 1 else None


def efficiency(sizes: Sizes, arcs: int) -> float | None:
    """1 less the share of superfluous arcs (Krackhardt 1994).

    A part of N units needs N - 1 arcs and can hold N(N - 1); arcs beyond the first number over those possible
    beyond it, both summed over the parts. None where no part has two units.
    """
    needed = (sizes - 1)[sizes > 0]
    possible = int((needed * needed).sum())  # N(N - 1) - (N - 1)
    return 1 - (arcs - int(needed.sum())) / possible if possible else None


def hierarchy(graph: Arcs, tangled: Bools, knot: Knot) -> float | None:
    """1 less the share of pairs in which each is above the other, of those in which one is (Krackhardt 1994)."""
    plain = ~tangled[graph.low]
    tree = forest(graph.nodes, graph.low[plain], graph.high[plain])
    rings = np.bincount(tree.cycle[tree.cycle >= 0]).astype(np.int64)
    mutual = int((rings * (rings - 1) // 2).sum()) + knot.mutual
    ordered = int(tree.ancestors.sum(dtype=np.int64)) + int(knot.reach.sum())
    return 1 - mutual / (ordered - mutual) if ordered else None


def lub(sizes: Sizes, knot: Knot) -> float | None:
    """1 less the share of pairs without a least upper bound (Krackhardt 1994).

    An upper bound of two units is one that is each of them or above it; it is the least if every other one is above
    it too. Counted are pairs of one part; (N - 1)(N - 2)/2 of them can lack one in a part of N units, summed over the
    parts. None where no part has three units. Where every unit has one superior at most, all pairs of a part have one.
    """
    most = int(((sizes - 1) * (sizes - 2))[sizes > 0].sum()) // 2
    return 1 - knot.unbounded / most if most else None


def reaching(graph: Arcs, tangled: Bools, knot: Knot) -> float | None:
    """Mean lead of the unit that reaches the largest share of all others (Mones, Vicsek & Vicsek 2012).

    The share of each unit is the number of units that it reaches downwards over N - 1; the differences to the
    largest share are summed and divided by N - 1.
    """
    n = int(graph.counted.sum())
    if n < 2:
        return None
    plain = ~tangled[graph.low]
    tree = forest(graph.nodes, graph.low[plain], graph.high[plain])
    reach = tree.sums(np.ones(graph.nodes, dtype=np.int64)) - 1
    reach[knot.nodes] = knot.reach
    reach = reach[graph.counted]
    return float((reach.max() - reach).sum() / (n - 1) ** 2)


def flow(graph: Arcs) -> float | None:
    """Share of the arcs that lie on no cycle (Luo & Magee 2011)."""
    if not len(graph.low):
        return None
    ring = components(graph.nodes, graph.low, graph.high)
    return 1 - float(((ring[graph.low] >= 0) & (ring[graph.low] == ring[graph.high])).mean())


def levels(graph: Arcs) -> int | None:
    """Units on the longest of the shortest ways down from the tops, both ends counted; None without a top."""
    tops = graph.superiors == 0
    tops &= np.bincount(graph.high, minlength=graph.nodes) > 0
    return int(reached(graph.nodes, tops, graph.high, graph.low).max()) + 1 if tops.any() else None
