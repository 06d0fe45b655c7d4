"""One block of rows a county: on the left the superior, then the county with its body, then its field offices; on the
right the local bodies that their bodies are affiliated to, with the lines between.

A unit that others stand below is a pillar as high as these; what is deeper is indented. Lines to the superior and to the
local side run straight across the row; what leads elsewhere runs in the channel between the sides. Before, after and diff
share ONE layout of the union. A4 portrait, as many pages as are needed, cut between blocks.
"""

from orgmodel.scene import Key, Label, Page, Scene, Undrawable
from orgmodel.views._amounts import amounts, sides
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast, cast
from orgmodel.views._focus import narrowed_both
from orgmodel.views._frame import MARGIN, draw_legend, heading, keys, legend_height, legend_rows
from orgmodel.views._look import look
from orgmodel.views.rows.forest import forest
from orgmodel.views.rows.paint import BACK, HEAD, Heights, Kit, bands, boxes, labels, part, rects
from orgmodel.views.rows.sheets import FEW, sheets
from orgmodel.views.rows.stack import Links, Sheet
from orgmodel.views.rows.widths import measured
from orgmodel.views.rows.wires import EDGE, TOOTH, TRACK, combs, tracks, wired

PAGES = ("a4-portrait", "a3-portrait")
TAKES = frozenset({"focus", "depth"})
SIZES = (9.0, 8.5, 8.0)  # pt
_STRAIGHT = 15.0  # mm between the sides where lines only run straight
_WIDEST = 60.0  # mm between them at most; more lines than fit at their usual distance run closer


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show.

    :raises Undrawable: if there is no unit or no such focus, or a name holds a character that the font lacks, or fits nowhere.
    """
    first = cast(asked.before, asked.lang)
    second = cast(asked.after, asked.lang) if asked.after is not None else None
    if asked.focus is not None:
        first, second = narrowed_both(first, second, asked.focus, asked.depth)
    return _Picture(asked, first, second).scenes()


class _Picture:
    """The layout that all shows share."""

    def __init__(self, asked: Asked, first: Cast, second: Cast | None) -> None:
        self.asked, self.casts = asked, (first, second)
        self.paper = asked.on(PAGES)
        shows = ("before",) if second is None else ("before", "after", "diff")
        self.looks = {show: look(show, first, second, asked.lang) for show in shows}
        self._headings: dict[tuple[str, int, int], tuple[list[Label], str, str, float]] = {}
        self._legends: dict[tuple[Key, ...], int] = {}
        self._check()
        self.trees = forest([c for c in self.casts if c is not None], self.looks)
        self.links = Links(self.trees, self.looks)
        self.kit, self.sheets = self._best()

    def _check(self) -> None:
        font, before = self.asked.font, self.asked.before
        if not any(x.faces for x in self.looks.values()):
            raise Undrawable(
                f"{before.name or 'the org'} has no unit that could be drawn. Add rows to its units."
            )
        for org in (before, self.asked.after):
            if org is not None:
                font.check(org.name, "name of the org")
        for x in self.looks.values():
            for id, face in x.faces.items():
                font.check(face.name + face.body, f"unit {id!r}")

    def _best(self) -> tuple[Kit, list[Sheet]]:
        """The layout in the usual size of type; in a smaller one where that brings all onto one page."""
        kit, made = self._laid(SIZES[0])
        if len(made) > 1 and len(self.trees.nodes) <= FEW:
            for size in SIZES[1:]:
                other, fewer = self._laid(size)
                if len(fewer) == 1:
                    return other, fewer
        return kit, made

    def _laid(self, largest: float) -> tuple[Kit, list[Sheet]]:
        """Columns and pages; the channel grows with the lines that the pages turn out to need in it."""
        edges = [x.edges for x in self.looks.values()]
        step = max(7.5, 2.6 + TOOTH * combs(self.trees, edges) + 3.0)
        sided = bool(self.trees.locals)
        channel, local = (_STRAIGHT if sided else 0.0), sided
        while True:
            columns = measured(
                self.trees, self.looks, self.asked.font, self.paper.width, channel, step, local, largest
            )
            kit = Kit(self.trees, columns, self.asked.font, self.asked.lang, self.casts[0].profile, sided)
            made = sheets(self.trees, self.links, Heights(kit, self.looks), columns.size, self._room)
            busy = max(_busy(sheet) for sheet in made)
            need = min(_WIDEST, max(_STRAIGHT, 2 * EDGE + (busy - 1) * TRACK)) if busy or sided else 0.0
            away = any(sheet.away for sheet in made)
            if need <= channel and (local or not away):
                return kit, made
            channel, local = max(need, channel, _STRAIGHT), local or away

    def _room(self, sheet: Sheet, number: int, pages: int) -> tuple[float, float]:
        """Where the rows may begin and must end on a page, the same for all shows."""
        tops, rows = [], []
        for show, whole in self.looks.items():
            tops.append(self._heading(show, number, pages)[3])
            entries = keys(part(sheet, whole, show), self.casts[0].profile, self.asked.lang)
            if tuple(entries) not in self._legends:
                room = self.paper.width - 2 * MARGIN
                self._legends[tuple(entries)] = len(legend_rows(entries, room, self.asked.font))
            rows.append(self._legends[tuple(entries)])
        top = max(tops) + HEAD + 2.0 + (BACK if number > 1 else 0.0)
        return top, self.paper.height - MARGIN - legend_height(max(rows)) - (7.0 if number < pages else 2.6)

    def scenes(self) -> dict[str, Scene]:
        """One scene a show."""
        return {
            show: Scene(tuple(self._page(sheet, show, n) for n, sheet in enumerate(self.sheets, 1)))
            for show in self.looks
        }

    def _heading(self, show: str, number: int, pages: int) -> tuple[list[Label], str, str, float]:
        key = (show, number, pages)
        if key not in self._headings:
            self._headings[key] = self._headed(*key)
        return self._headings[key]

    def _headed(self, show: str, number: int, pages: int) -> tuple[list[Label], str, str, float]:
        asked = self.asked
        pair = sides(self.casts, show)
        tally = pair[0].counts, pair[1].counts if pair[1] else None
        told = amounts(*pair, asked.lang)
        page = asked.lang, number, pages, self.paper.width, asked.font
        return heading(asked.before, asked.after, tally, show, *page, told, asked.about)

    def _page(self, sheet: Sheet, show: str, number: int) -> Page:
        kit, paper, pages = self.kit, self.paper, len(self.sheets)
        head, title, note, _ = self._heading(show, number, pages)
        shown = part(sheet, self.looks[show], show)
        at = rects(kit, sheet)
        lines, marks = wired(kit.forest, sheet, show, at, self._channel(sheet, show))
        entries = keys(shown, kit.profile, self.asked.lang)
        rows = legend_rows(entries, paper.width - 2 * MARGIN, kit.font)
        below = sheet.room[1] + (7.0 if number < pages else 2.6)
        swatches, strokes, discs, texts = draw_legend(
            rows, paper.width, min(below, sheet.end + (7.0 if number < pages else 4.0)), shown.edges, kit.font
        )
        return Page(
            name=show if number == 1 else f"{show}-{number}",
            width=paper.width,
            height=paper.height,
            title=title,
            desc=note,
            lang=self.asked.lang,
            bands=tuple(bands(kit, sheet)),
            lines=(*lines, *strokes),
            boxes=(*boxes(kit, sheet, shown, at), *swatches),
            marks=(*marks, *discs),
            labels=(*head, *labels(kit, sheet, number, pages), *texts),
            keys=tuple(entries),
        )

    def _channel(self, sheet: Sheet, show: str) -> tuple[float, float]:
        """Where the first line of the channel runs, and how far the others are apart."""
        columns = self.kit.columns
        if columns.local is None:
            return columns.middle + EDGE, TRACK
        room = columns.local[0] - columns.middle - 2 * EDGE
        count = max(tracks(sheet, show).values(), default=0)
        apart = min(TRACK, room / count) if count else 0.0
        return columns.middle + EDGE + (room - count * apart) / 2, apart


def _busy(sheet: Sheet) -> int:
    """How many lines run beside each other in the channel of a page."""
    return max(max(tracks(sheet, show).values(), default=-1) + 1 for show in sheet.right)


__all__ = ["PAGES", "TAKES", "scenes"]
