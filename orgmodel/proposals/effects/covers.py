"""Covers: findings that stand until one of the moves is made that name them.

These are the moves of the kinds that are :attr:`~orgmodel.moves.MoveKind.whole`: what they clear is all that they change.
"""

from collections import defaultdict

from orgmodel.moves import FindingKey, catalogue
from orgmodel.proposals.effects.world import World

CODES = ()  # other moves may change findings of the same rules


def take_up(world: World) -> None:
    """Note for every finding which whole moves clear it; the trial adds what others do to it."""
    clearing: dict[FindingKey, set[int]] = defaultdict(set)
    for i, move in enumerate(world.model.moves):
        if catalogue()[move.kind].whole:
            for finding in move.clears:
                clearing[finding].add(i)
    world.clearing.update(clearing)
