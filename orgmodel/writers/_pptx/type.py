"""Text in shapes: its font for Latin and East Asian letters, size, and the way it runs."""

from typing import Any, NamedTuple

from lxml import etree
from pptx.oxml.ns import qn

from orgmodel.scene import LEAD


class Face(NamedTuple):
    """The family of the type, and the language of the text."""

    family: str
    lang: str

    @property
    def code(self) -> str:
        """The language with its country, as office programs write it."""
        return "zh-CN" if self.lang == "zh" else "en-GB"


def write(
    shape: Any,
    lines: list[str],
    size: float,
    ink: str,
    face: Face,
    flow: str = "horz",
    side: str = "ctr",
    pad: float = 0.0,
    lead: float = LEAD,
) -> None:
    """Put lines into a shape, centred in height, without margins, wrapping or shrinking.

    ``flow`` is ``horz`` or ``vert270``; ``pad`` the margin before and after in mm, ``lead`` the way from line to line, of
    the size.
    """
    body = shape.text_frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    frame = body.find(qn("a:bodyPr"))
    frame.clear()
    inset = str(round(pad * 36000))
    before, after = ("tIns", "bIns") if flow != "horz" else ("lIns", "rIns")
    facts = {
        "vert": flow,
        "wrap": "none",
        "lIns": "0",
        "tIns": "0",
        "rIns": "0",
        "bIns": "0",
        "anchor": "ctr",
    }
    for name, value in {**facts, before: inset, after: inset}.items():
        frame.set(name, value)
    etree.SubElement(frame, qn("a:noAutofit"))
    paragraph = etree.SubElement(body, qn("a:p"))
    properties = etree.SubElement(paragraph, qn("a:pPr"), algn=side, marL="0", indent="0")
    spacing = etree.SubElement(properties, qn("a:lnSpc"))
    etree.SubElement(spacing, qn("a:spcPts"), val=str(round(size * lead * 100)))
    for gap in ("a:spcBef", "a:spcAft"):
        etree.SubElement(etree.SubElement(properties, qn(gap)), qn("a:spcPts"), val="0")
    etree.SubElement(properties, qn("a:buNone"))
    for n, line in enumerate(lines):
        if n:
            _look(etree.SubElement(paragraph, qn("a:br")), size, ink, face)
        run = etree.SubElement(paragraph, qn("a:r"))
        _look(run, size, ink, face)
        etree.SubElement(run, qn("a:t")).text = line


def _look(run: Any, size: float, ink: str, face: Face) -> None:
    look = etree.SubElement(run, qn("a:rPr"), lang=face.code, sz=str(round(size * 100)), b="0", dirty="0")
    colour = etree.SubElement(look, qn("a:solidFill"))
    etree.SubElement(colour, qn("a:srgbClr"), val=ink[1:].upper())
    for kind in ("a:latin", "a:ea", "a:cs"):
        etree.SubElement(look, qn(kind), typeface=face.family)
