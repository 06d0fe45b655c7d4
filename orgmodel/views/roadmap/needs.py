"""Lines from a bar to those that presuppose it, where all of them can run clear of every bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from orgmodel.scene import Box, Line, Point

MOST = 10  # lines in a whole roadmap: with more, words say it better
_BESIDE, _WITHIN = 0.9, 2.6  # mm beyond the end of a bar, and before it
Room = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Drawn:
    """A bar as it stands on a page: its boxes from left to right."""

    id: str
    boxes: tuple[Box, ...]

    @property
    def room(self) -> Room:
        """What it takes up."""
        first, last = self.boxes[0], self.boxes[-1]
        return first.x, first.y, last.x + last.w, last.y + last.h

    def at(self, x: float) -> str:
        """The id of its box at this place."""
        return next((b.id for b in self.boxes if b.x <= x <= b.x + b.w), self.boxes[-1].id)


def needs(
    pairs: Sequence[tuple[Drawn, Drawn]], bars: Sequence[Drawn], words: Sequence[Room]
) -> list[Line] | None:
    """One line for each pair, from the end of the first bar down to the second; None if one of them finds no way."""
    out: list[Line] = []
    for first, second in pairs:
        others = [b.room for b in bars if b.id not in (first.id, second.id)]
        for points, tail, head in _ways(first, second):
            if _clear(points, others, 0.4) and _clear(points, words, 0.2) and _alone(points, out, tail, head):
                out.append(Line(f"{first.id}<{second.id}", "need", points, True, tail, head))
                break
        else:
            return None
    return out


def _ways(first: Drawn, second: Drawn) -> list[tuple[tuple[Point, ...], str, str]]:
    """From the end of the first bar down into the second; from its lower edge down and into its beginning."""
    left, _, right, bottom = first.room
    to, top, end, low = second.room
    middle, into = (first.room[1] + bottom) / 2, (top + low) / 2
    ways: list[tuple[tuple[Point, ...], str, str]] = []
    x = round(right + _BESIDE, 3)
    if to + 0.5 <= x <= end - 0.5:
        ways.append((((right, middle), (x, middle), (x, top)), first.boxes[-1].id, second.at(x)))
    elif x < to - 2.2:
        ways.append(
            (((right, middle), (x, middle), (x, into), (to, into)), first.boxes[-1].id, second.boxes[0].id)
        )
    x = round(right - _WITHIN, 3)
    if left + 0.5 < x < to - 2.2:
        ways.append((((x, bottom), (x, into), (to, into)), first.at(x), second.boxes[0].id))
    return [(tuple((round(a, 3), round(b, 3)) for a, b in points), t, h) for points, t, h in ways]


def _clear(points: Sequence[Point], rooms: Sequence[Room], by: float) -> bool:
    return not any(
        min(a[0], b[0]) < r[2] + by
        and r[0] - by < max(a[0], b[0])
        and min(a[1], b[1]) < r[3] + by
        and r[1] - by < max(a[1], b[1])
        for a, b in pairwise(points)
        for r in rooms
    )


def _alone(points: Sequence[Point], lines: Sequence[Line], tail: str, head: str) -> bool:
    """Whether a line keeps off all others that neither begin nor end where it does."""
    strangers = [x for x in lines if x.tail != tail and x.head != head]
    rooms = [
        (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for line in strangers
        for a, b in pairwise(line.points)
    ]
    return _clear(points, rooms, 0.6)
