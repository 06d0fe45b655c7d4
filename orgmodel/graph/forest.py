"""Hierarchies as parent arrays: depth, roots, cycles, ancestor tests and sums by pointer jumping.

A forest has one node for each row of the units table. ``parent[i]`` is the row of the superior, or -1. No
function here loops over units; the loops run over levels or over bits of the number of units.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]
NONE = np.int32(-1)
PEELS = 4  # rounds; on a hierarchy of a few levels nothing is left but cycles
MUCH = 8  # a round of peeling that takes away less than an eighth is the last: many such rounds would add up to a square


@dataclass(frozen=True, eq=False)
class Forest:
    """A parent array with its cycles cut.

    ``cycle[i]`` is the smallest row on the cycle that i lies on, or -1. For the tree arrays (``root``, ``depth``,
    ``start``, ``size``) every node on a cycle is a root, so that what hangs below a cycle still forms trees.
    """

    parent: Ints

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.parent)

    @cached_property
    def _leading(self) -> Ints:
        """The nodes with one below them, in order; every other lies on no cycle and is a leaf. Mostly they are few."""
        leads = np.zeros(self.nodes + 1, dtype=bool)
        leads[self.parent] = True  # -1 is the last
        return np.flatnonzero(leads[:-1]).astype(np.int32)

    @cached_property
    def cycle(self) -> Ints:
        """The smallest node of the cycle on which each node lies; -1 for none. Shape (n,)."""
        label, rows = np.full(self.nodes, NONE), self._peeled
        m = len(rows)
        step = np.append(_placed(self.nodes, rows)[self.parent[rows]], np.int32(m))
        far, steps = step, 1
        while steps < m and (far[:m] != m).any():
            far, steps = far[far], steps * 2
        on = np.unique(far[:m][far[:m] != m])
        if not len(on):
            return label
        low, jump = np.arange(m + 1, dtype=np.int32), step
        for _ in range(len(on).bit_length() + 1):
            low[on] = np.minimum(low[on], low[jump[on]])
            jump = jump[jump]
        label[rows[on]] = rows[low[on]]
        return label

    @property
    def _peeled(self) -> Ints:
        """The nodes that may lie on a cycle: what is at either end of a chain is taken off a few times."""
        rows = self._leading
        for _ in range(PEELS):
            here = np.zeros(self.nodes + 1, dtype=bool)
            here[rows] = True
            inner = rows[here[self.parent[rows]]]
            led = np.zeros(self.nodes + 1, dtype=bool)
            led[self.parent[inner]] = True
            inner = inner[led[inner]]
            if len(inner) == len(rows):
                break
            rows = inner
        return rows

    @cached_property
    def up(self) -> Ints:
        """The parent array with every cycle cut: nodes on a cycle have no parent. Shape (n,)."""
        on = np.flatnonzero(self.cycle >= 0)
        if not len(on):
            return self.parent
        cut = self.parent.copy()
        cut[on] = NONE
        return cut

    @cached_property
    def _ends(self) -> tuple[Ints, Ints]:
        rows, up = self._leading, self.up
        above = up[rows]
        jump = np.where(above < 0, np.arange(len(rows), dtype=np.int32), _placed(self.nodes, rows)[above])
        depth = (above >= 0).astype(np.int32)
        while (more := depth[jump]).any():
            depth = depth + more
            jump = jump[jump]
        ends, below = np.empty(self.nodes + 1, dtype=np.int32), np.empty(self.nodes + 1, dtype=np.int32)
        ends[rows], below[rows], below[-1] = rows[jump], depth + 1, 0
        root, tops = ends[up], np.flatnonzero(up < 0)
        root[tops] = tops
        return root, below[up]

    @property
    def root(self) -> Ints:
        """The node at which each chain ends (a top, or the first node on a cycle). Shape (n,)."""
        return self._ends[0]

    @property
    def depth(self) -> Ints:
        """Number of lines between each node and its root. Shape (n,)."""
        return self._ends[1]

    @cached_property
    def loops(self) -> Bools:
        """True where the chain up runs into a cycle. Shape (n,)."""
        return self.cycle[self.root] >= 0

    @cached_property
    def levels(self) -> list[Ints]:
        """The nodes of each depth, from the roots down."""
        counts = np.bincount(self.depth, minlength=1)
        depth = self.depth.astype(np.uint16) if len(counts) <= 1 << 16 else self.depth  # sorted by counting
        order = np.argsort(depth, kind="stable").astype(np.int32)
        return np.split(order, np.cumsum(counts)[:-1])

    def sums(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum of ``values`` over each node and everything below it; a cycle counts as one node. Shape (n,)."""
        total = values.copy()
        for nodes in reversed(self.levels[1:]):
            np.add.at(total, self.up[nodes], total[nodes])
        on = np.flatnonzero(self.cycle >= 0)
        if len(on):
            whole = np.zeros_like(total)
            np.add.at(whole, self.cycle[on], total[on])
            total[on] = whole[self.cycle[on]]
        return total

    @cached_property
    def size(self) -> Ints:
        """Number of nodes in the tree below and with each node, cycles cut. Shape (n,)."""
        total = np.ones(self.nodes, dtype=np.int32)
        for nodes in reversed(self.levels[1:]):
            np.add.at(total, self.up[nodes], total[nodes])
        return total

    @cached_property
    def start(self) -> Ints:
        """Preorder number: the nodes below i are numbered start[i] + 1 ... start[i] + size[i] - 1. Shape (n,)."""
        start = np.zeros(self.nodes, dtype=np.int32)
        for level, nodes in enumerate(self.levels):
            above = self.up[nodes]
            nodes = nodes[np.argsort(above, kind="stable")]
            above = self.up[nodes]
            before = np.concatenate([[0], np.cumsum(self.size[nodes])[:-1]]).astype(np.int32)
            if level == 0:
                start[nodes] = before
                continue
            first = np.concatenate([[True], above[1:] != above[:-1]])
            offset = before[first][np.cumsum(first) - 1]
            start[nodes] = start[above] + 1 + before - offset
        return start

    def above(self, high: Ints, low: Ints) -> Bools:
        """True where ``high`` is ``low`` or an ancestor of it; either may be -1 (never above). Shape as given."""
        start, size = self.start, self.size
        tree = (start[high] <= start[low]) & (start[low] < start[high] + size[high])
        ring = self.cycle[high]
        found: Bools = (
            (high >= 0) & (low >= 0) & (tree | ((ring >= 0) & (ring == self.cycle[self.root[low]])))
        )
        return found

    def over(self, high: int, low: int) -> bool:
        """Whether one node is the other or an ancestor of it: what :meth:`above` tells, for a single pair."""
        if high < 0 or low < 0:
            return False
        first, ring = self.start[high], self.cycle[high]
        if first <= self.start[low] < first + self.size[high]:
            return True
        return bool(ring >= 0 and ring == self.cycle[self.root[low]])

    def below(self, marked: Bools) -> Bools:
        """True for each marked node and all nodes below one; a cycle counts as one node. Shape (n,)."""
        found = marked.copy()
        on = np.flatnonzero(self.cycle >= 0)
        if len(on):
            hit = np.unique(self.cycle[np.flatnonzero(found & (self.cycle >= 0))])
            found[on] |= np.isin(self.cycle[on], hit)
        for nodes in self.levels[1:]:
            found[nodes] |= found[self.up[nodes]]
        return found

    @cached_property
    def ancestors(self) -> Ints:
        """Number of nodes above each node, itself aside. Shape (n,)."""
        on = np.flatnonzero(self.cycle >= 0)
        if not len(on):
            return self.depth
        length = np.zeros(self.nodes, dtype=np.int32)
        np.add.at(length, self.cycle[on], 1)
        ring = self.cycle[self.root]
        extra = np.where(ring >= 0, length[ring] - 1, 0).astype(np.int32)
        return self.depth + extra


def _placed(nodes: int, rows: Ints) -> Ints:
    """The place of each node in ``rows``, len(rows) where it is not among them; for -1, too. Shape (nodes + 1,)."""
    place = np.full(nodes + 1, len(rows), dtype=np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    return place


def forest(nodes: int, low: Ints, high: Ints) -> Forest:
    """A forest of ``nodes`` nodes from lines low -> high; of several lines the first in order counts."""
    parent = np.full(nodes, NONE)
    parent[low[::-1]] = high[::-1]
    return Forest(parent)


def components(nodes: int, low: Ints, high: Ints) -> Ints:
    """Strongly connected sets with two or more nodes: the smallest node of each, -1 elsewhere. Shape (n,).

    Nodes on no cycle are peeled off by arrays, level by level, as long as that takes away much; what is left (the nodes on
    or between cycles) is small and goes to networkx.
    """
    label = np.full(nodes, NONE)
    leads = np.zeros(nodes, dtype=bool)
    leads[high] = True
    keep = leads[low] & (low != high)
    low, high = low[keep], high[keep]
    much = True
    while len(low) and much:
        has_up = np.zeros(nodes, dtype=bool)
        has_down = np.zeros(nodes, dtype=bool)
        has_up[low] = True
        has_down[high] = True
        inner = np.flatnonzero(has_down[low] & has_up[high])
        much = len(inner) * MUCH < len(low) * (MUCH - 1)
        low, high = low[inner], high[inner]
    if len(low):
        import networkx as nx

        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_edges_from(zip(low.tolist(), high.tolist(), strict=True))
        for found in nx.strongly_connected_components(graph):
            if len(found) > 1:
                label[list(found)] = min(found)
    return label
