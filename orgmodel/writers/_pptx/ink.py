"""Fills, outlines and backgrounds of shapes."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from orgmodel.scene import Pen


def solid(colour: str) -> str:
    """A fill as XML; none where the colour is empty."""
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>' if colour else "<a:noFill/>"


def background(slide: Any, colour: str) -> None:
    """Give a slide its paper."""
    slide.background.fill.solid()
    fill = slide.background._cSld.find(qn("p:bg")).find(qn("p:bgPr"))
    fill.replace(
        fill[0],
        parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'),
    )


def filled(shape: Any, colour: str) -> None:
    """Fill a shape, or leave it empty."""
    from pptx.dml.color import RGBColor

    if not colour:
        shape.fill.background()
        return
    made: Any = RGBColor  # python-pptx gives it no types
    shape.fill.solid()
    shape.fill.fore_color.rgb = made.from_string(colour[1:].upper())


def outline(shape: Any, pen: Pen, *, arrow: bool = False) -> None:
    """Draw the edge of a shape, or a line, with a pen."""
    properties = shape._element.spPr
    for old in properties.findall(qn("a:ln")):
        properties.remove(old)
    width = int(Pt(pen.width)) if pen.stroke else 0
    cap = "rnd" if pen.round else "flat" if pen.dash else "sq"
    dash = ""
    if pen.dash and pen.stroke:
        stops = zip(pen.dash[::2], pen.dash[1::2], strict=True)
        parts = "".join(
            f'<a:ds d="{max(1000, round(d / pen.width * 100000))}" sp="{round(s / pen.width * 100000)}"/>'
            for d, s in stops
        )
        dash = f"<a:custDash>{parts}</a:custDash>"
    size = "med" if pen.width < 2 else "sm"
    head = f'<a:tailEnd type="triangle" w="{size}" len="{size}"/>' if arrow else ""
    sized = f' w="{width}" cap="{cap}"' if pen.stroke else ""
    xml = f'<a:ln {nsdecls("a")}{sized}>{solid(pen.stroke)}{dash}<a:miter lim="800000"/>{head}</a:ln>'
    properties.append(parse_xml(xml))
