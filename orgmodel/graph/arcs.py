"""The hierarchy as one directed graph: superior -> subordinate over several line kinds together."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints


@dataclass(frozen=True, eq=False)
class Arcs:
    """Distinct arcs between active units, self-lines aside; units are unit rows.

    ``low`` and ``high`` are the subordinate and superior of each arc, shape (arcs,). ``counted`` marks the units that belong
    to the graph, shape (units,): those with an arc, and those without one that are not set up in a host (a unit
    without a line stands alone; a body or office without one hangs on its host and needs none).
    """

    low: Ints
    high: Ints
    counted: Bools

    @property
    def nodes(self) -> int:
        """Number of unit rows, counted or not."""
        return len(self.counted)

    @property
    def superiors(self) -> Ints:
        """Number of distinct superiors of each unit. Shape (units,)."""
        return np.bincount(self.low, minlength=self.nodes).astype(np.int32)


def arcs(d: Derived, kinds: Iterable[str]) -> Arcs:
    """The graph of these line kinds on the org's day; lines of several kinds between two units are one arc."""
    lines = d.lines.filter(pl.col("kind").is_in(list(kinds)) & pl.col("valid")).select("low", "high")
    pairs = lines.filter(pl.Series(d.active[lines["low"].to_numpy()] & d.active[lines["high"].to_numpy()]))
    pairs = pairs.unique(maintain_order=True)
    low, high = (pairs[c].to_numpy().astype(np.int32) for c in ("low", "high"))
    counted = d.active & d.tables["units"]["host"].is_null().to_numpy()
    counted[low] = True
    counted[high] = True
    return Arcs(low, high, counted)


def weak(nodes: int, low: Ints, high: Ints) -> Ints:
    """The smallest node of the part that each node lies in, arcs taken both ways. Shape (nodes,).

    Labels are handed over arcs and shortened by pointer jumping, so a chain takes rounds by its logarithm.

    >>> weak(5, np.array([1, 4], dtype=np.int32), np.array([0, 2], dtype=np.int32)).tolist()
    [0, 0, 2, 3, 2]
    """
    label = np.arange(nodes, dtype=np.int32)
    while True:
        a, b = label[low], label[high]
        if (a == b).all():
            return label
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while (shorter := label[label]).tobytes() != label.tobytes():
            label = shorter


def reached(nodes: int, start: Bools, source: Ints, target: Ints) -> Ints:
    """Number of arcs on a shortest way from any start to each node, -1 where there is none. Shape (nodes,).

    All ways advance together, one arc a round; each round looks at the arcs of its own front alone.
    """
    order = np.argsort(source, kind="stable")
    target = target[order]
    first = np.searchsorted(source[order], np.arange(nodes + 1))
    far = np.where(start, np.int32(0), np.int32(-1))
    front, steps = np.flatnonzero(start), 0
    while len(front):
        steps += 1
        counts = first[front + 1] - first[front]
        offset = np.repeat(first[front] - np.cumsum(counts) + counts, counts)
        nexts = target[offset + np.arange(len(offset))]
        front = np.unique(nexts[far[nexts] < 0])
        far[front] = steps
    return far
