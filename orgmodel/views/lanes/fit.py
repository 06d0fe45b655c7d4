"""How large a box must be for its text, and how the text is broken in the box that it gets.

A box shows the same unit before, after and in between, with different words; its size holds all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from orgmodel.scene import LEAD, MM, STEP, Flow, Font, Undrawable
from orgmodel.scene.text import broken, cells, columns, narrowest, wide
from orgmodel.views._look import Face

PAD = 1.5  # mm between text and frame across
END = 1.9  # mm between text and frame where text runs down
HEAD = 11.0  # pt: the type of a single box at the top
COLUMN = 5.8  # mm: a box with one column of text
LIMITS = (200.0, 70.0, 58.0, 48.0, 40.0, 34.0, 29.0, 25.0, 22.0)  # mm: how high text may run down

WORD = 70.0  # mm: a longer word may be torn


@dataclass(frozen=True)
class Grade:
    """How tightly text is set: lines a name and a body may take, sizes in points, gaps in millimetres."""

    lines: int
    body: int  # lines that what stands below the name may take
    across: float
    down: float
    gap: float  # mm between siblings
    group: float  # mm more between families
    upright: bool  # Latin text stays upright at the leaves
    flat: bool = False  # local bodies between the rows stay upright, and channels are low: for many rows


GRADES = (
    Grade(1, 1, 9.0, 8.5, 1.8, 1.8, True),
    Grade(1, 1, 9.0, 8.5, 1.8, 1.8, False),
    Grade(1, 2, 9.0, 8.5, 1.7, 1.3, False),
    Grade(1, 3, 9.0, 8.5, 1.6, 1.1, False),
    Grade(2, 3, 8.5, 8.5, 1.5, 0.8, False),
    Grade(3, 3, 8.0, 8.0, 1.2, 0.0, False),
    Grade(1, 1, 8.5, 8.0, 1.5, 0.8, False, True),
    Grade(3, 3, 8.0, 8.0, 1.2, 0.0, False, True),
)


def flow(faces: list[Face], vertical: bool, grade: Grade) -> Flow:
    """How the text of a box runs: Chinese runs down, Latin is turned."""
    if not vertical:
        return "across"
    if any(wide(f.name) for f in faces) and all(wide(f.body) or not f.body for f in faces):
        return "down"
    return "across" if grade.upright else "turned"


def words(face: Face, *, head: bool, flow: Flow) -> tuple[str, str]:
    """The name and the second part of a box; joined where Chinese runs down or heads the page."""
    body = face.body
    if flow == "down":
        return face.name, body
    if head and wide(face.name) and wide(body) and "→" not in body:
        return face.name + body, ""
    if flow == "turned":
        return f"{face.name}{' ' if wide(face.name) else ', '}{body}" if body else face.name, ""
    return face.name, body[:1].upper() + body[1:]


def across_width(pairs: list[tuple[str, str]], font: Font, size: float, most: int, body: int) -> float:
    """The least width of a box with upright text."""
    need = 0.0
    for name, second in pairs:
        lines = most
        while lines < 3 and _narrowest(name, font, size, lines) > 36:
            lines += 1
        need = max(need, _narrowest(name, font, size, lines), _narrowest(second, font, size, body))
    return need + 2 * PAD


@lru_cache(maxsize=4096)
def _narrowest(text: str, font: Font, size: float, most: int) -> float:
    return narrowest(text, partial(font.width, size=size), most)


def down_width(pairs: list[tuple[str, str]], size: float, limit: float) -> float:
    """The width of a box whose text runs down within a height."""
    most = max(len(down_columns(p, size, limit)) for p in pairs)
    return COLUMN + (most - 1) * LEAD * size * MM


@lru_cache(maxsize=16384)
def down_columns(pair: tuple[str, str], size: float, limit: float) -> tuple[str, ...]:
    """Text that runs down within a height, in as few columns as it needs; two break between name and body."""
    rows = max(4, int((limit - 2 * END) / (STEP * size * MM)))
    name, body = (len(cells(part)) for part in pair)
    if rows < name + body <= 2 * rows and 0 < body <= rows and name <= rows:
        return pair
    return columns("".join(pair), rows)


def down_height(pair: tuple[str, str], size: float, limit: float) -> float:
    """The height that text needs that runs down within a limit."""
    longest = max(len(cells(c)) for c in down_columns(pair, size, limit))
    return longest * STEP * size * MM + 2 * END


@lru_cache(maxsize=4096)
def turned_lines(pair: tuple[str, str], font: Font, size: float, limit: float) -> tuple[str, ...]:
    """Turned text in as few lines as the height allows; a word is whole, however little that is, up to :data:`WORD`."""
    measure: Callable[[str], float] = partial(font.width, size=size)
    room = max(limit - 2 * END, min(narrowest(pair[0], measure, 99) + 0.01, WORD - 2 * END))
    return broken(pair[0], measure, room, 99) or (pair[0],)


def set_across(pair: tuple[str, str], font: Font, size: float, width: float, name: str) -> tuple[str, ...]:
    """Upright text broken for a box of this width.

    :raises Undrawable: if the name needs more than three lines.
    """
    room = round(width - 2 * PAD, 2) + 0.01
    first, second = (_broken(part, font, size, room) if part else () for part in pair)
    if first is None or second is None:
        raise too_long(name)
    return first + second


@lru_cache(maxsize=16384)
def _broken(text: str, font: Font, size: float, width: float) -> tuple[str, ...] | None:
    return broken(text, partial(font.width, size=size), width, 3)


def too_long(name: str) -> Undrawable:
    """The error for a name that fits nowhere."""
    return Undrawable(
        f"the name does not fit the page at 8 pt: {name!r}. Give the unit a shorter short_name."
    )
