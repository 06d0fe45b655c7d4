"""Rules that no effect defines: what single moves do to their findings is found by trying them.

Each move but cooperation is made alone (moves of units that have
nothing to do with each other in one check) and what it clears or raises becomes a row of the model. Where only
several moves together do so, the re-check adds the row.
"""

from collections import defaultdict

from orgmodel.model import apply
from orgmodel.moves import FindingKey
from orgmodel.proposals.components import split
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition
from orgmodel.rules import check

UNTRIED = ("cooperate",)  # touches no rule


def try_moves(world: World) -> None:
    """Add what each move clears and raises among the findings that no effect has taken up."""
    before = _others(world, set(world.roots))
    cleared: dict[FindingKey, set[int]] = defaultdict(set)
    raised: dict[FindingKey, set[int]] = defaultdict(set)
    for batch in _batches(world):
        edits = [edit for i in batch for edit in world.move(i).edits]
        roots = set(check(apply(world.s.org, edits)).roots.select("code", "subject").iter_rows())
        after = _others(world, roots)
        for found, into in ((before - after, cleared), (after - before, raised)):
            for finding in found:
                into[finding].update(i for i in batch if world.move(i).slot in world.concerned(finding))
    for finding, moves in cleared.items():
        world.add(finding, [Condition(tuple((i, -1) for i in sorted(moves)), 0)])
    for finding, moves in raised.items():
        world.add(finding, [Condition(((i, 1),), 1) for i in sorted(moves)])


def _others(world: World, roots: set[FindingKey]) -> set[FindingKey]:
    return {f for f in roots if f[0] not in world.defined and world.weight(f)[0]}


def _batches(world: World) -> list[list[int]]:
    """Moves to be tried together: the n-th of each component."""
    out: dict[int, list[int]] = defaultdict(list)
    for component in split(world.model):
        tried = [i for i in component.moves if world.move(i).kind not in UNTRIED]
        for n, i in enumerate(tried):
            out[n].append(i)
    return list(out.values())
