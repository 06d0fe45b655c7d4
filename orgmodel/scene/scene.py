"""The parts of a picture: boxes, lines, marks and labels at fixed places, each with a semantic class.

Lengths are millimetres from the top left corner of the page, sizes of type are points. A scene knows no colours;
:mod:`orgmodel.scene.theme` maps each class to a pen.
"""

from dataclasses import dataclass
from typing import Literal

from orgmodel.scene.text import cells, upright

MM = 25.4 / 72  # millimetres in a point
RISE = 0.38  # of the size: from the baseline up to the optical middle of a character
LEAD = 1.22  # of the size: from line to line
STEP = 1.07  # of the size: from character to character where text runs down
Point = tuple[float, float]
Flow = Literal["across", "down", "turned"]


@dataclass(frozen=True, slots=True)
class Label:
    """One run of text; ``y`` is its baseline, ``turn`` the degrees by which it is turned about (x, y)."""

    x: float
    y: float
    text: str
    size: float
    cls: str = "text"
    anchor: Literal["start", "middle", "end"] = "middle"
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with text that is already broken into lines.

    ``flow`` says how the lines run: ``across``; ``down``, one character under the other, each entry of ``lines``
    a column from right to left; or ``turned`` by 90 degrees, read from the bottom up. ``id`` is the unit's
    id, empty for bands and legend. A band has the class ``band`` or ``band-territorial``.
    """

    id: str
    cls: str
    x: float
    y: float
    w: float
    h: float
    lines: tuple[str, ...] = ()
    size: float = 9.0
    flow: Flow = "across"
    radius: float = 0.0

    @property
    def vertical(self) -> bool:
        """True where the text runs down, one character a line."""
        return self.flow == "down"

    def labels(self) -> list[Label]:
        """The text at its place in the middle of the box."""
        cx, cy, em = self.x + self.w / 2, self.y + self.h / 2, self.size * MM
        n = len(self.lines)
        offsets = [(i - (n - 1) / 2) * LEAD * em for i in range(n)]
        if self.flow == "turned":
            return [
                Label(cx + o + RISE * em, cy, t, self.size, self.cls, turn=-90)
                for t, o in zip(self.lines, offsets, strict=True)
            ]
        if self.flow == "across":
            return [
                Label(cx, cy + o + RISE * em, t, self.size, self.cls)
                for t, o in zip(self.lines, offsets, strict=True)
            ]
        columns = [cells(line) for line in self.lines]
        first = cy - (max(map(len, columns), default=0) - 1) / 2 * STEP * em
        return [
            Label(cx - o, first + (i * STEP + RISE) * em, upright(cell), self.size, self.cls)
            for column, o in zip(columns, offsets, strict=True)
            for i, cell in enumerate(column)
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """An orthogonal polyline; ``arrow`` at its last point. ``tail`` and ``head`` are the ids of the units it joins.

    Lines of one class to one head share a trunk. Each of them then ends on the trunk, and the trunk is drawn
    by lines with an empty ``tail``.
    """

    id: str
    cls: str
    points: tuple[Point, ...]
    arrow: bool = False
    tail: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A small circle on a line: ``cross`` crossed, ``half`` half filled, ``ring`` empty, ``dot`` filled."""

    id: str
    cls: str
    shape: Literal["cross", "half", "ring", "dot"]
    x: float
    y: float
    r: float = 1.45


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: which class it explains, of which kind of part, in which words."""

    cls: str
    part: Literal["box", "line", "mark"]
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding of the detector in what a page shows, for files that can be asked (html).

    ``ids`` are those of the boxes that it speaks of, ``cites`` the regulation it rests on, in words. ``state`` says, where
    a page compares two orgs, whether the finding is ``cleared`` by the change or ``new`` with it.
    """

    id: str
    code: str
    title: str
    text: str
    cites: str
    ids: tuple[str, ...]
    state: Literal["", "cleared", "new"] = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Parts are drawn in this order: bands, lines, boxes, marks, labels.

    ``findings`` and ``names`` (id of a box and the full name of its unit) are not drawn: a reader finds and lights them.
    """

    name: str  # distinguishes the file of this page: before, after-2
    width: float
    height: float
    title: str
    desc: str
    lang: str
    bands: tuple[Box, ...]
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    keys: tuple[Key, ...]
    findings: tuple[Note, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def texts(self) -> list[Label]:
        """Every run of text on the page, that of the boxes included."""
        inside = [label for box in (*self.bands, *self.boxes) for label in box.labels()]
        return inside + list(self.labels)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture of one or more pages."""

    pages: tuple[Page, ...]

    def characters(self) -> set[str]:
        """Every character that the picture shows."""
        return {c for page in self.pages for label in page.texts() for c in label.text}
