"""How moves change findings, one file for each kind of thing that they change.

Each file has ``take_up(world)``, which adds forms and limits to the model. What no file takes up stays as it is.
"""

import pkgutil
from importlib import import_module

from orgmodel.model import Org
from orgmodel.moves import candidates
from orgmodel.proposals.effects.world import World

__all__ = ["World", "build"]


def build(org: Org) -> World:
    """The model of an org: candidate moves, and everything that they can clear or raise."""
    world = World(candidates(org))
    for module in pkgutil.iter_modules(__path__):
        take_up = getattr(import_module(f"{__name__}.{module.name}"), "take_up", None)
        if take_up is not None:
            take_up(world)
    world.finish()
    return world
