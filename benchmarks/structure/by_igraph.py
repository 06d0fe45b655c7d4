"""igraph: a Graph of the valid lines, and one of the chains below a unit above all tops."""

from typing import Any

import igraph
import numpy as np

from benchmarks.structure.answer import Answer, Ints
from benchmarks.structure.given import Given, given

NAME = "igraph"

Built = tuple[int, Given, Any, Any]


def build(n: int, low: Ints, high: Ints) -> Built:
    """Both graphs; in the second, unit ``n`` stands above every top."""
    g = given(n, low, high)
    over = np.concatenate([g.chief, np.full(len(g.tops), n, dtype=np.int32)])
    return n, g, _graph(n, g.low, g.high), _graph(n + 1, over, np.concatenate([g.below, g.tops]))


def _graph(n: int, tails: Ints, heads: Ints) -> Any:
    """An iterator of pairs is taken four times as fast as an array of them, and twice as fast as a list."""
    return igraph.Graph(n, zip(tails.tolist(), heads.tolist(), strict=True), directed=True)


def ask(built: Built) -> Answer:
    """Strongly connected sets, degrees without parallel lines, and one search from above."""
    n, g, lines, down = built
    sizes = np.bincount(lines.connected_components(mode="strong").membership)
    circling = int(sizes[sizes > 1].sum())
    lines.simplify()
    several = int(np.count_nonzero(np.array(lines.outdegree()) > 1))
    reached, starts, _ = down.bfs(n, mode="out")
    layers = np.diff(starts)  # the first is that of unit n alone
    depth = int(layers @ (np.arange(len(layers)) - 1)) + 1
    return Answer(g.dangling, g.itself, circling, several, n - len(reached) + 1, depth)


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer, building included."""
    return ask(build(n, low, high))
