"""rustworkx: a PyDiGraph of the valid lines, and one of the chains turned down, searched by layers from all tops at once."""

from typing import Any

import numpy as np
import rustworkx as rx

from benchmarks.structure.answer import Answer, Ints
from benchmarks.structure.given import Given, given

NAME = "rustworkx"

Built = tuple[int, Given, Any, Any]


def build(n: int, low: Ints, high: Ints) -> Built:
    """Both graphs; the first takes parallel lines once."""
    g = given(n, low, high)
    lines: Any = rx.PyDiGraph(multigraph=False)
    lines.add_nodes_from([None] * n)
    lines.add_edges_from_no_data(zip(g.low.tolist(), g.high.tolist(), strict=True))
    down: Any = rx.PyDiGraph()
    down.add_nodes_from([None] * n)
    down.add_edges_from_no_data(zip(g.chief.tolist(), g.below.tolist(), strict=True))
    return n, g, lines, down


def ask(built: Built) -> Answer:
    """Strongly connected sets, degrees, and one search by layers."""
    n, g, lines, down = built
    circling = sum(len(found) for found in rx.strongly_connected_components(lines) if len(found) > 1)
    several = sum(lines.out_degree(i) > 1 for i in range(n))
    layers = np.array([len(layer) for layer in rx.bfs_layers(down, g.tops.tolist())], dtype=np.int64)
    depth = int(layers @ np.arange(len(layers)))
    return Answer(g.dangling, g.itself, circling, several, n - int(layers.sum()), depth)


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer, building included."""
    return ask(build(n, low, high))
