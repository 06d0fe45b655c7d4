"""The frontier of the whole: component frontiers merged exactly, and its balance point.

All numbers are whole (exposure in points, ties in twentieths), so the best sum for every total of exposure stands in
one array, and a component is merged by laying that array over itself once for each of its points. Coupled resources
add an axis each, as long as their capacity.
"""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.dynamic import Choice

Ints = NDArray[np.int64]
NEVER = np.int64(2) ** 61
EFFORT = 2**26  # ties and effort share one number: ties * EFFORT + effort
STRIP = 16_384  # of the array at a time: what a processor keeps at hand
BLOCK = 64  # components between two kept arrays
CELLS = 40_000_000  # the largest array: above it merging is left to the mixed-integer solver


class TooWideError(Exception):
    """The arrays of the merged frontier would be too large."""


class Point(NamedTuple):
    """What one point of the merged frontier costs."""

    exposure: int
    ties: int
    effort: int


class Frontier:
    """The exact non-dominated sums of one choice from each component, from least exposure on.

    Among equal points the one of least effort stays. ``capacities`` are those of the coupled resources that the choices use.

    :raises TooWideError: if the arrays would be too large.
    """

    def __init__(self, fronts: Sequence[Sequence[Choice]], capacities: Sequence[int] = ()) -> None:
        self.fronts, self.capacities = fronts, tuple(capacities)
        self.least = [min(c.exposure for c in front) for front in fronts]
        widths = [max(c.exposure for c in front) - low for front, low in zip(fronts, self.least, strict=True)]
        shape = tuple(c + 1 for c in self.capacities)
        if prod(shape) * (sum(widths) + 1) > CELLS:
            raise TooWideError
        table = np.full((*shape, 1), NEVER)
        table[(0,) * len(shape)] = 0
        self.kept: dict[int, Ints] = {}
        for k in range(len(fronts)):
            if k % BLOCK == 0:
                self.kept[k] = table
            table = self._laid(table, k)
        flat = table.reshape(-1, table.shape[-1])
        where = flat.argmin(axis=0)
        value = flat[where, np.arange(flat.shape[1])]
        ties = np.where(value < NEVER // 2, value // EFFORT, NEVER)
        lowest = np.minimum.accumulate(ties)
        at = np.flatnonzero(np.concatenate([ties[:1] < NEVER, lowest[1:] < lowest[:-1]]))
        self.ends = [*zip(where[at].tolist(), at.tolist(), strict=True)]
        costs = at + sum(self.least), ties[at], value[at] - ties[at] * EFFORT
        self.points = [*map(Point, *(each.tolist() for each in costs))]

    def _laid(self, table: Ints, k: int) -> Ints:
        """The array after one more component."""
        front, low = self.fronts[k], self.least[k]
        width = table.shape[-1]
        out = np.full((*table.shape[:-1], width + max(c.exposure for c in front) - low), NEVER)
        laid = []
        for choice in front:
            if all(u <= most for u, most in zip(choice.uses, self.capacities, strict=True)):
                to = tuple(slice(u, None) for u in choice.uses)
                of = tuple(slice(None, c + 1 - u) for u, c in zip(choice.uses, self.capacities, strict=True))
                laid.append((choice.exposure - low, to, (*of, slice(None)), _packed(choice)))
        for start in range(0, width, STRIP):
            strip = table[..., start : start + STRIP]
            size = strip.shape[-1]
            for e, to, of, packed in laid:
                part = out[(*to, slice(start + e, start + e + size))]
                np.minimum(part, strip[of] + packed, out=part)
        return out

    def parts(self, n: int) -> tuple[int, ...]:
        """Which choice of each component makes up a point."""
        cell, e = self.ends[n]
        shape = tuple(c + 1 for c in self.capacities)
        place = tuple(int(i) for i in np.unravel_index(cell, shape)) if shape else ()
        out: list[int] = []
        for start in sorted(self.kept, reverse=True):
            stop = min(start + BLOCK, len(self.fronts))
            tables, offsets = self._again(start, stop, e)
            for k in reversed(range(start, stop)):
                value = tables[k + 1 - start][(*place, e - offsets[k + 1 - start])]
                i, place, e = self._before(tables[k - start], offsets[k - start], k, place, e, value)
                out.append(i)
        return tuple(reversed(out))

    def _again(self, start: int, stop: int, end: int) -> tuple[list[Ints], list[int]]:
        """The arrays of one block once more, only as wide as a sum that ends at ``end`` needs."""
        spread = sum(max(c.exposure for c in self.fronts[k]) - self.least[k] for k in range(start, stop))
        low = max(0, end - spread)
        tables, offsets = [self.kept[start][..., low : end + 1]], [low]
        for k in range(start, stop):
            tables.append(self._laid(tables[-1], k)[..., : end + 1 - low])
            offsets.append(low)
        return tables, offsets

    def _before(
        self, table: Ints, offset: int, k: int, place: tuple[int, ...], e: int, value: int
    ) -> tuple[int, tuple[int, ...], int]:
        """The choice of component ``k`` through which a cell got its value, and the cell that it came from."""
        for i, choice in enumerate(self.fronts[k]):
            was = tuple(p - u for p, u in zip(place, choice.uses, strict=True))
            at = e - (choice.exposure - self.least[k])
            inside = min(was, default=0) >= 0 and 0 <= at - offset < table.shape[-1]
            if inside and table[(*was, at - offset)] + _packed(choice) == value:
                return i, was, at
        raise AssertionError("a merged point is the sum of its parts")


def _packed(choice: Choice) -> int:
    return choice.ties * EFFORT + choice.effort


def knee(points: Sequence[Point]) -> int | None:
    """The point farthest below the chord of the normalised frontier; None where there is none.

    The frontier is normalised to 1 x 1, its chord joins its two ends. On a straight frontier every point of
    exposure costs the same tie and no point is better balanced than another.

    >>> knee([Point(0, 10, 0), Point(2, 2, 0), Point(10, 0, 0)])
    1
    >>> knee([Point(0, 10, 0), Point(5, 5, 0), Point(10, 0, 0)]) is None
    True
    """
    if len(points) < 3:
        return None
    first, last = points[0], points[-1]
    high, wide = first.ties - last.ties, last.exposure - first.exposure
    # Distance below the chord, times high * wide: whole numbers, so that equal stays equal.
    below = [high * wide - (p.ties - last.ties) * wide - (p.exposure - first.exposure) * high for p in points]
    best = max(below)
    return below.index(best) if best > 0 else None
