"""Turns places and ways into the page of one show."""

from itertools import pairwise

from orgmodel.scene import MM, RISE, Box, Font, Label, Line, Mark, Point
from orgmodel.views._frame import ROUNDED, pupil
from orgmodel.views._look import Look
from orgmodel.views._words import say
from orgmodel.views.lanes.ports import Tails, direction
from orgmodel.views.lanes.routes import Height, Path, Routes, Trunk
from orgmodel.views.lanes.spots import Plan


def boxes(made: Plan, look: Look, show: str) -> list[Box]:
    """The boxes of one show."""
    out = []
    for strip in made.strips:
        for id in strip.ids:
            face = look.faces.get(id)
            if face is None:
                continue
            spot = made.spots[id]
            round_ = face.cls in ROUNDED or face.territorial
            radius = min(2.6, spot.w / 2.4, strip.height / 2.4) if round_ else 0.0
            out.append(
                Box(
                    id, face.cls, _r(spot.x), _r(strip.y), _r(spot.w), _r(strip.height), spot.lines[show],
                    spot.size, spot.flow, _r(radius),
                )
            )  # fmt: skip
    return out


def _r(value: float) -> float:
    return round(value, 3)


def lines(made: Plan, look: Look, routes: Routes) -> list[Line]:
    """The lines of one show; those beside the top run level."""
    out = []
    for path in routes.paths:
        points = _points(made, path)
        head = path.net[0]
        if path.edge is None:
            out.append(Line("", path.net[1], points, path.arrow, "", head))
        else:
            e = path.edge
            out.append(Line(e.id, e.cls, points, path.arrow and e.arrow, e.tail, e.head))
    shift: dict[tuple[str, str], int] = {}
    for e in routes.aside:
        n = shift[e.tail, e.head] = shift.get((e.tail, e.head), -1) + 1
        a, b = made.spots[e.tail], made.spots[e.head]
        strip = made.strips[a.strip]
        y = strip.y + strip.height / 2 + n * 2.6
        ends = (a.x + a.w, b.x) if a.x < b.x else (a.x, b.x + b.w)
        out.append(Line(e.id, e.cls, tuple((_r(x), _r(y)) for x in ends), e.arrow, e.tail, e.head))
    return out


def _points(made: Plan, path: Path) -> tuple[Point, ...]:
    out: list[Point] = []
    for x, height in path.points:
        point = (_r(x), _r(_y(made, height)))
        if len(out) > 1 and _between(out[-2], out[-1], point):
            out[-1] = point
        elif not out or out[-1] != point:
            out.append(point)
    return tuple(out)


def _between(a: Point, b: Point, c: Point) -> bool:
    return (a[0] == b[0] == c[0]) or (a[1] == b[1] == c[1])


def _y(made: Plan, height: Height) -> float:
    if isinstance(height, Trunk):
        return height.y
    id, upper = height
    strip = made.strips[made.spots[id].strip]
    return strip.y if upper else strip.y + strip.height


def marks(made: Plan, look: Look, at: Tails) -> list[Mark]:
    """The circles on the lines of one show where a link is missing."""
    out = []
    for e in look.edges:
        if not e.mark:
            continue
        strip = made.strips[made.spots[e.tail].strip]
        x = at.at.get((e.tail, e.head, e.strand), made.spots[e.tail].middle)
        up = direction(made, e) != "down"
        y = strip.y - 2.6 if up else strip.y + strip.height + 2.6
        out.append(Mark(e.id, e.mark, e.shape, _r(x), _r(y)))  # type: ignore[arg-type]
        out += pupil(out[-1])
    return out


def continued(made: Plan, routes: Routes, drawn: list[Line], lang: str, font: Font) -> list[Label]:
    """The words above the ends of combs that go on to another page, or below where above a line passes through them."""
    out: list[Label] = []
    for trunk in routes.trunks:
        for x in trunk.beyond:
            right = x > (made.left + made.right) / 2
            words = say("next" if right else "back", lang)
            wide = font.width(words, 8.0)
            steps = [step * (-1.5 if right else 1.5) for step in range(120)]
            places = [(x - wide if right else x) + s for s in steps]
            tried = []
            for y in (trunk.y - 1.0, trunk.y + 3.4):
                said = [(t.x, t.x + font.width(t.text, 8.0)) for t in out if abs(t.y - y) < 4]
                taken = [*_passing(drawn, y), *_standing(made, y), *said]
                free = [p for p in places if all(p + wide + 0.8 < a or b < p - 0.8 for a, b in taken)]
                tried += [(p, y) for p in free[:1]]
            # As near to the end as can be; above rather than below where both are as near.
            at, y = min(
                tried, key=lambda place: abs(place[0] - places[0]), default=(places[0], trunk.y - 1.0)
            )
            out.append(Label(_r(at), _r(y), words, 8.0, "note", "start"))
    return out


def emptied(made: Plan, show: str, drawn: list[Line], lang: str, font: Font) -> list[Label]:
    """What a band that has lost all its boxes in a show says of it, where no line passes."""
    out: list[Label] = []
    for strip in made.strips:
        if not strip.ids or any(id in made.looks[show].faces for id in strip.ids):
            continue
        words = say("unbound" if strip.local else "emptied", lang, say(f"then-{show}", lang))
        wide, y = font.width(words, 8.5), strip.y + strip.height / 2 + RISE * 8.5 * MM
        middle = (made.left + made.right - wide) / 2
        taken = _passing(drawn, y)
        places = [middle + side * step * 1.5 for step in range(80) for side in (1, -1)]
        free = [
            x
            for x in places
            if made.left <= x <= made.right - wide
            and all(x + wide + 0.8 < low or high < x - 0.8 for low, high in taken)
        ]
        out += [Label(_r(x), _r(y), words, 8.5, "note", "start") for x in free[:1]]
    return out


def _standing(made: Plan, y: float) -> list[tuple[float, float]]:
    """From where to where boxes stand beside type on this baseline."""
    strips = [n for n, s in enumerate(made.strips) if s.y < y + 0.8 and s.y + s.height > y - 3.6]
    return [(s.x, s.x + s.w) for s in made.spots.values() if s.strip in strips]


def _passing(drawn: list[Line], y: float) -> list[tuple[float, float]]:
    """From where to where lines pass through type on this baseline."""
    pieces = (ends for line in drawn for ends in pairwise(line.points))
    return [
        (min(a[0], b[0]), max(a[0], b[0]))
        for a, b in pieces
        if min(a[1], b[1]) < y + 0.4 and max(a[1], b[1]) > y - 3.2
    ]
