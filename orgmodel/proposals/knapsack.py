"""One choice of each part, as cheap as can be within limits that all parts share, proven.

A price on each limit turns the choice of each part into a matter of its own, and bounds from below what any choice costs.
What a choice of one part costs above the cheapest at these prices is lost wherever it is picked. So all that
would lose more than is left between the bound and the best found can be struck out. Few choices of few parts stay: with
one limit :mod:`~orgmodel.proposals.core` decides among these, with several HiGHS. (Multiple-choice knapsack: Kellerer,
Pferschy and Pisinger, Knapsack Problems, 2004, chapter 11.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.core import Core
from orgmodel.proposals.milp import highs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
SPARE = 400  # choices beside one of each part that are tried first
CUTS = 80  # steps to the best prices; worse ones are valid, too, but strike out less
SLACK = 1e-6  # sums of whole numbers are exact; prices are not


@dataclass(frozen=True)
class Limit:
    """What each choice takes, and how much there is."""

    taken: Ints
    most: int


class Knapsack:
    """The choices of all parts behind each other; ``starts`` is where each part begins."""

    def __init__(self, starts: Ints, count: int, clock: Clock) -> None:
        self.starts, self.count, self.clock = starts, count, clock
        self.owner = np.repeat(np.arange(len(starts)), np.diff([*starts, count]))

    def best(self, criteria: Sequence[Ints], limits: Sequence[Limit]) -> Ints | None:
        """The choice of each part that is best in these criteria, one after the other; None if there is none.

        The time may be over first: then None, too.
        """
        binding = [x for x in limits if np.maximum.reduceat(x.taken, self.starts).sum() > x.most]
        if len(binding) <= 1:
            limit = binding[0] if binding else Limit(np.zeros(self.count, dtype=np.int64), 0)
            return Core(criteria, limit.taken, limit.most, self.starts).best(self.clock)
        open_, picked = np.ones(self.count, dtype=bool), None
        for cost in criteria:
            found = self._least(cost, binding, open_)
            if found is None:
                return None
            picked, open_ = found
            binding.append(Limit(cost, int(cost[picked].sum())))
        return picked

    def _least(self, cost: Ints, limits: Sequence[Limit], open_: Bools) -> tuple[Ints, Bools] | None:
        """The choice of each part at least cost, and which of the ``open_`` choices can be part of any such."""
        columns = np.flatnonzero(open_)
        owner, cost = self.owner[columns], cost[columns]
        starts = np.searchsorted(owner, np.arange(len(self.starts)))
        here = [Limit(x.taken[columns], x.most) for x in limits]
        wide = [x for x in here if len(np.unique(owner[x.taken != 0])) * 2 > len(starts)]
        prices = _prices(cost, wide, starts) if wide else np.zeros(0)
        priced = cost + sum((p * x.taken for p, x in zip(prices, wide, strict=True)), np.zeros(len(cost)))
        cheapest = np.minimum.reduceat(priced, starts)
        bound = float(cheapest.sum() - sum(p * x.most for p, x in zip(prices, wide, strict=True)))
        lost = priced - cheapest[owner]
        ranked, count = np.sort(lost), len(starts) + SPARE
        while True:
            width = float(ranked[min(count, len(lost)) - 1])
            kept = np.flatnonzero(lost <= width + SLACK)
            picked = self._decided(cost, here, kept, owner)
            if picked is not None:
                gap = float(cost[picked].sum()) - bound
                if gap - 1 <= width or len(kept) == len(lost):  # anything better is better by a whole number
                    optimal = np.zeros(self.count, dtype=bool)
                    optimal[columns[lost <= gap + SLACK]] = True
                    return columns[picked], optimal
            if len(kept) == len(lost) or self.clock.over:
                return None
            count *= 2

    def _decided(self, cost: Ints, limits: Sequence[Limit], kept: Ints, owner: Ints) -> Ints | None:
        """The best among these choices by HiGHS, one of each part; None if none is within the limits."""
        import highspy

        own = owner[kept]
        sizes = np.bincount(own, minlength=len(self.starts))
        alone = sizes[own] == 1
        fixed, free = kept[alone], kept[~alone]
        left = [x.most - int(x.taken[fixed].sum()) for x in limits]
        if not len(free):
            return fixed if min(left, default=0) >= 0 else None
        parts, part = np.unique(owner[free], return_inverse=True)
        rows = [[np.flatnonzero(x.taken[free]), x.taken[free]] for x in limits]
        begins = [0, *np.cumsum(np.bincount(part)).tolist()]
        indices = [np.arange(len(free)), *(at for at, _ in rows)]
        values = [np.ones(len(free)), *(taken[at] for at, taken in rows)]
        for at, _ in rows:
            begins.append(begins[-1] + len(at))
        lp: Any = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(free), len(parts) + len(limits)
        lp.col_cost_ = cost[free].astype(np.float64)
        lp.col_lower_, lp.col_upper_ = np.zeros(len(free)), np.ones(len(free))
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(free)
        lp.row_lower_ = np.concatenate([np.ones(len(parts)), np.full(len(limits), -np.inf)])
        lp.row_upper_ = np.concatenate([np.ones(len(parts)), np.array(left, dtype=np.float64)])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(begins, dtype=np.int32)
        lp.a_matrix_.index_ = np.concatenate(indices).astype(np.int32)
        lp.a_matrix_.value_ = np.concatenate(values).astype(np.float64)
        solver = highs(self.clock)
        solver.passModel(lp)
        solver.run()
        if solver.modelStatusToString(solver.getModelStatus()) != "Optimal":
            return None
        value = np.array(solver.getSolution().col_value)
        order = np.lexsort([-value, part])
        best = order[np.searchsorted(part[order], np.arange(len(parts)))]
        return np.sort(np.concatenate([fixed, free[best]]))


def _prices(cost: Ints, limits: Sequence[Limit], starts: Ints) -> Floats:
    """A price for each limit at which the bound is as high as cutting planes find it (Kelley 1960)."""
    taken = np.array([x.taken for x in limits], dtype=np.float64)
    most = np.array([x.most for x in limits], dtype=np.float64)
    dearest = float((np.maximum.reduceat(cost, starts) - np.minimum.reduceat(cost, starts)).max()) + 1
    master = highs(Clock())
    infinite = float("inf")
    ceiling = master.addVariable(lb=-infinite, ub=infinite)
    price = [master.addVariable(lb=0, ub=dearest) for _ in limits]
    at, best, found = np.zeros(len(limits)), -infinite, np.zeros(len(limits))
    owner = np.repeat(np.arange(len(starts)), np.diff([*starts, len(cost)]))
    for _ in range(CUTS):
        priced = cost + at @ taken
        cheapest = np.minimum.reduceat(priced, starts)
        bound = float(cheapest.sum() - at @ most)
        if bound > best:
            best, found = bound, at
        chosen = np.flatnonzero(priced <= cheapest[owner])
        chosen = chosen[np.unique(owner[chosen], return_index=True)[1]]
        slope = taken[:, chosen].sum(axis=1) - most
        flat = float(cost[chosen].sum())
        rise = master.qsum(p * float(s) for p, s in zip(price, slope, strict=True))
        master.addConstr(ceiling - rise <= flat)
        master.maximize(ceiling)
        values = master.getSolution().col_value
        if values[ceiling.index] - best < 0.5:
            break
        at = np.maximum(np.array([values[p.index] for p in price]), 0.0)
    return found
