"""Chains between two units against networkx on random orgs, and what is told of them."""

from itertools import product
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import loads, read
from orgmodel.graph import to_networkx
from orgmodel.model import BadInput, Org
from orgmodel.reports.chains import Chains, chains, chains_json, chains_text
from tests.orgs import random_org

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
DIAMOND = """
profile: matrix
units:
  - {id: top, name: Top}
  - {id: a, name: A, solid: top}
  - {id: b, name: B, solid: top}
  - {id: c, name: C, solid: a}
  - {id: d, name: D, solid: c}
  - {id: e, name: E, solid: b}
  - {id: lone, name: Lone, solid: ring}
  - {id: ring, name: Ring, solid: lone}
lines:
  - {subordinate: c, superior: b, kind: dotted}
  - {subordinate: c, superior: a, kind: dotted}
  - {subordinate: top, superior: gone, kind: dotted}
"""


def units(found: Chains) -> list[list[str]]:
    return [[found.first, *(step.end for step in way.steps)] for way in found.ways]


def expected(org: Org, first: str, last: str) -> set[tuple[str, ...]]:
    """Every shortest way up from the first unit to a common superior and down to the last."""
    graph: nx.DiGraph[str] = nx.DiGraph(to_networkx(org))
    graph.remove_nodes_from(set(graph) - set(org.units["id"]))
    ups = [nx.single_source_shortest_path_length(graph, end) for end in (first, last)]
    total = {peak: ups[0][peak] + ups[1][peak] for peak in ups[0].keys() & ups[1].keys()}
    out = set()
    for peak in (p for p, n in total.items() if n == min(total.values())):
        ways = [list(nx.all_shortest_paths(graph, end, peak)) for end in (first, last)]
        out |= {(*up, *down[-2::-1]) for up, down in product(*ways)}
    return out


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_against_networkx(seed: int) -> None:
    rng = Random(seed)
    org = random_org(rng)
    first, last = (rng.choice(org.units["id"].to_list()) for _ in range(2))
    found = chains(org, first, last)
    every = expected(org, first, last)
    told = {tuple(way) for way in units(found)}
    assert len(told) == len(found.ways)
    assert told == every or (found.more and told < every)
    assert bool(found.ends) == (not every)


def test_every_shortest_chain_with_its_kinds() -> None:
    found = chains(loads(DIAMOND), "d", "top")
    assert units(found) == [["d", "c", "a", "top"], ["d", "c", "b", "top"]]
    assert [[s.kinds for s in way.steps] for way in found.ways] == [
        [("solid",), ("dotted", "solid"), ("solid",)],
        [("solid",), ("dotted",), ("solid",)],
    ]
    assert not found.more


def test_up_to_a_common_superior_and_down() -> None:
    (way,) = chains(loads(DIAMOND), "e", "d").ways
    assert way.peak == "b"
    assert [(s.end, s.direction) for s in way.steps] == [("b", "up"), ("c", "down"), ("d", "down")]


def test_where_it_ends() -> None:
    found = chains(loads(DIAMOND), "d", "lone")
    assert found.ends == {"d": ("top",), "lone": ("lone", "ring")}
    assert chains_json(found)["chains"] == []
    branch = chains(read(CASE / "before.yaml"), "c05-s1-b", "city")
    assert branch.ends == {"c05-s1-b": ("c05-t1",), "city": ("city",)}


def test_a_circle_gives_no_chain_twice() -> None:
    text = "profile: matrix\nunits:\n"
    for low, high in (("b", "c"), ("c", "b"), ("d", "b")):
        text += f"  - {{id: {low}, name: {low}, solid: {high}}}\n"
    assert units(chains(loads(text), "c", "d")) == [["c", "b", "d"]]


def test_more_chains_than_are_told() -> None:
    text = "profile: matrix\nunits:\n" + "".join(f"  - {{id: {i}, name: {i}}}\n" for i in "abcdefghij")
    text += "lines:\n"
    for i in range(0, 8, 2):  # four rounds of two ways are 16, five are 32
        lows = "abcdefghij"[i : i + 2]
        for low, high in product(lows, "abcdefghij"[i + 2 : i + 4]):
            text += f"  - {{subordinate: {low}, superior: {high}, kind: dotted}}\n"
    text += "  - {subordinate: top, superior: top2, kind: dotted}\n"
    text = text.replace(
        "lines:\n", "  - {id: top, name: T}\n  - {id: low, name: L}\n  - {id: top2, name: S}\nlines:\n"
    )
    for end in "ab":
        text += f"  - {{subordinate: low, superior: {end}, kind: dotted}}\n"
    for end in "ij":
        text += f"  - {{subordinate: {end}, superior: top, kind: dotted}}\n"
    found = chains(loads(text), "low", "top2")
    assert (len(found.ways), found.more) == (20, True)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pair", [("d", "top"), ("d", "lone"), ("d", "d")])
def test_text(language: str, pair: tuple[str, str]) -> None:
    org = loads(DIAMOND)
    text = "\n".join(line for line, _ in chains_text(org, chains(org, *pair), language))
    assert "D [d]" in text
    assert "{" not in text


def test_an_unknown_end_names_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"'topp'.*top"):
        chains(loads(DIAMOND), "d", "topp")
