"""A planner's own idea is kept, and the rest of a proposal planned around it.

Moves that the idea names are required. Edits of its own are made first, the units whose rows and lines they change are locked, and
what is left to repair is proposed for the org as it is then; in every plan they stand as the first move. What is frozen, locked or
refused binds the planner's own edits too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from orgmodel.model import BadInput, Edit, Org, Problem, apply
from orgmodel.moves import TWENTIETHS, FindingKey, Move, Situation, candidates, sentence
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.effects import World
from orgmodel.proposals.offer import propose
from orgmodel.proposals.options import OWN, Options
from orgmodel.proposals.ownplan import PartialPlan, completed
from orgmodel.proposals.plan import FrontierPoint, Left, Plan, Plans
from orgmodel.proposals.price import Price, price
from orgmodel.proposals.solve import weighed
from orgmodel.rules import check


def propose_around(
    org: Org, own: PartialPlan, options: Options | None = None, clock: Clock | None = None
) -> Plans:
    """The cheapest repairs of an org among those that hold the planner's own moves and edits.

    :raises BadInput: if a move is none that can be made, or an edit does not fit the org or touches what nothing may touch.
    """
    options = options or Options()
    named = [f"{kind}@{subject}" + (f">{to}" if to else "") for kind, subject, to in own.moves]
    options = replace(options, require=[*options.require, *named], written=own.places)
    edits = completed(org, own.edits, own.file)
    if not edits:
        return propose(org, options, clock)
    before = World(candidates(org), options)
    if barred := [*_barred(before.s, edits, options, own.file)]:
        raise BadInput(barred)
    then = apply(org, edits)
    touched = {id for e in edits for id in _units(e)}.intersection(then.units["id"])
    plans = propose(then, replace(options, lock=sorted({*options.lock, *touched})), clock)
    cost = price(org, then, before)
    cleared = set(before.roots).difference(check(then).roots.select("code", "subject").iter_rows())
    first = _first(edits, cost, weighed(before, sorted(cleared)))
    frontier = tuple(
        FrontierPoint(p.exposure, p.ties + cost.ties, p.effort + cost.effort, p.status, p.gap)
        for p in plans.frontier
    )
    stay = _nothing(before, plans["stay"])
    return replace(
        plans,
        org=org,
        plans={
            name: stay if name == "stay" else _with(org, plan, first, cost) for name, plan in plans.items()
        },
        frontier=frontier,
    )


def _units(edit: Edit) -> Iterator[str]:
    """The units that an edit changes: of a line that at its lower end, of another row the one that it belongs to."""
    if edit.table in ("units", "lines"):
        yield edit.key[0]
    for side in (edit.before, edit.after):
        if side and edit.table != "lines" and "unit" in side:
            yield str(side["unit"])


def _barred(s: Situation, edits: Sequence[Edit], options: Options, file: str) -> Iterator[Problem]:
    """The edits that nobody may make: of frozen or locked units, and the end of a line whose superior refuses it."""
    frozen = set(s.org.units.filter(s.org.units["frozen"].fill_null(False))["id"])
    for edit in edits:
        ends = {str(side["superior"]) for side in (edit.before, edit.after) if side and "superior" in side}
        for id in sorted({*_units(edit), *ends}):
            if id in frozen:
                remedy = (
                    "Leave the edit out; if the unit is free again, take the mark out of the org file first."
                )
                yield Problem("changes a unit that is frozen", file, edit.table, value=id, remedy=remedy)
            elif id in options.lock:
                remedy = "Leave out the edit or the lock."
                yield Problem(
                    "changes a unit that --lock leaves as it is", file, edit.table, value=id, remedy=remedy
                )
        if _refused(s, edit):
            remedy = "Leave the edit out; if the superior agrees by now, say so in the org file first."
            yield Problem(
                "ends a line to which consent is refused", file, edit.table, value=edit.name, remedy=remedy
            )


def _refused(s: Situation, edit: Edit) -> bool:
    """Whether an edit ends an affiliation whose superior refuses to release the body."""
    if edit.table != "lines" or edit.before is None or edit.key[2] != s.profile.roles.affiliation:
        return False
    ends = edit.after is None or (edit.after["superior"], edit.after["kind"]) != edit.key[1:]
    line = {"row": dict(edit.before), "high": s.base.index.get(edit.key[1], -1)}
    return ends and s.consent_of(line) == "refused"


def _first(edits: Sequence[Edit], cost: Price, clears: Sequence[FindingKey]) -> Move:
    """The planner's own edits as one move."""
    needs = sorted({n for m in cost.moves for n in m.needs} | {n for u in cost.unpriced for n in u.needs})
    ties = round(cost.ties * TWENTIETHS)
    subject = edits[0].key[0]
    return Move(OWN, subject, None, None, OWN, cost.effort, ties, tuple(needs), tuple(edits), tuple(clears))


def _with(org: Org, plan: Plan, first: Move, cost: Price) -> Plan:
    return replace(
        plan,
        ties=plan.ties + cost.ties,
        effort=plan.effort + cost.effort,
        moves=(first, *plan.moves),
        phases=((first,), *plan.phases),
        told=lambda move: sentence(org, move, org.language) if move is first else plan.told(move),
    )


def _nothing(before: World, stay: Plan) -> Plan:
    """The reference: the org as it is, without the planner's idea."""
    known = {(left.code, left.subject): left for left in stay.residual}
    rules, left = before.s.report.rules, sorted(weighed(before, before.roots))
    residual = [known.get(f) or Left(*f, rules[f[0]].severity_in(before.profile), "price") for f in left]
    errors = sum(before.weight(f)[1] for f in left)
    return replace(stay, exposure=before.exposure, errors=errors, residual=tuple(residual))
