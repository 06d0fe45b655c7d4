"""The smallest repair of one unit: the least effort after which no error or warning stands on it or its bodies.

It asks the same model as :func:`orgmodel.proposals.propose`, narrowed to the components that the unit's findings lie in: a
finding on the unit must not stand, so each of its conditions becomes a limit. The answer is applied and checked; where
the check still finds something on the unit, that combination of moves is ruled out and the model is asked again.
"""

from collections.abc import Iterable, Iterator

from orgmodel.graph import Derived
from orgmodel.model import BadInput, Org, Problem
from orgmodel.moves import FindingKey, Move
from orgmodel.proposals import dynamic, milp
from orgmodel.proposals.components import Component, split
from orgmodel.proposals.dynamic import Choice, Order
from orgmodel.proposals.effects import World, build
from orgmodel.proposals.model import Condition, Limit, Model
from orgmodel.proposals.outcomes import combination
from orgmodel.proposals.solve import ROUNDS, MismatchError
from orgmodel.rules import Report, check

ORDER: Order = ({"effort": 1}, {"ties": 1}, {"exposure": 1})


def smallest(org: Org, unit: str) -> list[Move] | None:
    """The moves of the smallest repair of a unit, body or office, in the order of their ids.

    Least effort, then ties, then exposure elsewhere in the components concerned. Empty where nothing stands on the
    unit; None where no choice of moves clears all that does. Findings that an entry of ``allow`` covers stay.

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
        return []
    wanted |= {f.finding for f in world.model.forms if concerns(f.finding, ids)}
    ruled_out: list[Condition] = []
    for _ in range(ROUNDS):
        made = _least(world, wanted, ruled_out)
        if made is None:
            return None
        left = roots(check(world.changes.carried_out(made)), ids)
        if not left:
            return [world.move(i) for i in made]
        picked = {world.move(i).slot: i for i in made}
        for finding in sorted(left):
            slots = sorted(world.concerned(finding))
            if not slots:
                return None
            ruled_out.append(combination(world.model, {slot: picked.get(slot) for slot in slots}))
    raise MismatchError(f"no agreement on {unit} after {ROUNDS} rounds")


def around(d: Derived, row: int) -> set[str]:
    """The ids that stand for one unit: of a unit itself and all set up in it; of a body or office itself and its host."""
    host = int(d.host[row])
    rows = [row, host] if host >= 0 else [row, *(d.host == row).nonzero()[0].tolist()]
    return {d.ids[r] for r in rows}


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


def _least(world: World, wanted: set[FindingKey], ruled_out: Iterable[Condition]) -> list[int] | None:
    """The moves of least effort under which none of these findings stands in the model; None if there are none."""
    model = world.model
    forms = [f for f in model.forms if f.finding in wanted]
    if wanted & {key for key, _, _ in model.residual}:
        return None
    banned = [*(c for f in forms for c in f.conditions), *ruled_out]
    limits = [Limit(c.terms, c.at_least - 1) for c in banned]
    narrowed = Model(model.moves, model.forms, [*model.limits, *model.resources, *limits])
    touched = {i for c in banned for i, _ in c.terms}
    made: list[int] = []
    for component in split(narrowed)[0]:
        if touched.isdisjoint(component.moves):
            continue
        choice = _cheapest(component)
        if choice is None:
            return None
        made += [component.moves[i] for i in choice.moves]
    return sorted(made)


def _cheapest(component: Component) -> Choice | None:
    try:
        return dynamic.best(component, ORDER)
    except dynamic.TooLargeError:
        return milp.best(component, ORDER)
