"""Lays the bars out in rows and divides the rows into pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from orgmodel.proposals.roadmap import Phase
from orgmodel.scene import LEAD, MM, Font, Undrawable
from orgmodel.scene.text import broken, wide
from orgmodel.views.roadmap.bars import Bar
from orgmodel.views.roadmap.words import term

SIZE = 8.5
HEAD, LEAST = 8.0, 6.4  # mm: the row of a phase, and the least row of a bar
NUMBER = 8.5  # mm: the column of numbers
_LINES = 12


@dataclass(frozen=True)
class Frame:
    """The places that all pages share, in millimetres; ``top`` and ``bottom`` bound the rows, ``total`` days fill the field."""

    words: float  # left end of the column of words
    left: float  # of the field
    right: float
    edge: float  # the right end of what stands on the page
    top: float
    bottom: float
    total: int

    def x(self, day: int) -> float:
        """The end of a day, counted from the first day of the roadmap."""
        return round(self.left + day / self.total * (self.right - self.left), 3)


@dataclass(frozen=True)
class Row:
    """A bar with its number, its words in lines and its place."""

    bar: Bar
    number: int
    lines: tuple[str, ...]
    y: float = 0.0

    @property
    def height(self) -> float:
        """Of the row, in millimetres."""
        return max(LEAST, len(self.lines) * LEAD * SIZE * MM + 2.6)

    @property
    def middle(self) -> float:
        """Where the bar lies."""
        return round(self.y + self.height / 2, 3)


@dataclass
class Block:
    """The part of a phase that stands on one page; ``y`` is the top of its heading."""

    phase: Phase
    again: bool
    y: float
    rows: list[Row] = field(default_factory=list)

    @property
    def end(self) -> float:
        """The bottom of its last row."""
        return self.rows[-1].y + self.rows[-1].height if self.rows else self.y + HEAD


@dataclass
class Sheet:
    """What stands on one page."""

    blocks: list[Block] = field(default_factory=list)

    @property
    def end(self) -> float:
        """The line below its last row."""
        return round(self.blocks[-1].end + 1.0, 3)


def rows_of(
    made: Sequence[Sequence[Bar]], frame: Frame, said: bool, lang: str, font: Font
) -> list[list[Row]]:
    """The bars of each phase as rows; ``said``: what presupposes another tells so in words.

    :raises Undrawable: if the words of a bar need more lines than a row may have.
    """
    number = {bar.id: n for n, bar in enumerate((b for phase in made for b in phase), start=1)}
    room = frame.left - 4.0 - frame.words
    out = []
    for phase in made:
        rows = []
        for bar in phase:
            words = bar.words
            if said and bar.after:
                numbers = sorted(number[i] for i in bar.after)
                words += term("after", lang, n=("、" if lang == "zh" else ", ").join(_runs(numbers)))
            names = [name for name in bar.names if wide(name)]
            lines = broken(words, partial(font.width, size=SIZE), room, _LINES, names)
            if lines is None:
                raise Undrawable(
                    f"the words of a move fit nowhere: {words!r}. Give its units a short_name, or use --page a3."
                )
            rows.append(Row(bar, number[bar.id], lines))
        out.append(rows)
    return out


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers as people list them.

    >>> _runs([1, 2, 3, 5, 8, 9])
    ['1-3', '5', '8', '9']
    """
    out: list[list[int]] = []
    for n in numbers:
        if out and n == out[-1][-1] + 1:
            out[-1].append(n)
        else:
            out.append([n])
    told: list[str] = []
    for run in out:
        told += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(n) for n in run]
    return told


def sheets(phases: Sequence[Phase], rows: Sequence[Sequence[Row]], frame: Frame) -> list[Sheet]:
    """The rows on as few pages as they need, about equally full; a phase that goes on has its heading again.

    :raises Undrawable: if a row is higher than a page.
    """
    out = _filled(phases, rows, frame)
    low = max((HEAD + row.height for some in rows for row in some), default=0.0)
    high = frame.bottom - frame.top
    for _ in range(8 if len(out) > 1 else 0):
        middle = (low + high) / 2
        tried = _filled(phases, rows, replace(frame, bottom=frame.top + middle))
        if len(tried) == len(out):
            high, out = middle, tried
        else:
            low = middle
    return out


def _filled(phases: Sequence[Phase], rows: Sequence[Sequence[Row]], frame: Frame) -> list[Sheet]:
    """The rows on pages that are filled one after the other."""
    out = [Sheet()]
    y = frame.top
    for phase, some in zip(phases, rows, strict=True):
        block: Block | None = None
        for row in some:
            need = row.height + (HEAD if block is None else 0.0)
            if y + need > frame.bottom + 1e-6 and out[-1].blocks:
                out.append(Sheet())
                again, block, y = block is not None, None, frame.top
            else:
                again = False
            if block is None:
                if y + HEAD + row.height > frame.bottom + 1e-6:
                    raise Undrawable(f"a row is higher than the page: {''.join(row.lines)!r}. Use --page a3.")
                block = Block(phase, again, round(y, 3))
                out[-1].blocks.append(block)
                y += HEAD
            block.rows.append(Row(row.bar, row.number, row.lines, round(y, 3)))
            y += row.height
        y += 1.6
    return out
