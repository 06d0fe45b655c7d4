"""The next best plans: by the criteria of a plan, the best that differ from it and each other in a reattachment."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import heappop, heappush

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.components import Component
from orgmodel.proposals.dynamic import Choice, Order, score
from orgmodel.proposals.model import Condition
from orgmodel.proposals.solve import Solution

Scores = tuple[int, ...]


def alternatives(
    solution: Solution, made: tuple[int, ...], order: Order, count: int
) -> list[tuple[int, ...]]:
    """The moves of up to ``count`` plans besides the one that makes ``made``, the best first.

    Parts share nothing, so the best plans are the best sums of one choice from each part's own list of best choices.
    """
    model = solution.world.model
    chosen = set(made)
    fixed = {i for group in solution.groups if group.capacities for p in group.components for i in p.moves}
    parts = [
        p for p in solution.components
        if fixed.isdisjoint(p.moves) and any(model.moves[i].kind == "reattach" for i in p.moves)
    ]  # fmt: skip
    kept = tuple(sorted(chosen - {i for p in parts for i in p.moves}))
    lists = [
        _best_first(
            p, order, [n for n, i in enumerate(p.moves) if model.moves[i].kind == "reattach"], count + 1
        )
        for p in parts
    ]
    out = []
    for picked in _sums(lists, order, count + 1):
        moves = sorted(
            [
                *kept,
                *(part.moves[i] for part, choice in zip(parts, picked, strict=True) for i in choice.moves),
            ]
        )
        if _moved(solution, moves) != _moved(solution, made):
            out.append(tuple(moves))
    return out[:count]


def _moved(solution: Solution, made: object) -> set[int]:
    model = solution.world.model
    assert isinstance(made, list | tuple)
    return {i for i in made if model.moves[i].kind == "reattach"}


def _best_first(part: Component, order: Order, moving: list[int], count: int) -> list[Choice]:
    """The best choices of a part that differ in the reattachments that they make, the best first."""
    out: list[Choice] = []
    while len(out) < count:
        try:
            choice = dynamic.best(part, order)
        except dynamic.TooLargeError:
            choice = milp.best(part, order)
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
