"""Exact dynamic programming over the decisions of one component, all open states at once as arrays.

Decisions are taken one after the other (:mod:`~orgmodel.proposals.decisions`). What earlier ones leave open is a state: for each
condition that is not yet settled its sum so far, clipped to what can still make a difference. Of all choices
that lead to the same state only those are kept that no other beats.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.components import Component
from orgmodel.proposals.layout import Ints, Layout, Row

STATES = 60_000  # past this many kept choices a component goes to the mixed-integer solver
Order = Sequence[Mapping[str, int]]  # criteria, each a weighted sum of objectives, the first decides first
OBJECTIVES = ("exposure", "ties", "effort", "errors")
MANDATORY: Order = ({"errors": 1}, {"effort": 1}, {"ties": 1}, {"exposure": 1})
FULL: Order = ({"exposure": 1}, {"ties": 1}, {"effort": 1})


class TooLargeError(Exception):
    """The component has more states than dynamic programming should hold."""


class Choice(NamedTuple):
    """What a choice costs, the local moves made, and how much of each coupled resource it uses."""

    exposure: int
    ties: int
    effort: int
    errors: int
    moves: tuple[int, ...]
    uses: tuple[int, ...] = ()


def non_dominated(choices: Sequence[Choice]) -> list[Choice]:
    """The choices that none beats in exposure, ties and coupled resources; among equals the one of least effort.

    >>> non_dominated([Choice(0, 5, 1, 0, ()), Choice(0, 5, 2, 0, ()), Choice(3, 5, 0, 0, ()), Choice(3, 0, 0, 0, ())])
    [Choice(exposure=0, ties=5, effort=1, errors=0, moves=(), uses=()), Choice(exposure=3, ties=0, effort=0, errors=0, moves=(), uses=())]
    """
    ordered = sorted(choices, key=lambda c: (c.exposure, c.ties, c.uses, c.effort, c.moves))
    kept: list[int] = []
    costs = np.array([(c.ties, *c.uses) for c in ordered], dtype=np.int64).reshape(len(ordered), -1)
    best = np.zeros_like(costs)  # the costs of those kept, none of which has more exposure than what follows
    for n, cost in enumerate(costs):
        if not (best[: len(kept)] <= cost).all(axis=1).any():
            best[len(kept)] = cost
            kept.append(n)
    return [ordered[n] for n in kept]


def offers(component: Component) -> tuple[list[Choice], list[Choice]]:
    """The non-dominated choices of a component, and its mandatory ones: one for each use of coupled resources.

    :raises TooLargeError: if too many states stay open.
    """
    found = _Run(component, MANDATORY, front=True).choices()
    least: dict[tuple[int, ...], Choice] = {}
    for choice in sorted(found, key=lambda c: tuple(score(c, part) for part in MANDATORY)):
        least.setdefault(choice.uses, choice)
    return non_dominated(found), list(least.values())


def bests(component: Component, order: Order) -> list[Choice]:
    """The choice that is best in this order of criteria, one for each use of coupled resources; none if the limits leave none.

    :raises TooLargeError: if too many states stay open.
    """
    return _Run(component, order).choices()


def best(component: Component, order: Order) -> Choice | None:
    """The choice that is best in this order of criteria, None if the limits leave none.

    :raises TooLargeError: if too many states stay open.
    """
    found = bests(component, order)
    return min(found, key=lambda c: tuple(score(c, part) for part in order), default=None)


def score(choice: Choice, part: Mapping[str, int]) -> int:
    """A weighted sum of the objectives of a choice."""
    return sum(weight * int(getattr(choice, name)) for name, weight in part.items())


_LAYOUTS: WeakKeyDictionary[Component, Layout] = WeakKeyDictionary()


class _Run:
    """One pass through the decisions of a component, for what is best in an order and, if asked for, its frontier."""

    def __init__(self, component: Component, order: Order, *, front: bool = False) -> None:
        if component not in _LAYOUTS:
            _LAYOUTS[component] = Layout(component)
        self.component, self.layout = component, _LAYOUTS[component]
        self.weights = np.array([[part.get(name, 0) for name in OBJECTIVES] for part in order[::-1]]).T
        self.front = front

    def choices(self) -> list[Choice]:
        """All choices that are kept at the end."""
        layout = self.layout
        cost = np.zeros((1, 4 + len(self.component.uses)), dtype=np.int64)
        cost[0, 0], cost[0, 3] = layout.constant
        sums = np.zeros((1, 0), dtype=np.int64)
        columns: list[Row] = []
        trail: list[tuple[Ints, Ints]] = []
        if not layout.feasible:
            return []
        for p, options in enumerate(layout.decided):
            fresh = layout.opening[p]
            columns = [*columns, *fresh]
            parents = np.repeat(np.arange(len(sums)), len(options))
            taken = np.tile(np.arange(len(options)), len(sums))
            sums = np.concatenate([sums, np.zeros((len(sums), len(fresh)), dtype=np.int64)], axis=1)[parents]
            for c, row in enumerate(columns):
                if p in row.by:
                    sums[:, c] += row.by[p][taken]
            cost = cost[parents] + layout.prices[p][taken]
            sums, cost, kept = self._settled(p, columns, sums, cost)
            columns = [r for r in columns if r.last > p]
            chosen = self._pruned(sums, cost)
            sums, cost, kept = sums[chosen], cost[chosen], kept[chosen]
            trail.append((parents[kept], taken[kept]))
            if len(sums) > STATES:
                raise TooLargeError
        return self._told(cost, trail)

    def _settled(self, p: int, columns: list[Row], sums: Ints, cost: Ints) -> tuple[Ints, Ints, Ints]:
        """Clip what can no longer differ, leave out what passes a limit, count the forms that close here."""
        stays = np.ones(len(sums), dtype=bool)
        for c, row in enumerate(columns):
            if p not in row.by:
                continue
            least, most = row.rest[p]
            column = sums[:, c]
            np.minimum(column, row.at_least - least, out=column)
            np.maximum(column, row.at_least - 1 - most, out=column)
            if row.form < 0:
                stays &= column < row.at_least - least
        for f in self.layout.closing[p]:
            weight, error, *_ = self.component.forms[f]
            stands = np.full(len(sums), self.layout.always[f])
            exempt = np.zeros(len(sums), dtype=bool)
            for c, row in enumerate(columns):
                if row.form == f:
                    side = exempt if row.unless else stands
                    side |= sums[:, c] >= row.at_least
            found = stands & ~exempt
            cost[:, 0] += weight * found
            cost[:, 3] += error * found
        open_ = np.array([c for c, row in enumerate(columns) if row.last > p], dtype=np.int64)
        kept = np.flatnonzero(stays)
        return sums[kept][:, open_], cost[kept], kept

    def _pruned(self, sums: Ints, cost: Ints) -> Ints:
        """The rows to keep, in the order in which they stand."""
        if len(sums) <= 1:
            return np.arange(len(sums))
        keep = np.zeros(len(sums), dtype=bool)
        state = [*cost[:, 4:].T, *sums.T]
        by = np.lexsort([*(cost[:, :4] @ self.weights).T, *state])
        keep[by[_starts(state, by)]] = True
        if self.front:
            # Within a group of equal states ties must fall; each group starts below all before it.
            by = np.lexsort([cost[:, 2], cost[:, 1], cost[:, 0], *state])
            ties = cost[by, 1]
            level = ties - np.cumsum(_starts(state, by)) * (int(ties.max()) - int(ties.min()) + 1)
            keep[by[np.concatenate([[True], level[1:] < np.minimum.accumulate(level)[:-1]])]] = True
        return np.flatnonzero(keep)

    def _told(self, cost: Ints, trail: list[tuple[Ints, Ints]]) -> list[Choice]:
        at = np.arange(len(cost))
        moves: list[list[int]] = [[] for _ in at]
        for (parents, taken), options in zip(reversed(trail), reversed(self.layout.decided), strict=True):
            for found, option in zip(moves, taken[at].tolist(), strict=True):
                found += options[option]
            at = parents[at]
        out = []
        for costs, made in zip(cost.tolist(), moves, strict=True):
            exposure, ties, effort, errors, *uses = costs
            out.append(Choice(exposure, ties, effort, errors, tuple(sorted(made)), tuple(uses)))
        return out


def _starts(state: list[Ints], by: Ints) -> NDArray[np.bool_]:
    """Where in this order another state begins than the one before."""
    new = np.zeros(len(by), dtype=bool)
    new[0] = True
    for column in state:
        ordered = column[by]
        new[1:] |= ordered[1:] != ordered[:-1]
    return new
