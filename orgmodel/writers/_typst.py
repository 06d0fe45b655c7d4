"""A scene as Typst code: every part at its exact place, text as text in the embedded font."""

import tempfile
from pathlib import Path
from typing import Literal

import typst

from orgmodel.scene import ORDER, Box, Font, Label, Line, Mark, Page, Pen, Point, Scene, Theme
from orgmodel.scene.text import SQUEEZE, runs
from orgmodel.scene.theme import arrow_head, crossed, half_disc, shaft, square_ends

PPI = 300
_HEAD = """\
#set text(font: {family}, fallback: false, kerning: false, ligatures: false, cjk-latin-spacing: none,
  hyphenate: false, top-edge: "baseline", bottom-edge: "baseline", lang: {lang})
#set document(title: {title}, description: {desc}, date: none)
#let P(points, ..pen) = place(top + left, curve(curve.move(points.at(0)),
  ..points.slice(1).map(p => curve.line(p)), ..pen))
#let A(points, ink) = place(top + left, polygon(fill: ink, ..points))
#let R(x, y, w, h, fill, pen, r) = place(top + left, dx: x, dy: y,
  rect(width: w, height: h, fill: fill, stroke: pen, radius: r))
#let C(x, y, r, fill, pen) = place(top + left, dx: x - r, dy: y - r, circle(radius: r, fill: fill, stroke: pen))
#let S(size, ink, parts) = text(size: size, fill: ink, box() + parts.map(p => text(p)).join(h({squeeze}em)))
#let T(x, y, size, ink, ..parts) = place(top + left, dx: x, dy: y, S(size, ink, parts.pos()))
#let V(x, y, size, ink, ..parts) = place(top + left, dx: x, dy: y,
  rotate(-90deg, origin: top + left, S(size, ink, parts.pos())))
"""


def string(text: str) -> str:
    """A Typst string literal: only quotes and backslashes need an escape."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ink(colour: str) -> str:
    return f'rgb("{colour}")' if colour else "none"


def _mm(value: float) -> str:
    return f"{value:.3f}mm"


def _points(points: tuple[Point, ...]) -> str:
    return "(" + ", ".join(f"({_mm(x)}, {_mm(y)})" for x, y in points) + ",)"


def _stroke(pen: Pen, cap: str = "butt") -> str:
    if not pen.stroke:
        return "none"
    dash = ", ".join(f"{d:.2f}pt" for d in pen.dash)
    dashed = f", dash: ({dash},)" if dash else ""
    return f'(paint: {_ink(pen.stroke)}, thickness: {pen.width:.2f}pt, cap: "{cap}", join: "miter"{dashed})'


def _box(box: Box, theme: Theme) -> str:
    pen = theme.box(box.cls)
    place = ", ".join(map(_mm, (box.x, box.y, box.w, box.h)))
    return f"#R({place}, {_ink(pen.fill)}, {_stroke(pen)}, {_mm(box.radius)})"


def _line(line: Line, theme: Theme) -> list[str]:
    pen = theme.line(line.cls)
    cap = "round" if pen.round else "square" if square_ends(pen) else "butt"
    out = [f"#P({_points(shaft(line, pen))}, stroke: {_stroke(pen, cap)})"]
    if line.arrow:
        out.append(f"#A({_points(arrow_head(line, pen))}, {_ink(pen.stroke)})")
    return out


def _mark(mark: Mark, theme: Theme) -> list[str]:
    ink = theme.box(mark.cls).stroke
    pen = _stroke(Pen(ink, 1.2))
    fill = _ink(ink if mark.shape == "dot" else theme.paper)
    out = [f"#C({_mm(mark.x)}, {_mm(mark.y)}, {_mm(mark.r)}, {fill}, {pen})"]
    if mark.shape == "half":
        out.append(f"#A({_points(half_disc(mark))}, {_ink(ink)})")
    if mark.shape == "cross":
        out += [f"#P({_points(stroke)}, stroke: {pen})" for stroke in crossed(mark)]
    return out


def _text(label: Label, theme: Theme, font: Font) -> str:
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * font.width(label.text, label.size)
    ink, size = _ink(theme.text(label.cls)), f"{label.size:.2f}pt"
    parts = ", ".join(map(string, runs(label.text)))
    if label.turn:
        return f"#V({_mm(label.x)}, {_mm(label.y + back)}, {size}, {ink}, {parts})"
    return f"#T({_mm(label.x - back)}, {_mm(label.y)}, {size}, {ink}, {parts})"


def _page(page: Page, theme: Theme, font: Font) -> str:
    out = [
        f"#page(width: {_mm(page.width)}, height: {_mm(page.height)}, margin: 0pt, fill: {_ink(theme.paper)})["
    ]
    out += [_box(b, theme) for b in page.bands]
    for line in sorted(page.lines, key=lambda x: ORDER.index(x.cls)):
        out += _line(line, theme)
    out += [_box(b, theme) for b in page.boxes]
    for mark in page.marks:
        out += _mark(mark, theme)
    out += [_text(t, theme, font) for t in page.texts()]
    return "\n".join([*out, "]"])


def code(scene: Scene, theme: Theme, font: Font) -> str:
    """The whole scene as a Typst document."""
    first = scene.pages[0]
    head = _HEAD.format(
        family=string(font.family),
        squeeze=-SQUEEZE,
        lang=string(first.lang),
        title=string(first.title),
        desc=string(first.desc),
    )
    return head + "\n".join(_page(p, theme, font) for p in scene.pages)


def compiled(scene: Scene, theme: Theme, font: Font, form: Literal["pdf", "png"]) -> bytes:
    """The scene as ``pdf`` or ``png``; a png needs a scene of one page.

    Typst sees only the scene's own small font: no font of the machine can slip in. The date is fixed.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "font.otf").write_bytes(font.subset("".join(scene.characters()), woff2=False))
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(folder)]
        )
        source = code(scene, theme, font).encode()
        made = typst.compile(source, font_paths=fonts, format=form, ppi=PPI, timestamp=0)
    return made
