"""A planner's own idea is kept, and the rest of a proposal planned around it.

Moves that the idea names are required. Edits of its own are made first, the units that they touch are locked, and what is left
to repair is proposed for the org as it is then; in every plan they stand as the first move.
"""

from collections.abc import Sequence
from dataclasses import replace

from orgmodel.graph.edited import told
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Edit, Org, apply
from orgmodel.moves import TWENTIETHS, Move, sentence
from orgmodel.profiles import of
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.offer import propose
from orgmodel.proposals.options import Options
from orgmodel.proposals.ownplan import PartialPlan, completed
from orgmodel.proposals.plan import FrontierPoint, Plan, Plans
from orgmodel.proposals.price import Price, price

OWN = "own"


def propose_around(
    org: Org, own: PartialPlan, options: Options | None = None, clock: Clock | None = None
) -> Plans:
    """The cheapest repairs of an org among those that hold the planner's own moves and edits.

    :raises BadInput: if a move is none that can be made, or an edit does not fit the org.
    """
    options = options or Options()
    named = [f"{kind}@{subject}" + (f">{to}" if to else "") for kind, subject, to in own.moves]
    options = replace(options, require=[*options.require, *named])
    edits = completed(org, own.edits, own.file)
    if not edits:
        return propose(org, options, clock)
    then = apply(org, edits)
    cost = price(org, then)
    touched = {id for e in edits for id in _units(e)}.intersection(then.units["id"])
    plans = propose(then, replace(options, lock=sorted({*options.lock, *touched})), clock)
    first = _first(org, then, edits, cost)
    frontier = tuple(
        FrontierPoint(p.exposure, p.ties + cost.ties, p.effort + cost.effort, p.status, p.gap)
        for p in plans.frontier
    )
    stay = _nothing(org, plans["stay"], cost)
    return replace(
        plans,
        org=org,
        plans={
            name: stay if name == "stay" else _with(org, plan, first, cost) for name, plan in plans.items()
        },
        frontier=frontier,
    )


def _units(edit: Edit) -> tuple[str, ...]:
    return (edit.key[0], edit.key[1]) if edit.table == "lines" else edit.key[:1]


def _first(org: Org, then: Org, edits: Sequence[Edit], cost: Price) -> Move:
    """The planner's own edits as one move."""
    needs = sorted({n for m in cost.moves for n in m.needs} | {n for u in cost.unpriced for n in u.needs})
    words = RowWords.of_edits((org, then), edits, of(then), org.language)
    names = ("；" if org.language == "zh" else "; ").join(dict.fromkeys(told(edits, words, within=True)))
    ties = round(cost.ties * TWENTIETHS)
    return Move(OWN, edits[0].key[0], None, names, OWN, cost.effort, ties, tuple(needs), tuple(edits))


def _with(org: Org, plan: Plan, first: Move, cost: Price) -> Plan:
    return replace(
        plan,
        ties=plan.ties + cost.ties,
        effort=plan.effort + cost.effort,
        moves=(first, *plan.moves),
        phases=((first,), *plan.phases),
        told=lambda move: sentence(org, move, org.language) if move is first else plan.told(move),
    )


def _nothing(org: Org, stay: Plan, cost: Price) -> Plan:
    """The reference: the org as it is, without the planner's idea."""
    return replace(stay, exposure=cost.exposure_before)
