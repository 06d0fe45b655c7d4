"""Places the boxes of one page: which strips there are, how large each box is, where it stands."""

from orgmodel.scene import LEAD, MM, Font
from orgmodel.views._look import Face, Look
from orgmodel.views.lanes.columns import place
from orgmodel.views.lanes.fit import (
    COLUMN,
    END,
    HEAD,
    PAD,
    WORD,
    Grade,
    across_width,
    down_columns,
    down_height,
    down_width,
    flow,
    set_across,
    too_long,
    turned_lines,
    words,
)
from orgmodel.views.lanes.spots import Plan, Spot, Strip
from orgmodel.views.lanes.tree import Node, Tree

FEW = 6  # units of one row that still get upright boxes


def plan(
    tree: Tree, looks: dict[str, Look], font: Font, grade: Grade, limit: float, right: float
) -> Plan | None:
    """The boxes of a page at one grade of tightness; None if they do not fit the width.

    A local superior stands beside a single top; where there is no room for it there, above.
    """
    for aside in (True, False):
        made = _plan(tree, looks, font, grade, limit, aside, right)
        if made is not None or not aside:
            return made
    return None


def _plan(
    tree: Tree, looks: dict[str, Look], font: Font, grade: Grade, limit: float, aside: bool, right: float
) -> Plan | None:
    strips, beside = _strips(tree, aside)
    made = Plan(strips, {}, beside, looks, right)
    top = [] if strips[0].running else [i for i in strips[0].ids if not tree.nodes[i].local]
    for n, strip in enumerate(strips):
        heads = len(top) == 1 and n == 0
        for id in strip.ids:
            faces = [x.faces[id] for x in looks.values() if id in x.faces]
            upright = id in beside or (strip.local and grade.flat and n < len(strips) - 1)
            way = flow(faces, strip.running and not upright, grade)
            size = grade.down if way != "across" else HEAD if heads else grade.across
            spot = made.spots[id] = Spot(id, tree.nodes[id].local, n, way, size, 0.0)
            spot.w = _need([words(f, head=heads, flow=way) for f in faces], spot, font, grade, limit)
    if not place(made, tree, grade):
        return None
    for n, strip in enumerate(strips):
        for id in strip.ids:
            for show, look in looks.items():
                if id in look.faces:
                    need = _set(made.spots[id], look.faces[id], show, font, limit, len(top) == 1 and n == 0)
                    strip.height = max(strip.height, need)
        strip.running = any(made.spots[i].flow != "across" for i in strip.ids)
    return made


def _strips(tree: Tree, aside: bool) -> tuple[list[Strip], set[str]]:
    """The strips from the top down, and the local bodies that stand beside the top.

    Local bodies stand above the units of their row, in the last row below them.
    """
    nodes = list(tree.nodes.values())
    rows = sorted({n.row for n in nodes})
    leaf = len(rows) > 1 or sum(not n.local for n in nodes) > FEW
    place_ = {id: i for i, id in enumerate(tree.in_order())}

    def ordered(row: int, local: bool) -> list[str]:
        def key(n: Node) -> int:
            return place_[n.owner or n.id]

        return [n.id for n in sorted((n for n in nodes if n.row == row and n.local == local), key=key)]

    strips: list[Strip] = []
    beside: set[str] = set()
    for row in rows:
        own, local = ordered(row, False), ordered(row, True)
        last = row == rows[-1]
        if aside and row == rows[0] and len(own) == 1 and 0 < len(local) <= 2 and not (last and leaf):
            beside |= set(local)
            strips.append(Strip(row, False, own + local))
            continue
        upper = Strip(row, True, local, running=True)
        lower = Strip(row, False, own, running=last and leaf)
        strips += [s for s in ([lower, upper] if last else [upper, lower]) if s.ids]
    return strips, beside


def _need(pairs: list[tuple[str, str]], spot: Spot, font: Font, grade: Grade, limit: float) -> float:
    """The least width of a box for the words of all shows."""
    if spot.flow == "down":
        return down_width(pairs, spot.size, limit)
    if spot.flow == "turned":
        most = max(len(turned_lines(p, font, spot.size, limit)) for p in pairs)
        return COLUMN + (most - 1) * LEAD * spot.size * MM
    lines, body = (1, 1) if spot.size == HEAD else (grade.lines, grade.body)
    return max(across_width(pairs, font, spot.size, lines, body), 11.0)


def _set(spot: Spot, face: Face, show: str, font: Font, limit: float, head: bool) -> float:
    """Break the text of a box for one show; the height that it needs."""
    pair = words(face, head=head, flow=spot.flow)
    if spot.flow == "down":
        spot.lines[show] = down_columns(pair, spot.size, limit)
        return down_height(pair, spot.size, limit)
    if spot.flow == "turned":
        spot.lines[show] = turned_lines(pair, font, spot.size, limit)
        need = max(font.width(t, spot.size) for t in spot.lines[show]) + 2 * END
        if need > max(limit, WORD) + 1:
            raise too_long(face.name)
        return need
    spot.lines[show] = set_across(pair, font, spot.size, spot.w, face.name)
    return len(spot.lines[show]) * LEAD * spot.size * MM + 2 * PAD
