"""The next best plans: by the criteria of a plan, the best that differ from it and each other in a reattachment."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import heappop, heappush

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component
from orgmodel.proposals.dynamic import Choice, Order, score
from orgmodel.proposals.model import Condition
from orgmodel.proposals.solve import Solution

Scores = tuple[int, ...]
SEARCHED = 500  # combinations looked at for plans that keep what all parts share


def alternatives(
    solution: Solution,
    made: tuple[int, ...],
    order: Order,
    count: int,
    most_ties: int | None = None,
    clock: Clock | None = None,
) -> list[tuple[int, ...]]:
    """The moves of up to ``count`` plans besides the one that makes ``made``, the best first; none if the time is over first.

    Parts share nothing but pools, the planner's budget and limit of ties (twentieths): so the best plans are the best sums of
    one choice from each part's own list of best choices, those left out that pass what is shared.
    """
    model, clock = solution.world.model, clock or Clock()
    moving = {i for i, m in enumerate(model.moves) if m.kind == "reattach"}
    parts = [p for p in solution.components if not moving.isdisjoint(p.moves)]
    kept = set(made).difference(*(p.moves for p in parts))
    lists = [
        _best_first(p, order, [n for n, i in enumerate(p.moves) if i in moving], count + 3, clock)
        for p in parts
    ]
    out: list[tuple[int, ...]] = []
    if clock.over:  # lists that were cut short would pass over better plans
        return out
    for picked in _sums(lists, order, SEARCHED):
        moves = kept.union(
            part.moves[i] for part, choice in zip(parts, picked, strict=True) for i in choice.moves
        )
        within = all(sum(c for i, c in r.terms if i in moves) <= r.at_most for r in model.resources)
        ties = sum(model.moves[i].tie for i in moves)
        if (
            moves & moving != moving.intersection(made)
            and within
            and (most_ties is None or ties <= most_ties)
        ):
            out.append(tuple(sorted(moves)))
        if len(out) == count:
            break
    return out


def _best_first(part: Component, order: Order, moving: list[int], count: int, clock: Clock) -> list[Choice]:
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
        terms = tuple((i, 1 if i in choice.moves else -1) for i in moving)
        ruled_out = Condition(terms, sum(i in choice.moves for i in moving))
        part = replace(part, limits=(*part.limits, ruled_out))
    return out


def _sums(lists: list[list[Choice]], order: Order, count: int) -> Iterator[list[Choice]]:
    """One choice from each list, the combinations of least total first."""

    def worth(places: tuple[int, ...]) -> Scores:
        picked = [found[n] for found, n in zip(lists, places, strict=True)]
        return tuple(sum(score(c, part) for c in picked) for part in order)

    start = tuple(0 for _ in lists)
    heap, seen = [(worth(start), start)], {start}
    while heap and count > 0:
        _, places = heappop(heap)
        yield [found[n] for found, n in zip(lists, places, strict=True)]
        count -= 1
        for k, n in enumerate(places):
            further = (*places[:k], n + 1, *places[k + 1 :])
            if n + 1 < len(lists[k]) and further not in seen:
                seen.add(further)
                heappush(heap, (worth(further), further))
