"""Gives strips, channels and trunks their heights, and spreads the room that the page leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from orgmodel.views.lanes.ports import direction
from orgmodel.views.lanes.routes import Routes, Trunk
from orgmodel.views.lanes.spots import Plan
from orgmodel.views.lanes.tracks import assign

BAND = 1.9  # mm that a band stands out above and below its boxes
PITCH = 2.4  # mm between tracks
ARROW, MARK, PLAIN = 4.8, 5.2, 3.4  # mm that the end of a line needs beside the trunks


@dataclass
class Channel:
    """The room between two strips: what its two edges need, and how many tracks lie between."""

    above: float = 0.0
    below: float = 0.0
    tracks: int = 0
    used: bool = False
    scale: float = 1.0
    y: float = 0.0
    height: float = 0.0

    @property
    def need(self) -> float:
        """The least height."""
        if not self.used:
            return BAND
        return max(self.above + self.below + max(0, self.tracks - 1) * PITCH, 8.4) * self.scale


def channels(made: Plan, all_routes: Iterable[Routes], scale: float) -> list[Channel]:
    """What every channel needs, over all shows; from above the first strip to below the last."""
    out = [Channel(PLAIN, PLAIN, scale=scale) for _ in range(len(made.strips) + 1)]
    for routes in all_routes:
        for number, tracks in assign(routes.trunks).items():
            out[number].tracks = max(out[number].tracks, tracks)
            out[number].used = True
        for trunk in routes.trunks:
            if trunk.beyond:
                out[trunk.channel].above = max(out[trunk.channel].above, ARROW)
    for n in range(1, len(made.strips)):
        out[n].used = True
    for look in made.looks.values():
        for e in look.edges:
            way = direction(made, e)
            a, b = made.spots[e.tail].strip, made.spots[e.head].strip
            if e.arrow and way == "up":
                out[b + 1].above = max(out[b + 1].above, ARROW)
            if e.arrow and way in ("down", "level"):
                out[b].below = max(out[b].below, ARROW)
            if e.mark and way in ("up", "level"):
                out[a].below = max(out[a].below, MARK)
            if e.mark and way == "down":
                out[a + 1].above = max(out[a + 1].above, MARK)
    return out


def least(made: Plan, rooms: list[Channel]) -> float:
    """The least height of the whole picture."""
    return sum(s.height for s in made.strips) + sum(c.need for c in rooms)


def spread(made: Plan, rooms: list[Channel], top: float, bottom: float, all_routes: Iterable[Routes]) -> None:
    """Place everything between top and bottom; what is left widens channels, then long boxes."""
    left = bottom - top - least(made, rooms)
    inner = [c for c in rooms if c.used]
    grow = {id(c): 0.0 for c in inner}
    stretch = dict.fromkeys(range(len(made.strips)), 0.0)
    for room, box in ((5.0, 2.0), (6.0, 5.0), (14.0, 4.0)):
        runs = [n for n, s in enumerate(made.strips) if s.running]
        whole = room * len(inner) + box * len(runs)
        share = min(1.0, left / whole) if whole > 0 else 0.0
        for c in inner:
            grow[id(c)] += room * share
        for n in runs:
            stretch[n] += box * share
        left -= whole * share
    y = top
    for n, room_ in enumerate(rooms):
        room_.y, room_.height = y, room_.need + grow.get(id(room_), 0.0)
        y += room_.height
        if n < len(made.strips):
            strip = made.strips[n]
            strip.y, strip.height = y, strip.height + stretch[n]
            y += strip.height
    for routes in all_routes:
        for trunk in routes.trunks:
            trunk.y = _height(trunk, rooms[trunk.channel])


def _height(trunk: Trunk, room: Channel) -> float:
    free = room.height - (room.above + room.below) * room.scale
    between = min(3.2, free / max(1, room.tracks - 1)) if room.tracks > 1 else 0.0
    first = room.y + room.above * room.scale + (free - between * (room.tracks - 1)) / 2
    return first + between * trunk.track
