"""Exact dynamic programming over the decisions of one component, all open states at once as arrays.

Decisions are taken one after the other (:mod:`~orgmodel.proposals.decisions`). What earlier ones leave open is a state: for each
condition that is not yet settled its sum so far, clipped to what can still make a difference. Of all choices
that lead to the same state only those are kept that no other beats.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from orgmodel.proposals.components import Component
from orgmodel.proposals.decisions import Option, decisions
from orgmodel.proposals.model import Condition

STATES = 60_000  # past this many kept choices a component goes to the mixed-integer solver
Ints = NDArray[np.int64]
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


def frontier(component: Component) -> list[Choice]:
    """The non-dominated choices of a component, from least exposure on.

    :raises TooLargeError: if too many states stay open.
    """
    return non_dominated(_Run(component, None).choices())


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


@dataclass
class _Row:
    """A condition: the decisions that change it and by how much for each option, and what is still to come."""

    form: int  # -1 for a limit
    unless: bool
    at_least: int
    by: dict[int, Ints]  # place of the decision -> sum of each option
    first: int
    last: int  # the place at which all is settled that is settled with it
    rest: dict[int, tuple[int, int]]  # place -> least and greatest sum of what comes after it


class _Layout:
    """The decisions of a component in their order, and where each of its conditions opens and closes."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.decided = decisions(component)
        self.place = {i: p for p, options in enumerate(self.decided) for option in options for i in option}
        self.closing: list[list[int]] = [[] for _ in self.decided]
        self.constant = [0, 0]  # exposure and errors of forms that nothing here can change
        self.always = [any(not c.terms and c.at_least <= 0 for c in cs) for _, _, cs, _ in component.forms]
        self.feasible = all(limit.terms or limit.at_least > 0 for limit in component.limits)
        self.opening: list[list[_Row]] = [[] for _ in self.decided]
        for row in self._rows():
            self.opening[row.first].append(row)
        self.prices = [self._prices(options) for options in self.decided]

    def _rows(self) -> Iterator[_Row]:
        for limit in self.component.limits:
            if limit.terms:
                yield self._row(-1, False, limit)
        for f, (weight, error, conditions, unless) in enumerate(self.component.forms):
            own = [self._row(f, False, c) for c in conditions if c.terms]
            own += [self._row(f, True, c) for c in unless if c.terms]
            exempt = any(not c.terms and c.at_least <= 0 for c in unless)
            if exempt or not own:
                stands = self.always[f] and not exempt
                self.constant = [self.constant[0] + weight * stands, self.constant[1] + error * stands]
                continue
            last = max(r.last for r in own)
            self.closing[last].append(f)
            for row in own:
                row.last = last
                yield row

    def _row(self, form: int, unless: bool, condition: Condition) -> _Row:
        by: dict[int, Ints] = {}
        given = dict(condition.terms)
        for p in sorted({self.place[i] for i in given if i in self.place}):
            by[p] = np.array([sum(given.get(i, 0) for i in option) for option in self.decided[p]])
        rest, least, most = {}, 0, 0
        for p in sorted(by, reverse=True):
            rest[p] = least, most
            least, most = least + int(by[p].min()), most + int(by[p].max())
        return _Row(form, unless, condition.at_least, by, min(by, default=0), max(by, default=0), rest)

    def _prices(self, options: list[Option]) -> Ints:
        part = self.component
        out = np.zeros((len(options), 4 + len(part.uses)), dtype=np.int64)
        for o, option in enumerate(options):
            for i in option:
                out[o, 1] += part.prices[i][0]
                out[o, 2] += part.prices[i][1]
                for k, used in enumerate(part.uses):
                    out[o, 4 + k] += used[i]
        return out


_LAYOUTS: WeakKeyDictionary[Component, _Layout] = WeakKeyDictionary()


class _Run:
    """One pass through the decisions of a component."""

    def __init__(self, component: Component, order: Order | None) -> None:
        if component not in _LAYOUTS:
            _LAYOUTS[component] = _Layout(component)
        self.component, self.layout, self.order = component, _LAYOUTS[component], order

    def choices(self) -> list[Choice]:
        """All choices that are kept at the end."""
        layout = self.layout
        cost = np.zeros((1, 4 + len(self.component.uses)), dtype=np.int64)
        cost[0, 0], cost[0, 3] = layout.constant
        sums = np.zeros((1, 0), dtype=np.int64)
        columns: list[_Row] = []
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

    def _settled(self, p: int, columns: list[_Row], sums: Ints, cost: Ints) -> tuple[Ints, Ints, Ints]:
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
        state = np.concatenate([sums, cost[:, 4:]], axis=1)
        if self.order is None:
            keys = [cost[:, 2], cost[:, 1], cost[:, 0]]
        else:
            weights = [[part.get(name, 0) for name in OBJECTIVES] for part in reversed(self.order)]
            keys = list((cost[:, :4] @ np.array(weights, dtype=np.int64).T).T)
        by = np.lexsort([*keys, *state.T])
        state, ties = state[by], cost[by, 1]
        new = np.concatenate([[True], (state[1:] != state[:-1]).any(axis=1)])
        if self.order is not None:
            return np.sort(by[new])
        # Within a group of equal states ties must fall; each group starts below all before it.
        group = np.cumsum(new)
        level = ties - group * (int(ties.max()) - int(ties.min()) + 1)
        lowest = np.minimum.accumulate(level)
        keep = np.concatenate([[True], level[1:] < lowest[:-1]])
        return np.sort(by[keep])

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
