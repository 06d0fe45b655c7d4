"""The whole way of a line from box to box, over the trunk that it shares with its siblings."""

from collections import deque
from itertools import pairwise

from orgmodel.scene import Box, Line, Page, Point

_EPS = 0.02  # mm
Piece = tuple[Point, Point]


def way(page: Page, line: Line) -> tuple[tuple[Point, ...], bool]:
    """The points of a line with those of the trunk that leads on to its superior, and whether an arrow ends it.

    The line's own points where no trunk leads there, as on a page beyond which the trunk goes on.
    """
    box = next((b for b in page.boxes if b.id and b.id == line.head), None)
    trunks = [x for x in page.lines if not x.tail and x.head and (x.head, x.cls) == (line.head, line.cls)]
    if box is None or not trunks or _at(box, line.points[-1]):
        return line.points, line.arrow
    pieces = [piece for x in trunks for piece in pairwise(x.points)]
    knots = sorted({p for piece in pieces for p in piece} | {line.points[-1]})
    rest = _shortest(line.points[-1], knots, pieces, box)
    if rest is None:
        return line.points, line.arrow
    arrow = any(x.arrow and x.points[-1] == rest[-1] for x in trunks)
    return _merged((*line.points, *rest)), arrow


def _shortest(start: Point, knots: list[Point], pieces: list[Piece], box: Box) -> list[Point] | None:
    """From a point along the pieces to the border of a box, by the fewest knots."""
    came: dict[Point, Point] = {start: start}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if _at(box, here):
            back = [here]
            while back[-1] != start:
                back.append(came[back[-1]])
            return back[::-1]
        on = [p for p in pieces if _on(here, p)]
        for knot in knots:
            if knot not in came and any(_on(knot, p) for p in on):
                came[knot] = here
                queue.append(knot)
    return None


def _merged(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without points that repeat, or that lie on the straight between their neighbours."""
    out: list[Point] = []
    for point in points:
        if out and out[-1] == point:
            continue
        if len(out) > 1 and _on(out[-1], (out[-2], point)):
            out[-1] = point
        else:
            out.append(point)
    return tuple(out)


def _on(point: Point, piece: Piece) -> bool:
    """True for a point of an upright or level piece."""
    (x0, y0), (x1, y1) = piece
    return (
        min(x0, x1) - _EPS <= point[0] <= max(x0, x1) + _EPS
        and min(y0, y1) - _EPS <= point[1] <= max(y0, y1) + _EPS
        and (abs(x0 - x1) < _EPS or abs(y0 - y1) < _EPS)
    )


def _at(box: Box, point: Point) -> bool:
    """True for a point on or in a box."""
    x, y = point
    return box.x - _EPS <= x <= box.x + box.w + _EPS and box.y - _EPS <= y <= box.y + box.h + _EPS
