"""Further plans: the next best in order, under limits that bind all parts together too, against every choice of moves."""

from itertools import chain, combinations, product
from math import prod
from pathlib import Path

import pytest

from orgmodel import read
from orgmodel.moves import TWENTIETHS
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.components import Component
from orgmodel.proposals.options import Options
from orgmodel.proposals.solve import Solution
from tests.proposals.orgs import plan_org

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau" / "before.yaml"
MOST = 60_000  # choices that are looked at one by one
ASKED = 4


def choices(part: Component) -> list[tuple[int, ...]]:
    """All choices of a part that keep its limits."""
    every = chain.from_iterable(combinations(range(len(part.moves)), n) for n in range(len(part.moves) + 1))
    return [made for made in every if part.allows(made)]


def ranked(solution: Solution, options: Options) -> list[tuple[int, int, int]]:
    """What the best plan with each set of reattachments comes to, the best first; parts too large to count give nothing."""
    parts, model = solution.components, solution.world.model
    if any(len(p.moves) > 12 for p in parts):
        return []
    each = [choices(p) for p in parts]
    if prod(map(len, each)) > MOST:
        return []
    best: dict[frozenset[int], tuple[int, int, int]] = {}
    for picked in product(*each):
        judged = [p.judge(c) for p, c in zip(parts, picked, strict=True)]
        exposure, ties, effort = (sum(j[n] for j in judged) for n in range(3))
        made = {p.moves[i] for p, c in zip(parts, picked, strict=True) for i in c}
        over = any(sum(k for i, k in r.terms if i in made) > r.at_most for r in model.resources)
        if over or (options.most_ties is not None and ties > options.most_ties):
            continue
        moved = frozenset(i for i in made if model.moves[i].kind == "reattach")
        best[moved] = min(best.get(moved, (exposure, ties, effort)), (exposure, ties, effort))
    return sorted(best.values())


def told(plans: Plans) -> list[tuple[int, int, int]]:
    """The planner's own plan and the further ones, as the model counts them."""
    constant = plans.solution.constant
    named = [p for n, p in plans.items() if n == "custom" or n.startswith("alternative")]
    return [(p.exposure - constant, round(p.ties * TWENTIETHS), p.effort) for p in named]


@pytest.mark.parametrize("limit", ["max_effort", "max_ties"])
def test_the_next_best_in_order_under_limits(limit: str) -> None:
    seen = 0
    for seed in range(60):
        options = Options(**{limit: seed % 7 + 2}, alternatives=ASKED)  # type: ignore[arg-type]
        plans = propose(plan_org(seed), options)
        wanted = ranked(plans.solution, options)
        if len(wanted) > 1:
            seen += 1
            assert told(plans) == wanted[: ASKED + 1], seed
    assert seen >= 15


def test_a_tight_budget_has_further_plans() -> None:
    """As many reattachments fit a budget of 20, and the ties of 20 bodies differ."""
    plans = propose(read(CASE), Options(max_effort=20, alternatives=3))
    assert told(plans) == sorted(told(plans))
    assert len(told(plans)) == 4
    moved = [{m.subject for m in plans[n].moves if m.kind == "reattach"} for n in list(plans)[-4:]]
    assert len({frozenset(m) for m in moved}) == 4
    assert all(plan.effort <= 20 for plan in plans.values())
    assert all(plans[n].bound == plans["full"].exposure for n in list(plans)[-3:])
    assert plans["alternative-1"].criteria == plans["custom"].criteria == ("exposure", "ties", "effort")


def test_without_a_plan_of_the_planners_own_they_are_ranked_by_the_balance_point() -> None:
    plans = propose(read(CASE), Options(alternatives=1))
    assert (
        plans["alternative-1"].criteria
        == plans["balance"].criteria
        == ("exposure+ties", "exposure", "effort")
    )
