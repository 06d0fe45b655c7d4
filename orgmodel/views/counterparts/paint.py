"""One superior office and its counterparts at their places: the office over columns of kinds, a row a function."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from orgmodel.scene import MM, RISE, Box, Font, Label, Line, Paper, Undrawable
from orgmodel.scene.text import narrowest
from orgmodel.views._frame import MARGIN
from orgmodel.views._table import Parts, block, left, lines_of
from orgmodel.views.counterparts.facing import Facing
from orgmodel.views.counterparts.words import term, turned

Sides = tuple[Facing | None, Facing | None]  # what a show compares: outside diff an org with itself
MISSING = "\0missing"  # the column of units in which nobody carries a function
SIZE, SMALL, PAD = 9.0, 8.5, 1.6
_ROW, _DROP, _LEAST, _MOST, _BETWEEN, _NAMES = 8.6, 15.0, 24.0, 46.0, 4.0, 34.0  # mm


@dataclass(frozen=True)
class Layout:
    """Where everything stands on one page; the same in every show."""

    office: str
    kinds: tuple[str, ...]  # the columns from the left, MISSING last
    functions: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]  # column -> its heading
    names: dict[str, tuple[str, ...]]  # function -> its name
    head: tuple[str, ...]
    x: float  # left edge of the first column
    width: float  # of a column
    column: float  # width of the names of functions

    @property
    def head_height(self) -> float:
        """The height of the office at the top."""
        return block(len(self.head), SIZE) + 2 * PAD + 2.0

    @property
    def title_height(self) -> float:
        """The height of the kinds of office below it."""
        return block(max(map(len, self.titles.values()), default=1), SIZE) + 2 * PAD

    def row_height(self, function: str) -> float:
        """The height of the row of a function."""
        return max(_ROW, block(len(self.names[function]), SIZE) + 2 * PAD)

    @property
    def height(self) -> float:
        """The height of the whole."""
        rows = sum(self.row_height(f) for f in self.functions)
        return self.head_height + _DROP + self.title_height + 3.0 + rows

    def left(self, n: int) -> float:
        """The left edge of a column."""
        return self.x + n * (self.width + _BETWEEN)


def layouts(
    office: str, head: str, kinds: dict[str, str], functions: dict[str, str], sides: list[Sides], lang: str,
    paper: Paper, room: float, font: Font,
) -> list[Layout]:  # fmt: skip
    """The pages of one office: its kinds side by side as far as the sheet is wide, rows as far as it is high.

    ``head`` is the text of the office, ``kinds`` and ``functions`` are ids with names in their order; ``sides`` are
    what the shows compare, of which every text must fit.
    """
    inner = paper.width - 2 * MARGIN
    measure = partial(font.width, size=SIZE)
    column = min(_NAMES, max((measure(n) for n in functions.values()), default=0.0)) + 3 * PAD
    if functions:
        column = max(column, max(narrowest(n, measure, 3) for n in functions.values()) + 3 * PAD)
    column = min(column, inner - _MOST)
    wide = inner - column
    need = max((narrowest(n, measure, 3) + 2 * PAD for n in kinds.values()), default=_LEAST)
    texts = {t for old, new in sides for k in kinds for f in functions for t in _text(old, new, k, f, lang)}
    need = max([need, *(font.width(t, SMALL) + 2 * PAD for t in sorted(texts))])
    least = min(max(_LEAST, need), wide)
    fit = max(1, int((wide + _BETWEEN) / (least + _BETWEEN)))
    parts = _even(list(kinds), fit) or [[]]
    most = max(map(len, parts)) or 1
    width = min(max(_MOST, least), (wide - (most - 1) * _BETWEEN) / most)
    used = column + most * width + (most - 1) * _BETWEEN
    out = []
    for part in parts:
        x = (paper.width - used) / 2 + column
        titles = {k: lines_of(kinds[k], font, SIZE, width - 2 * PAD) for k in part}
        names = {f: lines_of(n, font, SIZE, column - 3 * PAD) for f, n in functions.items()}
        across = max(1, len(part)) * (width + _BETWEEN) - _BETWEEN - 2 * PAD
        text = lines_of(head, font, SIZE, across)
        whole = Layout(office, tuple(part), tuple(functions), titles, names, text, x, width, column)
        out += _rows(whole, room)
    return out


def _even(items: list[str], most: int) -> list[list[str]]:
    count = -(-len(items) // most)
    return [items[i * len(items) // count : (i + 1) * len(items) // count] for i in range(count)]


def _rows(whole: Layout, room: float) -> list[Layout]:
    """The layout, or several with part of the rows each where it is higher than there is room."""
    parts: list[list[str]] = [[]]
    free = room - (whole.height - sum(whole.row_height(f) for f in whole.functions))
    used = 0.0
    for function in whole.functions:
        high = whole.row_height(function)
        if high > free:
            raise Undrawable(
                f"there is no room on the sheet for {whole.names[function][0]!r}. Choose another with --page."
            )
        if used + high > free:
            parts.append([])
            used = 0.0
        parts[-1].append(function)
        used += high
    return [replace(whole, functions=tuple(p)) for p in parts]


def paint(
    made: Layout, old: Facing | None, new: Facing | None, show: str, lang: str, y: float, width: float
) -> Parts:
    """The parts of one show; outside diff ``old`` is ``new``."""
    parts = Parts()
    top = y + made.head_height + _DROP
    _office(parts, made, old, new, show, y)
    rows = top + made.title_height + 3.0
    _names(parts, made, rows, top, lang)
    for n, kind in enumerate(made.kinds):
        x = made.left(n)
        if kind == MISSING:
            _holes(parts, made, old, new, lang, x, top, rows)
        else:
            _kind(parts, made, kind, old, new, lang, x, (y + made.head_height, top, rows))
    return parts


def _office(parts: Parts, made: Layout, old: Facing | None, new: Facing | None, show: str, y: float) -> None:
    if not old and not new:
        cls = "elsewhere"
    elif show == "diff":
        cls = "head"
    else:
        cls = "found" if new and len(new.kinds) > 1 else "chosen"
    wide = max(1, len(made.kinds)) * (made.width + _BETWEEN) - _BETWEEN
    parts.boxes.append(Box(made.office, cls, made.x, y, wide, made.head_height, made.head, SIZE))


def _names(parts: Parts, made: Layout, y: float, top: float, lang: str) -> None:
    x = made.x - made.column
    wide = made.column + len(made.kinds) * (made.width + _BETWEEN) - _BETWEEN
    for n, function in enumerate(made.functions):
        high = made.row_height(function)
        if n % 2 == 0:
            parts.bands.append(Box("", "band", x, y, wide + PAD, high))
        parts.labels += left(x + PAD, y + high / 2, made.names[function], SIZE)
        y += high


def _kind(
    parts: Parts, made: Layout, kind: str, old: Facing | None, new: Facing | None, lang: str, x: float,
    at: tuple[float, float, float],
) -> None:  # fmt: skip
    """A kind of office with its line up, and its cells."""
    above, top, rows = at
    was, now = (f.kinds.get(kind, 0) if f else 0 for f in (old, new))
    if not was and not now:
        return
    state = "added" if not was else "removed" if not now else ""
    id, middle = f"{made.office}:{kind}", x + made.width / 2
    parts.boxes.append(
        Box(id, state or "vertical", x, top, made.width, made.title_height, made.titles[kind], SIZE)
    )
    ends = ((middle, top), (middle, above))
    parts.lines.append(Line(f"{id}>{made.office}", state or "functional", ends, True, id, made.office))
    count = term("pairs", lang, turned(was, now))
    parts.labels.append(
        Label(middle + 2.2, (top + above) / 2 + RISE * SMALL * MM + 1.2, count, SMALL, "note", "start")
    )
    for function in made.functions:
        high = made.row_height(function)
        cell = _cell(old, new, kind, function, lang)
        parts.boxes.append(
            Box(f"{id}:{function}", cell[0], x, rows + 1.0, made.width, high - 2.0, cell[1], SMALL)
        )
        rows += high


def _cell(
    old: Facing | None, new: Facing | None, kind: str, function: str, lang: str
) -> tuple[str, tuple[str, ...]]:
    """Class and text of a cell: units that carry the function, and those of them where it is lodged."""
    was, now = (f.cells.get((kind, function), (0, 0)) if f else (0, 0) for f in (old, new))
    if not was[0] and not now[0]:
        return "cell-blank", ()
    if was != now:
        cls = "added" if not was[0] else "removed" if not now[0] else "changed"
        return cls, (term("cell", lang, turned(was[0], now[0])),)
    count, lodged = now
    if 0 < lodged < count:
        return "cell-part", (term("mixed", lang, count, lodged),)
    return "cell-part" if lodged else "cell-full", (term("cell", lang, count),)


def _text(old: Facing | None, new: Facing | None, kind: str, function: str, lang: str) -> tuple[str, ...]:
    """What a cell says."""
    if kind != MISSING:
        return _cell(old, new, kind, function, lang)[1]
    was, now = (f.missing.get(function, 0) if f else 0 for f in (old, new))
    return (term("cell", lang, turned(was, now)),) if was or now else ()


def _holes(
    parts: Parts, made: Layout, old: Facing | None, new: Facing | None, lang: str, x: float, top: float, rows: float
) -> None:  # fmt: skip
    """The column of units in which nobody carries a function."""
    first = top + made.title_height / 2
    shown = False
    for function in made.functions:
        high = made.row_height(function)
        text = _text(old, new, MISSING, function, lang)
        if text:
            shown = True
            cls = "cell-none" if new and new.missing.get(function) else "removed"
            parts.boxes.append(
                Box(f"{made.office}:-:{function}", cls, x, rows + 1.0, made.width, high - 2.0, text, SMALL)
            )
        rows += high
    if shown:
        for label in left(x, first, made.titles[MISSING], SIZE, "note"):
            parts.labels.append(Label(x + made.width / 2, label.y, label.text, SIZE, "note"))


def order(kinds: Sequence[str], before: Facing | None, after: Facing | None) -> list[str]:
    """The columns from the left: the kind that most units keep in the middle, the others about it."""
    weight = {k: [f.kinds.get(k, 0) if f else 0 for f in (after, before)] for k in kinds}
    out: list[str] = []
    for n, kind in enumerate(sorted(kinds, key=lambda k: ([-w for w in weight[k]], k))):
        out.insert(len(out) if n % 2 == 0 else 0, kind)
    return out
