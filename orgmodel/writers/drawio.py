"""draw.io (diagrams.net): one diagram a page, plain XML, boxes as vertices and lines as edges joined to them.

Lengths are hundredths of an inch, so that a page is as large there as on paper.
"""

from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from orgmodel.scene import MM, ORDER, RISE, Box, Font, Label, Line, Mark, Page, Pen, Point, Scene, Theme
from orgmodel.scene.theme import head_size
from orgmodel.writers._rows import rows
from orgmodel.writers._way import way
from orgmodel.writers.svg import escape, printable

PAGED = True
UNIT = 100 / 25.4  # of draw.io in a millimetre
POINT = UNIT * MM  # in a point
_SIDES = "html=1;whiteSpace=nowrap;spacing=0;overflow=visible;"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _style(**values: str | float) -> str:
    shown = ((k, _number(v) if isinstance(v, float | int) else v) for k, v in values.items())
    return "".join(f"{k}={v};" for k, v in shown)


def _pen(pen: Pen) -> str:
    if not pen.stroke:
        return "strokeColor=none;"
    dash = (
        f"dashed=1;fixDash=1;dashPattern={' '.join(_number(max(d, 0.1) * POINT) for d in pen.dash)};"
        if pen.dash
        else ""
    )
    return _style(strokeColor=pen.stroke, strokeWidth=pen.width * POINT) + dash


def _html(lines: list[str]) -> str:
    """Lines as the HTML that a cell's value is."""
    return "<br>".join(escape(x) for x in lines)


def _child(above: Element, tag: str, /, **facts: str) -> Element:
    return SubElement(above, tag, facts)


class _Sheet:
    """One diagram as it is filled."""

    def __init__(self, page: Page, theme: Theme, font: Font, nth: int) -> None:
        self.page, self.theme, self.font = page, theme, font
        self.top = Element("diagram", id=f"page-{nth}", name=printable(page.name))
        model = _child(
            self.top, "mxGraphModel", grid="0", guides="1", connect="1", arrows="1", fold="0", page="1", pageScale="1",
            pageWidth=_number(page.width * UNIT), pageHeight=_number(page.height * UNIT), background=theme.paper, math="0",
            shadow="0",
        )  # fmt: skip
        self.root = _child(model, "root")
        _child(self.root, "mxCell", id=f"{nth}-root")
        self.layer = f"{nth}-layer"
        _child(self.root, "mxCell", id=self.layer, parent=f"{nth}-root")
        self.nth = nth
        self.count = 0
        self.names: dict[str, str] = {}
        for box in page.boxes:
            if box.id:
                self.names.setdefault(box.id, f"{nth}-box-{len(self.names) + 1}")

    def cell(self, style: str, value: str = "", *, id: str = "", ref: str = "", **more: str) -> Element:
        """A cell; one that stands for a unit or line carries its id as data."""
        self.count += 1
        id = id or f"{self.nth}-part-{self.count}"
        ref = printable(ref)
        holder = _child(self.root, "UserObject", label=value, ref=ref, id=id) if ref else self.root
        names = {} if ref else {"id": id, "value": value}
        return _child(holder, "mxCell", **names, style=style, parent=self.layer, **more)

    def vertex(
        self, style: str, x: float, y: float, w: float, h: float, value: str = "", **more: str
    ) -> None:
        """A cell at a place in millimetres."""
        place = {k: _number(v * UNIT) for k, v in {"x": x, "y": y, "width": w, "height": h}.items()}
        holder = self.cell(style, value, vertex="1", **more)
        _child(holder, "mxGeometry", **place, **{"as": "geometry"})

    def type(self, size: float, cls: str) -> str:
        return _style(
            fontFamily=self.font.family.translate({ord(c): None for c in ";=\"'<>"}),
            fontSize=size * POINT,
            fontColor=self.theme.text(cls),
        )

    def box(self, box: Box) -> None:
        pen = self.theme.box(box.cls)
        round_ = (
            _style(rounded=1, absoluteArcSize=1, arcSize=2 * box.radius * UNIT)
            if box.radius
            else "rounded=0;"
        )
        turned = "horizontal=0;" if box.flow == "turned" else ""
        style = (
            round_
            + _SIDES
            + turned
            + f"fillColor={pen.fill or 'none'};"
            + _pen(pen)
            + self.type(box.size, box.cls)
        )
        id = self.names.get(box.id, "") if box.id else ""
        self.vertex(style, box.x, box.y, box.w, box.h, _html(rows(box)), id=id, ref=box.id)

    def edge(self, line: Line, points: tuple[Point, ...], arrow: bool) -> None:
        pen = self.theme.line(line.cls)
        ends = {}
        style = "html=1;rounded=0;" + _pen(pen)
        head = _style(endArrow="block", endFill=1, endSize=head_size(pen.width)[0] * UNIT)
        style += head if arrow else "endArrow=none;"
        for side, id, (x, y) in (("source", line.tail, points[0]), ("target", line.head, points[-1])):
            at = next((b for b in self.page.boxes if b.id and b.id == id), None)
            if at is None or not (
                at.x - 0.1 <= x <= at.x + at.w + 0.1 and at.y - 0.1 <= y <= at.y + at.h + 0.1
            ):
                continue
            ends[side] = self.names[id]
            out = "exit" if side == "source" else "entry"
            style += _style(
                **{f"{out}X": round((x - at.x) / at.w, 4), f"{out}Y": round((y - at.y) / at.h, 4)}
            )
            style += f"{out}Dx=0;{out}Dy=0;{out}Perimeter=0;"
        cell = self.cell(style, edge="1", ref=line.id, **ends)
        place = _child(cell, "mxGeometry", relative="1", **{"as": "geometry"})
        for name, (x, y) in (("sourcePoint", points[0]), ("targetPoint", points[-1])):
            _child(place, "mxPoint", x=_number(x * UNIT), y=_number(y * UNIT), **{"as": name})
        if len(points) > 2:
            bends = _child(place, "Array", **{"as": "points"})
            for x, y in points[1:-1]:
                _child(bends, "mxPoint", x=_number(x * UNIT), y=_number(y * UNIT))

    def mark(self, mark: Mark) -> None:
        pen = self.theme.box(mark.cls)
        shape = "shape=sumEllipse;perimeter=ellipsePerimeter;" if mark.shape == "cross" else "ellipse;"
        fill = pen.stroke if mark.shape == "dot" else self.theme.paper
        style = shape + f"fillColor={fill};" + _pen(Pen(pen.stroke, 1.2))
        self.vertex(style, mark.x - mark.r, mark.y - mark.r, 2 * mark.r, 2 * mark.r)
        if mark.shape == "half":
            style = f"shape=or;fillColor={pen.stroke};strokeColor=none;"
            self.vertex(style, mark.x, mark.y - mark.r, mark.r, 2 * mark.r)

    def label(self, label: Label) -> None:
        align = {"start": "left", "middle": "center", "end": "right"}[label.anchor]
        em, wide = label.size * MM, self.font.width(label.text, label.size)
        x = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * wide
        y = label.y - RISE * em - 0.7 * em
        w, h = wide, 1.4 * em
        turn = ""
        if label.turn:
            back = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * wide
            x, y, w, h, turn = (
                label.x - RISE * em - 0.7 * em,
                label.y + back - wide,
                1.4 * em,
                wide,
                "horizontal=0;",
            )
        style = f"text;{_SIDES}{turn}align={align};verticalAlign=middle;fillColor=none;strokeColor=none;"
        self.vertex(style + self.type(label.size, label.cls), x, y, w, h, _html([label.text]))

    def filled(self) -> Element:
        """The diagram with every part of the page."""
        for band in self.page.bands:
            self.box(band)
        lines = sorted(self.page.lines, key=lambda x: ORDER.index(x.cls))
        ways = {id(x): way(self.page, x) for x in lines if x.tail}
        for line in lines:
            if line.tail:
                self.edge(line, *ways[id(line)])
            elif not self._covered(
                line, [w for x in lines if x.tail and x.cls == line.cls for w in [ways[id(x)][0]]]
            ):
                self.edge(line, line.points, line.arrow)
        for box in self.page.boxes:
            self.box(box)
        for mark in self.page.marks:
            self.mark(mark)
        for label in self.page.labels:
            self.label(label)
        return self.top

    def _covered(self, trunk: Line, ways: list[tuple[Point, ...]]) -> bool:
        """True for a trunk both of whose ends lie on the ways of lines: they draw it."""
        pieces = [piece for w in ways for piece in pairwise(w)]

        def on(point: Point) -> bool:
            return any(
                min(a[0], b[0]) - 0.02 <= point[0] <= max(a[0], b[0]) + 0.02
                and min(a[1], b[1]) - 0.02 <= point[1] <= max(a[1], b[1]) + 0.02
                for a, b in pieces
            )

        return on(trunk.points[0]) and on(trunk.points[-1])


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One file with a diagram a page."""
    top = Element("mxfile", host="orgmodel", compressed="false")
    top.extend(_Sheet(page, theme, font, n).filled() for n, page in enumerate(scene.pages, 1))
    indent(top, " ")
    return [b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(top, encoding="unicode").encode() + b"\n"]
