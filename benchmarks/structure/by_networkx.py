"""networkx: a DiGraph of the valid lines, and one of the chains turned down from a unit above all tops."""

import networkx as nx

from benchmarks.structure.answer import Answer, Ints
from benchmarks.structure.given import Given, given

NAME = "networkx"
ALL = -1  # stands above every top

Built = tuple[int, Given, "nx.DiGraph[int]", "nx.DiGraph[int]"]


def build(n: int, low: Ints, high: Ints) -> Built:
    """Both graphs; parallel lines fall together in a DiGraph."""
    g = given(n, low, high)
    lines: nx.DiGraph[int] = nx.DiGraph()
    lines.add_nodes_from(range(n))
    lines.add_edges_from(zip(g.low.tolist(), g.high.tolist(), strict=True))
    down: nx.DiGraph[int] = nx.DiGraph()
    down.add_node(ALL)
    down.add_edges_from(zip(g.chief.tolist(), g.below.tolist(), strict=True))
    down.add_edges_from((ALL, top) for top in g.tops.tolist())
    return n, g, lines, down


def ask(built: Built) -> Answer:
    """Strongly connected sets, degrees, and one search from above."""
    n, g, lines, down = built
    circling = sum(len(found) for found in nx.strongly_connected_components(lines) if len(found) > 1)
    several = sum(degree > 1 for _, degree in lines.out_degree())
    lengths = nx.single_source_shortest_path_length(down, ALL)
    reached = len(lengths) - 1
    return Answer(g.dangling, g.itself, circling, several, n - reached, sum(lengths.values()) - reached)


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer, building included."""
    return ask(build(n, low, high))
