"""The ways of the lines of one page: straight to the superior on the left and to the local side on the right, round about
in the channel between the two sides where they lead elsewhere.
"""

from collections.abc import Callable

from orgmodel.scene import Line, Mark, Point
from orgmodel.views._look import Edge
from orgmodel.views.rows.forest import Forest
from orgmodel.views.rows.ports import (
    MARKED,
    PITCH,
    Port,
    facing,
    first,
    left_ports,
    lower,
    right_ports,
    start,
)
from orgmodel.views.rows.stack import Sheet

EDGE = 4.6  # mm between a box and the first line of the channel
TRACK = 1.8  # mm between lines of the channel
COMB = 2.6  # mm from the left of a box to the first line that runs down from it
TOOTH = 2.2  # mm between these
Rect = tuple[float, float, float, float]  # x, y, width, height
Net = tuple[str, str]  # head, class


def combs(forest: Forest, sides: list[list[Edge]]) -> int:
    """How many lines run down from one indented row at most."""
    most = 0
    for edges in sides:
        seen: dict[str, set[str]] = {}
        for e in edges:
            low = forest.nodes.get(e.tail)
            if low is not None and low.parent == e.head and not forest.nodes[e.head].pillar:
                seen.setdefault(e.head, set()).add(e.cls)
        most = max([most, *map(len, seen.values())])
    return most


def nets(sheet: Sheet, show: str) -> dict[Net, list[Edge]]:
    """The lines that go round, by where they lead and as what."""
    out: dict[Net, list[Edge]] = {}
    for e in sheet.right[show]:
        if facing(sheet, e) is None:
            out.setdefault((e.head, e.cls), []).append(e)
    return out


def tracks(sheet: Sheet, show: str) -> dict[Net, int]:
    """Which line of the channel each net runs in, from the units outwards; nets that do not meet share one."""
    spans = []
    for net, edges in nets(sheet, show).items():
        rows = [first(sheet, i) for e in edges for i in (e.tail, e.head)]
        spans.append((min(rows), max(rows), net))
    out: dict[Net, int] = {}
    ends: list[int] = []
    for low, high, net in sorted(spans):
        at = next((n for n, end in enumerate(ends) if end < low), len(ends))
        ends[at : at + 1] = [high]
        out[net] = at
    return out


def spread(middle: float, ports: list[bool]) -> list[float]:
    """The heights of lines at one side of a box, about its middle; True stands for one that carries a mark."""
    step = MARKED if any(ports) else PITCH
    return [middle + (n - (len(ports) - 1) / 2) * step for n in range(len(ports))]


def wired(
    forest: Forest, sheet: Sheet, show: str, rects: dict[str, Rect], channel: tuple[float, float]
) -> tuple[list[Line], list[Mark]]:
    """The lines and marks of one show; ``channel`` is where its first line runs and how far the others are apart."""
    lines, marks = _left(forest, sheet, show, rects)
    more, others = _right(sheet, show, rects, channel)
    return [*lines, *more], [*marks, *others]


def _left(forest: Forest, sheet: Sheet, show: str, rects: dict[str, Rect]) -> tuple[list[Line], list[Mark]]:
    lines, marks = [], []
    hung: dict[str, dict[str, list[tuple[Edge, float]]]] = {}
    for id, edges in left_ports(forest, sheet.left[show]).items():
        x, top, _, high = rects[id]
        for e, y in zip(edges, spread(top + high / 2, [bool(e.mark) for e in edges]), strict=True):
            other = e.head if e.tail == id else e.tail
            if e.mark:
                marks.append(_mark(e, x - 2.7, y))
            if forest.nodes[other].pillar:
                ox, _, ow, _ = rects[other]
                ends = ((x, y), (ox + ow, y))
                lines.append(_line(e, ends if e.tail == id else ends[::-1], e.arrow))
            else:
                hung.setdefault(other, {}).setdefault(e.cls, []).append((e, y))
    for head, kinds in hung.items():
        hx, top, _, high = rects[head]
        for n, teeth in enumerate(kinds.values()):
            x = hx + COMB + n * TOOTH
            lines += _gathered(teeth, x, (x, top + high), lambda e: rects[lower(forest, e)][0])
    return lines, marks


def _right(
    sheet: Sheet, show: str, rects: dict[str, Rect], channel: tuple[float, float]
) -> tuple[list[Line], list[Mark]]:
    at: dict[tuple[int, Port], float] = {}
    for row, ports in right_ports(sheet, sheet.right[show]).items():
        slot = sheet.slots[row]
        ys = spread(slot.y + slot.h / 2, list(ports.values()))
        at |= {(row, port): y for port, y in zip(ports, ys, strict=True)}

    def side(id: str) -> float:
        x, _, w, _ = rects[id]
        return x if id in sheet.places else x + w

    lines, marks = [], []
    for e in sheet.right[show]:
        across = facing(sheet, e)
        y = at[first(sheet, e.tail) if across is None else across, start(e)]
        if e.mark:
            marks.append(_mark(e, side(e.tail) + (-2.7 if e.tail in sheet.places else 2.7), y))
        if across is not None:
            lines.append(_line(e, ((side(e.tail), y), (side(e.head), y)), e.arrow))
    way = tracks(sheet, show)
    for net, edges in nets(sheet, show).items():
        x = channel[0] + way[net] * channel[1]
        end = (side(net[0]), at[first(sheet, net[0]), ("to", *net)])
        teeth = [(e, at[first(sheet, e.tail), start(e)]) for e in edges]
        lines += _gathered(teeth, x, end, lambda e: side(e.tail))
    return lines, marks


def _gathered(
    teeth: list[tuple[Edge, float]], x: float, end: Point, side: Callable[[Edge], float]
) -> list[Line]:
    """Lines from the sides of boxes to a trunk at ``x``, and the trunk to its end; a single line needs no trunk."""
    lead = (x, end[1])
    if len(teeth) == 1:
        e, y = teeth[0]
        return [_line(e, ((side(e), y), (x, y), lead, end), e.arrow)]
    out = [_line(e, ((side(e), y), (x, y)), False) for e, y in teeth]
    ys = [y for _, y in teeth] + [end[1]]
    some = teeth[0][0]
    arrow = any(e.arrow for e, _ in teeth)
    for n, far in enumerate(y for y in (max(ys), min(ys)) if y != end[1]):
        points = ((x, far), lead) if n else ((x, far), lead, end)
        out.append(Line("", some.cls, _clean(points), arrow and not n, "", some.head))
    return out


def _line(e: Edge, points: tuple[Point, ...], arrow: bool) -> Line:
    return Line(e.id, e.cls, _clean(points), arrow, e.tail, e.head)


def _clean(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Points to the micrometre, without those that do not turn."""
    out: list[Point] = []
    for point in ((round(x, 3), round(y, 3)) for x, y in points):
        straight = len(out) > 1 and (
            out[-2][0] == out[-1][0] == point[0] or out[-2][1] == out[-1][1] == point[1]
        )
        if straight:
            out[-1] = point
        elif not out or out[-1] != point:
            out.append(point)
    return tuple(out)


def _mark(e: Edge, x: float, y: float) -> Mark:
    return Mark(e.id, e.mark, e.shape, round(x, 3), round(y, 3))  # type: ignore[arg-type]
