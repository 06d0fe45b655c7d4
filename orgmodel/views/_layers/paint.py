"""Turns a plan with places into the bands, lines, boxes, marks and labels of one show."""

from collections import Counter
from functools import partial

from orgmodel.scene import MM, RISE, Box, Font, Label, Line, Mark, Point
from orgmodel.scene.text import broken
from orgmodel.views._frame import ROUNDED
from orgmodel.views._layers.heights import BAND, edge
from orgmodel.views._layers.parts import LINE, NOTE, Hub, Plan, Stroke
from orgmodel.views._look import Edge

_SIZE = 8.5


def _r(value: float) -> float:
    return round(value, 3)


def bands(
    made: Plan, show: str, window: tuple[float, float], left: float, right: float, column: float, font: Font
) -> tuple[list[Box], list[Label]]:
    """The bands of a part of the picture, behind one strip or several, their words in a column of this width at the left."""
    boxes, labels = [], []
    within = [s for s in made.strips if window[0] <= s.y + s.height / 2 <= window[1]]
    number = 0
    while number < len(within):
        strip = last = within[number]
        while number + 1 < len(within) and strip.band and within[number + 1].band == strip.band:
            number += 1
            last = within[number]
        number += 1
        height = last.y + last.height - strip.y
        cls = "band-territorial" if strip.local else "band"
        boxes.append(Box("", cls, left, _r(strip.y - BAND), right - left, _r(height + 2 * BAND)))
        lines = [
            line
            for word in strip.words.get(show, ())
            for line in broken(word, partial(font.width, size=_SIZE), column, 9) or (word,)
        ]
        room = int((height + 2 * BAND) / (1.22 * _SIZE * MM))
        lines = lines[: max(1, room)]
        middle = strip.y + height / 2
        for i, text in enumerate(lines):
            y = middle + (i - (len(lines) - 1) / 2) * 1.22 * _SIZE * MM + RISE * _SIZE * MM
            labels.append(Label(_r(left + 1.2 + column / 2), _r(y), text, _SIZE, "note"))
    return boxes, labels


def boxes(made: Plan, show: str) -> list[Box]:
    """The boxes of one show."""
    out = []
    for strip in made.strips:
        for node in strip.nodes:
            if show in node.classes:
                cls = node.classes[show]
                radius = min(2.6, node.w / 2.4, node.h / 2.4) if node.local or cls in ROUNDED else 0.0
                out.append(
                    Box(
                        node.id, cls, _r(node.x - node.w / 2), _r(node.y), _r(node.w), _r(node.h),
                        node.texts[show], node.size, "across", _r(radius),
                    )
                )  # fmt: skip
    return out


def lines(made: Plan, show: str) -> list[Line]:
    """The lines of one show: each from its box to where it joins others, then the trunk that they share."""
    out: list[Line] = []
    drawn: set[int] = set()
    for number, wire in enumerate(made.wires):
        stroke = wire.strokes.get(show)
        if stroke is None:
            continue
        if number not in made.first:
            out.append(_level(made, number, stroke))
            continue
        hub: Hub | None = made.first[number]
        assert hub is not None
        start = next(i for i, (_, w) in enumerate(hub.sources) if w == number)
        points, hub, end = _way(made, hub, start)
        arrow = stroke.arrow and hub is None
        out.append(Line(stroke.id, stroke.cls, _clean(points), arrow, wire.tail, wire.head))
        while hub is not None and id(hub) not in drawn:
            drawn.add(id(hub))
            low, high = min(*hub.xs, hub.out), max(*hub.xs, hub.out)
            if high > low:
                out.append(Line("", stroke.cls, ((_r(low), hub.y), (_r(high), hub.y)), False, "", wire.head))
            points, hub, end = _on(made, hub, [(hub.out, hub.y)])
            out.append(Line("", stroke.cls, _clean(points), stroke.arrow and end, "", wire.head))
    return out


def _way(made: Plan, hub: Hub, source: int) -> tuple[list[Point], Hub | None, bool]:
    """From one source of a hub to where it meets others, or to the end."""
    x = hub.xs[source]
    points = [(x, edge(made, hub, hub.way == "down"))]
    if len(hub.sources) > 1:
        # A straight comb has no track: all its wires lie on each other, and the trunk starts at the first edge.
        return [*points, (x, _height(made, hub))], hub, False
    if not hub.straight:
        points += [(x, hub.y), (hub.out, hub.y)]
    return _on(made, hub, points)


def _height(made: Plan, hub: Hub) -> float:
    if hub.straight:
        hub.y = (edge(made, hub, True) + edge(made, hub, False)) / 2
    return hub.y


def _on(made: Plan, hub: Hub, points: list[Point]) -> tuple[list[Point], Hub | None, bool]:
    """From the middle of a hub on: the points, the hub in which others are met (None at the end)."""
    points = [*points, (hub.out, edge(made, hub, hub.way == "up"))]
    after = hub.after
    if after is None:
        return points, None, True
    index = next(i for i, (s, _) in enumerate(after.sources) if s is hub.target)
    if len(after.sources) > 1:
        x = after.xs[index]
        return [*points, (x, edge(made, after, after.way == "down")), (x, _height(made, after))], after, False
    rest, met, end = _way(made, after, index)
    return points + rest, met, end


def _clean(points: list[Point]) -> tuple[Point, ...]:
    out: list[Point] = []
    for point in ((_r(x), _r(y)) for x, y in points):
        if out and out[-1] == point:
            continue
        if len(out) > 1 and (out[-2][0] == out[-1][0] == point[0] or out[-2][1] == out[-1][1] == point[1]):
            out[-1] = point
        else:
            out.append(point)
    return tuple(out)


def _level(made: Plan, number: int, stroke: Stroke) -> Line:
    """A line between two neighbours of a strip."""
    wire = made.wires[number]
    nodes = {n.id: n for s in made.strips for n in s.nodes}
    a, b = nodes[wire.tail], nodes[wire.head]
    same = [i for i, w in enumerate(made.wires) if i not in made.first and {w.tail, w.head} == {a.id, b.id}]
    y = a.y + a.h / 2 + (same.index(number) - (len(same) - 1) / 2) * 2.8
    side = 1 if b.x > a.x else -1
    ends = ((_r(a.x + side * a.w / 2), _r(y)), (_r(b.x - side * b.w / 2), _r(y)))
    return Line(stroke.id, stroke.cls, ends, stroke.arrow, a.id, b.id)


def marks(made: Plan, show: str) -> list[Mark]:
    """The circles on the wires of one show where a link is missing."""
    out = []
    for number, wire in enumerate(made.wires):
        stroke = wire.strokes.get(show)
        if stroke is None or not stroke.mark:
            continue
        x, y = _beside(made, number)
        shape = Edge("", "", "", "other", False, "", stroke.mark).shape
        out.append(Mark(stroke.id, stroke.mark, shape, _r(x), _r(y)))  # type: ignore[arg-type]
    return out


def _beside(made: Plan, number: int) -> Point:
    """Where the mark of a wire stands: near its tail."""
    hub = made.first.get(number)
    if hub is None:
        (x0, y), (x1, _) = _level(made, number, next(iter(made.wires[number].strokes.values()))).points
        return x0 + (3.0 if x1 > x0 else -3.0), y
    x = next(x for x, (_, w) in zip(hub.xs, hub.sources, strict=True) if w == number)
    y = edge(made, hub, hub.way == "down")
    return x, y + (2.9 if hub.way == "down" else -2.9)


def notes(made: Plan, show: str) -> list[Label]:
    """What stands beside the wires of one show."""
    out = []
    for number, wire in enumerate(made.wires):
        stroke = wire.strokes.get(show)
        if stroke is None or not stroke.note or number not in made.first:
            continue
        x, y = _beside(made, number)
        hub = made.first[number]
        n = len(stroke.note)
        if n > 1:
            y += (1 if hub.way == "down" else -1) * (n - 1) / 2 * LINE
        for i, text in enumerate(stroke.note):
            base = y + (i - (n - 1) / 2) * LINE + RISE * NOTE * MM
            gap = 2.4 if stroke.mark else 1.1
            out.append(Label(_r(x + gap), _r(base), text, NOTE, "note", "start"))
    return out


def tally(made: Plan, show: str) -> Counter[tuple[str, str]]:
    """The classes that one show holds, by kind of part."""
    out: Counter[tuple[str, str]] = Counter()
    for strip in made.strips:
        out.update((n.classes[show], "box") for n in strip.nodes if show in n.classes)
    for wire in made.wires:
        if stroke := wire.strokes.get(show):
            out[stroke.cls, "line"] += 1
            if stroke.mark:
                out[stroke.mark, "mark"] += 1
    return out


__all__ = ["bands", "boxes", "lines", "marks", "notes", "tally"]
