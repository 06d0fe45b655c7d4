"""scipy.sparse.csgraph: compressed rows of the valid lines, and of the chains below a unit above all tops."""

from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from benchmarks.structure.answer import Answer, Ints
from benchmarks.structure.given import Given, given

NAME = "scipy.sparse.csgraph"

Built = tuple[int, Given, Any, Any]


def build(n: int, low: Ints, high: Ints) -> Built:
    """Both graphs; parallel lines are summed up in the first, and in the second unit ``n`` stands above every top."""
    g = given(n, low, high)
    lines = _graph(n, g.low, g.high)
    over = np.concatenate([g.chief, np.full(len(g.tops), n, dtype=np.int32)])
    return n, g, lines, _graph(n + 1, over, np.concatenate([g.below, g.tops]))


def _graph(n: int, rows: Ints, columns: Ints) -> Any:
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(n, n))


def ask(built: Built) -> Answer:
    """Strongly connected sets, lengths of the rows, and one search from above."""
    n, g, lines, down = built
    _, label = connected_components(lines, directed=True, connection="strong")
    sizes = np.bincount(label)
    several = int(np.count_nonzero(np.diff(lines.indptr) > 1))
    order, before = breadth_first_order(down, n, directed=True)
    depth = _depths(order, before, n + 1)
    reached = len(order) - 1
    return Answer(g.dangling, g.itself, int(sizes[sizes > 1].sum()), several, n - reached, depth - reached)


def _depths(order: Ints, before: Ints, n: int) -> int:
    """The sum of the depths of all units found: the search finds layer after layer, so each is a slice of its order."""
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(len(order))
    parent = place[before[order[1:]]]  # never falls
    total, depth, start, end = 0, 0, 0, 1
    while end < len(order):
        start, end = end, 1 + int(np.searchsorted(parent, end))
        depth += 1
        total += depth * (end - start)
    return total


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer, building included."""
    return ask(build(n, low, high))
