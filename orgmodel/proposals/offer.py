"""The verb: an org -> the exact frontier and the named plans, each applied and checked before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from orgmodel.model import BadInput, Org, Problem
from orgmodel.moves import TWENTIETHS, FindingKey, Move, sentence
from orgmodel.proposals.alternatives import alternatives
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.dynamic import FULL
from orgmodel.proposals.effects import World, build
from orgmodel.proposals.frontier import knee
from orgmodel.proposals.options import Options
from orgmodel.proposals.plan import CRITERIA, Certificate, FrontierPoint, Left, Plan, Plans
from orgmodel.proposals.price import ties_lost
from orgmodel.proposals.reasons import criteria
from orgmodel.proposals.roadmap import phases
from orgmodel.proposals.solve import InfeasibleError, MismatchError, Solution, refine, solve, weighed
from orgmodel.proposals.uncollected import uncollected
from orgmodel.rules import check


class _UnreachedError(Exception):
    """A plan changes findings of rules that no move was thought to reach."""

    def __init__(self, codes: set[str]) -> None:
        self.codes = codes


class _TaughtError(Exception):
    """The check of a further plan taught the model what no frontier point had shown."""


@uncollected()
def propose(org: Org, options: Options | None = None, clock: Clock | None = None) -> Plans:
    """The cheapest repairs of an org, proven; within ``clock`` or as far as it lets them be proven.

    :raises BadInput: if the options name what is not there, or leave no choice at all.
    :raises MismatchError: if a plan does not keep, when applied and checked, exactly what it promises.
    """
    options = options or Options()
    clock = clock or Clock(options.time_limit)
    clock.tell(Progress("moves"))
    world = build(org, options)
    while True:
        try:
            solution = solve(world, clock)
            return _offered(org, solution, options, clock)
        except InfeasibleError as error:
            raise _refused(world, options, error) from None
        except _UnreachedError as error:
            world.reached |= error.codes
        except _TaughtError:
            continue


def _offered(org: Org, solution: Solution, options: Options, clock: Clock) -> Plans:
    points = solution.points
    if not points:
        raise InfeasibleError(())
    best = knee(points)
    at = {
        "stay": (),
        "mandatory": solution.mandatory,
        "balance": solution.at(best if best is not None else 0),
        "full": solution.at(0),
    }
    within: list[int] = []
    if options.custom:
        most = options.most_ties
        within = [n for n, p in enumerate(points) if most is None or p.ties <= most]
        if not within:
            raise InfeasibleError(())
        at["custom"] = solution.at(within[0])
    if options.alternatives and solution.proven:
        of = _base(options)
        order = criteria(of, solution) or FULL
        further = alternatives(solution, at[of], order, options.alternatives, options.most_ties, clock)
        at.update({f"alternative-{n}": made for n, made in enumerate(further, start=1)})
    looks = {made: _looked(solution, made) for made in dict.fromkeys(at.values())}
    told = partial(sentence, org, language=org.language)
    beyond = frozenset(looks[at["full"]].left if solution.proven else ())
    plans = {name: _plan(name, solution, made, looks[made], beyond, told) for name, made in at.items()}
    if solution.proven:
        frontier = tuple(
            FrontierPoint(p.exposure + solution.constant, p.ties / TWENTIETHS, p.effort) for p in points
        )
    else:
        ends = {
            (p.exposure, p.ties, p.effort): p for p in plans.values() if p.name not in ("stay", "mandatory")
        }
        frontier = tuple(
            FrontierPoint(p.exposure, p.ties, p.effort, p.status, p.gap) for _, p in sorted(ends.items())
        )
    return Plans(org, plans, frontier, straight=best is None, solution=solution)


def _base(options: Options) -> str:
    """The plan by whose criteria further ones are ranked."""
    return "custom" if options.custom else "balance"


def _refused(world: World, options: Options, error: InfeasibleError) -> BadInput:
    """Why nothing can be offered, in the words of the options."""
    names = ", ".join(sorted({world.move(i).id for i in error.moves})) if len(error.moves) <= 10 else ""
    asked = {
        "--require": ", ".join(text for text in options.require if text not in options.written),
        "--max-effort": options.max_effort,
        "--max-ties": options.max_ties,
    }
    given = "; ".join(f"{name} {value}" for name, value in asked.items() if value not in (None, ""))
    what = "no choice of moves keeps all that is asked for" + (f" (among {names})" if names else "")
    return BadInput([Problem(what, value=given, remedy="Ask for less, or allow more effort or ties.")])


@dataclass(frozen=True)
class _Look:
    """What a whole check of a plan's result shows: root findings, those that count, ties lost, and what was promised."""

    roots: frozenset[FindingKey]
    left: tuple[FindingKey, ...]
    exposure: int
    ties: int
    promised: int
    phases: tuple[tuple[Move, ...], ...]


def _looked(solution: Solution, made: tuple[int, ...]) -> _Look:
    """Carry a plan out and check it whole.

    :raises MismatchError: if it does not keep what it promises.
    """
    world = solution.world
    moves = [world.move(i) for i in made]
    expected = world.model.standing(made)
    promised = sum(world.weight(f)[0] for f in expected) if made else world.exposure
    ties = sum(m.tie for m in moves)
    after = world.changes.carried_out(made)
    stand = list(check(after).roots.select("code", "subject").iter_rows()) if made else world.roots
    left = weighed(world, stand)
    exposure, lost = sum(world.weight(f)[0] for f in left), ties_lost(world.s.org, after)
    if solution.proven and (exposure, lost) != (promised, ties):
        unreached = {code for code, _ in set(left) ^ set(expected)} - world.watched
        if unreached:
            raise _UnreachedError(unreached)
        if refine(world, list(made), world.counting(world.check(after))):
            raise _TaughtError
        raise MismatchError(
            f"a plan promises exposure {promised} and ties {ties / TWENTIETHS}, "
            f"but its check gives {exposure} and {lost / TWENTIETHS}: {sorted(set(left) ^ set(expected))[:5]}"
        )
    ordered = phases(world, moves, set(stand))
    return _Look(frozenset(stand), tuple(sorted(left)), exposure, lost, promised, tuple(map(tuple, ordered)))


def _plan(
    name: str,
    solution: Solution,
    made: tuple[int, ...],
    look: _Look,
    beyond: frozenset[FindingKey],
    told: Callable[[Move], str],
) -> Plan:
    world = solution.world
    moves = tuple(world.move(i) for i in made)
    errors = sum(world.weight(f)[1] for f in look.left)
    return Plan(
        name,
        look.exposure,
        look.ties / TWENTIETHS,
        sum(m.effort for m in moves),
        errors,
        _certificate(name, solution, look.exposure, errors),
        moves,
        look.phases,
        tuple(_left(solution, f, f in beyond) for f in look.left),
        told,
        CRITERIA[_base(solution.world.options) if name not in CRITERIA else name],
    )


def _certificate(name: str, solution: Solution, exposure: int, errors: int) -> Certificate:
    """What is proven of a plan: its first criterion, and a bound that no plan can be better than.

    Before a check has confirmed every choice what the model expects of them is a guess, and only what no move can clear bounds a plan.
    """
    size = (len(solution.world.model.moves), solution.rows)
    lowest = solution.points[0].exposure if solution.proven else 0
    if name == "stay" or name.startswith("alternative"):
        status = "reference" if name == "stay" else "alternative"
        return Certificate(status, solution.constant + lowest, 0.0, *size)
    reached = errors if name == "mandatory" else exposure
    if solution.proven:
        return Certificate("optimal", reached, 0.0, *size)
    bound = solution.constant if name != "mandatory" else sum(e for _, _, e in solution.world.model.residual)
    return Certificate("time-limit", bound, (reached - bound) / reached if reached > bound else 0.0, *size)


def _left(solution: Solution, finding: FindingKey, beyond: bool) -> Left:
    """Why a finding stays; ``beyond`` for one that the plan of least exposure leaves, too, whatever its price."""
    world = solution.world
    severity = world.s.report.rules[finding[0]].severity_in(world.profile)
    refusal = world.refusals.get(finding)
    touched = {i for n in world.model.places(finding) for i in world.model.forms[n].touched}
    if touched and not beyond:
        return Left(*finding, severity, "price")
    if refusal:
        return Left(*finding, severity, refusal.reason, refusal.by)
    if touched:
        return Left(*finding, severity, "offset" if solution.sharing.isdisjoint(touched) else "limited")
    return Left(*finding, severity, "no-move")
