"""The core of a knapsack with one limit: few choices of few parts decide, the prices all others.

All sums of the core stand in one array over what is taken more or less than at the prices alone; each part lays it over
itself once for each of its choices. What has lost more than is allowed is dropped. If the best that remains has lost no
more than that, nothing that was dropped can be better. (Pisinger, A minimal algorithm for the multiple-choice knapsack
problem, European Journal of Operational Research 83, 1995.)
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
FINE = 1_000  # prices are whole thousandths, so that every sum is exact
NEVER = np.int64(2) ** 62


class Core:
    """One choice of each part; ``criteria`` are minimised one after the other (at most four), ``taken`` sums to at most ``most``.

    ``starts`` is where each part begins among the choices; shape of all others (choices,).
    """

    def __init__(self, criteria: Sequence[Ints], taken: Ints, most: int, starts: Ints) -> None:
        self.taken, self.most, self.starts = taken, most, starts
        self.criteria = [*criteria, *(np.zeros_like(taken) for _ in range(4 - len(criteria)))]
        self.owner = np.repeat(np.arange(len(starts)), np.diff([*starts, len(taken)]))
        self.price = self._priced()
        priced = FINE * criteria[0] + self.price * taken
        self.lost = priced - np.minimum.reduceat(priced, starts)[self.owner]
        self.useful = self._useful()
        free = np.flatnonzero(self.useful & (self.lost == 0))
        self.base = free[np.unique(self.owner[free], return_index=True)[1]]

    def best(self) -> Ints | None:
        """The best choice of each part; None if nothing keeps the limit."""
        if np.minimum.reduceat(self.taken, self.starts).sum() > self.most:
            return None
        loss, room = FINE, 256
        while True:
            try:
                found = self._scanned(loss, room)
            except _NarrowError:
                room *= 2
                continue
            if found is not None:
                return found
            loss *= 2

    def _priced(self) -> int:
        """The lowest price at which the cheapest choices keep the limit; there the bound is highest."""
        cost = FINE * self.criteria[0]
        spread = np.maximum.reduceat(cost, self.starts) - np.minimum.reduceat(cost, self.starts)
        low, high = 0, int(spread.max()) + 1
        while low < high:
            middle = (low + high) // 2
            priced = cost + middle * self.taken
            free = priced == np.minimum.reduceat(priced, self.starts)[self.owner]
            least = np.minimum.reduceat(np.where(free, self.taken, NEVER), self.starts)
            low, high = (low, middle) if least.sum() <= self.most else (middle + 1, high)
        return low

    def _useful(self) -> NDArray[np.bool_]:
        """The choices that no other of the same part is as good as for as little."""
        rank = np.empty(len(self.taken), dtype=np.int64)
        rank[np.lexsort(self.criteria[::-1])] = np.arange(len(rank))  # among equals the first is the better
        by = np.lexsort([rank, self.taken, self.owner])
        level = rank[by] - self.owner[by] * len(rank)  # each part begins below all before it
        lowest = np.minimum.accumulate(level)
        useful = np.ones(len(rank), dtype=bool)
        useful[by[1:]] = level[1:] < lowest[:-1]
        return useful

    def _parts(self, loss: int) -> list[Ints]:
        """The choices of each part that lose at most this, beside the one that loses nothing."""
        near = self.useful & (self.lost <= loss)
        near[self.base] = False
        columns = np.flatnonzero(near)
        return np.split(columns, np.flatnonzero(np.diff(self.owner[columns])) + 1) if len(columns) else []

    def _scanned(self, loss: int, room: int) -> Ints | None:
        """The best choice of each part if it loses at most ``loss`` in all, None if not.

        :raises _NarrowError: if sums may pass ``room``, the most that is taken above or below the base.
        """
        parts, base = self._parts(loss), self.base
        core = np.concatenate([*parts, base[:0]])
        more = self.taken - self.taken[base][self.owner]
        second, third, fourth = (c - c[base][self.owner] for c in self.criteria[1:])
        # Two numbers carry four criteria: what is lost and the second, the third and the fourth.
        wide, deep = (2 * int(np.abs(c[core]).sum()) + 1 for c in (second, fourth))
        high, low = self.lost * wide + second, third * deep + fourth
        jump = int(np.abs(more[core]).max(initial=0)) + 1
        room = max(room, 4 * jump)
        top, under = np.full(2 * room + 1, NEVER), np.zeros(2 * room + 1, dtype=np.int64)
        top[room] = 0
        chosen = np.full((len(parts), 2 * room + 1), -1)
        for n, part in enumerate(parts):
            old, beneath = top, under
            top, under = old.copy(), beneath.copy()
            for column in part.tolist():
                by = int(more[column])
                to = slice(max(by, 0), len(top) + min(by, 0))
                of = slice(max(-by, 0), len(top) - max(by, 0))
                sums, rest = old[of] + high[column], beneath[of] + low[column]
                better = (sums < top[to]) | ((sums == top[to]) & (rest < under[to]))
                top[to][better], under[to][better] = sums[better], rest[better]
                chosen[n, to][better] = column
            top[(top + wide // 2) // wide > loss] = NEVER
            if min(top[:jump].min(), top[-jump:].min()) < NEVER:
                raise _NarrowError
        lost = (top + wide // 2) // wide
        left = self.most - int(self.taken[base].sum()) - np.arange(-room, room + 1)
        missed = np.where((top < NEVER) & (left >= 0), lost + self.price * left, NEVER)
        at = int(np.lexsort([under, top - lost * wide, missed])[0])
        if missed[at] > loss:
            return None
        picked = base.copy()
        for n in reversed(range(len(parts))):
            column = int(chosen[n, at])
            if column >= 0:
                picked[self.owner[column]] = column
                at -= int(more[column])
        return picked


class _NarrowError(Exception):
    """Sums reach the ends of the array."""
