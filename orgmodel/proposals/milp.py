"""The same component as a mixed-integer program for HiGHS, for those that dynamic programming cannot hold."""

from collections.abc import Sequence
from typing import Any

from orgmodel.proposals.components import Component
from orgmodel.proposals.dynamic import Choice
from orgmodel.proposals.model import Condition

FRONTIER = ("exposure", "ties", "effort")
MANDATORY = ("errors", "effort", "ties", "exposure")


class Solver:
    """One component in HiGHS; objectives are minimised one after the other, each bounded before the next."""

    def __init__(self, component: Component) -> None:
        import highspy

        self.component = component
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.highs.silent()
        self.highs.setOptionValue("threads", 1)
        self.highs.setOptionValue("mip_rel_gap", 0.0)
        self.highs.setOptionValue("mip_abs_gap", 0.5)
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

    def best(self, order: Sequence[str], ties_below: int | None = None) -> Choice | None:
        """The choice that is best in this order of criteria, ties below a number; None if there is none."""
        rows = []
        if ties_below is not None:
            rows.append(self.highs.addConstr(self.objectives["ties"] <= ties_below - 1))
        found: Choice | None = None
        for name in order:
            objective = self.objectives[name]
            if isinstance(objective, int):
                continue
            self.highs.minimize(objective)
            if self.highs.modelStatusToString(self.highs.getModelStatus()) != "Optimal":
                break
            values = self.highs.getSolution().col_value
            made = [i for i in range(len(self.x)) if values[self.x[i].index] > 0.5]
            found = self._choice(made)
            rows.append(self.highs.addConstr(objective <= getattr(found, name)))
        for row in reversed(rows):
            self.highs.removeConstr(row)
        return found

    def _choice(self, made: list[int]) -> Choice:
        options = tuple(
            next((o for o, i in enumerate(slot, 1) if i in made), 0) for slot in self.component.slots
        )
        return Choice(*self.component.judge(made), options)


def frontier(component: Component) -> list[Choice]:
    """The exact non-dominated set in exposure and ties, each point of least effort, from least exposure on."""
    solver = Solver(component)
    out = []
    choice = solver.best(FRONTIER)
    while choice is not None:
        out.append(choice)
        choice = solver.best(FRONTIER, ties_below=choice.ties)
    return out


def mandatory(component: Component) -> Choice:
    """The choice with fewest errors, then least effort, ties and exposure."""
    found = Solver(component).best(MANDATORY)
    if found is None:  # nothing is priced: doing nothing is the one choice
        found = Choice(*component.judge([]), tuple(0 for _ in component.slots))
    return found
