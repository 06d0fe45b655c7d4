"""The frontier and the mandatory plan against every allowed choice of moves, tried one by one: chains, ties, thresholds."""

import pytest

from orgmodel import propose
from tests.proposals.brute import frontier, outcomes
from tests.proposals.orgs import plan_org

MOST = 250  # choices tried an org
SEEDS = [range(block * 1000, block * 1000 + 10) for block in range(4)]


@pytest.mark.parametrize("seeds", SEEDS, ids=str)
def test_frontier_equals_brute_force(seeds: range) -> None:
    compared = 0
    for seed in seeds:
        org = plan_org(seed)
        tried = outcomes(org, MOST)
        if tried is None:
            continue
        plans = propose(org)
        points = [(p.exposure, p.ties, p.effort) for p in plans.frontier]
        assert points == frontier(tried), f"seed {seed}"
        best = min((errors, effort, ties, exposure) for exposure, ties, effort, errors in tried)
        plan = plans["mandatory"]
        assert (plan.errors, plan.effort, plan.ties, plan.exposure) == best, f"seed {seed}"
        compared += 1
    assert compared >= 5


def test_what_one_move_raises_is_not_held_against_others() -> None:
    """A guess that is too dear is never visited and so never corrected: least effort would be missed."""
    org = plan_org(7025)
    tried = outcomes(org)
    assert tried is not None
    assert [(p.exposure, p.ties, p.effort) for p in propose(org).frontier] == frontier(tried)


def test_random_orgs_hold_what_makes_proposals_hard() -> None:
    orgs = [plan_org(seed) for seeds in SEEDS for seed in seeds]
    assert any("refused" in o.lines["consent"] for o in orgs)
    assert any(o.units["frozen"].any() for o in orgs)
    assert any(len(propose(o).frontier) > 2 for o in orgs[:20])
    needs = {n for o in orgs[:20] for p in propose(o).values() for m in p.moves for n in m.needs}
    assert {"threshold", "approval"} <= needs
