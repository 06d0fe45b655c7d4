"""The lines of one kind in a seeded hierarchy as large as a country, with faults, as two arrays.

Counts of the upper levels are those of the administrative divisions; all units beyond them are basic units below a
township. Units are numbered level by level, and lines stand in the order of the units below them, as in an exported file;
of a unit's lines any may stand first.
"""

import numpy as np

from benchmarks.structure.answer import Ints

LEVELS = (1, 31, 342, 2_978, 41_352)  # nation, provinces, prefectures, counties, townships
WHOLE = 200_000  # units from which on all of them are there; fewer units, fewer divisions
LEAST = 1_000
WRONG, LOST, SECOND, TWICE = 0.05, 0.01, 0.005, 0.0005  # shares: of units, of lines, of units, of units
RINGS = 49  # cycles, where there is room for so many
LONGEST = 50  # units of the longest cycle


def lines(n: int, seed: int = 1, shuffled: bool = False) -> tuple[Ints, Ints]:
    """``low`` and ``high`` for ``n`` units, shape (lines,) each; ``shuffled`` puts the lines in any order.

    Raises:
        ValueError: fewer units than the levels need.
    """
    if n < LEAST:
        raise ValueError(f"{n} units are too few: a hierarchy is made of {LEAST:,} or more.")
    rng = np.random.default_rng(seed)
    starts = _starts(n)
    low, high = _attached(starts, n, rng)
    second = rng.choice(np.arange(starts[3], n), round(n * SECOND), replace=False)
    twice = rng.choice(n - 1, max(2, round(n * TWICE)), replace=False)
    other = rng.integers(starts[4], starts[5], len(second))
    low, high = np.concatenate([low, second, low[twice]]), np.concatenate([high, other, high[twice]])
    high = np.where(rng.random(len(low)) < LOST, -1, high)
    own = rng.choice(n - 1, max(3, n // 20_000), replace=False)
    high[own] = low[own]
    low, high = _rings(starts, low, high, rng)
    order = rng.permutation(len(low)) if shuffled else np.lexsort((rng.random(len(low)), low))
    return low[order].astype(np.int32), high[order].astype(np.int32)


def _starts(n: int) -> list[int]:
    """The first row of each level, then that of the basic units, then ``n``."""
    share = min(1.0, n / WHOLE)
    counts = [max(1, round(count * share)) for count in LEVELS]
    return [*np.cumsum([0, *counts]).tolist(), n]


def _attached(starts: list[int], n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One line up for every unit but the first; row ``j`` is that of unit ``j + 1``."""
    high = np.empty(n, dtype=np.int64)
    for over, here, end in zip(starts, starts[1:], starts[2:], strict=False):
        place = np.arange(end - here) * (here - over) // (end - here)
        wrong = rng.random(end - here) < WRONG
        high[here:end] = over + np.where(wrong, rng.integers(0, here - over, end - here), place)
    return np.arange(1, n), high[1:]


def _rings(
    starts: list[int], low: np.ndarray, high: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Cycles of 2 to 50 townships and basic units, half of them closed by second lines, and counties below their own townships."""
    n = starts[-1]
    sizes = np.linspace(2, LONGEST, min(RINGS, max(3, n // 2_000))).round().astype(int)
    units = rng.choice(np.arange(starts[4], n), sizes.sum(), replace=False)
    high = high.copy()
    for number, ring in enumerate(np.split(units, np.cumsum(sizes)[:-1])):
        if number % 2:
            low, high = np.append(low, ring), np.append(high, np.roll(ring, -1))
        else:
            high[ring - 1] = np.roll(ring, -1)
    towns = rng.choice(np.arange(starts[4], starts[5]), max(1, n // 100_000), replace=False)
    over = high[towns - 1]
    towns, over = towns[over >= 0], over[over >= 0]
    return np.append(low, over), np.append(high, towns)
