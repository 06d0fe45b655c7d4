"""Divides a table into blocks and pages: rows run on in the next block beside or on the next page, under the same head."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from orgmodel.scene import MM, STEP, Font, Paper, Undrawable
from orgmodel.scene.text import cells as characters
from orgmodel.scene.text import columns as running
from orgmodel.scene.text import narrowest, wide
from orgmodel.views._frame import MARGIN
from orgmodel.views._table import block, lines_of
from orgmodel.views.grid.matrix import Column, Matrix, Row
from orgmodel.views.grid.words import say

SIZE, SMALL, PAD, INDENT, APART = 8.5, 8.0, 1.3, 3.6, 2.2  # pt and mm
BETWEEN = 8.0  # mm between blocks
_ROWS = (6.4, 5.8)  # mm: the least height of a row, generous and tight
_LEAST, _MOST, _BRIEF, _NAMES, _LONGEST = 12.0, 32.0, 7.0, 46.0, 110.0  # mm
_MANY = 4  # pages, from which signs are thought of
AGAIN = "\1"  # before the id of a superior that is named again
_TALL = 46.0  # mm: the most that a head of running text takes


@dataclass(frozen=True)
class Frame:
    """What all blocks share: the columns side by side with their widths, and whether they are narrow ones."""

    names: float  # width of the column of names
    columns: tuple[Column, ...]
    width: float  # of each column
    brief: bool  # narrow columns, with heads that run down and signs instead of words
    titles: dict[str, tuple[str, ...]]
    head: float  # height of the heads
    title: str  # of the column of names

    @property
    def wide(self) -> float:
        """The width of a block."""
        return self.names + len(self.columns) * self.width + APART * sum(c.apart for c in self.columns)

    def room(self, row: Row) -> float:
        """The width that the name of a row has."""
        return self.names - 2 * PAD - row.depth * INDENT

    def lefts(self) -> list[float]:
        """The left edge of each column within a block."""
        out, x = [], self.names
        for column in self.columns:
            x += APART if column.apart else 0.0
            out.append(x)
            x += self.width
        return out


@dataclass(frozen=True)
class Sheet:
    """One page: blocks of rows, each row with the lines of its name and its height."""

    frame: Frame
    blocks: tuple[tuple[Row, ...], ...]
    names: dict[str, tuple[str, ...]]
    heights: dict[str, float]
    first: bool  # of the pages of its columns
    last: bool

    @property
    def height(self) -> float:
        """The height of the highest block with its head."""
        return self.frame.head + max(sum(self.heights[r.id] for r in b) for b in self.blocks)


def sheets(matrix: Matrix, paper: Paper, room: float, lang: str, font: Font) -> list[Sheet]:
    """All pages, laid out; ``room`` is the height between heading and legend in millimetres.

    Of the ways to set words, the one that needs the fewest pages is taken, the most generous of equals. Signs
    instead of words are for tables that are too wide, or that would run over very many pages.

    :raises Undrawable: if a name fits nowhere.
    """
    inner = paper.width - 2 * MARGIN
    tried = [
        _pages(matrix, [frame], row, inner, room, lang, font)
        for frame in _worded(matrix, inner, lang, font)
        for row in _ROWS
    ]
    best = min(tried, key=len) if tried else []
    if not best or len(best) > _MANY:
        brief = _pages(matrix, _brief(matrix, inner, lang, font), _ROWS[0], inner, room, lang, font)
        if not best or 2 * len(brief) <= len(best):
            return brief
    return best


def _pages(
    matrix: Matrix, frames: list[Frame], row: float, inner: float, room: float, lang: str, font: Font
) -> list[Sheet]:  # fmt: skip
    """The pages with rows of at least this height."""
    out: list[Sheet] = []
    for frame in frames:
        names = {r.id: lines_of(r.name, font, SIZE, frame.room(r)) for r in matrix.rows}
        heights = {r.id: _high(matrix, r, names[r.id], frame, row, font) for r in matrix.rows}
        again = _again(matrix, frame, names, heights, row, lang, font)
        most = max((heights[r.id] for r in again.values()), default=0.0)
        side = max(1, int((inner + BETWEEN) / (frame.wide + BETWEEN)))
        blocks = _blocks(matrix.rows, heights, room - frame.head - most, side)
        parts = [tuple([again[b[0].parent], *b] if b[0].parent else b) for b in blocks]
        pages = [parts[i : i + side] for i in range(0, len(parts), side)]
        grown = _grown(frame, inner, max(map(len, pages)), font)
        last = len(pages) - 1
        out += [Sheet(grown, tuple(p), names, heights, n == 0, n == last) for n, p in enumerate(pages)]
    return out


def _names(matrix: Matrix, inner: float, lang: str, font: Font) -> float:
    """The width of the column of names: a line each as far as that is no waste, else up to three."""
    measure = partial(font.width, size=SIZE)
    longest = [say("continued", lang, r.name) if r.upper else r.name for r in matrix.rows]
    pairs = list(zip(longest, matrix.rows, strict=True))
    most = max(measure(t) + r.depth * INDENT for t, r in pairs)
    need = max(narrowest(t, measure, 3) + r.depth * INDENT for t, r in pairs) + 0.1
    deep = max(r.depth for r in matrix.rows) * INDENT
    return min(max(need, min(most, _NAMES + deep)) + 2 * PAD, max(_LONGEST, inner * 0.6))


def _worded(matrix: Matrix, inner: float, lang: str, font: Font) -> list[Frame]:
    """One block with words in its cells, in one line or in two; none where that is too wide."""
    measure, small = partial(font.width, size=SIZE), partial(font.width, size=SMALL)
    names = _names(matrix, inner, lang, font)
    texts = sorted({c.text for cells in matrix.cells.values() for c in cells.values() if c.text})
    least = max([_LEAST, *(narrowest(c.name, measure, 3) for c in matrix.columns)])
    gaps = APART * sum(c.apart for c in matrix.columns)
    out: list[Frame] = []
    for lines in (1, 2):
        width = max([least, *(narrowest(t, small, lines) for t in texts)]) + 2 * PAD
        fits = width <= _MOST and names + len(matrix.columns) * width + gaps <= inner
        if fits and not any(f.width == width for f in out):
            titles = {c.id: lines_of(c.name, font, SIZE, width - 2 * PAD) for c in matrix.columns}
            head = max(8.0, block(max(map(len, titles.values())), SIZE) + 3.0)
            out.append(Frame(names, tuple(matrix.columns), width, False, titles, head, matrix.title))
    return out


def _brief(matrix: Matrix, inner: float, lang: str, font: Font) -> list[Frame]:
    """Narrow columns with signs, over several pages side by side where there are too many for one."""
    every = tuple(matrix.columns)
    names = _names(matrix, inner, lang, font)
    titles = {c.id: _running(c.name, font) for c in every}
    width = max(_BRIEF, max(block(len(t), SIZE) for t in titles.values()) + 1.6)
    head = max(_length(c, titles[c.id], font) for c in every) + 3.0
    gaps = APART * sum(c.apart for c in every)
    fit = max(1, int((inner - names - gaps) / width))
    count = -(-len(every) // fit)
    cuts = [i * len(every) // count for i in range(count + 1)]
    return [Frame(names, every[a:b], width, True, titles, head, matrix.title) for a, b in pairwise(cuts)]


def _running(name: str, font: Font) -> tuple[str, ...]:
    """A head that runs down, or is turned where it is Latin."""
    if wide(name):
        return running(name, int(_TALL / (STEP * SIZE * MM)))
    return lines_of(name, font, SIZE, _TALL)


def _length(column: Column, lines: tuple[str, ...], font: Font) -> float:
    if wide(column.name):
        return max(len(characters(t)) for t in lines) * STEP * SIZE * MM
    return max((font.width(t, SIZE) for t in lines), default=0.0)


def _high(matrix: Matrix, row: Row, name: tuple[str, ...], frame: Frame, least: float, font: Font) -> float:
    lines = 1
    if not frame.brief:
        found = (cells.get((row.id, c.id)) for cells in matrix.cells.values() for c in frame.columns)
        texts = {cell.text for cell in found if cell and cell.text}
        lines = max((len(lines_of(t, font, SMALL, frame.width - 2 * PAD)) for t in texts), default=1)
    return max(least, block(len(name), SIZE) + 2.0, block(lines, SMALL) + 2.4)


def _again(
    matrix: Matrix, frame: Frame, names: dict[str, tuple[str, ...]], heights: dict[str, float], least: float,
    lang: str, font: Font,
) -> dict[str, Row]:  # fmt: skip
    """The rows that name a superior again where those below it run on in another block, by its id."""
    parents = {r.parent for r in matrix.rows if r.parent}
    out = {}
    for row in [r for r in matrix.rows if r.id in parents]:
        made = replace(row, id=f"{AGAIN}{row.id}", name=say("continued", lang, row.name), cells=False)
        names[made.id] = lines_of(made.name, font, SIZE, frame.room(row))
        heights[made.id] = max(least, block(len(names[made.id]), SIZE) + 2.0)
        out[row.id] = made
    return out


def _blocks(rows: list[Row], heights: dict[str, float], room: float, side: int) -> list[list[Row]]:
    """Rows by blocks, about equally high; a block begins with a superior where that costs no page."""
    tallest = max((heights[r.id] for r in rows), default=0.0)
    if tallest > room:
        row = next(r for r in rows if heights[r.id] == tallest)
        raise Undrawable(f"the name does not fit the page: {row.name!r}. Give the unit a shorter short_name.")
    least = len(_filled(rows, heights, room, kind=False))
    count = least if least <= side else -(-least // side) * side
    kind = len(_filled(rows, heights, room, kind=True)) <= count
    low, high = sum(heights[r.id] for r in rows) / count, room
    best = _filled(rows, heights, room, kind=kind)
    for _ in range(10):
        middle = (low + high) / 2
        found = _filled(rows, heights, max(middle, tallest), kind=kind)
        if len(found) <= count:
            best, high = found, middle
        else:
            low = middle
    return best


def _filled(rows: list[Row], heights: dict[str, float], goal: float, *, kind: bool) -> list[list[Row]]:
    """Blocks no higher than the goal; ``kind`` ones end where a family ends if one ends in their last third."""
    out: list[list[Row]] = []
    start = 0
    while start < len(rows):
        end, used = start, 0.0
        while end < len(rows) and used + heights[rows[end].id] <= goal + 1e-6:
            used += heights[rows[end].id]
            end += 1
        end = max(end, start + 1)
        if end < len(rows):
            if kind:
                cuts = range(end, start + max(1, (end - start) * 2 // 3), -1)
                end = min(cuts, key=lambda n: (rows[n].depth, -n), default=end)
            if end - 1 > start and not rows[end - 1].cells:
                end -= 1  # no heading stands alone at the bottom
        out.append(rows[start:end])
        start = end
    return out


def _grown(frame: Frame, inner: float, side: int, font: Font) -> Frame:
    """The frame with wider columns where the sheet has room for them."""
    free = (inner - side * frame.wide - (side - 1) * BETWEEN) / side
    most = _BRIEF + 3.0 if frame.brief else _MOST
    width = max(frame.width, min(most, frame.width + free / max(1, len(frame.columns))))
    if frame.brief:
        return replace(frame, width=width)
    # Words that stood in fewer lines now would make rows lower: rows keep their height, heads are broken anew.
    titles = {c.id: lines_of(c.name, font, SIZE, width - 2 * PAD) for c in frame.columns}
    return replace(frame, width=width, titles=titles)
