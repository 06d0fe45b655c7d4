"""Rules that no effect defines: what single moves do to their findings is found by trying them.

All moves of one kind are made together, one option a slot, and what a batch clears becomes a row for each of
its moves on which the finding may depend, and what it raises a row for exactly that combination. Where that is too good,
the re-check corrects it. The trial also tells which rules moves can reach at all.
"""

from collections import Counter, defaultdict

from orgmodel.moves import FindingKey, catalogue
from orgmodel.proposals.effects import linkage
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition
from orgmodel.proposals.outcomes import combination
from orgmodel.rules import Report, check


def try_moves(world: World) -> None:
    """Add what each move clears and raises among the findings that no effect has taken up."""
    before = _others(world, world.s.report)
    counting = {code for code, rule in world.s.report.rules.items() if rule.over}
    open_ = {f for f in world.roots if f not in world.taken and f[0] not in counting}  # overlooked ones, too
    found = _all(world.s.report)
    raised: dict[FindingKey, list[Condition]] = defaultdict(list)
    unlinked = set[FindingKey]()
    for batch in _batches(world):
        report = check(world.changes.carried_out(batch))
        world.reached.update(hit[0] for hit in found ^ _all(report))
        after = _others(world, report)
        picked = {world.move(i).slot: i for i in batch}
        for finding in sorted(open_.difference(report.roots.select("code", "subject").iter_rows())):
            slots = world.concerned(finding)
            world.clearing[finding].update(picked[slot] for slot in slots if slot in picked)
        unlinked |= linkage.at_risk(world, report, batch)
        for finding in sorted(after - before):
            # Exactly what was seen and no more: a guess too dear would never be visited, so never corrected.
            on = sorted(world.concerned(finding))
            raised[finding].append(combination(world.model, {slot: picked.get(slot) for slot in on}))
    for finding in sorted({*before, *raised, *unlinked}):
        if linkage.define(world, finding):
            raised.pop(finding, None)
    for finding in sorted(open_ - world.taken):
        moves = world.clearing.get(finding)
        if moves:
            world.add(finding, [Condition(tuple((i, -1) for i in sorted(moves)), 0)])
    for finding, conditions in sorted(raised.items()):
        world.add(finding, conditions)


def _all(report: Report) -> set[tuple[str, str, str | None, str | None]]:
    return set(report.hits.select("code", "subject", "cause_code", "cause_subject").iter_rows())


def _others(world: World, report: Report) -> set[FindingKey]:
    """The root findings that no effect defines."""
    roots = report.roots.select("code", "subject").iter_rows()
    return {f for f in roots if f[0] not in world.defined}


def _batches(world: World) -> list[list[int]]:
    """Moves to be tried together: of each kind the n-th of every slot, as far as they may be made together."""
    wanted: dict[tuple[str, int], list[int]] = defaultdict(list)
    for _, moves in sorted(world.model.slots.items()):
        alike = {
            (world.move(i).kind, world.move(i).target): i for i in reversed(moves)
        }  # approved or not is one
        for n, ((kind, _), i) in enumerate(reversed(alike.items())):
            if not catalogue()[kind].whole and kind not in world.settled:
                wanted[(kind, n)].append(i)
    out = []
    for moves in wanted.values():
        while moves:
            batch, moves = _together(world, moves)
            out.append(batch)
    return out


def _together(world: World, moves: list[int]) -> tuple[list[int], list[int]]:
    """The first of these moves that exclude none of each other and keep the capacities, and the rest."""
    batch, rest = list[int](), list[int]()
    taken, closed, used = set[str](), set[str](), Counter[str]()
    for i in moves:
        move = world.move(i)
        free = move.slot not in closed and taken.isdisjoint(move.excludes)
        if not free or any(used[u] + move.uses.count(u) > world.s.capacities[u] for u in set(move.uses)):
            rest.append(i)
            continue
        batch.append(i)
        taken.add(move.slot)
        closed.update(move.excludes)
        used.update(move.uses)
    if not batch:  # moves that no capacity allows at all
        return rest, []
    return batch, rest
