"""Graphviz source with pinned positions: ``neato -n2`` gives the same picture. No Graphviz binary is needed.

Nodes are the boxes; an edge stands for each line that joins two of them and keeps its way.
"""

from itertools import pairwise

import graphviz

from orgmodel.scene import MM, Box, Font, Page, Pen, Point, Scene, Theme
from orgmodel.writers._way import way

PAGED = False


def _style(pen: Pen, *more: str) -> str:
    return ",".join([*more, *(["dashed"] if pen.dash and not pen.round else ["dotted"] if pen.dash else [])])


def _place(page: Page, box: Box) -> str:
    x, y = (box.x + box.w / 2) / MM, (page.height - box.y - box.h / 2) / MM
    return f"{x:.2f},{y:.2f}!"


def page_gv(page: Page, theme: Theme, font: Font) -> str:
    """One page as Graphviz source."""
    graph = graphviz.Digraph(
        name=page.name,
        graph_attr={
            "bgcolor": theme.paper,
            "fontname": font.family,
            "label": graphviz.escape(page.title),
            "labelloc": "t",
            "outputorder": "edgesfirst",
        },
        node_attr={"shape": "box", "fixedsize": "true", "fontname": font.family, "margin": "0"},
        edge_attr={"arrowsize": "0.6"},
    )
    for box in page.boxes:
        if not box.id:
            continue
        pen = theme.box(box.cls)
        text = "\n".join(t.text for t in box.labels()) if box.vertical else "\n".join(box.lines)
        graph.node(
            _name(box.id),
            label=graphviz.escape(text).replace("\n", "\\n"),
            pos=_place(page, box),
            width=f"{box.w / 25.4:.4f}",
            height=f"{box.h / 25.4:.4f}",
            fontsize=f"{box.size:g}",
            fontcolor=theme.text(box.cls),
            color=pen.stroke,
            fillcolor=pen.fill or theme.paper,
            penwidth=f"{pen.width:g}",
            style=_style(pen, "filled", *(["rounded"] if box.radius else [])),
            **{"class": box.cls},
        )
    boxes = {b.id for b in page.boxes if b.id}
    for line in page.lines:
        if line.tail in boxes and line.head in boxes:
            pen = theme.line(line.cls)
            points, arrow = way(page, line)
            graph.edge(
                _name(line.tail),
                _name(line.head),
                pos=_spline(page, points, arrow),
                color=pen.stroke,
                penwidth=f"{pen.width:g}",
                style=_style(pen) or "solid",
                arrowhead="normal" if arrow else "none",
                **{"class": line.cls},
            )
    source: str = graph.source
    return source


def _spline(page: Page, points: tuple[Point, ...], arrow: bool) -> str:
    """A way as a piecewise Bezier curve of straight pieces, in points from the lower left corner."""
    at = [f"{x / MM:.2f},{(page.height - y) / MM:.2f}" for x, y in points]
    end = f"e,{at[-1]} " if arrow else ""
    if arrow:
        (x0, y0), (x, y) = points[-2:]
        far = max(abs(x - x0), abs(y - y0)) or 1.0
        back = min(0.6 * 10 * MM, far) / far
        at[-1] = f"{(x - (x - x0) * back) / MM:.2f},{(page.height - y + (y - y0) * back) / MM:.2f}"
    return end + " ".join([at[0], *(f"{a} {b} {b}" for a, b in pairwise(at))])


def _name(id: str) -> str:
    """A node name that holds no port: graphviz reads a colon in an edge's end as one."""
    return str(graphviz.escape(id)).replace(":", "\uff1a")


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One graph a page."""
    return [page_gv(page, theme, font).encode() for page in scene.pages]
