"""The solved parts: each component once, equal ones together, by dynamic programming or HiGHS."""

from weakref import WeakKeyDictionary

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component, Group
from orgmodel.proposals.dynamic import MANDATORY, Choice, TooLargeError


class Parts:
    """What each component has to offer, kept from round to round.

    ``proven`` is false once a component was left unsolved because the time was over; it then offers to do nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.proven = True
        self._known: dict[object, int] = {}
        self._shapes: WeakKeyDictionary[Component, int] = WeakKeyDictionary()
        self.mandatory: WeakKeyDictionary[Group, list[Choice]] = WeakKeyDictionary()
        self._solved: dict[int, tuple[list[Choice], list[Choice]]] = {}

    def front(self, component: Component) -> list[Choice]:
        """The non-dominated choices, from least exposure on; none where the limits leave none."""
        return self._offers(component)[0]

    def least(self, component: Component) -> list[Choice]:
        """The choice with fewest errors, then least effort, ties, exposure, for each use of coupled resources; the best first."""
        return self._offers(component)[1]

    def _offers(self, component: Component) -> tuple[list[Choice], list[Choice]]:
        shape = self._shape(component)
        if shape not in self._solved:
            self._solved[shape] = self._solve(component)
        return self._solved[shape]

    def _shape(self, component: Component) -> int:
        """The number of all components that are alike; a component is compared with others once."""
        if component not in self._shapes:
            self._shapes[component] = self._known.setdefault(component.key, len(self._known))
        return self._shapes[component]

    def choices(self, component: Component) -> list[Choice]:
        """All choices that a plan may be made of."""
        return [*self.front(component), *self.least(component)]

    def _solve(self, component: Component) -> tuple[list[Choice], list[Choice]]:
        if self.clock.over:
            return self._nothing(component)
        try:
            return dynamic.offers(component)
        except TooLargeError:
            if component.uses:
                raise
            front = milp.frontier(component, self.clock)
            least = milp.best(component, MANDATORY, self.clock)
            return (front, [least]) if front and least and not self.clock.over else self._nothing(component)

    def _nothing(self, component: Component) -> tuple[list[Choice], list[Choice]]:
        """To do nothing; where that is not allowed, the first choice that is."""
        self.proven = False
        if component.allows(()):
            found = [Choice(*component.judge(()), (), component.used(()))]
            return found, found
        try:
            found = dynamic.ranked(dynamic.bests(component, MANDATORY), MANDATORY)
        except TooLargeError:
            only = milp.best(component, MANDATORY)
            found = [only] if only else []
        return found, found
