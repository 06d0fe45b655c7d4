"""Puts the parts of a page on a slide."""

from itertools import pairwise
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from orgmodel.scene import LEAD, MM, ORDER, RISE, STEP, Box, Font, Label, Line, Mark, Page, Pen, Point, Theme
from orgmodel.scene.theme import half_disc
from orgmodel.writers._pptx.ink import background, filled, outline
from orgmodel.writers._pptx.type import Face, write
from orgmodel.writers._rows import rows
from orgmodel.writers.svg import printable

__all__ = ["emu", "fill"]
_TOUCH = 0.03  # mm


def emu(mm: float) -> Any:
    """A length of a slide from one in millimetres."""
    return Emu(round(mm * 36000))


def fill(slide: Any, page: Page, theme: Theme, font: Font) -> None:
    """Draw a page on an empty slide that has a title."""
    _Slide(slide, page, theme, font).draw()


class _Slide:
    """A slide as it is filled."""

    def __init__(self, slide: Any, page: Page, theme: Theme, font: Font) -> None:
        self.slide, self.shapes = slide, slide.shapes
        self.page, self.theme, self.font = page, theme, font
        self.face = Face(font.family, page.lang)
        self.boxes: dict[str, tuple[Box, Any]] = {}

    def draw(self) -> None:
        background(self.slide, self.theme.paper)
        for band in self.page.bands:
            self._box(band)
        below = len(self.shapes._spTree)
        for box in self.page.boxes:
            self._box(box)
        boxes = list(self.shapes._spTree)[below:]
        for line in sorted(self.page.lines, key=lambda x: ORDER.index(x.cls)):
            self._line(line)
        for element in boxes:  # above the lines, to which they had to be known
            self.shapes._spTree.remove(element)
            self.shapes._spTree.append(element)
        for mark in self.page.marks:
            self._mark(mark)
        titles = [t for t in self.page.labels if t.cls == "title" and not t.turn and t.anchor == "middle"]
        if titles:
            self._title(titles)
        else:
            self.shapes.title._element.getparent().remove(self.shapes.title._element)
        for label in self.page.labels:
            if label not in titles:
                self._label(label)

    def _named(self, shape: Any, name: str, said: str = "", title: str = "") -> None:
        facts = shape._element.xpath(".//p:cNvPr")[0]
        facts.set("name", printable(name))
        if said:
            facts.set("descr", printable(said))
        if title:
            facts.set("title", printable(title))

    def _box(self, box: Box) -> None:
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if box.radius else MSO_SHAPE.RECTANGLE
        shape = self._shape(kind, box.x, box.y, box.w, box.h)
        if box.radius:
            shape.adjustments[0] = min(0.5, box.radius / min(box.w, box.h))
        pen = self.theme.box(box.cls)
        filled(shape, pen.fill)
        outline(shape, pen)
        if box.lines:
            flow = "vert270" if box.flow == "turned" else "horz"
            lines = [printable(x) for x in rows(box)]
            lead = STEP if box.vertical else LEAD
            write(shape, lines, box.size, self.theme.text(box.cls), self.face, flow, lead=lead)
        self._named(shape, f"{box.cls} {box.id}".strip(), box.id, "".join(box.lines))
        if box.id:
            self.boxes.setdefault(box.id, (box, shape))

    def _shape(self, kind: Any, x: float, y: float, w: float, h: float) -> Any:
        shape = self.shapes.add_shape(kind, emu(x), emu(y), emu(w), emu(h))
        style = shape._element.find(qn("p:style"))
        if style is not None:  # what the deck's own design would add: shadows and its colours
            shape._element.remove(style)
        return shape

    def _line(self, line: Line) -> None:
        pen = self.theme.line(line.cls)
        ends = self._ends(line)
        if len(line.points) == 2 and all(ends):
            (x0, y0), (x1, y1) = line.points
            shape = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, emu(x0), emu(y0), emu(x1), emu(y1))
            shape.begin_connect(*ends[0])
            shape.end_connect(*ends[1])
            style = shape._element.find(qn("p:style"))
            if style is not None:
                shape._element.remove(style)
        else:
            shape = self._polyline(line.points, closed=False)
        outline(shape, pen, arrow=line.arrow)
        self._named(shape, f"{line.cls} {line.id}".strip(), line.id)

    def _ends(self, line: Line) -> list[Any]:
        """For each end the shape and the connection site that it lies on: the middle of a side; None elsewhere."""
        out: list[Any] = []
        for id, point in ((line.tail, line.points[0]), (line.head, line.points[-1])):
            box, shape = self.boxes.get(id, (None, None))
            sites = _sites(box) if box else []
            at = [n for n, s in enumerate(sites) if abs(s[0] - point[0]) + abs(s[1] - point[1]) < _TOUCH]
            out.append((shape, at[0]) if at else None)
        return out

    def _polyline(self, points: tuple[Point, ...], *, closed: bool) -> Any:
        at = [(round(x * 36000), round(y * 36000)) for x, y in points]
        builder = self.shapes.build_freeform(*at[0], scale=1.0)
        builder.add_line_segments([b for a, b in pairwise(at) if a != b] or at[-1:], close=closed)
        shape = builder.convert_to_shape()
        style = shape._element.find(qn("p:style"))
        if style is not None:
            shape._element.remove(style)
        filled(shape, "")
        if not closed:
            for path in shape._element.iter(qn("a:path")):
                path.set("fill", "none")
        return shape

    def _mark(self, mark: Mark) -> None:
        pen = Pen(self.theme.box(mark.cls).stroke, 1.2)
        cross = mark.shape == "cross"
        kind = MSO_SHAPE.FLOWCHART_SUMMING_JUNCTION if cross else MSO_SHAPE.OVAL
        shape = self._shape(kind, mark.x - mark.r, mark.y - mark.r, 2 * mark.r, 2 * mark.r)
        filled(shape, pen.stroke if mark.shape == "dot" else self.theme.paper)
        outline(shape, pen)
        self._named(shape, f"{mark.shape} {mark.id}".strip(), mark.id)
        if mark.shape == "half":
            half = self._polyline(half_disc(mark), closed=True)
            filled(half, pen.stroke)
            outline(half, Pen())
            self._named(half, f"half {mark.id}".strip())

    def _title(self, titles: list[Label]) -> None:
        shape, size = self.shapes.title, titles[0].size
        em = size * MM
        middle = (titles[0].y + titles[-1].y) / 2 - RISE * em
        high = LEAD * em * len(titles) + 1.0
        shape.left, shape.width = emu(0), emu(self.page.width)
        shape.top, shape.height = emu(middle - high / 2), emu(high)
        write(shape, [printable(t.text) for t in titles], size, self.theme.text("title"), self.face)
        self._named(shape, "title")

    def _label(self, label: Label) -> None:
        em, room = label.size * MM, 1.0
        wide = self.font.width(label.text, label.size) + room
        back = {"start": room / 2, "middle": wide / 2, "end": wide - room / 2}[label.anchor]
        high = LEAD * em
        if label.turn:
            place = label.x - RISE * em - high / 2, label.y + back - wide, high, wide
        else:
            place = label.x - back, label.y - RISE * em - high / 2, wide, high
        shape = self.shapes.add_textbox(*map(emu, place))
        # Beside a starting point the text grows away from it, whatever the width of the font that shows it.
        side = {"start": "l", "middle": "ctr", "end": "r"}[label.anchor]
        flow = "vert270" if label.turn else "horz"
        write(
            shape,
            [printable(label.text)],
            label.size,
            self.theme.text(label.cls),
            self.face,
            flow,
            side,
            room / 2,
        )
        self._named(shape, label.cls)


def _sites(box: Box) -> list[Point]:
    """The connection sites of a rectangle in their order: top, left, bottom, right."""
    cx, cy = box.x + box.w / 2, box.y + box.h / 2
    return [(cx, box.y), (box.x, cy), (cx, box.y + box.h), (box.x + box.w, cy)]
