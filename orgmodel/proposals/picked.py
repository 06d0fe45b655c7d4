"""The choices of parts that share a budget, put together where arrays would grow too large.

The frontier is then not all of the exact one but some of its points, each proven: the two ends, the one farthest
below the chord between them, and so on between neighbours, the widest first.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.dynamic import FULL, OBJECTIVES, Choice, Order
from orgmodel.proposals.frontier import Point
from orgmodel.proposals.knapsack import Ints, Knapsack, Limit

POINTS = 10  # of the frontier
FINE = 1_000  # the steepest weight of a criterion: larger ones are more than a solver's numbers carry
TIES: Order = ({"ties": 1}, {"exposure": 1}, {"effort": 1})


class Master:
    """Picks one choice of each part within the capacities of what they share."""

    def __init__(self, fronts: Sequence[Sequence[Choice]], capacities: Sequence[int], clock: Clock) -> None:
        self.fronts, self.clock = fronts, clock
        flat = [choice for front in fronts for choice in front]
        self.starts = np.cumsum([0, *map(len, fronts)])[:-1]
        told = np.array([c[: len(OBJECTIVES)] for c in flat], dtype=np.int64)
        self.told = dict(zip(OBJECTIVES, told.T.copy(), strict=True))
        uses = np.array([c.uses for c in flat], dtype=np.int64).reshape(len(flat), -1)
        self.limits = [Limit(uses[:, k], capacity) for k, capacity in enumerate(capacities)]
        self.knapsack = Knapsack(self.starts, len(flat), clock)

    def best(self, order: Order, most: Mapping[str, int] | None = None) -> tuple[int, ...] | None:
        """The choice of each part that is best in an order of criteria, objectives at most these; None if there is none."""
        limits = [*self.limits, *(Limit(self.told[name], bound) for name, bound in (most or {}).items())]
        none = np.zeros_like(self.told["ties"])
        criteria = [sum((w * self.told[name] for name, w in part.items()), none) for part in order]
        picked = self.knapsack.best(criteria, limits)
        return None if picked is None else tuple((picked - self.starts).tolist())

    def thriftiest(self) -> tuple[int, ...] | None:
        """The choice of each part that takes least of what is shared, for want of time to find a better one."""
        picked = tuple(min(range(len(front)), key=lambda i: front[i].uses) for front in self.fronts)
        at = self.starts + np.array(picked)
        return picked if all(x.taken[at].sum() <= x.most for x in self.limits) else None

    def point(self, picked: Sequence[int]) -> Point:
        """What the choices of all parts come to."""
        chosen = [front[i] for front, i in zip(self.fronts, picked, strict=True)]
        return Point(*(sum(getattr(c, name) for c in chosen) for name in ("exposure", "ties", "effort")))


class Picked:
    """Some points of the frontier over parts with capacities; that of fewest exposure within ``most_ties`` is one of them."""

    def __init__(
        self,
        fronts: Sequence[Sequence[Choice]],
        capacities: Sequence[int],
        clock: Clock | None = None,
        most_ties: int | None = None,
    ) -> None:
        self.fronts, self.master = fronts, Master(fronts, capacities, clock or Clock())
        self._known: dict[Point, tuple[int, ...]] = {}
        ends = [self._take(self.master.best(order)) for order in (FULL, TIES)]
        open_ = [(a, b) for a, b in [tuple(ends)] if a and b and a != b]
        while open_ and len(self._known) < POINTS and not self.master.clock.over:
            first, last = open_.pop(0)
            middle = self._take(self.master.best(_chord(first, last)))
            if middle is not None and middle not in (first, last):
                open_ += [(first, middle), (middle, last)]
                open_.sort(
                    key=lambda pair: (pair[1].exposure - pair[0].exposure) * (pair[1].ties - pair[0].ties)
                )
        if most_ties is not None:
            self._take(self.master.best(FULL, {"ties": most_ties}))
        if not self._known and self.master.clock.over:
            self._take(self.master.thriftiest())
        self.points = sorted(self._known, key=lambda p: (p.exposure, p.ties))

    def _take(self, picked: tuple[int, ...] | None) -> Point | None:
        if picked is None:
            return None
        point = self.master.point(picked)
        self._known.setdefault(point, picked)
        return point

    def parts(self, n: int) -> tuple[int, ...]:
        """Which choice of each component makes up a point."""
        return self._known[self.points[n]]

    def traced(self, points: Sequence[int]) -> Ints:
        """Which choice of each component makes up each of these points. Shape (points, components)."""
        return np.array([self.parts(n) for n in points], dtype=np.int64).reshape(
            len(points), len(self.fronts)
        )


def _chord(first: Point, last: Point) -> Order:
    """Criteria by which nothing is better than the point farthest below the line between two."""
    wide, high = last.exposure - first.exposure, first.ties - last.ties
    scale = max(wide, high, FINE) / FINE
    weights = {"ties": max(1, round(wide / scale)), "exposure": max(1, round(high / scale))}
    return (weights, {"exposure": 1}, {"effort": 1})
