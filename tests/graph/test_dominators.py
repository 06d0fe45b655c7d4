"""Single points of failure against taking each unit away in turn."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import loads
from orgmodel.graph.arcs import Arcs
from orgmodel.graph.dominators import dominated, single_points

Edges = list[tuple[int, int]]
GRAPHS = st.tuples(
    st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)
).map(lambda g: (g[0], sorted({(a % g[0], b % g[0]) for a, b in g[1] if a % g[0] != b % g[0]})))


def below(graph: "nx.DiGraph[int]", tops: list[int]) -> set[int]:
    return {i for top in tops if top in graph for i in nx.descendants(graph, top) | {top}}


@settings(max_examples=300, deadline=None)
@given(GRAPHS)
def test_against_taking_each_unit_away(made: tuple[int, Edges]) -> None:
    nodes, edges = made
    graph: nx.DiGraph[int] = nx.DiGraph(edges)
    graph.add_nodes_from(range(nodes))
    tops = [i for i in graph if graph.in_degree(i) == 0]
    whole = below(graph, tops)
    high, low = (np.array([e[i] for e in edges], dtype=np.int32) for i in (0, 1))
    tree = dominated(Arcs(low, high, np.ones(nodes, dtype=bool)))
    for unit in range(nodes):
        rest: nx.DiGraph[int] = graph.copy()
        rest.remove_node(unit)
        cut = whole - below(rest, tops) - {unit}
        first, size = tree.start[unit], tree.size[unit]
        found = np.flatnonzero((tree.start > first) & (tree.start < first + size)).tolist()
        assert set(found) == (cut if unit in whole else set())


def org(*lines: str) -> str:
    ids = sorted({end for line in lines for end in line.split(">")})
    text = "profile: matrix\nunits:\n" + "".join(f"  - {{id: {id}, name: {id}}}\n" for id in ids)
    text += "lines:\n"
    for line in lines:
        low, high = line.split(">")
        text += f"  - {{subordinate: {low}, superior: {high}, kind: solid}}\n"
    return text


def test_a_second_superior_takes_the_risk_away() -> None:
    tree = loads(org("b>a", "c>a", "d>b", "e>d"))
    assert [(p.unit, p.cut_off) for p in single_points(tree)[0]] == [
        ("a", ["b", "c", "d", "e"]),
        ("b", ["d", "e"]),
        ("d", ["e"]),
    ]
    both = loads(org("b>a", "c>a", "d>b", "e>d", "d>c"))
    assert [(p.unit, p.cut_off) for p in single_points(both)[0]] == [
        ("a", ["b", "c", "d", "e"]),
        ("d", ["e"]),
    ]


def test_a_foot_with_several_superiors_hangs_on_what_all_its_chains_share() -> None:
    org_ = loads(org("b>a", "c>b", "d>b", "e>c", "e>d", "f>c", "f>x", "g>c", "g>d", "g>b"))
    assert [(p.unit, p.cut_off) for p in single_points(org_)[0]] == [
        ("a", ["b", "c", "d", "e", "g"]),
        ("b", ["c", "d", "e", "g"]),
    ]


def test_the_most_fragile_first_then_by_id_and_no_more_than_asked_for() -> None:
    even = loads(org("x>b", "y>c", "z>a"))
    assert [p.unit for p in single_points(even, 2)[0]] == ["a", "b"]
    assert single_points(even, 0) == ([], 3)


def test_a_unit_on_or_below_a_cycle_has_no_chain_to_lose() -> None:
    assert single_points(loads(org("b>c", "c>b", "d>c"))) == ([], 0)
