"""Layered pictures: boxes in strips from the top down, orthogonal wires between them that cross no box.

Wires that span several strips pass the strips between through gaps of their own. All shows share one layout: wires
that look alike in every show run together and keep their place.
"""

from collections.abc import Sequence

from orgmodel.scene import Scene
from orgmodel.views._layers.build import build
from orgmodel.views._layers.parts import Node, Plan, Strip, Stroke, Wire
from orgmodel.views._layers.place import hopeless, order, place
from orgmodel.views._layers.route import route, widen
from orgmodel.views._layers.sheet import Frame, Heading, scenes

__all__ = ["Frame", "Heading", "Node", "Strip", "Stroke", "Wire", "drawn"]

NARROW = 1.3  # mm between wires that pass a strip, where there are very many


def drawn(
    strips: list[Strip],
    wires: list[Wire],
    shows: Sequence[str],
    frame: Frame,
    *,
    shared: bool = False,
    narrow: bool = False,
) -> dict[str, Scene] | None:
    """The scenes of a picture; None where a strip is wider than the sheet.

    Boxes have their texts, classes and least sizes; strips their boxes. ``shared`` lets wires that look alike pass
    strips as one, which takes less room; ``narrow`` lays them closer.
    """
    made: Plan = build(strips, wires, shared=shared)
    made.passing = NARROW if narrow else made.passing
    widen(made)
    if hopeless(made, frame.room):
        return None
    order(made)
    if not place(made, frame.room):
        return None
    return scenes(made, route(made), shows, frame)
