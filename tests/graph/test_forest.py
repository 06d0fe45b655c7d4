"""Parent-array functions against plain networkx on random graphs with cycles and several superiors."""

from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.graph.forest import Forest, components, forest

PARENTS = st.integers(1, 30).flatmap(
    lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n).map(
        lambda p: [-1 if up == i else up for i, up in enumerate(p)]
    )
)


def made(parents: list[int]) -> tuple[Forest, "nx.DiGraph[int]"]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(parents)))
    graph.add_edges_from((i, up) for i, up in enumerate(parents) if up >= 0)
    return Forest(np.array(parents, dtype=np.int32)), graph


def rings(graph: "nx.DiGraph[int]") -> dict[int, set[int]]:
    return {i: s for s in nx.strongly_connected_components(graph) if len(s) > 1 for i in s}


@settings(max_examples=200, deadline=None)
@given(PARENTS)
def test_cycles_roots_and_depths(parents: list[int]) -> None:
    tree, graph = made(parents)
    on = rings(graph)
    assert tree.cycle.tolist() == [min(on[i]) if i in on else -1 for i in graph]
    for i in graph:
        path = [i]
        while path[-1] not in on and parents[path[-1]] >= 0:
            path.append(parents[path[-1]])
        assert tree.root[i] == path[-1]
        assert tree.depth[i] == len(path) - 1
        assert tree.loops[i] == (path[-1] in on)


@settings(max_examples=200, deadline=None)
@given(PARENTS)
def test_ancestors(parents: list[int]) -> None:
    tree, graph = made(parents)
    n = len(parents)
    above = {i: nx.descendants(graph, i) for i in graph}  # lines point upwards
    high, low = (a.ravel().astype(np.int32) for a in np.meshgrid(np.arange(-1, n), np.arange(-1, n)))
    told = tree.above(high, low).tolist()
    assert told == [
        h >= 0 and low_ >= 0 and (h == low_ or h in above[low_])
        for h, low_ in zip(high.tolist(), low.tolist(), strict=True)
    ]
    assert told == [tree.over(h, low_) for h, low_ in zip(high.tolist(), low.tolist(), strict=True)]
    assert tree.ancestors.tolist() == [len(above[i]) for i in graph]


@settings(max_examples=200, deadline=None)
@given(PARENTS, st.randoms(use_true_random=False))
def test_sums_over_everything_below(parents: list[int], rng: Random) -> None:
    tree, graph = made(parents)
    values = np.array([rng.randint(-5, 9) for _ in parents])
    below = {i: nx.ancestors(graph, i) | {i} for i in graph}
    assert tree.sums(values).tolist() == [int(values[list(below[i])].sum()) for i in graph]


@settings(max_examples=200, deadline=None)
@given(PARENTS)
def test_preorder_numbers_hold_each_tree_together(parents: list[int]) -> None:
    tree, _ = made(parents)
    assert sorted(tree.start.tolist()) == list(range(len(parents)))
    cut = nx.DiGraph([(i, int(up)) for i, up in enumerate(tree.up) if up >= 0])
    cut.add_nodes_from(range(len(parents)))
    for i in range(len(parents)):
        inside = {
            j for j in range(len(parents)) if tree.start[i] <= tree.start[j] < tree.start[i] + tree.size[i]
        }
        assert inside == nx.ancestors(cut, i) | {i}


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 20), st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=50))
def test_connected_sets(n: int, lines: list[tuple[int, int]]) -> None:
    lines = [(a % n, b % n) for a, b in lines]
    graph: nx.DiGraph[int] = nx.DiGraph(lines)
    low, high = (np.array([ln[i] for ln in lines], dtype=np.int32) for i in (0, 1))
    on = rings(graph)
    assert components(n, low, high).tolist() == [min(on[i]) if i in on else -1 for i in range(n)]


def test_the_first_of_several_superiors_is_the_parent() -> None:
    low, high = np.array([2, 2, 1], dtype=np.int32), np.array([1, 0, 0], dtype=np.int32)
    assert forest(3, low, high).parent.tolist() == [-1, 0, 1]


@pytest.mark.parametrize("length", [1, 2, 3, 1000])
def test_one_long_chain_and_one_ring(length: int) -> None:
    chain = Forest(np.arange(-1, length - 1, dtype=np.int32))
    assert chain.depth.tolist() == list(range(length))
    ring = Forest(np.roll(np.arange(length, dtype=np.int32), 1))
    if length > 1:
        assert (ring.cycle == 0).all()
        assert (ring.ancestors == length - 1).all()
