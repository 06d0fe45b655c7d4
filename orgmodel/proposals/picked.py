"""The choices of parts that share a budget, put together by HiGHS where arrays would grow too large.

One choice of each part is picked; criteria are minimised one after the other. The frontier is then not all of the exact
one but some of its points, each proven: the two ends and others at even steps of ties between them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.dynamic import FULL, Choice, Order
from orgmodel.proposals.frontier import Point
from orgmodel.proposals.milp import highs

STEPS = 8  # points between the ends


class Master:
    """Picks one choice of each part within the capacities of what they share."""

    def __init__(self, fronts: Sequence[Sequence[Choice]], capacities: Sequence[int], clock: Clock) -> None:
        self.fronts, self.capacities, self.clock = fronts, tuple(capacities), clock

    def best(self, order: Order, most: Mapping[str, int] | None = None) -> tuple[int, ...] | None:
        """The choice of each part that is best in an order of criteria, objectives at most these; None if there is none."""
        solver = highs(self.clock)
        x = [[solver.addBinary() for _ in front] for front in self.fronts]
        flat = [
            (v, c) for row, front in zip(x, self.fronts, strict=True) for v, c in zip(row, front, strict=True)
        ]

        def total(weights: Mapping[str, int]) -> Any:
            return solver.qsum(v * sum(w * getattr(c, n) for n, w in weights.items()) for v, c in flat)

        for row in x:
            solver.addConstr(solver.qsum(row) == 1)
        for k, capacity in enumerate(self.capacities):
            solver.addConstr(solver.qsum(v * c.uses[k] for v, c in flat if c.uses[k]) <= capacity)
        for name, bound in (most or {}).items():
            solver.addConstr(total({name: 1}) <= bound)
        picked: tuple[int, ...] | None = None
        for part in order:
            objective = total(part)
            solver.minimize(objective)
            if solver.modelStatusToString(solver.getModelStatus()) != "Optimal":
                return None
            values = solver.getSolution().col_value
            picked = tuple(int(np.argmax([values[v.index] for v in row])) for row in x)
            reached = sum(
                w * getattr(front[i], n)
                for front, i in zip(self.fronts, picked, strict=True)
                for n, w in part.items()
            )
            solver.addConstr(objective <= reached)
        return picked


class Picked:
    """Some points of the frontier over parts with capacities."""

    def __init__(
        self, fronts: Sequence[Sequence[Choice]], capacities: Sequence[int], clock: Clock | None = None
    ) -> None:
        self.master = Master(fronts, capacities, clock or Clock())
        self.fronts = fronts
        first = self.master.best(FULL)
        last = self.master.best(({"ties": 1}, {"exposure": 1}, {"effort": 1}))
        ends = [found for found in (first, last) if found is not None]
        found = {self._point(p): p for p in ends}
        if len(found) == 2:
            high, low = self._point(ends[0]).ties, self._point(ends[1]).ties
            for step in range(1, STEPS + 1):
                if self.master.clock.over:
                    break
                cap = high - (high - low) * step // (STEPS + 1)
                picked = self.master.best(FULL, {"ties": cap})
                if picked is not None:
                    found[self._point(picked)] = picked
        ordered = [(point, found[point]) for point in sorted(found, key=lambda p: (p.exposure, p.ties))]
        self.points = [point for point, _ in ordered]
        self._parts = [parts for _, parts in ordered]

    def parts(self, n: int) -> tuple[int, ...]:
        """Which choice of each component makes up a point."""
        return self._parts[n]

    def _point(self, picked: Sequence[int]) -> Point:
        chosen = [front[i] for front, i in zip(self.fronts, picked, strict=True)]
        return Point(
            sum(c.exposure for c in chosen), sum(c.ties for c in chosen), sum(c.effort for c in chosen)
        )
