"""Exact dynamic programming over the decisions of components, all open states at once as arrays.

Decisions are taken one after the other (:mod:`~orgmodel.proposals.decisions`). What earlier ones leave open is a state: for each
condition that is not yet settled its sum so far, clipped to what can still make a difference. Of all choices
that lead to the same state only those are kept that no other beats. Components of one pattern are taken together: of
which a state is, is part of the state.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component
from orgmodel.proposals.layout import CODES, Closing, Ints, Layout, Step

BLOCK = 256  # choices compared with each other at a time
MANY = 200  # places from which columns are put together before they are sorted by
STATES = 60_000  # kept choices at most; past them fewer components are taken together, or one goes to the mixed-integer solver
Order = Sequence[Mapping[str, int]]  # criteria, each a weighted sum of objectives, the first decides first
OBJECTIVES = ("exposure", "ties", "effort", "errors")
MANDATORY: Order = ({"errors": 1}, {"effort": 1}, {"ties": 1}, {"exposure": 1})
FULL: Order = ({"exposure": 1}, {"ties": 1}, {"effort": 1})


class TooLargeError(Exception):
    """The component has more states than dynamic programming should hold."""


class OverError(Exception):
    """The time was over before a component was solved."""


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
    if not choices:
        return []
    costs = np.array([(c.exposure, c.ties, *c.uses, c.effort) for c in choices], dtype=np.int64)
    by = np.lexsort(costs.T[::-1])
    new = np.concatenate([[True], (costs[by[1:]] != costs[by[:-1]]).any(axis=1)])
    alike = np.split(by, np.flatnonzero(new)[1:])  # of those that cost the same the first moves stay
    first = [int(n[0]) if len(n) == 1 else min(n.tolist(), key=lambda i: choices[i].moves) for n in alike]
    costs = costs[first, 1:-1]
    kept: list[int] = []
    for start in range(0, len(costs), BLOCK):  # none has less exposure than those before it
        block = costs[start : start + BLOCK]
        beaten = _under(costs[kept], block).any(axis=0) | np.triu(_under(block, block), 1).any(axis=0)
        kept += (start + np.flatnonzero(~beaten)).tolist()
    return [choices[first[n]] for n in kept]


def _under(some: Ints, others: Ints) -> NDArray[np.bool_]:
    """Where a row of the one costs no more in any column than a row of the other. Shape (some, others)."""
    out = np.ones((len(some), len(others)), dtype=bool)
    for one, other in zip(some.T, others.T, strict=True):
        out &= one[:, None] <= other
    return out


def offers(
    components: Sequence[Component], clock: Clock | None = None
) -> list[tuple[list[Choice], list[Choice]]]:
    """For each of some components of one pattern its non-dominated choices, and its mandatory ones: one for each use of coupled resources.

    :raises TooLargeError: if too many states stay open, those of all together.
    :raises OverError: if the time is over first.
    """
    out = []
    for found in _Run(components, MANDATORY, front=True).choices(clock):
        if clock is not None and clock.over:
            raise OverError
        out.append((non_dominated(found), _thriftiest(found)))
    return out


def _thriftiest(found: Sequence[Choice]) -> list[Choice]:
    least: dict[tuple[int, ...], Choice] = {}
    for choice in ranked(found, MANDATORY):
        least.setdefault(choice.uses, choice)
    return list(least.values())


def bests(component: Component, order: Order) -> list[Choice]:
    """The choice that is best in this order of criteria, one for each use of coupled resources; none if the limits leave none.

    :raises TooLargeError: if too many states stay open.
    """
    (found,) = _Run([component], order).choices()
    return found


def best(component: Component, order: Order) -> Choice | None:
    """The choice that is best in this order of criteria, None if the limits leave none.

    :raises TooLargeError: if too many states stay open.
    """
    found = bests(component, order)
    return min(found, key=lambda c: tuple(score(c, part) for part in order), default=None)


def score(choice: Choice, part: Mapping[str, int]) -> int:
    """A weighted sum of the objectives of a choice."""
    return sum(weight * int(getattr(choice, name)) for name, weight in part.items())


def ranked(choices: Sequence[Choice], order: Order) -> list[Choice]:
    """Choices from the best in an order of criteria on."""
    costs = np.array([c[: len(OBJECTIVES)] for c in choices], dtype=np.int64).reshape(-1, len(OBJECTIVES))
    return [choices[n] for n in np.lexsort(_weights(order) @ costs.T)]


def _weights(order: Order) -> Ints:
    """The weight of each objective in each criterion, the last criterion first."""
    return np.array([[part.get(name, 0) for name in OBJECTIVES] for part in order[::-1]])


_LAYOUTS: WeakKeyDictionary[Component, Layout] = WeakKeyDictionary()  # of components alone


def _layout(components: Sequence[Component]) -> Layout:
    if len(components) > 1:
        return Layout(components)
    (alone,) = components
    if alone not in _LAYOUTS:
        _LAYOUTS[alone] = Layout(components)
    return _LAYOUTS[alone]


class _Run:
    """One pass through the decisions of components of one pattern, for what is best in an order and, if asked for, their frontiers."""

    def __init__(self, components: Sequence[Component], order: Order, *, front: bool = False) -> None:
        self.count, self.layout = len(components), _layout(components)
        self.uses = len(components[0].uses)
        self.weights = _weights(order)
        self.front = front

    def choices(self, clock: Clock | None = None) -> list[list[Choice]]:
        """All choices of each component that are kept at the end."""
        if not self.layout.feasible:
            return [[] for _ in range(self.count)]
        sums = np.zeros((0, self.count), dtype=np.int64)  # open conditions x states
        cost = np.zeros((4 + self.uses, self.count), dtype=np.int64)
        cost[[0, 3]] = np.array(self.layout.constant)[:, None]
        of = np.arange(self.count)  # the component of each state
        trail: list[Ints] = []  # state before, times options, plus option taken
        for step in self.layout.steps:
            if step.fresh:
                sums = np.concatenate([sums, np.zeros((step.fresh, sums.shape[1]), dtype=np.int64)])
            sums, cost = sums[:, :, None] + step.adds[:, of], cost[:, :, None] + step.prices[:, of]
            np.minimum(sums, step.high[:, of, None], out=sums)
            np.maximum(sums, step.low[:, of, None], out=sums)
            for form in step.closing:
                _count(form, sums, cost, of)
            kept = _within(step, sums, of)
            size = len(of) * len(step.options)
            sums = sums.reshape(len(sums), size)[step.stay][:, kept]
            cost = cost.reshape(len(cost), size)[:, kept]
            of = of[kept // len(step.options)]
            chosen = self._pruned([*_states(step, sums), of], cost)
            sums, cost, of = sums[:, chosen], cost[:, chosen], of[chosen]
            trail.append(kept[chosen])
            if len(chosen) > STATES:
                raise TooLargeError
            if clock is not None and clock.over:
                raise OverError
        return self._told(of, cost, trail)

    def _pruned(self, state: list[Ints], cost: Ints) -> Ints:
        """The places to keep, in the order in which they stand."""
        if cost.shape[1] <= 1:
            return np.arange(cost.shape[1])
        keep = np.zeros(cost.shape[1], dtype=bool)
        state = [*state, *cost[4:]]
        by = _ordered([*(self.weights @ cost[:4]), *state])
        keep[by[_starts(state, by)]] = True
        if self.front:
            # Within a group of equal states ties must fall; each group starts below all before it.
            by = _ordered([cost[2], cost[1], cost[0], *state])
            ties = cost[1, by]
            level = ties - np.cumsum(_starts(state, by)) * (int(ties.max()) - int(ties.min()) + 1)
            falls = level[1:] < np.minimum.accumulate(level)[:-1]
            keep[by[0]] = True
            keep[by[1:][falls]] = True
        return np.flatnonzero(keep)

    def _told(self, of: Ints, cost: Ints, trail: list[Ints]) -> list[list[Choice]]:
        at = np.arange(cost.shape[1])
        moves: list[list[int]] = [[] for _ in at]
        for came, step in zip(reversed(trail), reversed(self.layout.steps), strict=True):
            at, taken = np.divmod(came[at], len(step.options))
            for found, option in zip(moves, taken.tolist(), strict=True):
                found += step.options[option]
        out: list[list[Choice]] = [[] for _ in range(self.count)]
        for part, costs, made in zip(of.tolist(), cost.T.tolist(), moves, strict=True):
            exposure, ties, effort, errors, *uses = costs
            out[part].append(Choice(exposure, ties, effort, errors, tuple(sorted(made)), tuple(uses)))
        return out


def _count(form: Closing, sums: Ints, cost: Ints, of: Ints) -> None:
    """Add a settled form to the cost of the states in which it stands."""
    at, least = form.stands
    found = (sums[at] >= least[:, of, None]).any(axis=0) | form.always
    at, least = form.exempt
    if len(at):
        found &= ~(sums[at] >= least[:, of, None]).any(axis=0)
    cost[0] += form.weight * found
    cost[3] += form.error * found


def _within(step: Step, sums: Ints, of: Ints) -> Ints:
    """The places of the states that pass no limit."""
    at, reached = step.limits
    if not len(at):
        return np.arange(sums.shape[1] * sums.shape[2])
    return np.flatnonzero((sums[at] < reached[:, of, None]).all(axis=0))


def _states(step: Step, sums: Ints) -> list[Ints]:
    """What tells states apart: one number each where they fit in one, else every column."""
    return list(sums) if step.radix is None else [step.radix @ sums] if len(sums) else []


def _ordered(columns: Sequence[Ints]) -> Ints:
    """The places in the order of the last of these columns, then of the one before it; of many places as few columns as can be."""
    if len(columns[0]) < MANY:
        return np.lexsort(columns)
    keys: list[Ints] = []
    room = CODES
    for column in columns:
        low = int(column.min())
        span = int(column.max()) - low + 1
        if room * span < CODES:
            keys[-1] = keys[-1] + (column - low) * room
            room *= span
        else:
            keys.append(column - low)
            room = span
    return np.argsort(keys[0], kind="stable") if len(keys) == 1 else np.lexsort(keys)


def _starts(state: list[Ints], by: Ints) -> NDArray[np.bool_]:
    """Where in this order another state begins than the one before."""
    new = np.zeros(len(by), dtype=bool)
    new[0] = True
    for column in state:
        ordered = column[by]
        new[1:] |= ordered[1:] != ordered[:-1]
    return new
