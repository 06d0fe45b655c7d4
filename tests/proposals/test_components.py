"""Dynamic programming, the mixed-integer solver and plain enumeration give the same on random components."""

import gc
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.components import Component, Group, plain, whole
from orgmodel.proposals.dynamic import MANDATORY, Choice
from orgmodel.proposals.frontier import Frontier, TooWideError, knee
from orgmodel.proposals.model import Condition
from orgmodel.proposals.parts import Parts


def component(seed: int) -> Component:
    """Slots with one or two options, conditions with positive and negative terms, and limits."""
    rng = Random(seed)
    slots, n = [], 0
    for _ in range(rng.randint(2, 7)):
        size = rng.choice([1, 1, 2])
        slots.append(tuple(range(n, n + size)))
        n += size

    def condition(low: int, high: int) -> Condition:
        chosen = sorted(rng.sample(range(n), rng.randint(1, min(4, n))))
        return Condition(tuple((i, rng.choice([-3, -1, 1, 2, 5])) for i in chosen), rng.randint(low, high))

    forms = tuple(
        (
            weight := rng.choice([3, 10]),
            weight == 10,
            tuple(condition(-2, 3) for _ in range(rng.choice([1, 1, 2]))),
            tuple(condition(-1, 4) for _ in range(rng.choice([0, 0, 1, 2]))),
        )
        for _ in range(rng.randint(1, 5))
    )
    prices = tuple((rng.choice([0, 10, 15, 20, 60]), rng.randint(0, 5)) for _ in range(n))
    limits = tuple(condition(1, 4) for _ in range(rng.choice([0, 1, 2])))  # doing nothing is always allowed
    return Component(tuple(range(n)), tuple(slots), prices, forms, limits)


def every(part: Component) -> list[Choice]:
    """All allowed choices."""
    out = []
    for options in product(*(range(len(slot) + 1) for slot in part.slots)):
        made = [slot[o - 1] for slot, o in zip(part.slots, options, strict=True) if o]
        if part.allows(made):
            out.append(Choice(*part.judge(made), tuple(made)))
    return out


def costs(choices: list[Choice]) -> list[tuple[int, int, int]]:
    return [(c.exposure, c.ties, c.effort) for c in choices]


@pytest.mark.parametrize("block", range(5))
def test_three_ways_to_the_same_frontier(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        part = component(seed)
        tried = every(part)
        wanted = dynamic.non_dominated(tried)
        found = dynamic.offers([part])[0][0]
        assert costs(found) == costs(wanted), f"seed {seed}"
        assert costs(milp.frontier(part)) == costs(wanted), f"seed {seed}"
        for choice in found:
            assert part.judge(choice.moves) == choice[:4]
            assert part.allows(choice.moves)


@pytest.mark.parametrize("block", range(3))
def test_three_ways_to_the_mandatory_choice(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        part = component(seed)
        key = min((c.errors, c.effort, c.ties, c.exposure) for c in every(part))
        for choice in (dynamic.best(part, MANDATORY), milp.best(part, MANDATORY)):
            assert choice is not None
            assert (choice.errors, choice.effort, choice.ties, choice.exposure) == key, f"seed {seed}"


def test_merged_frontier_equals_all_sums() -> None:
    for seed in range(40):
        parts = [component(seed * 3 + k) for k in range(3)]
        fronts = [dynamic.offers([p])[0][0] for p in parts]
        sums = [Choice(*(sum(c[k] for c in picked) for k in range(4)), ()) for picked in product(*fronts)]
        merged = Frontier(fronts)
        assert [(p.exposure, p.ties, p.effort) for p in merged.points] == costs(dynamic.non_dominated(sums))
        together = merged.traced(range(len(merged.points))).tolist()
        for n, point in enumerate(merged.points):
            assert list(merged.parts(n)) == together[n]
            picked = [front[i] for front, i in zip(fronts, together[n], strict=True)]
            assert sum(c.exposure for c in picked) == point.exposure
            assert sum(c.ties for c in picked) == point.ties


@pytest.mark.parametrize("parts", [2, 5, 9])
def test_points_within_capacities_are_traced_to_their_choices(parts: int) -> None:
    """With resources the arrays have more axes, and are kept in blocks as long as their number's root."""
    for seed in range(20):
        rng = Random(seed)
        fronts = []
        for k in range(parts):
            found = dynamic.offers([component(seed * 5 + k)])[0][0]
            fronts.append([c._replace(uses=(rng.randint(0, 3), rng.randint(0, 2))) for c in found])
            fronts[-1][-1] = fronts[-1][-1]._replace(uses=(0, 0))
        merged = Frontier(fronts, (2 * parts // 2, parts))
        for point, picked in zip(
            merged.points, merged.traced(range(len(merged.points))).tolist(), strict=True
        ):
            made = [front[i] for front, i in zip(fronts, picked, strict=True)]
            assert tuple(sum(c[n] for c in made) for n in range(3)) == point
            assert all(sum(c.uses[n] for c in made) <= most for n, most in enumerate(merged.capacities))


def test_time_that_is_over_leaves_the_arrays() -> None:
    front = [Choice(0, 1, 0, 0, (), (1,)), Choice(3, 0, 0, 0, (), (0,))]
    assert Frontier([front] * 3, (1,), Clock()).points
    with pytest.raises(TooWideError):
        Frontier([front] * 3, (1,), Clock(0))
    assert Frontier([[c._replace(uses=()) for c in front]] * 3, (), Clock(0)).points


def test_time_that_is_over_leaves_the_states() -> None:
    parts = [component(seed) for seed in range(4)]
    for part in parts:
        with pytest.raises(dynamic.OverError):
            dynamic.offers([part], Clock(0))
    solved = Parts(Clock(0))
    assert all(len(solved.front(part)) <= 1 for part in parts)
    assert not solved.proven


def test_parts_as_one_cost_and_allow_what_they_do_together() -> None:
    for seed in range(20):
        rng = Random(seed)
        parts = [
            replace(p, uses=(tuple(rng.randint(0, 2) for _ in p.moves),))
            for p in (component(seed), component(seed + 50))
        ]
        one = whole(Group(tuple(parts), (3,)))
        sizes = [len(p.moves) for p in parts]
        for _ in range(60):
            picked = [tuple(i for i in range(n) if rng.random() < 0.4) for n in sizes]
            both = (*picked[0], *(sizes[0] + i for i in picked[1]))
            judged = [p.judge(c) for p, c in zip(parts, picked, strict=True)]
            assert one.judge(both) == tuple(map(sum, zip(*judged, strict=True)))
            used = sum(p.used(c)[0] for p, c in zip(parts, picked, strict=True))
            allowed = all(p.allows(c) for p, c in zip(parts, picked, strict=True)) and used <= 3
            assert one.allows(both) == allowed


def test_the_knee_is_farthest_below_the_chord() -> None:
    front = [Choice(0, 9, 0, 0, ()), Choice(1, 3, 0, 0, ()), Choice(5, 1, 0, 0, ()), Choice(9, 0, 0, 0, ())]
    points = Frontier([front]).points
    assert knee(points) == 1
    assert knee(points[:2]) is None


def other_numbers(part: Component, rng: Random) -> Component:
    """A component of the same pattern: prices, and what conditions sum up and ask for, are others."""

    def other(condition: Condition, least: int) -> Condition:
        values = (-4, -2, 2, 3, 6)
        terms = tuple((i, rng.choice(values)) for i, _ in condition.terms)
        return Condition(terms, max(least, condition.at_least + rng.randint(-2, 2)))

    return replace(
        part,
        prices=tuple((rng.choice([0, 5, 25]), rng.randint(0, 5)) for _ in part.prices),
        forms=tuple(
            (w, e, tuple(other(c, -9) for c in cs), tuple(other(c, -9) for c in us))
            for w, e, cs, us in part.forms
        ),
        limits=tuple(c if plain(c) else other(c, 1) for c in part.limits),
        uses=tuple(tuple(rng.randint(0, 3) for _ in taken) for taken in part.uses),
    )


@pytest.mark.parametrize("block", range(3))
def test_components_of_one_pattern_together_are_each_as_alone(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        rng = Random(seed)
        first = replace(
            component(seed), uses=tuple([1] * len(component(seed).moves) for _ in range(seed % 2))
        )
        parts = [first, *(other_numbers(first, rng) for _ in range(4))]
        assert {p.pattern for p in parts} == {first.pattern}
        together = dynamic.offers(parts)
        for part, (front, least) in zip(parts, together, strict=True):
            assert [(front, least)] == dynamic.offers([part])
            if not part.uses:
                assert costs(front) == costs(dynamic.non_dominated(every(part))), f"seed {seed}"


def test_states_that_are_too_many_together_are_held_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(3)
    parts = [component(3), *(other_numbers(component(3), rng) for _ in range(5))]
    wanted = [dynamic.offers([part])[0][0] for part in parts]
    most = sorted(_widest(part, monkeypatch) for part in parts)
    assert most[0] < most[-1]
    taken: list[int] = []
    offers = dynamic.offers

    def counted(
        these: list[Component], clock: Clock | None = None
    ) -> list[tuple[list[Choice], list[Choice]]]:
        found = offers(these, clock)
        taken.append(len(these))
        return found

    monkeypatch.setattr(dynamic, "offers", counted)
    for states in (most[-1], most[-1] - 1):  # in the end the widest go to the solver
        taken.clear()
        with monkeypatch.context() as patch:
            patch.setattr(dynamic, "STATES", states)
            solved = Parts(Clock())
            solved.solve(parts)
        assert [costs(solved.front(part)) for part in parts] == [costs(front) for front in wanted]
        assert sum(taken) == sum(each <= states for each in most)
        assert max(taken) < len(parts)


def test_layouts_go_with_their_component() -> None:
    part = component(5)
    dynamic.best(part, dynamic.MANDATORY)
    gc.collect()  # what others left
    known = len(dynamic._LAYOUTS)
    del part
    gc.collect()
    assert len(dynamic._LAYOUTS) < known


def _widest(part: Component, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most states that are open at a time."""
    states = 1
    while True:
        with monkeypatch.context() as patch:
            patch.setattr(dynamic, "STATES", states)
            try:
                dynamic.offers([part])
                return states
            except dynamic.TooLargeError:
                states += 1


def test_too_many_states_go_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    part = component(4)
    monkeypatch.setattr(dynamic, "STATES", 0)
    with pytest.raises(dynamic.TooLargeError):
        dynamic.offers([part])
