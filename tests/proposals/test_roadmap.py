"""Phases: nothing is made before what it presupposes, no phase ends worse than it began, and the days add up."""

import datetime
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.model import Org, apply, joined
from orgmodel.moves import FindingKey, Move
from orgmodel.profiles import of
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.roadmap import days, schedule
from orgmodel.rules import check
from tests.proposals.chains import awaits, longest
from tests.proposals.orgs import plan_org
from tests.proposals.orgs_full import full_org

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
NAMES = ("mandatory", "balance", "full")
START = datetime.date(2017, 1, 1)


@cache
def central() -> Plans:
    return propose(read(CASE / "before.yaml"))


def roots(org: Org) -> set[FindingKey]:
    return set(check(org).roots.select("code", "subject").iter_rows())


def standing(org: Org) -> set[FindingKey]:
    return set(check(org).standing.select("code", "subject").iter_rows())


def carried_out(plans: Plans, name: str) -> int:
    """Carry out a plan phase by phase with real checks; how many phases it has."""
    org, plan = plans.org, plans[name]
    known, end = standing(org), roots(apply(org, plan.edits))
    made: list[Move] = []
    for phase in plan.phases:
        made += phase
        now = apply(org, joined(m.edits for m in made))
        assert roots(now) <= known | end, f"{name}: {sorted(roots(now) - known - end)}"
        known = standing(now)
    assert sorted(m.id for m in made) == sorted(m.id for m in plan.moves)
    return len(plan.phases)


@pytest.mark.parametrize("name", NAMES)
def test_no_phase_of_the_central_case_ends_with_what_was_not_there(name: str) -> None:
    """Cooperation follows the move that it softens; all else that awaits another answers what that would lay bare."""
    softening = {m.id for m in central()[name].moves if m.kind == "cooperate"}
    assert carried_out(central(), name) == 1 + bool(softening)
    last = {m.id for m in central()[name].phases[-1]}
    assert last == softening or not softening
    assert bool(softening) == (name != "mandatory")


@pytest.mark.parametrize("make", [plan_org, full_org])
def test_no_phase_of_random_orgs_ends_with_what_was_not_there(make: Callable[[int], Org]) -> None:
    several = 0
    for seed in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11):
        plans = propose(make(seed))
        several += sum(carried_out(plans, name) > 1 for name in NAMES)
    assert several >= 3


def test_growing_past_a_threshold_and_being_raised_go_together() -> None:
    """In the central case three bodies grow past 100 in the plan full; none is left due for a phase."""
    first = {m.id for m in central()["full"].phases[0]}
    raised = [m for m in central()["full"].moves if "threshold" in m.needs]
    assert len(raised) >= 3
    for move in raised:
        attached = {
            m.id for m in central()["full"].moves if m.kind == "reattach" and m.target == move.subject
        }
        assert attached
        assert {move.id, *attached} <= first


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_before_what_it_presupposes(name: str) -> None:
    plan = central()[name]
    at = {m.id: n for n, phase in enumerate(plan.phases) for m in phase}
    pairs = [(m, other) for m in plan.moves for other in plan.moves if m is not other and awaits(m, other)]
    assert all(at[other.id] <= at[m.id] for m, other in pairs)
    assert {m.id for m, _ in pairs} >= {m.id for m in plan.moves if m.kind == "cooperate"}


def test_phases_follow_each_other_day_by_day() -> None:
    plan, profile = central()["full"], of(central().org)
    dated = schedule(plan.phases, profile, START)
    assert dated[0].start == START
    for one, other in pairwise(dated):
        assert one.end is not None
        assert other.start == one.end + datetime.timedelta(1)
    for phase in dated:
        assert phase.start is not None
        assert phase.end == phase.start + datetime.timedelta(phase.days - 1)
        assert phase.days == longest(phase.moves, profile)
    undated = schedule(plan.phases, profile)
    assert [p.days for p in undated] == [p.days for p in dated]
    assert {p.start for p in undated} == {None}


def test_a_plan_may_end_on_the_last_day_of_the_calendar_but_no_later() -> None:
    phases, profile = central()["full"].phases, of(central().org)
    first = datetime.date.max - datetime.timedelta(sum(p.days for p in schedule(phases, profile)) - 1)
    assert schedule(phases, profile, first)[-1].end == datetime.date.max
    with pytest.raises(OverflowError):
        schedule(phases, profile, first + datetime.timedelta(1))


def test_consent_and_approval_take_time_and_a_chain_within_a_phase_adds_up() -> None:
    profile = of(central().org)
    moves = central()["full"].moves
    asked = next(m for m in moves if m.kind == "reattach" and m.needs)
    free = next(m for m in moves if m.kind == "reattach" and not m.needs)
    assert days(asked, profile) == days(free, profile) + profile.consent_days
    approved = next(m for m in moves if "approval" in m.needs)
    assert days(approved, profile) == profile.durations["upgrade"] + profile.approval_days
    raised = next(m for m in moves if "threshold" in m.needs)
    attached = [m for m in moves if m.kind == "reattach" and m.target == raised.subject]
    (phase,) = schedule([[*attached, raised]], profile)
    assert phase.days == max(days(m, profile) for m in attached) + days(raised, profile)
    (side_by_side,) = schedule([[asked, free]], profile)
    assert side_by_side.days == days(asked, profile)
    assert schedule([], profile, START) == ()
