"""The frontier of the whole: component frontiers merged, and its balance point."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.dynamic import Choice

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Point:
    """One point of the frontier: what it costs, and which choice of each component makes it up."""

    exposure: int
    ties: int
    effort: int
    parts: tuple[int, ...]


def merge(fronts: Sequence[Sequence[Choice]]) -> list[Point]:
    """The exact non-dominated sums of one choice from each component, from least exposure on.

    All numbers are whole (ties in twentieths), so sums are exact; among equal points the one of least effort stays.
    """
    exposure, ties, effort = (np.zeros(1, dtype=np.int64) for _ in range(3))
    steps: list[tuple[Ints, Ints]] = []
    for front in fronts:
        parts = np.array([(c.exposure, c.ties, c.effort) for c in front], dtype=np.int64)
        sums = [np.add.outer(a, parts[:, k]).ravel() for k, a in enumerate((exposure, ties, effort))]
        order = np.lexsort((sums[2], sums[1], sums[0]))
        sorted_ties = sums[1][order]
        lowest = np.minimum.accumulate(sorted_ties)
        keep = order[np.concatenate([[True], sorted_ties[1:] < lowest[:-1]])]
        exposure, ties, effort = (s[keep] for s in sums)
        steps.append((keep // len(front), keep % len(front)))
    at = np.arange(len(exposure))
    chosen: list[Ints] = []
    for before, own in reversed(steps):
        chosen.append(own[at])
        at = before[at]
    rows: Any = np.stack(chosen[::-1], axis=1) if chosen else np.zeros((len(exposure), 0), dtype=np.int64)
    return [
        Point(int(e), int(t), int(f), tuple(map(int, row)))
        for e, t, f, row in zip(exposure, ties, effort, rows, strict=True)
    ]


def knee(points: Sequence[Point]) -> int | None:
    """The point farthest below the chord of the normalised frontier; None where there is none.

    The frontier is normalised to 1 x 1, its chord joins its two ends. On a straight frontier every point of
    exposure costs the same tie and no point is better balanced than another.

    >>> knee([Point(0, 10, 0, ()), Point(2, 2, 0, ()), Point(10, 0, 0, ())])
    1
    >>> knee([Point(0, 10, 0, ()), Point(5, 5, 0, ()), Point(10, 0, 0, ())]) is None
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
