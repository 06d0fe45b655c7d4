"""The order in which a plan is carried out: phases by what presupposes what, none of which ends worse than it began."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from orgmodel.moves import FindingKey, Move
from orgmodel.profiles import Profile
from orgmodel.proposals.effects import World

Roots = set[FindingKey]
Before = Mapping[str, set[str]]  # id of a move -> ids of those that must be made before it


@dataclass(frozen=True)
class Phase:
    """One step of a plan: its moves, and the days that it takes; first and last day where a start was given."""

    number: int
    moves: tuple[Move, ...]
    days: int
    start: datetime.date | None = None
    end: datetime.date | None = None


def presupposed(moves: Iterable[Move]) -> Before:
    """For each of these moves which of them must be made before it.

    These are the ones that it requires; a threshold is counted after the bodies have been attached; and what a raised body
    needs is set up once it has been raised.
    """
    by_id = {m.id: m for m in moves}
    order: dict[str, set[str]] = {id: set() for id in by_id}
    raised = {move.subject: move.id for move in by_id.values() if move.kind == "upgrade"}
    attached: dict[str | None, list[str]] = {}
    for move in by_id.values():
        if move.kind == "reattach":
            attached.setdefault(move.target, []).append(move.id)
    for move in by_id.values():
        for group in move.requires:
            order[move.id].update(other for other in group if other in by_id)
        if "threshold" in move.needs:
            order[move.id].update(attached.get(move.subject, ()))
        if move.kind == "establish":
            order[move.id].update(raised[s] for _, s in move.clears if s in raised)
    return order


def _generations(order: Before) -> Iterator[list[str]]:
    """The moves that presuppose nothing, then those that presuppose only these, and so on."""
    sorter = TopologicalSorter(order)
    sorter.prepare()
    while sorter.is_active():
        ready = sorter.get_ready()
        yield sorted(ready)
        sorter.done(*ready)


def phases(world: World, moves: Sequence[Move], after: Roots) -> list[list[Move]]:
    """The moves of a plan by phase; ``after`` are the root findings after the whole plan.

    Where the check would show after a phase a finding that stood neither before it nor after the plan, the later moves
    that answer it are made in the same phase: a body that grows past a threshold is raised together with its growing. Where
    that does not help, the phase is joined with the next.
    """
    by_id = {m.id: m for m in moves}
    order = presupposed(moves)
    generations = list(_generations(order))
    waiting = [by_id[id] for generation in generations for id in generation]
    known = after | set(world.s.report.standing.select("code", "subject").iter_rows())
    out: list[list[Move]] = []
    open_ = list[Move]()
    for generation in generations:
        here = set(generation)
        open_ += [m for m in waiting if m.id in here]
        waiting = [m for m in waiting if m.id not in here]
        now = after
        while open_ and waiting:
            now = _roots(world, [*out, open_], known)
            later = {m.id for m in waiting}
            ready = [m for m in waiting if later.isdisjoint(order[m.id])]
            answers = _answering(ready, now - known)
            if now <= known or not answers:
                break
            open_ += answers
            taken = {m.id for m in answers}
            waiting = [m for m in waiting if m.id not in taken]
        if open_ and (not waiting or now <= known):
            out.append(open_)
            known, open_ = now | after, []
    return out


def schedule(
    phases: Iterable[Sequence[Move]], profile: Profile, start: datetime.date | None = None
) -> tuple[Phase, ...]:
    """The phases with the days that they take, one after the other from ``start`` on.

    The moves of a phase run side by side, but after those of the same phase that they presuppose. A phase begins on the day
    after the one before ended.

    :raises OverflowError: if the last one ends beyond the calendar, after the year 9999.
    """
    out: list[Phase] = []
    passed = 0
    for number, moves in enumerate(phases, start=1):
        days = _days(moves, profile)
        first, last = (start and start + datetime.timedelta(n) for n in (passed, passed + days - 1))
        out.append(Phase(number, tuple(moves), days, first, last))
        passed += days
    return tuple(out)


def days(move: Move, profile: Profile) -> int:
    """The days until a move is done; asking for consent, and for approval, comes first."""
    consent = any(need.startswith("consent:") for need in move.needs)
    approval = "approval" in move.needs
    return profile.days(move.kind) + consent * profile.consent_days + approval * profile.approval_days


def _days(moves: Sequence[Move], profile: Profile) -> int:
    order = presupposed(moves)
    by_id = {m.id: m for m in moves}
    done: dict[str, int] = {}
    for id in TopologicalSorter(order).static_order():
        done[id] = days(by_id[id], profile) + max((done[other] for other in order[id]), default=0)
    return max(done.values(), default=0)


def _answering(moves: Iterable[Move], findings: Roots) -> list[Move]:
    """The moves that clear one of these findings, or are about its subject."""
    subjects = {subject for _, subject in findings}
    return [m for m in moves if m.subject in subjects or not findings.isdisjoint(m.clears)]


def _roots(world: World, made: Sequence[Sequence[Move]], known: Roots) -> Roots:
    """The root findings after these phases: what the model expects where that is new, else what a check shows."""
    chosen = [world.model.number[move.id] for phase in made for move in phase]
    expected = set(world.model.standing(chosen))
    return expected if expected - known else set(world.check(world.changes.carried_out(chosen)).iter_rows())
