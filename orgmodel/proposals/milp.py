"""A component as a mixed-integer program for HiGHS, for those that dynamic programming cannot hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component
from orgmodel.proposals.dynamic import FULL, Choice, Order, score
from orgmodel.proposals.model import Condition

EXACT = {"threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5, "output_flag": False}


def highs(clock: Clock) -> Any:
    """A silent solver that proves whole numbers, in the time that is left, and stops on an interrupt."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in EXACT.items():
        solver.setOptionValue(option, value)
    solver.cbMipInterrupt += lambda event: event.interrupt() if clock.over else None
    if clock.left is not None:
        solver.setOptionValue("time_limit", max(0.0, clock.left))
    return solver


class Solver:
    """One component in HiGHS; criteria are minimised one after the other, each bounded before the next.

    ``proven`` is false once a criterion was cut short by the clock; ``bound`` is the proven bound of the first one.
    """

    def __init__(self, component: Component, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.component = component
        self.highs = highs(self.clock)
        self.proven, self.bound = True, 0
        self.x = [self.highs.addBinary() for _ in component.prices]
        self.y = [self.highs.addBinary() for _ in component.forms]
        for slot in component.slots:
            if len(slot) > 1:
                self.highs.addConstr(sum(self.x[i] for i in slot) <= 1)
        for limit in component.limits:
            self.highs.addConstr(self._sum(limit.terms) <= limit.at_least - 1)
        for stands, (_, _, conditions, unless) in zip(self.y, component.forms, strict=True):
            exempt = [self.highs.addBinary() for _ in unless]
            for z, condition in zip(exempt, unless, strict=True):
                least, _ = self._bounds(condition)
                self.highs.addConstr(self._sum(condition.terms) - (condition.at_least - least) * z >= least)
            for condition in conditions:
                excess = self._bounds(condition)[1] - condition.at_least + 1
                freed = sum((excess * z for z in exempt), excess * stands)
                self.highs.addConstr(self._sum(condition.terms) - freed <= condition.at_least - 1)
        self.objectives = {
            "exposure": sum(w * y for (w, *_), y in zip(component.forms, self.y, strict=True)),
            "errors": sum(y for (_, e, *_), y in zip(component.forms, self.y, strict=True) if e),
            "ties": sum(p[0] * x for p, x in zip(component.prices, self.x, strict=True)),
            "effort": sum(p[1] * x for p, x in zip(component.prices, self.x, strict=True)),
        }

    def _bounds(self, condition: Condition) -> tuple[int, int]:
        """The least and the greatest sum that any choice gives."""
        by_slot = [[c for i, c in condition.terms if i in slot] for slot in self.component.slots]
        return sum(min(0, *found, 0) for found in by_slot), sum(max(0, *found, 0) for found in by_slot)

    def _sum(self, terms: Sequence[tuple[int, int]]) -> Any:
        return sum(c * self.x[i] for i, c in terms)

    def best(self, order: Order, below: Mapping[str, int] | None = None) -> Choice | None:
        """The choice that is best in this order of criteria, objectives below these numbers; None if there is none."""
        rows = [self.highs.addConstr(self.objectives[n] <= most - 1) for n, most in (below or {}).items()]
        found: Choice | None = None
        for n, part in enumerate(order):
            objective = sum(w * self.objectives[name] for name, w in part.items())
            if isinstance(objective, int):
                continue
            if self.clock.left is not None:
                self.highs.setOptionValue("time_limit", max(0.0, self.clock.left))
            self.highs.minimize(objective)
            status = self.highs.modelStatusToString(self.highs.getModelStatus())
            values = self.highs.getSolution().col_value
            if status != "Optimal":
                if status == "Infeasible":
                    break
                self.proven = False
                info = self.highs.getInfo()
                self.bound = (
                    max(0, round(info.mip_dual_bound)) if n == 0 and abs(info.mip_dual_bound) < 1e15 else 0
                )
                if not values or info.primal_solution_status != 2:
                    break
            made = tuple(i for i in range(len(self.x)) if values[self.x[i].index] > 0.5)
            found = Choice(*self.component.judge(made), made, self.component.used(made))
            if not self.proven:
                break
            rows.append(self.highs.addConstr(objective <= score(found, part)))
        for row in reversed(rows):
            self.highs.removeConstr(row)
        return found


def frontier(component: Component, clock: Clock | None = None) -> list[Choice]:
    """The exact non-dominated set in exposure and ties, each point of least effort, from least exposure on.

    Where the time is over first, the points until then; the last is the best found, which need not be on the frontier.
    """
    solver = Solver(component, clock)
    out = []
    choice = solver.best(FULL)
    while choice is not None:
        out.append(choice)
        choice = solver.best(FULL, {"ties": choice.ties}) if solver.proven else None
    return out


def best(component: Component, order: Order, clock: Clock | None = None) -> Choice | None:
    """The best choice of a component in this order of criteria, None if the limits leave none."""
    found = Solver(component, clock).best(order)
    if found is None and component.allows(()):  # nothing is priced: doing nothing is the one choice
        found = Choice(*component.judge(()), (), component.used(()))
    return found
