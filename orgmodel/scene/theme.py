"""ONE map from a semantic class to the pen that draws it, for each theme.

``colour`` keeps apart for colour-blind readers (no class differs from another by red and green alone), ``print``
needs no colour at all: width, dash and fill carry the meaning. ``dark`` is for screens.
"""

from dataclasses import dataclass, replace
from math import cos, pi, sin

from orgmodel.scene.scene import MM, Line, Mark, Point


@dataclass(frozen=True, slots=True)
class Pen:
    """How a class is drawn: colours as #rrggbb or empty for none, width in points, dash in multiples of points."""

    stroke: str = ""
    width: float = 0.0
    fill: str = ""
    ink: str = ""
    dash: tuple[float, ...] = ()
    round: bool = False  # round line ends, for dots


@dataclass(frozen=True, slots=True)
class Theme:
    """Pens by class for boxes, lines and marks, the paper and the ink of text."""

    name: str
    paper: str
    ink: str
    soft: str  # ink of secondary text
    boxes: dict[str, Pen]
    lines: dict[str, Pen]

    def box(self, cls: str) -> Pen:
        """The pen of a box or mark."""
        return self.boxes[cls]

    def line(self, cls: str) -> Pen:
        """The pen of a line."""
        return self.lines[cls]

    def text(self, cls: str) -> str:
        """The ink of a label of this class."""
        if cls in ("note", "band", "band-territorial"):
            return self.soft
        pen = self.boxes.get(cls)
        return (pen.ink if pen else "") or self.ink


# The order in which lines lie upon each other, the lowest first.
ORDER = (
    "grid", "axis", "need", "front", "management", "dotted", "functional", "cooperation", "removed", "affiliation", "orphan", "half", "broken", "added",
)  # fmt: skip

_DASH, _DOTS, _SHORT = (4.0, 2.6), (0.0, 2.6), (2.2, 1.6)


def _theme(
    name: str, paper: str, ink: str, soft: str, grey: str, faint: str, blue: str, red: str, amber: str, teal: str,
    fills: tuple[str, str, str, str, str, str, str, str],
) -> Theme:  # fmt: skip
    white, local, band, band_local, pink, straw, mint, pale = fills
    edge = "#44546A" if name == "colour" else ink
    boxes = {
        "band": Pen(fill=band),
        "band-territorial": Pen(fill=band_local),
        "vertical": Pen(ink, 0.9, white),
        "territorial": Pen(edge, 0.8, local),
        "broken": Pen(red, 1.3, pink),
        "half": Pen(amber, 1.3, straw),
        "orphan": Pen(red, 1.1, white, dash=_SHORT),
        "added": Pen(teal, 2.0, mint),
        "upgraded": Pen(teal, 2.0, mint),
        "established": Pen(teal, 2.0, mint, dash=(6.0, 2.0)),
        "changed": Pen(teal, 1.4, white, dash=_SHORT),
        "linked": Pen(teal, 2.0, mint),
        "removed": Pen(faint, 0.7, pale, grey, dash=_DASH),
        "released": Pen(faint, 0.7, pale, grey),
        "unknown": Pen(red, 0.9, pale, red, dash=(1.2, 1.6)),
        "elsewhere": Pen(grey, 0.7, pale, dash=_SHORT),
        "head": Pen(faint, 0.5, band_local),
        "bar": Pen(edge, 0.8, local),
        "bar-ask": Pen(amber, 1.1, straw, dash=_SHORT),
        "cell-full": Pen(teal, 0.7, mint),
        "cell-part": Pen(amber, 0.9, straw, dash=_SHORT),
        "cell-none": Pen(red, 1.3, pink),
        "cell-blank": Pen(faint, 0.4, pale, soft),
        "point": Pen(blue, 1.0, blue, paper),
        "chosen": Pen(teal, 2.0, mint),
        "found": Pen(red, 1.1, pink),
        "circle": Pen(red, 1.1, pink),
    }
    lines = {
        "management": Pen(grey, 0.8),
        "affiliation": Pen(blue, 1.3),
        "broken": Pen(red, 1.8),
        "half": Pen(amber, 1.6),
        "orphan": Pen(red, 1.3, dash=_SHORT),
        "added": Pen(teal, 2.8),
        "removed": Pen(faint, 0.9, dash=_DASH),
        "cooperation": Pen(blue, 0.9, dash=_DOTS, round=True),
        "dotted": Pen(blue, 0.9, dash=(3.2, 2.2)),
        "functional": Pen(blue, 1.1, dash=(8.0, 2.0, 1.2, 2.0)),
        "grid": Pen(faint, 0.3),
        "axis": Pen(ink, 0.6),
        "front": Pen(blue, 2.2),
        "need": Pen(grey, 1.0),
    }
    return Theme(name, paper, ink, soft, boxes, lines)


def _print(theme: Theme) -> Theme:
    """Black and white: what colour told is told by width, dash and fill."""
    black = theme.ink
    boxes = dict(theme.boxes)
    boxes["broken"] = Pen(black, 2.0, "#D9D9D9")
    boxes["half"] = Pen(black, 1.6, "#F2F2F2", dash=(6.0, 1.6, 1.2, 1.6))
    boxes["linked"] = Pen(black, 2.4, "#E4E4E4")
    boxes["upgraded"] = Pen(black, 2.4, "#FFFFFF")
    boxes["added"] = Pen(black, 2.4, "#FFFFFF", dash=(9.0, 1.5))
    lines = dict(theme.lines)
    lines["half"] = replace(lines["half"], dash=(6.0, 1.6, 1.2, 1.6))
    lines["broken"] = replace(lines["broken"], width=2.4, dash=(9.0, 1.5))
    lines["removed"] = Pen(theme.lines["removed"].stroke, 0.9, dash=(1.6, 2.6))
    return replace(theme, boxes=boxes, lines=lines)


THEMES = {
    "colour": _theme(
        "colour", "#FFFFFF", "#1A1A1A", "#595959", "#7F7F7F", "#A6A6A6", "#0050A0", "#C8102E", "#B86E00", "#1B9E9E",
        ("#FFFFFF", "#E6EBF2", "#F4F4F4", "#E9EEF4", "#FCE4E7", "#FDF1DC", "#E2F4F4", "#FFFFFF"),
    ),
    "print": _print(_theme(
        "print", "#FFFFFF", "#000000", "#404040", "#8C8C8C", "#8C8C8C", "#000000", "#000000", "#000000", "#000000",
        ("#FFFFFF", "#E4E4E4", "#F6F6F6", "#EFEFEF", "#D9D9D9", "#F2F2F2", "#FFFFFF", "#FFFFFF"),
    )),
    "dark": _theme(
        "dark", "#14181F", "#ECEFF4", "#A9B1BD", "#8B95A3", "#6B7480", "#6FB1FF", "#FF6B7D", "#F2B04C", "#3CC9C0",
        ("#1E2530", "#2B3648", "#1A1F28", "#1B2430", "#4A1F2A", "#43351A", "#123F40", "#171B22"),
    ),
}  # fmt: skip


def head_size(width: float) -> tuple[float, float]:
    """Length and half width in millimetres of the arrow head on a line of this width in points."""
    return 1.5 + 0.62 * width, 0.62 + 0.32 * width


def arrow_head(line: Line, pen: Pen) -> tuple[Point, Point, Point]:
    """The triangle at the end of a line."""
    (x0, y0), (x, y) = line.points[-2:]
    far = max(abs(x - x0), abs(y - y0)) or 1.0
    ux, uy = (x - x0) / far, (y - y0) / far
    long, half = head_size(pen.width)
    bx, by = x - ux * long, y - uy * long
    return (x, y), (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)


def shaft(line: Line, pen: Pen) -> tuple[Point, ...]:
    """The line without the part that its arrow head covers."""
    if not line.arrow:
        return line.points
    (x0, y0), (x, y) = line.points[-2:]
    far = max(abs(x - x0), abs(y - y0)) or 1.0
    back = min(head_size(pen.width)[0] - pen.width * MM / 2, far)
    return (*line.points[:-1], (x - (x - x0) / far * back, y - (y - y0) / far * back))


def square_ends(pen: Pen) -> bool:
    """True where line ends stand out by half their width, so that they close the corners of a trunk."""
    return not pen.dash


def half_disc(mark: Mark) -> tuple[Point, ...]:
    """The right half of a mark's circle as a polygon."""
    return tuple((mark.x + mark.r * sin(i * pi / 16), mark.y - mark.r * cos(i * pi / 16)) for i in range(17))


def crossed(mark: Mark) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
    """The two strokes of a crossed circle."""
    d = mark.r * 0.7071
    x, y = mark.x, mark.y
    return ((x - d, y - d), (x + d, y + d)), ((x - d, y + d), (x + d, y - d))
