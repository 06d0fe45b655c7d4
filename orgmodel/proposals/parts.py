"""The solved parts: each component once, equal ones together, by dynamic programming or HiGHS."""

from weakref import WeakKeyDictionary

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component
from orgmodel.proposals.dynamic import MANDATORY, Choice, Order, TooLargeError


class Parts:
    """What each component has to offer, kept from round to round.

    ``proven`` is false once a component was left unsolved because the time was over; it then offers to do nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.proven = True
        self._known: dict[object, int] = {}
        self._shapes: WeakKeyDictionary[Component, int] = WeakKeyDictionary()
        self._fronts: dict[int, list[Choice]] = {}
        self._least: dict[int, list[Choice]] = {}

    def front(self, component: Component) -> list[Choice]:
        """The non-dominated choices, from least exposure on; none where the limits leave none."""
        shape = self._shape(component)
        if shape not in self._fronts:
            self._fronts[shape] = self._solved(component)
        return self._fronts[shape]

    def least(self, component: Component) -> list[Choice]:
        """The choice with fewest errors, then least effort, ties, exposure: one for each use of coupled resources."""
        shape = self._shape(component)
        if shape not in self._least:
            self._least[shape] = self._bests(component, MANDATORY)
        return self._least[shape]

    def _shape(self, component: Component) -> int:
        """The number of all components that are alike; a component is compared with others once."""
        if component not in self._shapes:
            self._shapes[component] = self._known.setdefault(component.key, len(self._known))
        return self._shapes[component]

    def choices(self, component: Component) -> list[Choice]:
        """All choices that a plan may be made of."""
        return [*self.front(component), *self.least(component)]

    def _solved(self, component: Component) -> list[Choice]:
        if self.clock.over:
            return self._nothing(component)
        try:
            return dynamic.frontier(component)
        except TooLargeError:
            if component.uses:
                raise
            found = milp.frontier(component, self.clock)
            return self._nothing(component) if self.clock.over or not found else found

    def _bests(self, component: Component, order: Order) -> list[Choice]:
        if self.clock.over:
            return self._nothing(component)
        try:
            return dynamic.bests(component, order)
        except TooLargeError:
            if component.uses:
                raise
            found = milp.best(component, order, self.clock)
            return [found] if found and not self.clock.over else self._nothing(component)

    def _nothing(self, component: Component) -> list[Choice]:
        """To do nothing; where that is not allowed, the first choice that is."""
        self.proven = False
        if component.allows(()):
            return [Choice(*component.judge(()), (), component.used(()))]
        try:
            return dynamic.bests(component, MANDATORY)
        except TooLargeError:
            found = milp.best(component, MANDATORY)
            return [found] if found else []
