"""Puts the choices of the parts together: parts that share a resource first, then all of them."""

from collections.abc import Sequence

from orgmodel.proposals.components import Group
from orgmodel.proposals.dynamic import MANDATORY, Choice
from orgmodel.proposals.frontier import Frontier, Point, TooWideError
from orgmodel.proposals.parts import Parts
from orgmodel.proposals.picked import Master, Picked


class Merged:
    """The frontier over all groups; a point tells its moves when asked.

    It is ``complete`` unless a shared budget was too large for arrays; then it holds some of the points.
    """

    def __init__(self, groups: Sequence[Group], frontiers: Sequence[Frontier | Picked]) -> None:
        self.groups, self.frontiers = groups, frontiers
        self.complete = not any(isinstance(f, Picked) for f in frontiers)
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


def offered(group: Group, frontier: Frontier | Picked, parts: Parts) -> list[list[Choice]]:
    """For each component of a group the choices that a plan may be made of.

    All of them where nothing is shared; else those that make up the group's frontier and its plan of fewest errors.
    """
    if not group.capacities:
        return [parts.choices(c) for c in group.components]
    used: list[dict[Choice, None]] = [{} for _ in group.components]
    for found, front, picked in zip(
        used, frontier.fronts, frontier.traced(range(len(frontier.points))).T, strict=True
    ):
        found.update(dict.fromkeys(front[i] for i in dict.fromkeys(picked.tolist())))
    for found, choice in zip(used, _mandatory(group, parts), strict=True):
        found[choice] = None
    return [list(found) for found in used]


def joint(group: Group, parts: Parts, most_ties: int | None = None) -> Frontier | Picked:
    """The frontier of one group; it has no points where nothing keeps within the capacities."""
    fronts = [parts.front(c) for c in group.components]
    try:
        return Frontier(fronts, group.capacities, parts.clock)
    except TooWideError:
        return Picked(fronts, group.capacities, parts.clock, most_ties)


def _as_choices(frontier: Frontier | Picked) -> list[Choice]:
    return [Choice(p.exposure, p.ties, p.effort, 0, ()) for p in frontier.points]


def fewest(groups: Sequence[Group], parts: Parts) -> tuple[int, ...]:
    """The moves of the mandatory plan, coupled resources kept within their capacities."""
    found: list[int] = []
    for group in groups:
        for part, choice in zip(group.components, _mandatory(group, parts), strict=True):
            found += [part.moves[i] for i in choice.moves]
    return tuple(sorted(found))


def _mandatory(group: Group, parts: Parts) -> list[Choice]:
    """The mandatory choice of each component of a group, worked out once."""
    if group not in parts.mandatory:
        parts.mandatory[group] = _best(group, parts)
    return parts.mandatory[group]


def _best(group: Group, parts: Parts) -> list[Choice]:
    """One choice for each component of a group, with the fewest errors that the capacities allow."""
    fronts = [parts.least(c) for c in group.components]
    easy = [front[0] for front in fronts]
    used = [sum(column) for column in zip(*(c.uses for c in easy), strict=True)]
    if all(u <= most for u, most in zip(used, group.capacities, strict=True)):
        return easy
    master = Master(fronts, group.capacities, parts.clock)
    picked = master.best(MANDATORY) or master.thriftiest()
    return [front[i] for front, i in zip(fronts, picked, strict=True)] if picked else easy
