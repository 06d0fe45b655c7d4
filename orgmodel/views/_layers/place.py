"""Puts slots in order and gives them their x: neighbours above each other, nothing closer than it may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from orgmodel.views._layers.build import neighbours
from orgmodel.views._layers.parts import Plan, Slot

TIGHT = 3.2  # mm between boxes at least
CLEAR = 2.2  # mm between a box and a wire that passes
SWEEPS = 6
FEW = 600  # slots beyond which places are settled in fewer sweeps
MANY = 400  # joins beyond which crossings are not counted


@dataclass(frozen=True)
class Room:
    """From where to where boxes may stand, in millimetres from the left of the page."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """The width between both."""
        return self.right - self.left


def _apart(a: Slot, b: Slot, gap: float, passing: float) -> float:
    """The distance between the middles of two neighbours."""
    between = gap if a.node and b.node else CLEAR if a.node or b.node else passing
    return (a.w + b.w) / 2 + between


def hopeless(made: Plan, room: Room) -> bool:
    """True where some strip is too wide in whatever order."""
    return any(sum(s.w for s in row) + made.passing * (len(row) - 1) > room.width for row in made.slots)


def needed(row: Sequence[Slot], gap: float, passing: float) -> float:
    """The width of a strip."""
    if not row:
        return 0.0
    inner = sum(_apart(a, b, gap, passing) for a, b in pairwise(row))
    return inner + (row[0].w + row[-1].w) / 2


def order(made: Plan) -> None:
    """Order the slots of every strip so that wires cross as seldom as may be found in a few sweeps."""
    joined = neighbours(made)
    place = {slot: (i + 1) / (len(row) + 1) for row in made.slots for i, slot in enumerate(row)}

    def sort(row: list[Slot], strip: int, above: bool) -> None:
        wish: dict[Slot, float] = {}
        for slot in row:
            near = [place[s] for s, _ in joined[slot] if (s.strip < strip if above else s.strip > strip)] or [
                place[s] for s, _ in joined[slot]
            ]
            wish[slot] = sum(near) / len(near) if near else place[slot]
        if made.strips[strip].fixed:
            boxes = [s for s in row if s.node]
            passing = sorted((s for s in row if not s.node), key=lambda s: wish[s])
            row[:] = passing + boxes
        else:
            row.sort(key=lambda s: wish[s])
        for i, slot in enumerate(row):
            place[slot] = (i + 1) / (len(row) + 1)

    best = (_crossings(made), [list(row) for row in made.slots])
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for strip in range(len(made.slots)) if down else reversed(range(len(made.slots))):
            sort(made.slots[strip], strip, down)
        now = _crossings(made)
        if now < best[0] or sweep == 0:
            best = (now, [list(row) for row in made.slots])
    made.slots[:] = best[1]


def _crossings(made: Plan) -> int:
    at = {slot: i for row in made.slots for i, slot in enumerate(row)}
    joins: dict[int, list[tuple[int, int]]] = {}
    for hub in made.hubs:
        if hub.way != "level":
            for source, _ in hub.sources:
                ends = (source, hub.target) if hub.way == "down" else (hub.target, source)
                joins.setdefault(hub.channel, []).append((at[ends[0]], at[ends[1]]))
    if sum(map(len, joins.values())) > MANY:
        return 0
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for pairs in joins.values()
        for i, a in enumerate(pairs)
        for b in pairs[i + 1 :]
    )


def spaced(
    wishes: Sequence[float], weights: Sequence[float], apart: Sequence[float], low: float, high: float
) -> list[float]:
    """The places nearest to the wishes (least squares) that keep their distances and stay between low and high.

    ``apart`` are the distances between neighbours.

    >>> spaced([5.0, 5.0, 9.0], [1, 1, 1], [2.0, 2.0], 0.0, 10.0)
    [4.0, 6.0, 9.0]
    """
    offsets = [0.0]
    for d in apart:
        offsets.append(offsets[-1] + d)
    blocks: list[list[float]] = []  # mean, weight, count
    for wish, weight, offset in zip(wishes, weights, offsets, strict=True):
        blocks.append([wish - offset, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, weight_, count = blocks.pop()
            last = blocks[-1]
            last[0] = (last[0] * last[1] + mean * weight_) / (last[1] + weight_)
            last[1] += weight_
            last[2] += count
    top = max(low, high - offsets[-1])
    flat = [min(max(mean, low), top) for mean, _, count in blocks for _ in range(int(count))]
    return [f + o for f, o in zip(flat, offsets, strict=True)]


def place(made: Plan, room: Room) -> bool:
    """Set the x of every slot; False if a strip is wider than the room."""
    gaps = []
    for strip, row in zip(made.strips, made.slots, strict=True):
        gap = strip.gap
        while needed(row, gap, made.passing) > room.width + 1e-6 and gap > TIGHT:
            gap = max(TIGHT, gap - 0.4)
        if needed(row, gap, made.passing) > room.width + 1e-6:
            return False
        gaps.append(gap)
    joined = neighbours(made)
    for row, gap in zip(made.slots, gaps, strict=True):
        x = (room.left + room.right - needed(row, gap, made.passing)) / 2
        for i, slot in enumerate(row):
            x = row[i - 1].x + _apart(row[i - 1], slot, gap, made.passing) if i else x + slot.w / 2
            slot.x = x
    rows = range(len(made.slots))
    few = sum(map(len, made.slots)) > FEW
    for sweep in range(SWEEPS if few else 4 * SWEEPS):
        side = sweep % 3  # from those below, from those above, from both
        for n in rows if side == 1 else reversed(rows):
            _settle(made.slots[n], n, joined, (gaps[n], made.passing), room, side)
    _centre(made, room)
    for row in made.slots:
        for slot in row:
            slot.x = round(slot.x, 3)
            if slot.node:
                slot.node.x = slot.x
    return True


def _towards(slot: Slot, other: Slot) -> float:
    """Where a slot would like to stand for another: in its middle, but a wire that passes anywhere along a box."""
    if (slot.node is None) == (other.node is None):
        return other.x
    half = max(slot.w, other.w) / 2 - 3.6
    return min(max(slot.x, other.x - half), other.x + half)


def _centre(made: Plan, room: Room) -> None:
    """Move the whole into the middle of the room."""
    every = [s for row in made.slots for s in row]
    low, high = min(s.x - s.w / 2 for s in every), max(s.x + s.w / 2 for s in every)
    for slot in every:
        slot.x += (room.left + room.right - low - high) / 2


def _settle(
    row: list[Slot], strip: int, joined: dict[Slot, list[tuple[Slot, float]]], gaps: tuple[float, float],
    room: Room, side: int,
) -> None:  # fmt: skip
    if not row:
        return
    wishes, weights = [], []
    for slot in row:
        near = joined[slot]
        if side < 2:
            near = [x for x in near if (x[0].strip < strip) == (side == 1)] or near
        total = sum(w for _, w in near)
        wish = sum(_towards(slot, o) * w for o, w in near) / total if near else slot.x
        wishes.append(wish)
        weights.append(total or 0.2)
    apart = [_apart(a, b, *gaps) for a, b in pairwise(row)]
    low, high = room.left + row[0].w / 2, room.right - row[-1].w / 2
    for slot, x in zip(row, spaced(wishes, weights, apart, low, high), strict=True):
        slot.x = x
