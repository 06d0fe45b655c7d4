"""The frontier and the mandatory plan against brute force on orgs over all tables, with every kind of move and constraint."""

from functools import cache
from itertools import product

import pytest

from orgmodel import propose
from orgmodel.moves import candidates, catalogue
from tests.proposals.brute import Outcome, bars, choices, frontier, tried
from tests.proposals.orgs_full import full_org

MOST = 300  # choices tried an org
BLOCK = 33
BLOCKS = 10
SEEDS = range(BLOCK * BLOCKS)


@cache
def every(seed: int) -> list[Outcome] | None:
    return tried(full_org(seed), MOST)


def costs(seed: int) -> list[tuple[int, float, int]]:
    return frontier([(o.exposure, o.ties, o.effort, o.errors) for o in every(seed) or []])


@pytest.mark.parametrize("block", range(BLOCKS))
def test_frontier_equals_brute_force(block: int) -> None:
    compared = 0
    for seed in SEEDS[block * BLOCK : (block + 1) * BLOCK]:
        found = every(seed)
        if found is None:
            continue
        plans = propose(full_org(seed))
        points = [(p.exposure, p.ties, p.effort) for p in plans.frontier]
        assert points == costs(seed), f"seed {seed}"
        best = min((o.errors, o.effort, o.ties, o.exposure) for o in found)
        plan = plans["mandatory"]
        assert (plan.errors, plan.effort, plan.ties, plan.exposure) == best, f"seed {seed}"
        compared += 1
    assert compared >= 30


def test_every_kind_of_move_is_on_some_frontier() -> None:
    """What stands on a frontier: moves of each kind, and some that need consent, size, approval, a pool."""
    kinds, needs = set(), set()
    for seed in SEEDS:
        points = set(costs(seed))
        for outcome in every(seed) or []:
            if outcome.costs in points:
                kinds |= {m.kind for m in outcome.moves}
                needs |= {n.partition(":")[0] for m in outcome.moves for n in m.needs}
    assert kinds == set(catalogue()) - {"own"}  # a planner's own, never proposed
    assert needs >= {"consent", "approval", "threshold", "pool"}


def test_every_kind_of_constraint_binds() -> None:
    """Some choice of moves is forbidden by each alone, and some finding has no move for each reason."""
    wanted, expected = {"requires", "excludes", "cooperation", "pool"}, {"consent", "frozen", "target"}
    alone, reasons = set[str](), set[str]()
    for seed in SEEDS:
        org = full_org(seed)
        reasons |= {r.reason for r in candidates(org).refusals}
        options, capacities = choices(org, MOST) or ([], {})
        for picked in product(*options):
            found = bars([m for m in picked if m is not None], capacities)
            alone |= found if len(found) == 1 else set()
        if alone == wanted and reasons >= expected:
            return
    raise AssertionError(f"only {sorted(alone)} bind, only {sorted(reasons)} hold findings back")
