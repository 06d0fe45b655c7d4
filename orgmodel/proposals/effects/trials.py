"""Rules that no effect defines: what single moves do to their findings is found by trying them.

All moves of one kind are made together, one option a slot, and what a batch clears becomes a row for each of
its moves on which the finding may depend, and what it raises a row for exactly that combination. Where that is too good,
the re-check corrects it. The trial also tells which rules moves can reach at all.
"""

from collections import defaultdict

from orgmodel.model import apply
from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition
from orgmodel.proposals.outcomes import combination
from orgmodel.rules import Report, check

UNTRIED = ("cooperate",)  # touches no rule


def try_moves(world: World) -> None:
    """Add what each move clears and raises among the findings that no effect has taken up."""
    before = _others(world, world.s.report)
    found = _all(world.s.report)
    cleared: dict[FindingKey, set[int]] = defaultdict(set)
    raised: dict[FindingKey, list[Condition]] = defaultdict(list)
    for batch in _batches(world):
        report = check(apply(world.s.org, [edit for i in batch for edit in world.move(i).edits]))
        world.reached.update(hit[0] for hit in found ^ _all(report))
        after = _others(world, report)
        for finding in before - after:
            slots = world.concerned(finding)
            cleared[finding].update(i for i in batch if world.move(i).slot in slots)
        picked = {world.move(i).slot: i for i in batch}
        for finding in after - before:
            # Exactly what was seen and no more: a guess too dear would never be visited, so never corrected.
            on = sorted(world.concerned(finding))
            raised[finding].append(combination(world.model, {slot: picked.get(slot) for slot in on}))
    for finding, moves in cleared.items():
        if moves:
            world.add(finding, [Condition(tuple((i, -1) for i in sorted(moves)), 0)])
    for finding, conditions in raised.items():
        world.add(finding, conditions)


def _all(report: Report) -> set[tuple[str, str, str | None, str | None]]:
    return set(report.hits.select("code", "subject", "cause_code", "cause_subject").iter_rows())


def _others(world: World, report: Report) -> set[FindingKey]:
    """The root findings that count and that no effect defines."""
    roots = report.roots.select("code", "subject").iter_rows()
    return {f for f in roots if f[0] not in world.defined and world.weight(f)[0]}


def _batches(world: World) -> list[list[int]]:
    """Moves to be tried together: of each kind the n-th of every slot."""
    out: dict[tuple[str, int], list[int]] = defaultdict(list)
    for slot, moves in sorted(world.model.slots.items()):
        kind = slot.partition(":")[0]
        if kind not in UNTRIED:
            for n, i in enumerate(moves):
                out[(kind, n)].append(i)
    return list(out.values())
