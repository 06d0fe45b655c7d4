"""The frontier of the whole: component frontiers merged exactly, and its balance point.

All numbers are whole (exposure in points, ties in twentieths), so the best sum for every total of exposure stands in
one array, and a component is merged by laying that array over itself once for each of its points. Coupled resources
add an axis each, as long as their capacity. Which choices make up a point is found backwards, for many points together.
"""

from collections.abc import Sequence
from math import isqrt, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.dynamic import Choice

Ints = NDArray[np.int64]
NEVER = np.int64(2) ** 61
EFFORT = 2**26  # ties and effort share one number: ties * EFFORT + effort
STRIP = 16_384  # of the array at a time: what a processor keeps at hand
BLOCK = 64  # components between two kept arrays, at most
CELLS = 150_000_000  # of all arrays that are kept at a time
WORK = 3_000_000_000  # cells laid over each other: some seconds


class TooWideError(Exception):
    """The arrays of the merged frontier would be too large, or the time was over before they were made."""


class Point(NamedTuple):
    """What one point of the merged frontier costs."""

    exposure: int
    ties: int
    effort: int


class Frontier:
    """The exact non-dominated sums of one choice from each component, from least exposure on.

    Among equal points the one of least effort stays. ``capacities`` are those of the coupled resources that the choices use; only
    with these is there a limit to what may be merged, in room, work and time.

    :raises TooWideError: if the arrays would be too large, or the time is over first.
    """

    def __init__(
        self, fronts: Sequence[Sequence[Choice]], capacities: Sequence[int] = (), clock: Clock | None = None
    ) -> None:
        self.fronts, self.capacities = fronts, tuple(capacities)
        self.least = [min(c.exposure for c in front) for front in fronts]
        widths = [max(c.exposure for c in front) - low for front, low in zip(fronts, self.least, strict=True)]
        shape = tuple(c + 1 for c in self.capacities)
        self.block = max(1, min(BLOCK, isqrt(len(fronts)))) if shape else BLOCK
        cells = prod(shape) * (sum(widths) + 1)
        kept = self.block + len(fronts) // self.block
        if shape and (cells * kept > CELLS or cells * sum(map(len, fronts)) > WORK):
            raise TooWideError
        table = np.full((*shape, 1), NEVER)
        table[(0,) * len(shape)] = 0
        self.kept: dict[int, Ints] = {}
        for k in range(len(fronts)):
            if k % self.block == 0:
                self.kept[k] = table
            if shape and clock is not None and clock.over:
                raise TooWideError
            table = self._laid(table, k)
        flat = _flat(table)
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
        return tuple(self.traced([n])[0].tolist())

    def traced(self, points: Sequence[int]) -> Ints:
        """Which choice of each component makes up each of these points. Shape (points, components)."""
        out = np.zeros((len(points), len(self.fronts)), dtype=np.int64)
        if not len(points):
            return out
        ends = np.array([self.ends[n] for n in points], dtype=np.int64)
        place, e = ends.T
        for start in sorted(self.kept, reverse=True):
            stop = min(start + self.block, len(self.fronts))
            tables, low = self._again(start, stop, int(e.min()), int(e.max()))
            for k in reversed(range(start, stop)):
                value = _flat(tables[k + 1 - start])[place, e - low]
                out[:, k], place, e = self._before(_flat(tables[k - start]), low, k, place, e, value)
        return out

    def _again(self, start: int, stop: int, first: int, last: int) -> tuple[list[Ints], int]:
        """The arrays of one block once more, only as wide as sums that end from ``first`` to ``last`` need; where they begin."""
        spread = sum(max(c.exposure for c in self.fronts[k]) - self.least[k] for k in range(start, stop))
        low = max(0, first - spread)
        tables = [self.kept[start][..., low : last + 1]]
        for k in range(start, stop):
            tables.append(self._laid(tables[-1], k)[..., : last + 1 - low])
        return tables, low

    def _before(
        self, table: Ints, low: int, k: int, place: Ints, e: Ints, value: Ints
    ) -> tuple[Ints, Ints, Ints]:
        """The choice of component ``k`` through which cells got their values, and the cells that they came from."""
        shape = tuple(c + 1 for c in self.capacities)
        at = np.array(np.unravel_index(place, shape)) if shape else np.zeros((0, len(place)), dtype=np.int64)
        found, was_place, was_e = np.full(len(place), -1), place.copy(), e.copy()
        for i, choice in enumerate(self.fronts[k]):
            was = at - np.array(choice.uses, dtype=np.int64).reshape(-1, 1)
            before = e - (choice.exposure - self.least[k])
            inside = (was >= 0).all(axis=0) & (before >= low) & (before - low < table.shape[-1]) & (found < 0)
            some = np.flatnonzero(inside)
            row = np.ravel_multi_index(tuple(was[:, some]), shape) if shape else np.zeros_like(some)
            same = table[row, before[some] - low] + _packed(choice) == value[some]
            some, row = some[same], row[same]
            found[some], was_place[some], was_e[some] = i, row, before[some]
        if (found < 0).any():
            raise AssertionError("a merged point is the sum of its parts")
        return found, was_place, was_e


def _flat(table: Ints) -> Ints:
    """An array with one axis for all resources."""
    return table.reshape(-1, table.shape[-1])


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
