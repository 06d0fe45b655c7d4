"""Published values, the definitions read pair by pair on random graphs, and what is refused."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import loads
from orgmodel.graph import published
from orgmodel.graph.arcs import Arcs, reached, weak
from orgmodel.graph.published import Measures, measured, measures

Edges = list[tuple[int, int]]
GRAPHS = st.tuples(
    st.integers(1, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=16)
).map(lambda g: (g[0], sorted({(a % g[0], b % g[0]) for a, b in g[1] if a % g[0] != b % g[0]})))
TREES = st.integers(2, 30).flatmap(
    lambda n: st.tuples(*(st.integers(0, i - 1) for i in range(1, n))).map(
        lambda ups: [(up, i) for i, up in enumerate(ups, 1)]
    )
)
TREE: Edges = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (2, 6)]
RING: Edges = [(i, (i + 1) % 5) for i in range(5)]
PAIRS: Edges = [(0, 1), (2, 3)]


def of(nodes: int, edges: Edges) -> Measures:
    """The measures of a graph given as (superior, subordinate)."""
    high, low = (np.array([e[i] for e in edges], dtype=np.int32) for i in (0, 1))
    return measured(Arcs(low, high, np.ones(nodes, dtype=bool)))


@pytest.mark.parametrize(
    ("nodes", "edges", "values"),
    [
        (7, TREE, (1, 1, 1, 1)),
        (5, RING, (1, 0, 0.9375, 1)),
        (4, PAIRS, (1 / 3, 1, 1, None)),
        (3, [(0, 2), (1, 2)], (1, 1, 1, 0)),
        (5, [(0, 1), (0, 2), (1, 3), (1, 4), (2, 3), (2, 4)], (1, 1, 0.875, 1 - 1 / 6)),
    ],
)
def test_four_dimensions(nodes: int, edges: Edges, values: tuple[float | None, ...]) -> None:
    found = of(nodes, edges)
    four = (found.connectedness, found.hierarchy, found.efficiency, found.lub)
    assert [v is None for v in four] == [v is None for v in values]
    assert [v for v in four if v is not None] == pytest.approx([v for v in values if v is not None])


def test_a_diamond_holds_one_superfluous_line() -> None:
    assert of(4, [(0, 1), (0, 2), (1, 3), (2, 3)]).efficiency == pytest.approx(8 / 9)


def test_global_reaching_centrality() -> None:
    assert of(3, [(0, 1), (0, 2)]).reaching_centrality == 1
    assert of(3, [(0, 1), (0, 2), (2, 1)]).reaching_centrality == 0.75
    assert of(5, RING).reaching_centrality == 0


def test_flow_hierarchy() -> None:
    assert of(5, [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4), (0, 4)]).flow_hierarchy == 0.5


def test_spans_and_levels() -> None:
    found = of(7, TREE)
    assert (found.span_mean, found.span_max, found.depth) == (2, 2, 3)
    assert of(5, RING).depth is None
    assert (of(3, []).span_mean, of(3, []).connectedness, of(1, []).connectedness) == (None, 0, None)


def above_or_same(graph: "nx.DiGraph[int]") -> dict[int, set[int]]:
    return {i: nx.ancestors(graph, i) | {i} for i in graph}


def pairs_of(graph: "nx.DiGraph[int]") -> list[tuple[int, int]]:
    return [p for part in nx.weakly_connected_components(graph) for p in combinations(sorted(part), 2)]


@settings(max_examples=300, deadline=None)
@given(GRAPHS)
def test_definitions_pair_by_pair(made: tuple[int, Edges]) -> None:
    nodes, edges = made
    graph: nx.DiGraph[int] = nx.DiGraph(edges)
    graph.add_nodes_from(range(nodes))
    above = above_or_same(graph)
    found = of(nodes, edges)
    pairs = pairs_of(graph)
    parts = [len(p) for p in nx.weakly_connected_components(graph)]
    assert found.connectedness == (
        pytest.approx(2 * len(pairs) / (nodes * (nodes - 1))) if nodes > 1 else None
    )
    joined = [(a, b) for a, b in pairs if a in above[b] or b in above[a]]
    mutual = [(a, b) for a, b in joined if a in above[b] and b in above[a]]
    assert found.hierarchy == (pytest.approx(1 - len(mutual) / len(joined)) if joined else None)
    lacking = 0
    for a, b in pairs:
        bounds = above[a] & above[b]
        lacking += not any(bounds <= above[least] for least in bounds)
    most = sum((n - 1) * (n - 2) // 2 for n in parts)
    assert found.lub == (pytest.approx(1 - lacking / most) if most else None)
    possible = sum(n * (n - 1) - (n - 1) for n in parts)
    excess = len(edges) - sum(n - 1 for n in parts)
    assert found.efficiency == (pytest.approx(1 - excess / possible) if possible else None)
    loose = [e for e in edges if e[0] not in nx.descendants(graph, e[1])]
    assert found.flow_hierarchy == (pytest.approx(len(loose) / len(edges)) if edges else None)
    reach = [len(nx.descendants(graph, i)) / (nodes - 1) for i in graph] if nodes > 1 else []
    lead = sum(max(reach) - r for r in reach) / (nodes - 1) if reach else None
    assert found.reaching_centrality == (None if lead is None else pytest.approx(lead))


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_an_out_tree_scores_one_everywhere(edges: Edges) -> None:
    found = of(len(edges) + 1, edges)
    assert (found.connectedness, found.hierarchy, found.efficiency, found.flow_hierarchy) == (1, 1, 1, 1)
    assert found.lub == (1 if len(edges) > 1 else None)
    assert found.notes == ()


@settings(max_examples=200, deadline=None)
@given(GRAPHS)
def test_parts_and_ways(made: tuple[int, Edges]) -> None:
    nodes, edges = made
    graph: nx.DiGraph[int] = nx.DiGraph(edges)
    graph.add_nodes_from(range(nodes))
    source, target = (np.array([e[i] for e in edges], dtype=np.int32) for i in (0, 1))
    least = {i: min(part) for part in nx.weakly_connected_components(graph) for i in part}
    assert weak(nodes, target, source).tolist() == [least[i] for i in range(nodes)]
    start = np.arange(nodes) == 0
    far = nx.single_source_shortest_path_length(graph, 0)
    assert reached(nodes, start, source, target).tolist() == [far.get(i, -1) for i in range(nodes)]


def test_what_needs_all_pairs_is_refused_past_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "LUB_LIMIT", 3)
    knot: Edges = [(0, 1), (0, 2), (1, 3), (2, 3)]
    found = of(4, knot)
    assert (found.lub, found.hierarchy) == (None, 1)
    assert [(n.measure, n.units, n.limit) for n in found.notes] == [("lub", 4, 3)]
    monkeypatch.setattr(published, "REACH_LIMIT", 3)
    found = of(4, knot)
    assert (found.hierarchy, found.reaching_centrality, found.efficiency) == (
        None,
        None,
        pytest.approx(8 / 9),
    )
    assert of(7, TREE).lub == 1  # a tree of any size has no such part


def test_lines_of_an_org() -> None:
    text = "profile: matrix\nas_of: 2016-12-01\nunits:\n"
    for id, up in (("b", "a"), ("c", "a"), ("d", "b")):
        text += f"  - {{id: {id}, name: {id}, solid: {up}}}\n"
    text += "  - {id: a, name: a}\n  - {id: e, name: e, host: a}\n"
    text += "lines:\n  - {subordinate: d, superior: c, kind: dotted}\n"
    text += "  - {subordinate: c, superior: b, kind: dotted, until: 2016-11-30}\n"
    text += "  - {subordinate: d, superior: c, kind: solid, until: 2016-11-30}\n"
    found = measures(loads(text))
    assert found.efficiency == pytest.approx(8 / 9)
    assert (found.connectedness, found.depth, found.span_max) == (1, 3, 2)
