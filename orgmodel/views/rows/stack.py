"""The rows of one page from the top down: which unit and which local body stands in each, and how high it is."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Protocol

from orgmodel.scene import MM
from orgmodel.views._look import Edge, Look
from orgmodel.views.rows.forest import Forest
from orgmodel.views.rows.ports import MARKED, PITCH, beside, left_ports, right_ports

GAP, MORE_GAP = 0.85, 1.4  # mm between rows: the least, and what a roomy page adds
APART, MORE_APART = 2.4, 2.6  # between blocks
MORE = 1.8  # mm by which a row grows on a roomy page


class Heights(Protocol):
    """What the text of each box needs, in millimetres."""

    def of(self, id: str, *, local: bool = False) -> float:
        """Of one box; ``local`` where it stands on the local side."""
        ...


@dataclass
class Slot:
    """One row; ``block`` names the block it belongs to, ``after`` is blank room that a pillar beside it needs."""

    unit: str
    block: str
    need: float = 0.0
    wired: bool = False  # a comb starts below it
    y: float = 0.0
    h: float = 0.0
    after: float = 0.0


@dataclass
class Sheet:
    """What stands on one page: units in order, those ``repeated`` from an earlier page first; rows; lines by show.

    ``span`` gives the first and last row beside each unit, ``places`` that of each box on the local side, which are
    local bodies and units that stand on another page (``away``).
    """

    units: list[str]
    repeated: set[str]
    left: dict[str, list[Edge]]  # to the superior that a unit is drawn under
    right: dict[str, list[Edge]]  # all others
    away: set[str] = field(default_factory=set)
    slots: list[Slot] = field(default_factory=list)
    own: dict[str, tuple[int, int]] = field(default_factory=dict)  # the rows that are a unit's alone
    span: dict[str, tuple[int, int]] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    pillars: dict[str, float] = field(default_factory=dict)  # the least height of each, the innermost first
    room: tuple[float, float] = (0.0, 0.0)  # top and bottom of what the rows may fill

    def set(self, top: float, loose: float) -> float:
        """Give every row its place, from the tightest (``loose`` 0) to the roomiest (1); the y below the last."""
        gaps = [self._gap(i, loose) for i in range(len(self.slots))]
        for slot in self.slots:
            slot.h, slot.after = slot.need + MORE * loose, 0.0
        for id, least in self.pillars.items():
            first, last = self.span[id]
            rows = self.slots[first : last + 1]
            high = sum(s.h + s.after for s in rows) + sum(gaps[first:last])
            rows[-1].after += max(0.0, least - high)
        y = top
        for slot, gap in zip(self.slots, gaps, strict=True):
            slot.y = y
            y += slot.h + slot.after + gap
        return self.end

    @property
    def end(self) -> float:
        """The y below the last row."""
        last = self.slots[-1]
        return last.y + last.h + last.after

    def _gap(self, i: int, loose: float) -> float:
        slot = self.slots[i]
        if i + 1 < len(self.slots) and self.slots[i + 1].block != slot.block:
            return APART + MORE_APART * loose
        return GAP + MORE_GAP * loose + (0.9 if slot.wired else 0.0)

    def side(self, a: str, b: str) -> int | None:
        """The row in which a unit and a box of the local side face each other; None if a line must go round."""
        if a not in self.own or b not in self.places:
            return None
        first = max(self.own[a][0], self.places[b][0])
        return first if first <= min(self.own[a][1], self.places[b][1]) else None


class Links:
    """The lines of all shows by the unit that they are drawn beside: where they start, or end if they start at a local body."""

    def __init__(self, forest: Forest, looks: dict[str, Look]) -> None:
        self.shows = tuple(looks)
        self._by: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
        for show, look in looks.items():
            for e in look.edges:
                self._by[e.tail if e.tail in forest.nodes else e.head].append((show, e))

    def of(self, id: str) -> list[tuple[str, Edge]]:
        """Show and line."""
        return self._by.get(id, [])


def stacked(forest: Forest, links: Links, core: list[str], heights: Heights, size: float) -> Sheet:
    """The rows of a page for these units, in order; ``heights`` is what the text of each box needs."""
    repeated = forest.above(core[0])
    units = [*repeated, *core]
    present = set(units)
    sheet = Sheet(units, set(repeated), {s: [] for s in links.shows}, {s: [] for s in links.shows})
    partners: dict[str, list[str]] = defaultdict(list)
    rowed: set[str] = set()
    for id in units:
        for show, e in links.of(id):
            if beside(forest, e, present):
                sheet.left[show].append(e)
                continue
            if id in sheet.repeated:
                continue
            sheet.right[show].append(e)
            other = e.head if e.tail == id else e.tail
            if other in present:
                rowed |= {id, other}
            else:
                if other in forest.nodes:
                    sheet.away.add(other)
                if other not in partners[id]:
                    partners[id].append(other)
    _fill(forest, sheet, partners, rowed)
    _need(forest, sheet, heights, size)
    return sheet


def _fill(forest: Forest, sheet: Sheet, partners: dict[str, list[str]], rowed: set[str]) -> None:
    """Rows in order; a local body of successive rows stands beside all of them."""
    stack: list[str] = []
    for id in sheet.units:
        node = forest.nodes[id]
        while stack and node.parent != stack[-1]:
            stack.pop()
        first = len(sheet.slots)
        fresh = [p for p in partners[id] if p not in sheet.places]
        alone = bool(partners[id]) or id in rowed or not node.pillar or id == sheet.units[-1]
        count = max(int(alone), len(fresh))
        sheet.slots += [Slot(id, _block(forest, id)) for _ in range(count)]
        if count:
            sheet.own[id] = (first, first + count - 1)
        for n, local in enumerate(fresh):
            sheet.places[local] = (first + n, first + n)
        if len(partners[id]) == 1 and not fresh and first and not node.pillar:
            start, last = sheet.places[partners[id][0]]
            if last == first - 1 and sheet.slots[last].block == sheet.slots[first].block:
                sheet.places[partners[id][0]] = (start, first)
        stack.append(id)
        for up in stack if count else ():
            sheet.span[up] = (sheet.span.get(up, (first, 0))[0], first + count - 1)


def _block(forest: Forest, id: str) -> str:
    """The block that a row belongs to: that of the head it stands under, or of its like under one superior."""
    node = forest.nodes[id]
    if node.pillar and node.depth < forest.columns - 1:
        return f"own {id}"
    while node.parent is not None and not node.pillar:
        up = forest.nodes[node.parent]
        if up.pillar and up.depth < forest.columns - 1:
            return f"leaves {up.id}"
        node = up
    return node.id if node.kids else "alone"


def _need(forest: Forest, sheet: Sheet, heights: Heights, size: float) -> None:
    """The least height of each row: for the texts in it and the lines that end at its boxes."""
    least = size * MM + 1.15
    ends = {show: right_ports(sheet, edges) for show, edges in sheet.right.items()}
    for n, slot in enumerate(sheet.slots):
        slot.need = max(least, *(_room(list(e.get(n, {}).values())) for e in ends.values()))
    lefts = [left_ports(forest, edges) for edges in sheet.left.values()]
    for id in reversed(sheet.units):
        node = forest.nodes[id]
        high = max(heights.of(id), *(_room([bool(e.mark) for e in x.get(id, ())]) for x in lefts))
        if node.pillar:
            sheet.pillars[id] = high
        else:
            _grow(sheet, sheet.own[id], high)
            sheet.slots[sheet.own[id][1]].wired = bool(node.kids)
    for id, rows in sheet.places.items():
        _grow(sheet, rows, heights.of(id, local=True))


def _grow(sheet: Sheet, rows: tuple[int, int], high: float) -> None:
    first, last = rows
    each = (high - (last - first) * GAP) / (last - first + 1)
    for slot in sheet.slots[first : last + 1]:
        slot.need = max(slot.need, each)


def _room(marked: list[bool]) -> float:
    """The height that the lines at one side of a box need; True stands for one that carries a mark."""
    step = MARKED if any(marked) else PITCH
    return (len(marked) - 1) * step + 2.4 if marked else 0.0
