"""Puts the words beside the marks of a chart where nothing else stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

from orgmodel.scene import LEAD, MM, Font, Label, Point, Undrawable

SIZE = 8.5
_UP, _DOWN = 0.88, 0.12  # of the size: a line of type above and below its baseline
Room = tuple[float, float, float, float]  # left, top, right, bottom
_AWAY = (2.6, 3.4, 4.4, 5.6, 7.0, 9.0, 11.0, 14.0)  # mm from the mark


@dataclass(frozen=True)
class Tag:
    """Words that belong to a place."""

    at: Point
    lines: tuple[str, ...]


def placed(
    tags: Sequence[Tag], within: Room, full: Sequence[Room], soft: Sequence[Room], font: Font
) -> list[Label]:
    """A block of lines for each tag, clear of ``full``, clear of ``soft`` where it can be, and as near as that allows.

    :raises Undrawable: if a tag fits nowhere.
    """
    out: list[Label] = []
    taken = list(full)
    for tag in tags:
        wide = max(font.width(t, SIZE) for t in tag.lines)
        high = (len(tag.lines) - 1) * LEAD * SIZE * MM + SIZE * MM
        free = (
            (_cost(tag.at, room, soft), room, anchor)
            for room, anchor in _rooms(tag.at, wide, high)
            if _inside(room, within) and not _hit(room, taken)
        )
        best = min(free, key=lambda found: found[0], default=None)
        if best is None:
            raise Undrawable(
                f"no room beside its mark for {tag.lines[0]!r}. Draw on a larger sheet: --page a4."
            )
        _, room, anchor = best
        out += _labels(tag.lines, room, anchor)
        taken.append(room)
    return out


def _rooms(at: Point, wide: float, high: float) -> Iterator[tuple[Room, str]]:
    """Places around a mark, the usual one, to its upper right, first."""
    x, y = at
    for right, far in product((True, False), _AWAY):
        left = x + far if right else x - far - wide
        for rise in (0.0, 1.5, -1.5, 3.0, -3.0, 5.0, -5.0, 8.0, -8.0, 11.0, -11.0, 14.0, -14.0):
            top = y - rise - high / 2
            yield (left, top, left + wide, top + high), "start"
    for far, up, shift in product(_AWAY, (True, False), (0.0, 0.25, -0.25, 0.42, -0.42)):
        left, top = x - wide / 2 + shift * wide, y - far - high if up else y + far
        yield (left, top, left + wide, top + high), "start" if shift else "middle"


def _cost(at: Point, room: Room, soft: Iterable[Room]) -> float:
    """How far a room is from its mark, and what it covers."""
    dx = max(room[0] - at[0], at[0] - room[2], 0.0)
    dy = max(room[1] - at[1], at[1] - room[3], 0.0)
    below = 0.5 if room[1] > at[1] else 0.0
    return round(hypot(dx, dy), 3) + below + 4.0 * sum(_hit(room, [s]) for s in soft)


def _inside(a: Room, b: Room) -> bool:
    return a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]


def _hit(room: Room, others: Iterable[Room]) -> bool:
    return any(room[0] < o[2] and o[0] < room[2] and room[1] < o[3] and o[1] < room[3] for o in others)


def _labels(lines: Sequence[str], room: Room, anchor: str) -> Iterator[Label]:
    x = room[0] if anchor == "start" else (room[0] + room[2]) / 2
    for n, text in enumerate(lines):
        y = room[1] + (_UP + n * LEAD) * SIZE * MM
        cls = "text" if n == 0 else "note"
        yield Label(round(x, 3), round(y, 3), text, SIZE, cls, anchor)  # type: ignore[arg-type]
