"""Any graph, with lines of every kind: ranks and order from Graphviz' ``dot``, ways of lines by our own router.

The page is as large as what stands on it, so that no name is ever cut; there is one page. Superiors stand above. Before,
after and diff share the layout of the union.
"""

from dataclasses import dataclass

from orgmodel.scene import Key, Label, Page, Scene, Undrawable
from orgmodel.views import _found
from orgmodel.views._amounts import amounts
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast, cast
from orgmodel.views._focus import narrowed_both
from orgmodel.views._frame import MARGIN, draw_legend, heading, keys, legend_height, legend_rows
from orgmodel.views._look import Look, look
from orgmodel.views.auto.placed import placed
from orgmodel.views.lanes.heights import channels, least, spread
from orgmodel.views.lanes.paint import boxes, lines, marks
from orgmodel.views.lanes.ports import Tails, tails
from orgmodel.views.lanes.routes import Routes, routes
from orgmodel.views.lanes.spots import Plan

PAGES = ("free",)
TAKES = frozenset({"focus", "depth", "highlight"})
LEAST = 156.0  # mm: no page is narrower, so that title and legend have room
AIR = 3.4  # mm by which every channel is higher than it must be


@dataclass(frozen=True)
class _Picture:
    """The layout that all shows share, and the ways of lines by show."""

    asked: Asked
    casts: tuple[Cast, Cast | None]
    found: dict[str, _found.Found]
    made: Plan
    tails: Tails
    routes: dict[str, Routes]
    width: float

    def heading(self, show: str) -> tuple[list[Label], str, str, float]:
        """Title and note, and the y below them."""
        first, second = self.casts
        if second is None or show == "before":
            pair: tuple[Cast, Cast | None] = (first, None)
        else:
            pair = (second, None) if show == "after" else (first, second)
        a, tally = self.asked, (pair[0].counts, pair[1].counts if pair[1] else None)
        said = amounts(*pair, a.lang)
        return heading(a.before, a.after, tally, show, a.lang, 1, 1, self.width, a.font, said)

    def keys(self, show: str) -> list[Key]:
        """The entries of the legend."""
        part = self.made.looks[show]
        marked = _found.key(part.faces, self.found.get(show, {}), self.asked.lang)
        return keys(part, self.casts[0].profile, self.asked.lang) + marked

    def rows(self, show: str) -> list[list[Key]]:
        """The legend in rows."""
        return legend_rows(self.keys(show), self.width - 2 * MARGIN, self.asked.font)


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show, one page each.

    :raises Undrawable: if ``dot`` is not installed, there is nothing to draw, or the font lacks a character.
    """
    lang, font = asked.lang, asked.font
    first = cast(asked.before, lang, every=True)
    second = cast(asked.after, lang, every=True) if asked.after is not None else None
    if asked.focus is not None:
        first, second = narrowed_both(first, second, asked.focus, asked.depth)
    shows = ("before",) if second is None else ("before", "after", "diff")
    looks = {show: look(show, first, second, lang) for show in shows}
    if not any(x.faces for x in looks.values()):
        raise Undrawable(
            f"{asked.before.name or 'the org'} has no unit that could be drawn. Add rows to its units."
        )
    _check(asked, looks)
    made = placed(looks, font, LEAST)
    at = tails(made)
    ways = {show: routes(made, x, at, {}) for show, x in looks.items()}
    found = _found.found(asked, (first, second))
    picture = _Picture(asked, (first, second), found, made, at, ways, made.right + made.left)
    rooms = channels(made, ways.values(), 1.0)
    top = max(picture.heading(show)[-1] for show in shows) + 3.0
    bottom = top + least(made, rooms) + AIR * sum(r.used for r in rooms)
    spread(made, rooms, top, bottom, ways.values())
    return {show: Scene((_page(picture, show, bottom + 2.0),)) for show in shows}


def _check(asked: Asked, looks: dict[str, Look]) -> None:
    for org in (asked.before, asked.after):
        if org is not None:
            asked.font.check(org.name, "name of the org")
    for x in looks.values():
        for id, face in x.faces.items():
            asked.font.check(face.name + face.body, f"unit {id!r}")


def _page(picture: _Picture, show: str, end: float) -> Page:
    asked, made, part = picture.asked, picture.made, picture.made.looks[show]
    head, title, note, _ = picture.heading(show)
    shapes = boxes(made, part, show)
    swatches, strokes, discs, texts = draw_legend(
        picture.rows(show), picture.width, end, part.edges, asked.font
    )
    return Page(
        name=show,
        width=picture.width,
        height=round(end + legend_height(max(len(picture.rows(s)) for s in made.looks)) + MARGIN, 3),
        title=title,
        desc=note,
        lang=asked.lang,
        bands=(),
        lines=(*lines(made, part, picture.routes[show]), *strokes),
        boxes=(*shapes, *swatches),
        marks=(
            *marks(made, part, picture.tails),
            *_found.marks(shapes, picture.found.get(show, {})),
            *discs,
        ),
        labels=(*head, *texts),
        keys=tuple(picture.keys(show)),
    )


__all__ = ["PAGES", "TAKES", "scenes"]
