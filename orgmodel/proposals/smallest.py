"""The smallest repair of one unit: the least effort after which as few errors and warnings as can be stand on it or its bodies.

It asks the same model as :func:`orgmodel.proposals.propose`, of which only the components count that the unit's findings lie
in: there as few of these as can be may stand, and of all such choices the one of least effort is taken. The answer is applied and
checked; where the check finds more or less than the model expects, the model is taught and asked again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from orgmodel.graph import Derived
from orgmodel.model import BadInput, Org, Problem
from orgmodel.moves import FindingKey, Move
from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.components import Component, split
from orgmodel.proposals.dynamic import Choice, Order
from orgmodel.proposals.effects import World, build
from orgmodel.proposals.model import Model
from orgmodel.proposals.solve import ROUNDS, MismatchError, refine
from orgmodel.proposals.uncollected import uncollected
from orgmodel.rules import Report, check

ORDER: Order = ({"errors": 1}, {"effort": 1}, {"ties": 1}, {"exposure": 1})  # errors: what is to be cleared


@dataclass(frozen=True)
class Repair:
    """Moves in the order of their ids, and the findings that no choice of moves clears beside all others."""

    moves: tuple[Move, ...]
    left: tuple[FindingKey, ...]


@uncollected()
def smallest(org: Org, unit: str) -> Repair:
    """The smallest repair of a unit, body or office.

    As many of its errors and warnings are cleared as can be, with least effort, then ties, then exposure elsewhere in the
    components concerned. Findings that an entry of ``allow`` covers stay and are not told.

    :raises BadInput: if no unit has this id.
    :raises MismatchError: if model and detector do not come to agree.
    """
    world = build(org)
    d = world.s.base
    if unit not in d.index:
        raise BadInput([Problem("no unit has this id", value=unit)])
    ids = around(d, d.index[unit])
    wanted = roots(world.s.report, ids)
    if not wanted:
        return Repair((), ())
    for _ in range(ROUNDS):
        wanted |= {
            f.finding for f in world.model.forms if concerns(f.finding, ids) and _grave(world, f.finding)
        }
        made = _least(world, wanted)
        after = world.changes.carried_out(made)
        if refine(world, made, world.counting(world.check(after))):
            continue
        left = roots(check(after), ids)
        if unreached := {code for code, _ in left - wanted} - world.watched:
            world.reached |= unreached
        elif fresh := {f for f in left - wanted if world.model.places(f)}:
            wanted |= fresh
        else:
            return Repair(tuple(world.move(i) for i in made), tuple(sorted(left)))
    raise MismatchError(f"no agreement on {unit} after {ROUNDS} rounds")


def around(d: Derived, row: int) -> set[str]:
    """The ids that stand for one unit: of a unit itself and all set up in it; of a body or office itself, its host and, for an
    office, the body that speaks for that."""
    host = int(d.host[row])
    rows = [row, host] if host >= 0 else [row, *(d.host == row).nonzero()[0].tolist()]
    body = row if d.rank[row] >= 0 else speaker(d, row if host < 0 else host)
    return {d.ids[r] for r in (*rows, body) if r >= 0}


def speaker(d: Derived, unit: int) -> int:
    """The row of the body that speaks for a unit: the one its link was judged by, or else the highest; -1 for none."""
    judged = d.links.filter(pl.col("unit_row") == unit)["body_row"].to_list()
    if judged:
        return int(judged[0])
    bodies = d.bodies.filter(pl.col("host_row") == unit)
    best = bodies.sort("rank", "subject", descending=[True, False])["row"].to_list()
    return int(best[0]) if best else -1


def concerns(finding: FindingKey, ids: set[str]) -> bool:
    """Whether a finding speaks of one of these units, or of a line that starts at one."""
    subject = finding[1]
    return subject in ids or any(subject.startswith(f"{id}>") for id in ids)


def roots(report: Report, ids: set[str]) -> set[FindingKey]:
    """What the errors and warnings on these units come from; nothing where an entry of ``allow`` covers that."""
    hits = report.hits.select("code", "subject", "cause_code", "cause_subject", "severity").rows()
    cause = {(code, subject): (above, at) for code, subject, above, at, _ in hits if above}
    covered = set(report.covered.select("code", "subject").iter_rows())
    found: set[FindingKey] = set()
    for code, subject, _, _, severity in hits:
        if severity == "info" or not concerns((code, subject), ids) or (code, subject) in covered:
            continue
        chain = [(code, subject), *_followed(cause, (code, subject))]
        if not covered.intersection(chain):
            found.add(chain[-1])
    return found


def _followed(cause: dict[FindingKey, FindingKey], finding: FindingKey) -> Iterator[FindingKey]:
    seen = {finding}
    while (above := cause.get(finding)) and above not in seen:
        seen.add(above)
        yield above
        finding = above


def _grave(world: World, finding: FindingKey) -> bool:
    """Whether a finding is an error or a warning."""
    return world.s.report.rules[finding[0]].severity_in(world.profile) != "info"


def _least(world: World, wanted: set[FindingKey]) -> list[int]:
    """The moves of least effort under which fewest of these findings stand in the model."""
    model = world.model
    forms = [replace(f, error=f.finding in wanted) for f in model.forms]
    touched = {i for f in forms if f.error for i in f.touched}
    made: list[int] = []
    for component in split(Model(model.moves, forms, [*model.limits, *model.resources]))[0]:
        if not touched.isdisjoint(component.moves) and (choice := _cheapest(component)):
            made += [component.moves[i] for i in choice.moves]
    return sorted(made)


def _cheapest(component: Component) -> Choice | None:
    try:
        return dynamic.best(component, ORDER)
    except dynamic.TooLargeError:
        return milp.best(component, ORDER)
