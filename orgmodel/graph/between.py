"""Chains between two units: up from the one to a common superior, and down to the other.

A small-graph algorithm: the climbs go by arrays, one line a round; only the units that lie on a shortest chain are
looked at one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import polars as pl

from orgmodel.graph.arcs import reached
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints


@dataclass(frozen=True)
class Chain:
    """Unit rows from the first unit to the last; the one at ``peak`` is the common superior (it may be either end)."""

    rows: tuple[int, ...]
    peak: int


@dataclass(frozen=True)
class Between:
    """All shortest chains (the first ``most`` of them), or the rows at which each climb ends where there is none.

    ``more`` is true where there are more shortest chains than are told.
    """

    chains: tuple[Chain, ...]
    more: bool
    ends: tuple[tuple[int, ...], tuple[int, ...]]


def between(d: Derived, first: int, last: int, most: int = 20) -> Between:
    """The chains between two unit rows over all lines in force, whatever their kind."""
    lines = d.lines.filter("valid").select("low", "high").unique(maintain_order=True)
    low, high = (lines[c].to_numpy().astype(np.int32) for c in ("low", "high"))
    n = len(d.ids)
    climbs = [reached(n, np.arange(n) == row, low, high) for row in (first, last)]
    both = np.flatnonzero((climbs[0] >= 0) & (climbs[1] >= 0))
    if not len(both):
        top = np.ones(n, dtype=bool)
        top[low] = False
        ends = [_ends(far, low, high, top) for far in climbs]
        return Between((), False, (ends[0], ends[1]))
    total = climbs[0][both] + climbs[1][both]
    peaks = sorted(both[total == total.min()].tolist(), key=lambda row: d.ids[row])

    def chains() -> Iterator[Chain]:
        told = set()  # in a circle one way has several peaks
        for peak in peaks:
            ways = [_ways(d, far, low, high, peak, most + 1) for far in climbs]
            for up, down in product(*ways):
                rows = (*up, *down[-2::-1])
                if rows not in told:
                    told.add(rows)
                    yield Chain(rows, len(up) - 1)

    found = list(islice(chains(), most + 1))
    return Between(tuple(found[:most]), len(found) > most, ((), ()))


def _ways(d: Derived, far: Ints, low: Ints, high: Ints, peak: int, most: int) -> list[tuple[int, ...]]:
    """The shortest ways up to a peak, the lowest unit first, by id; at most so many."""
    ways: list[tuple[int, ...]] = [(peak,)]
    for step in range(int(far[peak]) - 1, -1, -1):
        heads = {way[0] for way in ways}
        on = np.isin(high, list(heads)) & (far[low] == step)
        before: dict[int, list[int]] = {}
        for lower, upper in zip(low[on].tolist(), high[on].tolist(), strict=True):
            before.setdefault(upper, []).append(lower)
        for lowers in before.values():
            lowers.sort(key=lambda row: d.ids[row])
        ways = [(lower, *way) for way in ways for lower in before.get(way[0], ())][:most]
    return ways


def _ends(far: Ints, low: Ints, high: Ints, top: Bools) -> tuple[int, ...]:
    """The tops that a climb comes to; where it comes to none, the units that it turns in a circle through."""
    seen = far >= 0
    tops = np.flatnonzero(seen & top)
    return tuple((tops if len(tops) else np.flatnonzero(seen)).tolist())


def kinds_between(d: Derived, low: int, high: int) -> list[str]:
    """The kinds of the lines in force from one unit row up to another, each once, sorted."""
    joined = d.lines.filter((pl.col("low") == low) & (pl.col("high") == high))
    return joined["kind"].unique().sort().to_list()
