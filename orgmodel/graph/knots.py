"""Parts of a hierarchy in which some unit has several superiors: who reaches whom, and least upper bounds.

A small-graph algorithm: it looks at the units one by one, superiors first, with a row of bits or numbers for each.
"""

from functools import cached_property

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from orgmodel.graph.forest import Ints

_ONES = np.array([bin(i).count("1") for i in range(256)], dtype=np.uint8)


class Knot:
    """The arcs among these nodes, each cycle drawn together to one *member* of an order from the top down."""

    def __init__(self, nodes: Ints, low: Ints, high: Ints) -> None:
        self.nodes = nodes
        n = len(nodes)
        inside = np.isin(low, nodes)
        ends = (np.searchsorted(nodes, a[inside]).tolist() for a in (high, low))
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(n))
        graph.add_edges_from(zip(*ends, strict=True))
        whole = nx.condensation(graph)
        order = list(nx.topological_sort(whole))
        place = {member: i for i, member in enumerate(order)}
        self.above = [sorted(place[up] for up in whole.predecessors(member)) for member in order]
        self.member = np.array([place[whole.graph["mapping"][i]] for i in range(n)], dtype=np.int64)
        self.sizes = np.bincount(self.member, minlength=len(order)).astype(np.int64)

    @property
    def mutual(self) -> int:
        """Pairs of nodes that each reach the other."""
        return int((self.sizes * (self.sizes - 1) // 2).sum())

    @cached_property
    def reach(self) -> NDArray[np.int64]:
        """Number of nodes that each node reaches downwards, itself aside. Shape (nodes,)."""
        count = len(self.sizes)
        width = (len(self.nodes) + 7) // 8
        bits = np.zeros((count, width), dtype=np.uint8)
        at = np.arange(len(self.nodes))
        np.bitwise_or.at(bits, (self.member, at // 8), (1 << (at % 8)).astype(np.uint8))
        for member in range(count - 1, -1, -1):
            for up in self.above[member]:
                bits[up] |= bits[member]
        found = np.array([int(_ONES[row].sum(dtype=np.int64)) for row in bits], dtype=np.int64)
        return found[self.member] - 1 if count else np.zeros(0, dtype=np.int64)

    @cached_property
    def unbounded(self) -> int:
        """Pairs of nodes of one part that have no least upper bound.

        All upper bounds of a pair are above the least one or are it. So the least can only be the last common one in
        the order, and is it just where as many members are above it as are above both.
        """
        count = len(self.sizes)
        over = np.zeros((count, count), dtype=np.float32)  # over[i, j]: j is i or above it
        last = np.full((count, count), -1, dtype=np.int32)  # the last common upper bound
        part = np.arange(count)
        for i, ups in enumerate(self.above):
            over[i, i] = 1
            last[i, i] = i
            for up in ups:
                np.maximum(over[i], over[up], out=over[i])
                np.maximum(last[i, :i], last[up, :i], out=last[i, :i])
                part[part == part[i]] = part[up]
            last[:i, i] = last[i, :i]
        common = (over @ over.T).astype(np.int64)
        alone = (last < 0) | (over.sum(axis=1).astype(np.int64)[last] != common)
        lacking = np.triu(alone & (part[:, None] == part[None, :]), 1)
        return int(self.sizes @ lacking @ self.sizes)
