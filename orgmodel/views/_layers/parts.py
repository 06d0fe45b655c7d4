"""What a layered picture is made of: boxes in strips from the top down, and wires between them."""

from dataclasses import dataclass, field
from typing import Literal

from orgmodel.scene import MM


@dataclass(frozen=True)
class Stroke:
    """How a wire looks in one show; ``mark`` is the status it is marked with, ``note`` what stands beside its tail."""

    cls: str
    arrow: bool
    id: str
    mark: str = ""
    note: tuple[str, ...] = ()


@dataclass(eq=False)
class Node:
    """A box: its class and lines of text by show, its size, and the middle of it from the left of the page."""

    id: str
    local: bool
    classes: dict[str, str]
    texts: dict[str, tuple[str, ...]]
    w: float
    h: float
    size: float = 9.0
    x: float = 0.0
    y: float = 0.0  # its upper edge


@dataclass(eq=False)
class Wire:
    """A line from one box to another in those shows that have it; ``beside`` is the width of its widest note in mm."""

    tail: str
    head: str
    strokes: dict[str, Stroke]
    beside: float = 0.0
    apart: bool = False  # long notes, too, have room of their own between the ends of wires
    leads: bool = False  # its head leads its tail: an arrow says so where the head does not stand higher

    @property
    def looks(self) -> tuple[tuple[str, str, bool], ...]:
        """Wires to one head that look the same in every show run together."""
        return tuple(sorted((show, s.cls, s.arrow) for show, s in self.strokes.items()))


@dataclass(eq=False)
class Strip:
    """A row of boxes. Where it is ``fixed``, neighbours are joined by level lines and ``gap`` lies between them.

    Neighbouring strips of one ``band`` (not empty) stand before the same band, which says ``words``, by show.
    """

    nodes: list[Node]
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    band: str = ""
    local: bool = False
    fixed: bool = False
    gap: float = 8.0
    y: float = 0.0
    height: float = 0.0


@dataclass(eq=False)
class Slot:
    """A place in a strip: a box, or where a wire passes."""

    strip: int
    node: Node | None
    w: float
    passing: int = -1  # the bundle that passes
    x: float = 0.0


Way = Literal["up", "down", "level"]


@dataclass(eq=False)
class Hub:
    """Where wires of one bundle meet in a channel on their way to ``target``.

    Channel n lies above strip n. ``sources`` are the slots they come from, with the wire where that is its tail.
    """

    bundle: int
    channel: int
    way: Way
    target: Slot
    sources: list[tuple[Slot, int | None]] = field(default_factory=list)
    after: "Hub | None" = None  # the next on the way
    xs: list[float] = field(default_factory=list)  # of the sources
    out: float = 0.0  # x of the target's end
    y: float = 0.0  # of the level piece
    straight: bool = False


@dataclass(eq=False)
class Plan:
    """Strips with their slots in order, wires by bundle, and the hubs that they run through."""

    strips: list[Strip]
    wires: list[Wire]
    slots: list[list[Slot]]
    bundle_of: list[int]  # by wire; -1 for level lines between neighbours
    hubs: list[Hub]
    first: dict[int, Hub]  # wire -> its first hub
    passing: float = 2.4  # mm between wires that pass a strip
    ports: dict[tuple[str, bool, str], float] = field(default_factory=dict)  # (box, upper edge, end) -> x


def reach(wire: Wire) -> float:
    """The room in millimetres that a wire takes right of its port: for a mark, and for a short note beside it."""
    marked = any(s.mark for s in wire.strokes.values())
    if wire.beside > 0 and (wire.apart or wire.beside < SHORT):
        return wire.beside + (2.8 if marked else 1.6)
    return 2.2 if marked else 1.5


SHORT = 12.0  # mm: longer notes stand free beside their box
NOTE = 8.0  # pt
LINE = NOTE * MM * 1.22  # mm from line to line of a note
