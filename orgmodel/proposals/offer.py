"""The verb: an org -> the exact frontier and the named plans, each applied and checked before it is shown."""

from collections.abc import Sequence

from orgmodel.model import Org
from orgmodel.moves import TWENTIETHS, sentence
from orgmodel.proposals.dynamic import Choice
from orgmodel.proposals.effects import World, build
from orgmodel.proposals.frontier import knee
from orgmodel.proposals.plan import FrontierPoint, Left, Plan, Plans
from orgmodel.proposals.price import ties_lost
from orgmodel.proposals.roadmap import phases
from orgmodel.proposals.solve import MismatchError, Solution, applied, solve, weighed
from orgmodel.rules import check


def propose(org: Org) -> Plans:
    """The cheapest repairs of an org, proven.

    :raises MismatchError: if a plan does not keep, when applied and checked, exactly what it promises.
    """
    world = build(org)
    solution = solve(world)
    points = solution.points
    best = knee(points)
    at = {
        "stay": [Choice(*c.judge([]), tuple(0 for _ in c.slots)) for c in solution.components],
        "mandatory": solution.mandatory,
        "balance": solution.at(points[best if best is not None else 0]),
        "full": solution.at(points[0]),
    }
    plans = {name: _plan(name, solution, choices) for name, choices in at.items()}
    frontier = tuple(
        FrontierPoint(p.exposure + solution.constant, p.ties / TWENTIETHS, p.effort) for p in points
    )
    return Plans(org, plans, frontier, straight=best is None)


def _plan(name: str, solution: Solution, choices: Sequence[Choice]) -> Plan:
    world = solution.world
    made = solution.made(choices)
    moves = tuple(world.move(i) for i in made)
    exposure = world.exposure if not made else sum(c.exposure for c in choices) + solution.constant
    ties = sum(c.ties for c in choices)
    org = world.s.org
    after = applied(org, world, made)
    stand = list(check(after).roots.select("code", "subject").iter_rows()) if made else world.roots
    left = weighed(world, stand)
    found, lost = sum(world.weight(f)[0] for f in left), ties_lost(org, after)
    if (found, lost) != (exposure, ties):
        raise MismatchError(
            f"plan {name} promises exposure {exposure} and ties {ties / TWENTIETHS}, "
            f"but its check gives {found} and {lost / TWENTIETHS}"
        )
    errors = sum(world.weight(f)[1] for f in left)
    bound = errors if name == "mandatory" else exposure
    return Plan(
        name,
        exposure,
        ties / TWENTIETHS,
        sum(m.effort for m in moves),
        errors,
        "reference" if name == "stay" else "optimal",
        bound,
        0.0,
        moves,
        tuple(tuple(phase) for phase in phases(world, moves, set(stand))),
        tuple(_left(world, f) for f in sorted(left)),
        {m.id: sentence(org, m, org.language) for m in moves},
    )


def _left(world: World, finding: tuple[str, str]) -> Left:
    """Why a finding stays."""
    severity = world.s.report.rules[finding[0]].severity_in(world.profile)
    refusal = next((r for r in world.s.refusals if r.finding == finding), None)
    movable = any(f.finding == finding for f in world.model.forms)
    if movable:
        return Left(*finding, severity, "price")
    if refusal:
        return Left(*finding, severity, refusal.reason, refusal.by)
    return Left(*finding, severity, "no-move")
