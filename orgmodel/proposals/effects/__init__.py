"""How moves change findings, one file for each kind of thing that they change.

Each file has ``take_up(world)``, which adds forms and limits to the model, and ``CODES``, the rules that it defines; ``KINDS``
are kinds of move that change findings of no other rule. What
single moves do to all other rules is tried out (:mod:`~orgmodel.proposals.effects.trials`).
"""

import pkgutil
from importlib import import_module

from orgmodel.model import Org
from orgmodel.moves import candidates
from orgmodel.proposals.effects.counted import count
from orgmodel.proposals.effects.limits import finish
from orgmodel.proposals.effects.trials import try_moves
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.options import Options

__all__ = ["World", "build"]


def build(org: Org, options: Options | None = None) -> World:
    """The model of an org: candidate moves, and everything that they can clear or raise.

    :raises BadInput: if the options name what is not there.
    """
    options = options or Options()
    options.check(org)
    world = World(candidates(org, options.lock, options.forbidden), options)
    for module in pkgutil.iter_modules(__path__):
        effect = import_module(f"{__name__}.{module.name}")
        if hasattr(effect, "take_up"):
            effect.take_up(world)
            world.defined.update(effect.CODES)
            world.settled.update(getattr(effect, "KINDS", ()))
    world.defined.update(rule.code for rule in world.s.report.rules.values() if rule.over)
    try_moves(world)
    count(world)
    finish(world)
    return world
