"""How wide the columns of a picture in rows are: as wide as their texts, and where the page is too narrow for that,
texts break into up to three lines; one width for all pages, so that they can be laid side by side.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from orgmodel.scene import LEAD, MM, STEP, Font, Undrawable
from orgmodel.scene.text import broken, cells, columns, narrowest
from orgmodel.views._frame import MARGIN
from orgmodel.views._look import Face, Look
from orgmodel.views.rows.forest import Forest
from orgmodel.views.rows.words import down, pillar_text, row_text

PAD = 1.9  # mm between text and the side of its box
GAP = 9.5  # mm between columns: room for a mark and an arrow
SLIM = 6.4  # mm: a pillar with one line of text that runs along it
TALL = 62.0  # mm: how long text may run along a pillar
_LEAST = {"head": 20.0, "row": 24.0, "local": 26.0}
_LOOSE = {
    "head": 9.0,
    "row": 13.0,
    "local": 11.0,
    "gap": 6.0,
}  # mm by which columns grow where the page has room
Pair = tuple[str, str]


@dataclass
class Columns:
    """Left edges and widths in millimetres, and the size of type in points."""

    size: float
    pillars: list[tuple[float, float]] = field(default_factory=list)
    row: tuple[float, float] = (0.0, 0.0)
    step: float = 0.0
    deep: float = 0.0  # by which the most indented rows stand to the right
    local: tuple[float, float] | None = None
    texts: dict[tuple[str, Pair], tuple[str, ...]] = field(default_factory=dict)  # by kind of column

    @property
    def left(self) -> float:
        """Where the blocks begin."""
        return self.pillars[-1][0] if self.pillars else self.row[0]

    @property
    def middle(self) -> float:
        """Where the blocks end and the lines to the local side begin."""
        ends = [x + w for x, w in (*self.pillars, (self.row[0], self.row[1] + self.deep))]
        return max(ends)


@dataclass(frozen=True)
class _Need:
    """What the columns must hold: texts by width class, and how many steps rows are indented."""

    slim: list[float]
    heads: set[Pair]
    rows: dict[Pair, int]
    locals: set[Pair]


def slim_lines(face: Face, size: float, font: Font) -> tuple[str, ...]:
    """The text of a slim pillar: Chinese runs down, other text is turned; name and body follow each other."""
    text = row_text(face)
    if down(face):
        return columns(text, int(TALL / (STEP * size * MM)))
    return broken(text, partial(font.width, size=size), TALL, 99) or (text,)


def slim_length(face: Face, size: float, font: Font) -> float:
    """How high a slim pillar must be."""
    lines = slim_lines(face, size, font)
    if down(face):
        return max(len(cells(x)) for x in lines) * STEP * size * MM + 3.0
    return max(font.width(x, size) for x in lines) + 3.0


def measured(
    forest: Forest,
    looks: dict[str, Look],
    font: Font,
    width: float,
    wires: float,
    step: float,
    sided: bool,
    largest: float,
) -> Columns:
    """The columns for these units, in type of at most ``largest`` points.

    ``wires`` is the room in millimetres that the lines beside the rows need, ``step`` that by which a level is indented;
    ``sided`` says that there is a column of local bodies.

    :raises Undrawable: naming a text that fits in no way.
    """
    room = width - 2 * MARGIN
    need = _needed(forest, looks, font)
    failed = ""
    for size, most in ((9.0, 1), (8.5, 1), (8.5, 3), (8.0, 1), (8.0, 3)):
        if size > largest:
            continue
        made = _fitted(need, forest, font, size, most, room, wires, step, sided)
        if isinstance(made, Columns):
            _centre(made, width, wires)
            return made
        failed = made
    raise Undrawable(
        f"the name does not fit the page at 8 pt: {failed!r}. Give the unit a shorter short_name."
    )


def _needed(forest: Forest, looks: dict[str, Look], font: Font) -> _Need:
    last = forest.columns - 1
    need = _Need([SLIM] * max(0, last), set(), {}, set())
    for look in looks.values():
        for id, face in look.faces.items():
            node = forest.nodes.get(id)
            if node is None:
                need.locals.add((row_text(face), ""))
            elif 0 <= node.column < last:
                lines = slim_lines(face, 9.0, font)
                need.slim[node.column] = max(
                    need.slim[node.column], SLIM + (len(lines) - 1) * LEAD * 9.0 * MM
                )
            elif node.column == last >= 0:
                need.heads.add(pillar_text(face))
            else:
                pair = (row_text(face), "")
                need.rows[pair] = max(need.rows.get(pair, 0), node.indent)
    return need


def _fitted(
    need: _Need,
    forest: Forest,
    font: Font,
    size: float,
    most: int,
    room: float,
    wires: float,
    step: float,
    sided: bool,
) -> Columns | str:
    """The columns at one size of type; else a text that has no room."""
    kinds: dict[str, Iterable[Pair]] = {"head": need.heads, "row": need.rows, "local": need.locals}
    kinds = {k: v for k, v in kinds.items() if v}
    want = {k: max(_LEAST[k], max(_wish(p, font, size) for p in pairs)) for k, pairs in kinds.items()}
    if sided:
        want.setdefault("local", _LEAST["local"])
    deep = max(need.rows.values(), default=0) * step
    fixed = sum(need.slim) + GAP * (forest.columns - (not need.rows)) + deep + wires
    free = room - fixed
    floor = dict.fromkeys(want, 12.0)
    texts: dict[tuple[str, Pair], tuple[str, ...]] = {}
    while True:
        given = _shared(want, floor, free)
        if given is None or (most == 1 and any(given[k] < want[k] - 1e-6 for k in kinds)):
            return max((p[0] for v in kinds.values() for p in v), key=len, default="")
        tight = False
        for kind, pairs in kinds.items():
            for pair in sorted(pairs):
                lines = _set(pair, font, size, given[kind] - 2 * PAD)
                if lines is None:
                    parts = [narrowest(t, partial(font.width, size=size), 3) for t in pair if t]
                    floor[kind] = max(floor[kind], max(parts) + 2 * PAD + 0.1)
                    tight = True
                else:
                    texts[kind, pair] = lines
        if not tight:
            break
        if any(floor[k] > given[k] and floor[k] >= free for k in kinds):
            return max((p[0] for v in kinds.values() for p in v), key=len)
    made = _laid(need, forest, size, given, free, wires, step, sided)
    made.texts = texts
    return made


def _wish(pair: Pair, font: Font, size: float) -> float:
    return max(font.width(t, size) for t in pair) + 2 * PAD + 0.1


def _set(pair: Pair, font: Font, size: float, width: float) -> tuple[str, ...] | None:
    out: tuple[str, ...] = ()
    for text in pair:
        if text:
            lines = (
                (text,)
                if font.width(text, size) <= width
                else broken(text, partial(font.width, size=size), width, 3)
            )
            if lines is None:
                return None
            out += lines
    return out


def _shared(want: dict[str, float], floor: dict[str, float], free: float) -> dict[str, float] | None:
    """The free width by columns: what each wants, else the widest give way first, none below its floor."""
    if sum(floor.values()) > free + 1e-6:
        return None
    low, high = 0.0, max(want.values(), default=0.0)
    for _ in range(40):
        middle = (low + high) / 2
        used = sum(max(floor[k], min(want[k], middle)) for k in want)
        low, high = (middle, high) if used <= free else (low, middle)
    whole = sum(max(floor[k], want[k]) for k in want) <= free
    return {k: max(floor[k], want[k] if whole else min(want[k], low)) for k in want}


def _laid(
    need: _Need,
    forest: Forest,
    size: float,
    given: dict[str, float],
    free: float,
    wires: float,
    step: float,
    sided: bool,
) -> Columns:
    """Columns from left to right; what room is left widens them a little."""
    spare = max(0.0, free - sum(given.values()))
    gaps = forest.columns - (not need.rows) + bool(wires)
    wish = sum(_LOOSE[k] for k in given) + _LOOSE["gap"] * gaps
    share = min(1.0, spare / wish) if wish else 0.0
    wide_ = {k: w + share * _LOOSE[k] for k, w in given.items()}
    gap = GAP + share * _LOOSE["gap"]
    made = Columns(size)
    x = 0.0
    for w in (*need.slim, *([wide_.get("head", 0.0)] if forest.columns else [])):
        made.pillars.append((x, w))
        x += w + gap
    deep = max(need.rows.values(), default=0) * step
    made.row = (x, wide_["row"]) if need.rows else (x - gap if made.pillars else x, 0.0)
    made.step, made.deep = step, deep
    if sided:
        made.local = (made.middle + wires + share * _LOOSE["gap"], wide_.get("local", _LEAST["local"]))
    return made


def _centre(made: Columns, width: float, wires: float) -> None:
    end = made.local[0] + made.local[1] if made.local else made.middle + wires
    shift = (width - end) / 2
    made.pillars = [(x + shift, w) for x, w in made.pillars]
    made.row = (made.row[0] + shift, made.row[1])
    if made.local:
        made.local = (made.local[0] + shift, made.local[1])
