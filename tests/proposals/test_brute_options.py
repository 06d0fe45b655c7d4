"""Proposals under the planner's own options against every choice of moves that keeps them."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from orgmodel.model import BadInput
from orgmodel.moves import candidates
from orgmodel.proposals import master, propose
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.dynamic import Choice
from orgmodel.proposals.frontier import Frontier, TooWideError
from orgmodel.proposals.options import Options
from tests.proposals.brute import Asked, frontier, tried
from tests.proposals.orgs_full import full_org

MOST = 200


def asked(seed: int) -> Asked:
    """What a planner might ask of this org."""
    rng, org = Random(seed), full_org(seed)
    moves = candidates(org).moves
    named = rng.choice([f"{m.kind}@{m.subject}" for m in moves] or ["budget@c"])
    chosen: list[dict[str, Any]] = [
        {"max_effort": rng.randint(0, 6)},
        {"max_ties": rng.choice([0.0, 0.5, 1.0])},
        {"lock": (rng.choice(org.units["id"].to_list()),)},
        {"require": (named,)},
        {"forbid": (rng.choice([named, named.partition("@")[0]]),)},
        {"only": (rng.choice(["CHN", "EST", "STR10", "FND"]),)},
        {"weights": {"warning": rng.choice([1, 5]), "error": rng.choice([7, 20])}},
    ]
    both = rng.sample(chosen, rng.choice([1, 1, 2]))
    return Asked(**{name: value for part in both for name, value in part.items()})


@pytest.mark.parametrize("block", range(4))
def test_options_equal_brute_force(block: int) -> None:
    compared = 0
    for seed in range(1000 + block * 20, 1020 + block * 20):
        wish = asked(seed)
        found = tried(full_org(seed), MOST, wish)
        if found is None:
            continue
        options = Options(**vars(wish))
        points = frontier([(o.exposure, o.ties, o.effort, o.errors) for o in found])
        within = [p for p in points if wish.max_ties is None or p[1] <= wish.max_ties]
        if not within:
            with pytest.raises(BadInput):
                propose(full_org(seed), options)
            continue
        plans = propose(full_org(seed), options)
        assert [(p.exposure, p.ties, p.effort) for p in plans.frontier] == points, f"seed {seed}: {wish}"
        custom = plans["custom"]
        assert (custom.exposure, custom.ties, custom.effort) == within[0], f"seed {seed}: {wish}"
        compared += 1
    assert compared >= 14


def test_a_budget_too_large_for_arrays_gives_the_same_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    def narrow(
        fronts: Sequence[Sequence[Choice]], capacities: Sequence[int] = (), clock: Clock | None = None
    ) -> Frontier:
        if capacities:
            raise TooWideError
        return Frontier(fronts)

    monkeypatch.setattr(master, "Frontier", narrow)
    compared = 0
    for seed in range(1100, 1160):
        wish = Asked(max_effort=Random(seed).randint(1, 6), max_ties=Random(seed).choice([None, 0.5, 1.0]))
        found = tried(full_org(seed), MOST, wish)
        if found is None:
            continue
        points = frontier([(o.exposure, o.ties, o.effort, o.errors) for o in found])
        within = [p for p in points if wish.max_ties is None or p[1] <= wish.max_ties]
        if not within:
            continue
        plans = propose(full_org(seed), Options(**vars(wish)))
        assert {(p.exposure, p.ties, p.effort) for p in plans.frontier} <= set(points), f"seed {seed}"
        for name, point in (("full", points[0]), ("custom", within[0])):
            plan = plans[name]
            assert (plan.exposure, plan.ties, plan.effort) == point, f"seed {seed}: {name}"
        least = min((o.errors, o.effort, o.ties, o.exposure) for o in found)
        plan = plans["mandatory"]
        assert (plan.errors, plan.effort, plan.ties, plan.exposure) == least, f"seed {seed}"
        compared += 1
    assert compared >= 30
