"""Gives strips and channels their heights, and cuts a picture that is too high into pages."""

from dataclasses import dataclass

from orgmodel.scene import Undrawable
from orgmodel.views._layers.parts import LINE, Hub, Plan

BAND = 1.9  # mm that a band stands out above and below its boxes
TRACK = 2.6  # mm between tracks
ARROW, MARK, PLAIN = 5.4, 5.8, 3.4  # mm that the end of a wire needs beside the tracks
CUT = 12.0  # mm of a channel in which pages end: no wire turns there


@dataclass
class Channel:
    """The room above a strip: what its edges need, how many tracks it has, whether a page ends in it."""

    above: float = 0.0
    below: float = 0.0
    tracks: int = 0
    cut: bool = False
    y: float = 0.0
    more: float = 0.0

    @property
    def height(self) -> float:
        """The whole height."""
        inner = max(self.above + self.below + max(0, self.tracks - 1) * TRACK, 9.0)
        return inner + self.more + (CUT if self.cut else 0.0)

    def line(self, track: float) -> float:
        """The y of a track."""
        free = self.height - (CUT if self.cut else 0.0) - self.above - self.below
        step = min(TRACK + 0.6, free / max(1, self.tracks - 1)) if self.tracks > 1 else 0.0
        return self.y + self.above + (free - step * (self.tracks - 1)) / 2 + step * track


def channels(made: Plan, tracks: dict[int, int]) -> list[Channel]:
    """What every channel needs, over all shows; channel n lies above strip n."""
    out = [Channel(PLAIN, PLAIN, tracks.get(n, 0)) for n in range(len(made.strips))]
    for hub in made.hubs:
        arrow = any(arrow for _, _, arrow in made.wires[_wire(made, hub.bundle)].looks)
        if hub.target.node and arrow:
            _need(out[hub.channel], hub.way == "up", ARROW)
    for number, hub in made.first.items():
        wire = made.wires[number]
        lines = max((len(s.note) for s in wire.strokes.values()), default=0)
        if lines or any(s.mark for s in wire.strokes.values()):
            _need(out[hub.channel], hub.way == "down", max(MARK, lines * LINE + 2.6))
    return out


def _wire(made: Plan, bundle: int) -> int:
    return made.bundle_of.index(bundle)


def _need(channel: Channel, upper: bool, room: float) -> None:
    if upper:
        channel.above = max(channel.above, room)
    else:
        channel.below = max(channel.below, room)


def stack(made: Plan, rooms: list[Channel], top: float) -> float:
    """Place strips and tracks from the top down; the y below the last band."""
    y = top
    for n, (strip, room) in enumerate(zip(made.strips, rooms, strict=True)):
        room.y = y
        used = n > 0 or room.tracks > 0
        y += room.height if used else BAND
        strip.y = y
        for node in strip.nodes:
            node.y, node.h = y, strip.height
        y += strip.height
    for hub in made.hubs:
        if not hub.straight:
            hub.y = round(rooms[hub.channel].line(hub.y), 3)
    return y + BAND


def measure(made: Plan, rooms: list[Channel]) -> float:
    """The height of the whole."""
    used = [r.height if n or r.tracks else BAND for n, r in enumerate(rooms)]
    return sum(used) + sum(s.height for s in made.strips) + BAND


def cut(made: Plan, rooms: list[Channel], high: float) -> list[int]:
    """The channels in which pages of this height end, between two bands where one ends on the page.

    :raises Undrawable: if a strip is higher than a page.
    """
    if measure(made, rooms) <= high:
        return []
    out: list[int] = []
    start = 0
    while (full := _full(made, rooms, start, high)) < len(made.strips):
        borders = (n for n in range(full, start, -1) if _border(made, n))
        start = next(borders, full)
        out.append(start)
    for n in out:
        rooms[n].cut = True
    return out


def _border(made: Plan, number: int) -> bool:
    """True where a band ends above a strip."""
    return not made.strips[number].band or made.strips[number].band != made.strips[number - 1].band


def _full(made: Plan, rooms: list[Channel], start: int, high: float) -> int:
    """The first strip from ``start`` on that does not fit the page; their number if all do."""
    used = 0.0
    for n in range(start, len(made.strips)):
        strip, room = made.strips[n], rooms[n]
        lead = room.height if n or room.tracks else BAND
        if n == start:
            lead += CUT if n else 0.0
        elif used + lead + strip.height + BAND + CUT + room.above > high:
            return n
        used += lead + strip.height
        if used > high:
            names = ", ".join(node.id for node in strip.nodes[:5])
            raise Undrawable(
                f"the row of {names} is higher than the page. Choose a larger sheet, or give its units a shorter short_name."
            )
    return len(made.strips)


def edge(made: Plan, hub: Hub, upper: bool) -> float:
    """The y of the edge of the strip that a hub's wires touch in its channel."""
    if upper:
        strip = made.strips[hub.channel - 1]
        return strip.y + strip.height
    return made.strips[hub.channel].y
