"""Mermaid: the structure alone, for texts that draw their own charts: units, ties, status; no places."""

import json
import re

from orgmodel.scene import Box, Key, Line, Mark, Page, Pen, Scene, Theme
from orgmodel.scene.fonts import Font

PAGED = False
_SPECIAL = re.compile(r"[\"#&<>`\[\]{}()|;\\%~$:*_]|//|-{2}")


def _quoted(lines: tuple[str, ...]) -> str:
    """A label in quotes: what means something to Mermaid or HTML becomes an entity by number.

    >>> print(_quoted(('a "b"', '#1')))
    "a #34;b#34;<br/>#35;1"
    """
    said = (_SPECIAL.sub(lambda m: "".join(f"#{ord(c)};" for c in m[0]), " ".join(x.split())) for x in lines)
    return '"' + "<br/>".join(said) + '"'


def _style(pen: Pen, theme: Theme) -> str:
    dash = ",stroke-dasharray:" + " ".join(f"{d:g}" for d in pen.dash) if pen.dash else ""
    line = f"stroke:{pen.stroke or 'none'},stroke-width:{pen.width:g}px{dash}"
    return f"fill:{pen.fill or theme.paper},{line},color:{pen.ink or theme.ink}"


def _node(name: str, box: Box) -> str:
    text = box.lines or (box.id,)
    opened, closed = ("(", ")") if box.radius else ("[", "]")
    return f"  {name}{opened}{_quoted(text)}{closed}:::{_class(box.cls)}"


def _class(cls: str) -> str:
    """The name of a class that is no word of Mermaid's own.

    >>> _class("bar-ask")
    'is_bar_ask'
    """
    return "is_" + cls.replace("-", "_")


def _tie(line: Line, tail: str, head: str, mark: Mark | None, keys: tuple[Key, ...]) -> str:
    said = next((k.text for k in keys if mark and (k.cls, k.part) == (mark.cls, "mark")), "")
    label = f"|{_quoted((said,))}|" if said else ""
    return f"  {tail} --{'>' if line.arrow else '-'}{label} {head}"


def _arrow(page: Page, line: Line) -> Line:
    """A line, with the arrow of the trunk that it runs into."""
    trunk = any(x.arrow for x in page.lines if not x.tail and (x.head, x.cls) == (line.head, line.cls))
    if not trunk or line.arrow:
        return line
    return Line(line.id, line.cls, line.points, True, line.tail, line.head)


def page_mmd(page: Page, theme: Theme) -> str:
    """One page as a Mermaid flowchart, superiors on top."""
    boxes = [b for b in page.boxes if b.id]
    names = {b.id: f"n{i}" for i, b in enumerate(boxes, 1)}
    marks = {m.id: m for m in page.marks if m.id}
    ties = [_arrow(page, x) for x in page.lines if x.tail in names and x.head in names]
    out = [
        "---",
        f"title: {json.dumps(' '.join(page.title.split()), ensure_ascii=False)}",
        "---",
        "flowchart BT",
        f"  accTitle: {_plain(page.title)}",
        f"  accDescr: {_plain(page.desc)}",
        *(_node(names[b.id], b) for b in boxes),
        *(_tie(x, names[x.tail], names[x.head], marks.get(x.id), page.keys) for x in ties),
        *(f"  classDef {_class(c)} {_style(theme.box(c), theme)}" for c in sorted({b.cls for b in boxes})),
    ]
    for cls in sorted({x.cls for x in ties}):
        pen = theme.line(cls)
        dash = ",stroke-dasharray:" + " ".join(f"{d:g}" for d in pen.dash) if pen.dash else ""
        those = ",".join(str(i) for i, x in enumerate(ties) if x.cls == cls)
        out.append(f"  linkStyle {those} stroke:{pen.stroke},stroke-width:{pen.width:g}px{dash}")
    return "\n".join(out) + "\n"


def _plain(text: str) -> str:
    """One line of text in which nothing starts a comment, an entity or a command."""
    return " ".join(re.sub(r"[#;<>{}%\\]", " ", text).split()) or "-"


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One flowchart a page; the font is that of whoever shows it."""
    return [page_mmd(page, theme).encode() for page in scene.pages]
