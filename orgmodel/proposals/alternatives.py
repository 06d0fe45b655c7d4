"""The next best plans: by the criteria of a plan, the best that differ from it and each other in a reattachment.

Parts that share nothing are ranked each by itself, and the best sums of one choice from each are taken. Where a pool, the planner's
budget or a limit of ties binds parts together, the plans are divided into ever smaller sets, of each of which the best is
known: those that leave a part's reattachments as they are in the best, and those that do not. (Murty, An algorithm for ranking
all the assignments in order of increasing cost, Operations Research 16, 1968.)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count as numbered

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component, limited
from orgmodel.proposals.dynamic import Choice, Order, score
from orgmodel.proposals.model import Condition
from orgmodel.proposals.parts import Parts
from orgmodel.proposals.picked import Master
from orgmodel.proposals.solve import Solution

Scores = tuple[int, ...]
Moved = frozenset[int]  # the reattachments that a choice of a part makes, in its own numbers


def alternatives(
    solution: Solution,
    made: tuple[int, ...],
    order: Order,
    count: int,
    most_ties: int | None = None,
    clock: Clock | None = None,
) -> list[tuple[int, ...]]:
    """The moves of up to ``count`` plans besides the one that makes ``made``, the best first; none if the time is over first.

    They keep to all limits, of ties to ``most_ties`` (twentieths).
    """
    clock = clock or Clock()
    free = most_ties is None and not any(group.capacities for group in solution.groups)
    found = (
        _apart(solution, made, order, count, clock) if free else _divided(solution, order, most_ties, clock)
    )
    moving = {i for i, m in enumerate(solution.world.model.moves) if m.kind == "reattach"}
    seen, out = {frozenset(moving.intersection(made))}, list[tuple[int, ...]]()
    for moves in found:
        if clock.over:  # what was found in a hurry need not be the next best
            break
        moved = frozenset(moving.intersection(moves))
        if moved not in seen:
            seen.add(moved)
            out.append(moves)
        if len(out) == count:
            break
    return out


def _apart(
    solution: Solution, made: tuple[int, ...], order: Order, count: int, clock: Clock
) -> Iterator[tuple[int, ...]]:
    """The plans of parts that share nothing, the best first: the best sums of one choice from each part's own list."""
    moving = {i for i, m in enumerate(solution.world.model.moves) if m.kind == "reattach"}
    parts = [p for p in solution.components if not moving.isdisjoint(p.moves)]
    kept = set(made).difference(*(p.moves for p in parts))
    lists = [
        _best_first(p, order, frozenset(n for n, i in enumerate(p.moves) if i in moving), count + 1, clock)
        for p in parts
    ]
    if clock.over:  # lists that were cut short would pass over better plans
        return
    for picked in _sums(lists, order):
        yield tuple(sorted(kept.union(*(_named(p, c) for p, c in zip(parts, picked, strict=True)))))


def _named(part: Component, choice: Choice) -> set[int]:
    """The moves of a choice by their indices in the model."""
    return {part.moves[i] for i in choice.moves}


@dataclass(frozen=True)
class _Set:
    """Plans whose parts, by number, make just these reattachments (``fixed``) or none of these (``barred``)."""

    fixed: Mapping[int, Moved] = field(default_factory=dict)
    barred: Mapping[int, frozenset[Moved]] = field(default_factory=dict)


class _Shared:
    """The parts of a solution with all that they share, and the best plan of any set."""

    def __init__(self, solution: Solution, order: Order, most_ties: int | None, clock: Clock) -> None:
        self.order, self.clock, self.parts = order, clock, Parts(clock)
        self.most = {} if most_ties is None else {"ties": most_ties}
        self.components = [part for group in solution.groups for part in group.components]
        self.capacities = [most for group in solution.groups for most in group.capacities]
        self.before: list[int] = []  # resources of other groups, of each part
        taken = 0
        for group in solution.groups:
            self.before += [taken] * len(group.components)
            taken += len(group.capacities)
        kinds = [move.kind for move in solution.world.model.moves]
        self.moving = [
            frozenset(n for n, i in enumerate(part.moves) if kinds[i] == "reattach")
            for part in self.components
        ]
        self._fronts: dict[tuple[int, Moved | None, frozenset[Moved]], list[Choice]] = {}

    def best(self, of: _Set) -> list[Choice] | None:
        """The choice of each part that makes up the best plan of a set; None if there is none."""
        fronts = [
            self._front(k, of.fixed.get(k), of.barred.get(k, frozenset()))
            for k in range(len(self.components))
        ]
        if not all(fronts):
            return None
        picked = Master(fronts, self.capacities, self.clock).best(self.order, self.most)
        return None if picked is None else [front[i] for front, i in zip(fronts, picked, strict=True)]

    def divided(self, of: _Set, best: Sequence[Choice]) -> Iterator[_Set]:
        """The plans of a set but those with the reattachments of its best one: disjoint sets."""
        fixed = dict(of.fixed)
        for k, (choice, moving) in enumerate(zip(best, self.moving, strict=True)):
            if not moving or k in of.fixed:
                continue
            moved = moving.intersection(choice.moves)
            barred = of.barred.get(k, frozenset())
            yield _Set(dict(fixed), {**of.barred, k: barred | {moved}})
            fixed[k] = moved

    def _front(self, k: int, fixed: Moved | None, barred: frozenset[Moved]) -> list[Choice]:
        """What a part may choose, uses told for all resources."""
        if (k, fixed, barred) not in self._fronts:
            part, moving = self.components[k], self.moving[k]
            if barred:
                without = (_without(moving, moved) for moved in sorted(barred, key=sorted))
                part = replace(part, limits=(*part.limits, *without))
            if fixed is not None:
                part = limited(part, sorted(fixed), sorted(moving - fixed))
            first, rest = self.before[k], len(self.capacities) - self.before[k] - len(part.uses)
            self._fronts[k, fixed, barred] = [
                c._replace(uses=(*[0] * first, *c.uses, *[0] * rest)) for c in self.parts.front(part)
            ]
        return self._fronts[k, fixed, barred]


def _divided(
    solution: Solution, order: Order, most_ties: int | None, clock: Clock
) -> Iterator[tuple[int, ...]]:
    """The plans of parts that share something, the best first."""
    shared, tie = _Shared(solution, order, most_ties, clock), numbered()
    heap: list[tuple[Scores, int, _Set, list[Choice]]] = []

    def take(these: _Set) -> None:
        best = None if clock.over or not shared.components else shared.best(these)
        if best is not None:
            total = tuple(sum(score(c, part) for c in best) for part in order)
            heappush(heap, (total, next(tie), these, best))

    take(_Set())
    while heap:
        _, _, these, best = heappop(heap)
        yield tuple(
            sorted(set().union(*(_named(p, c) for p, c in zip(shared.components, best, strict=True))))
        )
        for smaller in shared.divided(these, best):
            take(smaller)


def _without(moving: Moved, moved: Moved) -> Condition:
    """Holds where just these of the reattachments of a part are made."""
    return Condition(tuple((i, 1 if i in moved else -1) for i in sorted(moving)), len(moved))


def _best_first(part: Component, order: Order, moving: Moved, count: int, clock: Clock) -> list[Choice]:
    """The best choices of a part that differ in the reattachments that they make, the best first, as far as time allows."""
    out: list[Choice] = []
    while len(out) < count and not clock.over:
        try:
            choice = dynamic.best(part, order)
        except dynamic.TooLargeError:
            choice = milp.best(part, order, clock)
        if choice is None:
            break
        out.append(choice)
        ruled_out = _without(moving, moving.intersection(choice.moves))
        part = replace(part, limits=(*part.limits, ruled_out))
    return out


def _sums(lists: list[list[Choice]], order: Order) -> Iterator[list[Choice]]:
    """One choice from each list, the combinations of least total first."""

    def worth(places: tuple[int, ...]) -> Scores:
        picked = [found[n] for found, n in zip(lists, places, strict=True)]
        return tuple(sum(score(c, part) for c in picked) for part in order)

    start = tuple(0 for _ in lists)
    heap, seen = [(worth(start), start)], {start}
    while heap:
        _, places = heappop(heap)
        yield [found[n] for found, n in zip(lists, places, strict=True)]
        for k, n in enumerate(places):
            further = (*places[:k], n + 1, *places[k + 1 :])
            if n + 1 < len(lists[k]) and further not in seen:
                seen.add(further)
                heappush(heap, (worth(further), further))
