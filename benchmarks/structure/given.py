"""What the graph libraries take from the arrays before their own work begins: they hold neither dangling lines nor an order."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.structure.answer import Ints


class Given(NamedTuple):
    """The counts that need no graph, and the lines that a graph can hold."""

    dangling: int
    itself: int
    low: Ints  # of valid lines
    high: Ints
    below: Ints  # units with a valid superior
    chief: Ints  # the first one of each
    tops: Ints


def given(n: int, low: Ints, high: Ints) -> Given:
    """Sort the lines out by masks."""
    lost, own = high < 0, high == low
    valid = ~(lost | own)
    first = np.full(n, -1, dtype=np.int32)
    unlike: NDArray[np.bool_] = np.ones(n, dtype=bool)  # True where the unit is no top
    unlike[high[valid]] = False
    unlike[low] = True
    low, high = low[valid], high[valid]
    first[low[::-1]] = high[::-1]
    below = np.flatnonzero(first >= 0).astype(np.int32)
    tops = np.flatnonzero(~unlike).astype(np.int32)
    return Given(int(lost.sum()), int(own.sum()), low, high, below, first[below], tops)
