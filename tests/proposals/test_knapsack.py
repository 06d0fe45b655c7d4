"""Choices of parts within what they share: prices and HiGHS give what enumeration and the merged arrays give."""

from itertools import product
from random import Random

import pytest

from orgmodel.proposals.clock import Clock
from orgmodel.proposals.dynamic import FULL, MANDATORY, Choice, Order, score
from orgmodel.proposals.frontier import Frontier, knee
from orgmodel.proposals.picked import TIES, Master, Picked


def fronts(seed: int, parts: int, resources: int) -> list[list[Choice]]:
    """Random choices of each part; doing nothing is the first and takes nothing."""
    rng = Random(seed)

    def choice() -> Choice:
        uses = tuple(rng.randint(0, 6) for _ in range(resources))
        return Choice(rng.randint(0, 30), rng.randint(0, 40), sum(uses), rng.randint(0, 3), (0,), uses)

    none = Choice(35, 0, 0, 4, (), (0,) * resources)
    return [[none, *(choice() for _ in range(rng.randint(0, 4)))] for _ in range(parts)]


def value(picked: list[Choice], order: Order) -> tuple[int, ...]:
    return tuple(sum(score(c, part) for c in picked) for part in order)


def within(picked: tuple[Choice, ...], capacities: tuple[int, ...]) -> bool:
    return all(sum(c.uses[k] for c in picked) <= most for k, most in enumerate(capacities))


@pytest.mark.parametrize("seed", range(60))
def test_the_best_choices_are_those_of_enumeration(seed: int) -> None:
    rng = Random(seed)
    resources = rng.choice([1, 1, 2])
    found = fronts(seed, rng.randint(1, 5), resources)
    capacities = tuple(rng.randint(0, 12) for _ in range(resources))
    most = rng.choice([None, rng.randint(0, 80)])
    fitting = [p for p in product(*found) if within(p, capacities)]
    fitting = [p for p in fitting if most is None or sum(c.ties for c in p) <= most]
    for order in (FULL, MANDATORY, TIES, ({"ties": 3, "exposure": 2}, {"effort": 1})):
        picked = Master(found, capacities, Clock()).best(order, None if most is None else {"ties": most})
        assert picked is not None  # doing nothing is always among them
        chosen = [front[i] for front, i in zip(found, picked, strict=True)]
        assert within(tuple(chosen), capacities)
        assert value(chosen, order) == min(value(list(p), order) for p in fitting)


@pytest.mark.parametrize("seed", range(20))
def test_points_and_knee_are_those_of_the_whole_frontier(seed: int) -> None:
    found, capacity = fronts(seed, 40, 1), Random(seed).randint(20, 90)
    whole, some = Frontier(found, (capacity,)).points, Picked(found, (capacity,)).points
    assert set(some) <= set(whole)
    assert len(some) > 2
    assert (some[0], some[-1]) == (whole[0], whole[-1])
    at, best = knee(some), knee(whole)
    assert at is not None
    assert best is not None
    assert some[at] == whole[best]


def test_a_limit_of_ties_is_met_by_the_best_point_within_it() -> None:
    found, whole = fronts(3, 40, 1), Frontier(fronts(3, 40, 1), (60,)).points
    for most in (whole[1].ties, whole[len(whole) // 2].ties + 1):
        points = Picked(found, (60,), most_ties=most).points
        assert min(p.exposure for p in points if p.ties <= most) == min(
            p.exposure for p in whole if p.ties <= most
        )


def test_without_time_the_least_that_parts_take_is_offered() -> None:
    clock = Clock()
    clock.stop()
    points = Picked(fronts(3, 40, 1), (20,), clock).points
    assert points
    assert all(p.effort <= 20 for p in points)


def test_nothing_is_picked_where_nothing_fits() -> None:
    taking = [[Choice(0, 0, 1, 0, (0,), (2,))], [Choice(0, 0, 1, 0, (0,), (2,))]]
    assert Master(taking, (3,), Clock()).best(FULL) is None
    assert Picked(taking, (3,)).points == []
