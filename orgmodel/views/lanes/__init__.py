"""The classic picture of dual command: horizontal bands by level and side, the leaves as vertical text.

Vertical units stand in bands from the top down, local bodies in bands between them. Before, after and diff are
drawn on ONE layout of the union of both orgs, so that nothing that stays moves. Pages are A4 landscape or larger.
"""

from dataclasses import dataclass

from orgmodel.scene import Key, Label, Page, Paper, Scene, Undrawable
from orgmodel.views import _found
from orgmodel.views._amounts import amounts, sides
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast, cast
from orgmodel.views._focus import narrowed_both
from orgmodel.views._frame import MARGIN, draw_legend, heading, keys, legend_height, legend_rows
from orgmodel.views._look import Look, look
from orgmodel.views.lanes.bands import Tiers, bands, tiers
from orgmodel.views.lanes.pages import Sheet, sheets
from orgmodel.views.lanes.paint import boxes, continued, emptied, lines, marks
from orgmodel.views.lanes.tree import tree

PAGES = ("a4", "a3", "16:9")
TAKES = frozenset({"focus", "depth", "highlight"})


@dataclass(frozen=True)
class _Source:
    """What all pages share; by show ``found`` has the boxes to mark, ``tiers`` what bands may be called."""

    asked: Asked
    paper: Paper
    casts: tuple[Cast, Cast | None]
    found: dict[str, _found.Found]
    tiers: dict[str, Tiers]

    def heading(self, show: str, page: int, pages: int) -> tuple[list[Label], str, str, float]:
        """Title and note of a page, and the y below them."""
        pair = sides(self.casts, show)
        tally = pair[0].counts, pair[1].counts if pair[1] else None
        a = self.asked
        said = amounts(*pair, a.lang)
        return heading(
            a.before, a.after, tally, show, a.lang, page, pages, self.paper.width, a.font, said, a.about
        )

    def keys(self, show: str, part: Look) -> list[Key]:
        """The entries of the legend of a page."""
        marked = _found.key(part.faces, self.found.get(show, {}), self.asked.lang)
        return keys(part, self.casts[0].profile, self.asked.lang) + marked

    def rows(self, show: str, part: Look) -> list[list[Key]]:
        """The legend of a page in rows."""
        return legend_rows(self.keys(show, part), self.paper.width - 2 * MARGIN, self.asked.font)


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show; one page for at most 36 leaves on A4.

    :raises Undrawable: if a name holds a character that the font lacks, or fits nowhere.
    """
    before, after, lang, font = asked.before, asked.after, asked.lang, asked.font
    first = cast(before, lang)
    second = cast(after, lang) if after is not None else None
    if asked.focus is not None:
        first, second = narrowed_both(first, second, asked.focus, asked.depth)
    shows = ("before",) if second is None else ("before", "after", "diff")
    looks = {show: look(show, first, second, lang) for show in shows}
    if not any(x.faces for x in looks.values()):
        raise Undrawable(
            f"{before.name or 'the org'} has no unit that could be drawn. Add rows to its units."
        )
    for org in (before, after):
        if org is not None:
            font.check(org.name, "name of the org")
    for x in looks.values():
        for id, face in x.faces.items():
            font.check(face.name + face.body, f"unit {id!r}")
    paper, casts = asked.on(PAGES), (first, second)
    union = tree(first, second)
    named = tiers(shows, union, first, second)
    source = _Source(asked, paper, casts, _found.found(asked, casts), named)
    made = sheets(first, second, looks, font, lambda part, n, of: _room(source, part, n, of), paper.width)
    return {
        show: Scene(tuple(_page(source, s, show, n, len(made)) for n, s in enumerate(made, 1)))
        for show in shows
    }


def _room(source: _Source, looks: dict[str, Look], page: int, pages: int) -> tuple[float, float]:
    """The top and the bottom of the picture between heading and legend, the same for all shows."""
    top = max(source.heading(show, page, pages)[-1] for show in looks)
    rows = max(len(source.rows(show, part)) for show, part in looks.items())
    return top + 1.4, source.paper.height - MARGIN - legend_height(rows) - 1.0


def _page(source: _Source, sheet: Sheet, show: str, number: int, pages: int) -> Page:
    font, lang, width = source.asked.font, source.asked.lang, source.paper.width
    part, routes = sheet.plan.looks[show], sheet.routes[show]
    head, title, note, _ = source.heading(show, number, pages)
    stripes, names = bands(sheet.plan, source.tiers[show], source.casts[0].profile, width, lang, font)
    drawn, shapes = lines(sheet.plan, part, routes), boxes(sheet.plan, part, show)
    swatches, strokes, discs, texts = draw_legend(
        source.rows(show, part), width, sheet.end + 1.0, part.edges, font
    )
    said = emptied(sheet.plan, show, drawn, lang, font)
    dots = _found.marks(shapes, source.found.get(show, {}))
    return Page(
        name=show if number == 1 else f"{show}-{number}",
        width=width,
        height=source.paper.height,
        title=title,
        desc=note,
        lang=lang,
        bands=tuple(stripes),
        lines=(*drawn, *strokes),
        boxes=(*shapes, *swatches),
        marks=(*marks(sheet.plan, part, sheet.tails), *dots, *discs),
        labels=(*head, *names, *continued(sheet.plan, routes, drawn, lang, font), *said, *texts),
        keys=tuple(source.keys(show, part)),
    )


__all__ = ["PAGES", "TAKES", "scenes"]
