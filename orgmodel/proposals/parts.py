"""The solved parts: each component once, equal ones together, by dynamic programming or HiGHS."""

from collections import defaultdict
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.components import Component, Group
from orgmodel.proposals.dynamic import MANDATORY, Choice, OverError, TooLargeError, non_dominated, ranked

Offers = tuple[list[Choice], list[Choice]]  # those that none beats, and the mandatory ones
TOGETHER = 32  # components taken together at most: their states are held in memory side by side


class Parts:
    """What each component has to offer, kept from round to round.

    ``proven`` is false once a component was not solved to the end because the time was over; it then offers what was found till
    then, or to do nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.proven = True
        self._known: dict[object, int] = {}
        self._shapes: WeakKeyDictionary[Component, int] = WeakKeyDictionary()
        self.mandatory: WeakKeyDictionary[Group, list[Choice]] = WeakKeyDictionary()
        self._solved: dict[int, Offers] = {}
        self._large: set[int] = (
            set()
        )  # shapes that use what others use too, and are too large to tell all their choices

    def front(self, component: Component) -> list[Choice]:
        """The non-dominated choices, from least exposure on; none where the limits leave none."""
        return self._offers(component)[0]

    def least(self, component: Component) -> list[Choice]:
        """The choice with fewest errors, then least effort, ties, exposure, for each use of coupled resources; the best first."""
        return self._offers(component)[1]

    def solve(self, components: Iterable[Component]) -> None:
        """Solve all that are not solved yet, those of one pattern together."""
        waiting: dict[object, dict[int, Component]] = defaultdict(dict)
        for component in components:
            shape = self._shape(component)
            if shape not in self._solved:
                waiting[component.pattern].setdefault(shape, component)
        total, done = sum(map(len, waiting.values())), 0
        for alike in waiting.values():
            shapes = list(alike)
            for some in (shapes[n : n + TOGETHER] for n in range(0, len(shapes), TOGETHER)):
                self.clock.tell(Progress("solve", done, total))
                self._solved.update(zip(some, self._together([alike[n] for n in some]), strict=True))
                done += len(some)

    def _offers(self, component: Component) -> Offers:
        shape = self._shape(component)
        if shape not in self._solved:
            self.solve([component])
        return self._solved[shape]

    def _shape(self, component: Component) -> int:
        """The number of all components that are alike; a component is compared with others once."""
        if component not in self._shapes:
            self._shapes[component] = self._known.setdefault(component.key, len(self._known))
        return self._shapes[component]

    def holds(self, component: Component) -> bool:
        """Whether what a component offers is known for each use of coupled resources."""
        self._offers(component)
        return self._shape(component) not in self._large

    def choices(self, component: Component) -> list[Choice]:
        """All choices that a plan may be made of."""
        return [*self.front(component), *self.least(component)]

    def _together(self, components: list[Component]) -> list[Offers]:
        """Components of one pattern, together if their states can be held, else one half after the other."""
        if self.clock.over:
            return [self._nothing(component) for component in components]
        try:
            return dynamic.offers(components, self.clock)
        except OverError:
            return [self._nothing(component) for component in components]
        except TooLargeError:
            if len(components) > 1:
                half = len(components) // 2
                return [*self._together(components[:half]), *self._together(components[half:])]
        (component,) = components
        if component.uses:
            self._large.add(self._shape(component))
            return [([], [])]
        front = milp.frontier(component, self.clock)
        least = milp.best(component, MANDATORY, self.clock)
        if front and least and not self.clock.over:
            return [(front, [least])]
        (nothing, _) = self._nothing(component)
        found = [*front, *([least] if least else []), *nothing]
        return [(non_dominated(found), ranked(found, MANDATORY)[:1])]

    def _nothing(self, component: Component) -> Offers:
        """To do nothing; where that is not allowed, the first choice that is."""
        self.proven = False
        if component.allows(()):
            found = [Choice(*component.judge(()), (), component.used(()))]
            return found, found
        try:
            found = ranked(dynamic.bests(component, MANDATORY), MANDATORY)
        except TooLargeError:
            only = milp.best(component, MANDATORY)
            found = [only] if only else []
        return found, found
