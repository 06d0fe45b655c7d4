"""What is called proven: a search that was stopped promises nothing that a longer one breaks, and large parts share a budget."""

import pytest

from benchmarks.networks import county_network
from orgmodel.proposals import dynamic, propose
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.options import Options
from orgmodel.rules import check
from tests.proposals.orgs import plan_org


@pytest.mark.parametrize("stage", ["solve", "check"])
def test_a_search_that_was_stopped_calls_nothing_optimal(stage: str) -> None:
    org = county_network(4, 52, full=True)
    exact = propose(org)
    clock, told = Clock(), list[Progress]()

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.stage == stage:
            clock.stop()

    clock.tell = tell
    found = propose(org, clock=clock)
    assert any(p.stage == stage for p in told)
    for name in ("mandatory", "balance", "full"):
        plan = found[name]
        assert plan.status == "time-limit"
        assert plan.bound <= (exact[name].errors if name == "mandatory" else exact["full"].exposure)
        assert plan.gap == pytest.approx(
            ((plan.errors if name == "mandatory" else plan.exposure) - plan.bound)
            / (plan.errors if name == "mandatory" else plan.exposure)
        )
    for p in told:
        assert p.exposure is None or p.bound is None or p.bound <= p.exposure


def test_progress_counts_what_no_move_clears() -> None:
    told = list[Progress]()
    plans = propose(county_network(2, 26, full=True), clock=Clock(tell=told.append))
    assert min(p.exposure for p in told if p.exposure is not None) >= plans["full"].exposure
    assert told[-1].bound == plans["full"].exposure


def test_a_budget_shared_by_a_part_too_large_to_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then all that share it are solved as one, with the same plans."""
    compared = 0
    for seed in range(12):
        options = Options(max_effort=seed % 5 + 3)
        wanted = propose(plan_org(seed), options)
        with monkeypatch.context() as patch:
            patch.setattr(dynamic, "STATES", 2)
            found = propose(plan_org(seed), options)
        for name in wanted:
            a, b = wanted[name], found[name]
            assert (a.exposure, a.ties, a.effort, a.errors) == (b.exposure, b.ties, b.effort, b.errors), seed
        assert found.frontier == wanted.frontier
        compared += len(found.solution.components) < len(wanted.solution.components)
    assert compared >= 3


def test_errors_are_errors_even_where_they_weigh_nothing() -> None:
    org = county_network(2, 26, full=True)
    plans = propose(org, Options(weights={"error": 0}))
    roots = check(org).roots
    assert plans["stay"].errors == int((roots["severity"] == "error").sum()) > 0
    assert plans["mandatory"].errors == propose(org)["mandatory"].errors < plans["stay"].errors


def test_what_is_forbidden_is_the_reason() -> None:
    org = county_network(2, 26, full=True)
    plan = propose(org, Options(forbid=("reattach",)))["full"]
    reasons = {left.reason for left in plan.residual if left.code == "CHN201"}
    assert "forbidden" in reasons
    assert "no-move" not in reasons
