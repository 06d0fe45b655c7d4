"""The core of a knapsack with one limit: few choices of few parts decide, the prices all others.

All sums of the core stand in one array (:mod:`~orgmodel.proposals.laid`) over what is taken more or less than at the
prices alone. What has lost more than is allowed is dropped. If the best that remains has lost no more than that, nothing
that was dropped can be better. (Pisinger, A minimal algorithm for the multiple-choice knapsack problem, European Journal
of Operational Research 83, 1995.)
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.laid import Ints, Laid, Packing, Part

FINE = 1_000  # prices are whole thousandths, so that every sum is exact
NEVER = np.int64(2) ** 62


class Core:
    """One choice of each part; ``criteria`` are minimised one after the other, ``taken`` sums to at most ``most``.

    ``starts`` is where each part begins among the choices; shape of all others (choices,).
    """

    def __init__(self, criteria: Sequence[Ints], taken: Ints, most: int, starts: Ints) -> None:
        self.taken, self.most, self.starts, self.criteria = taken, most, starts, list(criteria)
        self.owner = np.repeat(np.arange(len(starts)), np.diff([*starts, len(taken)]))
        self.price = self._priced()
        priced = FINE * criteria[0] + self.price * taken
        self.lost = priced - np.minimum.reduceat(priced, starts)[self.owner]
        free = self._useful(np.flatnonzero(self.lost == 0))
        self.base = free[np.unique(self.owner[free], return_index=True)[1]]

    def best(self, clock: Clock | None = None) -> Ints | None:
        """The best choice of each part; None if nothing keeps the limit, or the time is over first."""
        if np.minimum.reduceat(self.taken, self.starts).sum() > self.most:
            return None
        loss = FINE
        while (found := self._scanned(loss)) is None and not (clock and clock.over):
            loss *= 2
        return found

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

    def _useful(self, columns: Ints) -> Ints:
        """Those of these choices that no other of them and of the same part is as good as for as little."""
        rank = np.empty(len(columns), dtype=np.int64)
        best = np.lexsort([c[columns] for c in self.criteria[::-1]])  # of equals the first
        rank[best] = np.arange(len(rank))
        owner = self.owner[columns]
        by = np.lexsort([rank, self.taken[columns], owner])
        level = rank[by] - owner[by] * len(rank)  # each part begins below all before it
        useful = np.ones(len(rank), dtype=bool)
        useful[by[1:]] = level[1:] < np.minimum.accumulate(level)[:-1]
        return columns[useful]

    def _parts(self, loss: int) -> list[Ints]:
        """The choices of each part that lose at most this, beside the one that loses nothing."""
        near = self.lost <= loss  # and so is what makes one of these useless
        columns = self._useful(np.flatnonzero(near))
        columns = columns[~np.isin(columns, self.base)]
        return np.split(columns, np.flatnonzero(np.diff(self.owner[columns])) + 1) if len(columns) else []

    def _scanned(self, loss: int) -> Ints | None:
        """The best choice of each part if it loses at most ``loss`` in all, None if not."""
        base = self.base
        more = self.taken - self.taken[base][self.owner]
        besides = [c - c[base][self.owner] for c in self.criteria[1:]]
        # What equals the index need not be summed beside it.
        told = [not np.array_equal(c, more) for c in besides]
        columns = self._parts(loss)
        core = np.concatenate([*columns, base[:0]])
        summed = [self.lost, *(c for c, kept in zip(besides, told, strict=True) if kept)]
        packing = Packing([c[core] for c in summed], loss)
        packed = packing.packed([c[core] for c in summed])
        parts = [Part(more[core[at]], packed[at]) for at in _runs(columns)]
        left = self.most - int(self.taken[base].sum())
        laid = Laid(parts, (left - loss // self.price if self.price else None, left), packing.most)
        if not len(laid.ends):
            return None
        lost, *sums = packing.unpacked(laid.values)
        missed = lost + self.price * (left - laid.ends)
        given = iter(sums)
        ranked = [next(given) if kept else laid.ends for kept in told]
        n = int(np.lexsort([*reversed(ranked), missed])[0])
        if missed[n] > loss:
            return None
        picked = base.copy()
        for column, i in zip(columns, laid.choices(n), strict=True):
            if i is not None:
                picked[self.owner[column[i]]] = column[i]
        return picked


def _runs(columns: Sequence[Ints]) -> list[slice]:
    """Where each of these stands when they are put behind each other."""
    ends = np.cumsum([0, *map(len, columns)]).tolist()
    return [slice(a, b) for a, b in pairwise(ends)]
