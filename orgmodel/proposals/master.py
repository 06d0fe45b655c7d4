"""Puts the choices of the parts together: parts that share a resource first, then all of them."""

from collections.abc import Sequence

from orgmodel.proposals.components import Group
from orgmodel.proposals.dynamic import Choice, Order, score
from orgmodel.proposals.frontier import Frontier, Point
from orgmodel.proposals.parts import Parts


class Merged:
    """The frontier over all groups; a point tells its moves when asked."""

    def __init__(self, groups: Sequence[Group], frontiers: Sequence[Frontier]) -> None:
        self.groups, self.frontiers = groups, frontiers
        single = [_as_choices(f) for f in frontiers]
        self.whole = Frontier(single)

    @property
    def points(self) -> list[Point]:
        """All points, from least exposure on."""
        return self.whole.points

    def moves(self, n: int) -> tuple[int, ...]:
        """The moves (indices in the model) that make up a point."""
        found: list[int] = []
        for group, frontier, k in zip(self.groups, self.frontiers, self.whole.parts(n), strict=True):
            for part, front, i in zip(group.components, frontier.fronts, frontier.parts(k), strict=True):
                found += [part.moves[m] for m in front[i].moves]
        return tuple(sorted(found))


def merged(groups: Sequence[Group], parts: Parts) -> Merged:
    """The exact frontier of all groups."""
    return Merged(groups, [Frontier([parts.front(c) for c in g.components], g.capacities) for g in groups])


def _as_choices(frontier: Frontier) -> list[Choice]:
    return [Choice(p.exposure, p.ties, p.effort, 0, ()) for p in frontier.points]


def fewest(groups: Sequence[Group], parts: Parts, order: Order) -> tuple[int, ...]:
    """The moves of the plan that is best in an order of criteria, coupled resources kept within their capacities."""
    found: list[int] = []
    for group in groups:
        for part, choice in zip(group.components, _best(group, parts, order), strict=True):
            found += [part.moves[i] for i in choice.moves]
    return tuple(sorted(found))


def _best(group: Group, parts: Parts, order: Order) -> list[Choice]:
    """One choice for each component of a group: the best sums for each use of the resources, part after part."""
    fronts = [parts.least(c) for c in group.components]
    easy = [min(front, key=lambda c: _scores(c, order)) for front in fronts]
    used = [sum(column) for column in zip(*(c.uses for c in easy), strict=True)]
    if all(u <= most for u, most in zip(used, group.capacities, strict=True)):
        return easy
    start = tuple(0 for _ in group.capacities)
    states: dict[tuple[int, ...], tuple[tuple[int, ...], tuple[Choice, ...]]] = {
        start: (tuple(0 for _ in order), ())
    }
    for front in fronts:
        after: dict[tuple[int, ...], tuple[tuple[int, ...], tuple[Choice, ...]]] = {}
        for uses, (sums, picked) in states.items():
            for choice in front:
                now = tuple(a + b for a, b in zip(uses, choice.uses, strict=True))
                if any(u > most for u, most in zip(now, group.capacities, strict=True)):
                    continue
                total = tuple(a + b for a, b in zip(sums, _scores(choice, order), strict=True))
                if now not in after or total < after[now][0]:
                    after[now] = total, (*picked, choice)
        states = after
    return list(min(states.values(), key=lambda s: s[0])[1])


def _scores(choice: Choice, order: Order) -> tuple[int, ...]:
    return tuple(score(choice, part) for part in order)
