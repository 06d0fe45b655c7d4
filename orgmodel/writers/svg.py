"""SVG: text stays text and the font travels inside, so that it looks the same everywhere.

The view box counts tenths of a millimetre. Every box has ``data-id``, the unit's id, on its rect, and every line the
``data-id`` of the line it draws; both hold for scripts that light a path.
"""

import base64
import re
from xml.sax.saxutils import escape as _escape

from orgmodel.scene import MM, ORDER, Box, Font, Label, Line, Mark, Page, Pen, Scene, Theme
from orgmodel.scene.text import SQUEEZE, runs
from orgmodel.scene.theme import arrow_head, crossed, half_disc, shaft, square_ends

PAGED = False
UNIT = 10  # units of the view box in a millimetre: readers round type below a few units
_MARKUP = re.compile(r"[^\x20-\ud7ff]|[&<>\"\x7f]")  # anything that may need a second look
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def number(value: float) -> str:
    """A length in units of the view box, with at most two decimals.

    >>> number(2.50001), number(-0.0001)
    ('25', '0')
    """
    text = f"{value * UNIT:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def printable(text: str) -> str:
    """Text without what XML cannot hold.

    >>> printable("a\\x00b")
    'ab'
    """
    return _NOT_XML.sub("", text)


def escape(text: str) -> str:
    """Text for element content and attributes; what XML cannot hold is left out."""
    if not _MARKUP.search(text):
        return text
    return _escape(printable(text), {'"': "&quot;", "\t": " ", "\n": " "})


def _attributes(**values: str | float) -> str:
    out = []
    for name, value in values.items():
        shown = number(value) if isinstance(value, float | int) else escape(value)
        if shown:
            out.append(f' {name.replace("_", "-")}="{shown}"')
    return "".join(out)


def _pen(pen: Pen, fill: str = "none") -> str:
    dash = " ".join(number(d * MM) for d in pen.dash)
    return _attributes(
        fill=fill, stroke=pen.stroke, stroke_width=pen.width * MM if pen.stroke else "", stroke_dasharray=dash
    )


def _path(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _rect(box: Box, pen: Pen) -> str:
    place = _attributes(x=box.x, y=box.y, width=box.w, height=box.h, rx=box.radius or "")
    return f"<rect{_attributes(data_id=box.id)}{_attributes(**{'class': box.cls})}{place}{_pen(pen, pen.fill or 'none')}/>"


def _text(label: Label, ink: str) -> str:
    turn = f"rotate({label.turn} {number(label.x)} {number(label.y)})" if label.turn else ""
    anchor = "" if label.anchor == "start" else label.anchor
    place = _attributes(
        x=label.x, y=label.y, font_size=label.size * MM, fill=ink, text_anchor=anchor, transform=turn
    )
    first, *rest = runs(label.text)
    back = number(-SQUEEZE * label.size * MM)
    more = "".join(f'<tspan dx="{back}">{escape(part)}</tspan>' for part in rest)
    return f"<text{place}>{escape(first)}{more}</text>"


def _line(line: Line, pen: Pen) -> list[str]:
    names = (
        _attributes(data_id=line.id, data_tail=line.tail, data_head=line.head) + f' class="line {line.cls}"'
    )
    cap = "round" if pen.round else "square" if square_ends(pen) else ""
    out = [
        f'<path{names} d="{_path(shaft(line, pen))}"{_pen(pen)}{_attributes(stroke_linecap=cap)} stroke-linejoin="miter"/>'
    ]
    if line.arrow:
        out.append(f'<path{names} d="{_path(arrow_head(line, pen))}Z" fill="{pen.stroke}"/>')
    return out


def _mark(mark: Mark, pen: Pen, paper: str) -> list[str]:
    place = _attributes(cx=mark.x, cy=mark.y, r=mark.r, stroke=pen.stroke, stroke_width=1.2 * MM)
    fill = pen.stroke if mark.shape == "dot" else paper
    out = [f'<circle{_attributes(data_id=mark.id)} class="mark {mark.cls}"{place} fill="{fill}"/>']
    if mark.shape == "half":
        out.append(f'<path d="{_path(half_disc(mark))}Z" fill="{pen.stroke}"/>')
    if mark.shape == "cross":
        path = "".join(_path(stroke) for stroke in crossed(mark))
        out.append(f'<path d="{path}" stroke="{pen.stroke}" stroke-width="{number(1.2 * MM)}"/>')
    return out


def body(page: Page, theme: Theme) -> list[str]:
    """Every part of a page, in the order in which they lie upon each other."""
    out = [_rect(b, theme.box(b.cls)) for b in page.bands]
    for line in sorted(page.lines, key=lambda x: ORDER.index(x.cls)):
        out += _line(line, theme.line(line.cls))
    out += [_rect(b, theme.box(b.cls)) for b in page.boxes]
    for mark in page.marks:
        out += _mark(mark, theme.box(mark.cls), theme.paper)
    return out + [_text(t, theme.text(t.cls)) for t in page.texts()]


def face(font: Font, characters: set[str]) -> str:
    """Style rules that bring the font of these characters and set text in it."""
    data = base64.b64encode(font.subset("".join(characters), woff2=True)).decode()
    family = font.family.replace('"', "").replace("\\", "")
    return (
        f'@font-face{{font-family:"{family}";src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        f'text{{font-family:"{family}",sans-serif;font-kerning:none;font-variant-ligatures:none;white-space:pre}}'
    )


def page_svg(page: Page, theme: Theme, font: Font, characters: set[str]) -> str:
    """One page as an SVG document with a font of these characters."""
    w, h = number(page.width), number(page.height)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}mm" height="{page.height:g}mm" viewBox="0 0 {w} {h}"'
            f' role="img" aria-labelledby="title desc"{_attributes(lang=page.lang)}>',
            f'<title id="title">{escape(page.title)}</title>',
            f'<desc id="desc">{escape(page.desc)}</desc>',
            f"<style>{escape(face(font, characters)).replace('&quot;', chr(34))}</style>",
            f'<rect width="{w}" height="{h}" fill="{theme.paper}"/>',
            *body(page, theme),
            "</svg>\n",
        ]
    )


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One document a page; all of them carry the same font, which is made once."""
    characters = scene.characters()
    return [page_svg(page, theme, font, characters).encode() for page in scene.pages]
