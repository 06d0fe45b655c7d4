"""The classic picture of dual command: horizontal bands by level and side, the leaves as vertical text.

Vertical units stand in bands from the top down, local bodies in bands between them. Before, after and diff are
drawn on ONE layout of the union of both orgs, so that nothing that stays moves. Pages are A4 landscape.
"""

from dataclasses import dataclass

from orgmodel.model import Org
from orgmodel.scene import Font, Page, Scene, Undrawable
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast, cast
from orgmodel.views._frame import MARGIN, draw_legend, heading, keys, legend_height, legend_rows
from orgmodel.views._look import Look, look
from orgmodel.views.lanes.pages import Sheet, sheets
from orgmodel.views.lanes.paint import bands, boxes, continued, lines, marks

PAGES = ("a4",)
TAKES = frozenset[str]()
WIDE, HIGH = 297.0, 210.0  # mm: A4 landscape


@dataclass(frozen=True)
class _Source:
    """What all pages share."""

    before: Org
    after: Org | None
    casts: tuple[Cast, Cast | None]
    lang: str
    font: Font


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show; one page for at most 36 leaves.

    :raises Undrawable: if a name holds a character that the font lacks, or fits nowhere.
    """
    before, after, lang, font = asked.before, asked.after, asked.lang, asked.font
    first = cast(before, lang)
    second = cast(after, lang) if after is not None else None
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
    source = _Source(before, after, (first, second), lang, font)
    made = sheets(first, second, looks, lang, font, lambda part, n, of: _room(source, part, n, of))
    return {
        show: Scene(tuple(_page(source, s, show, n, len(made)) for n, s in enumerate(made, 1)))
        for show in shows
    }


def _tally(source: _Source, show: str) -> tuple[dict[str, int], dict[str, int] | None]:
    first, second = source.casts
    if second is None or show == "before":
        return first.counts, None
    return (second.counts, None) if show == "after" else (first.counts, second.counts)


def _room(source: _Source, looks: dict[str, Look], page: int, pages: int) -> tuple[float, float]:
    """The top and the bottom of the picture between heading and legend, the same for all shows."""
    tops, rows = [], []
    for show, part in looks.items():
        *_, y = heading(
            source.before,
            source.after,
            _tally(source, show),
            show,
            source.lang,
            page,
            pages,
            WIDE,
            source.font,
        )
        tops.append(y)
        entries = keys(part, source.casts[0].profile, source.lang)
        rows.append(len(legend_rows(entries, WIDE - 2 * MARGIN, source.font)))
    return max(tops) + 1.4, HIGH - MARGIN - legend_height(max(rows)) - 1.0


def _page(source: _Source, sheet: Sheet, show: str, number: int, pages: int) -> Page:
    font, lang, profile = source.font, source.lang, source.casts[0].profile
    part, routes = sheet.plan.looks[show], sheet.routes[show]
    head, title, note, _ = heading(
        source.before, source.after, _tally(source, show), show, lang, number, pages, WIDE, font
    )
    stripes, names = bands(sheet.plan, sheet.tree, profile, WIDE, lang, font)
    entries = keys(part, profile, lang)
    rows = legend_rows(entries, WIDE - 2 * MARGIN, font)
    arrows = {e.cls for e in part.edges if e.arrow}
    drawn = lines(sheet.plan, part, routes)
    swatches, strokes, discs, texts = draw_legend(rows, WIDE, sheet.end + 1.0, arrows, font)
    return Page(
        name=show if number == 1 else f"{show}-{number}",
        width=WIDE,
        height=HIGH,
        title=title,
        desc=note,
        lang=lang,
        bands=tuple(stripes),
        lines=(*drawn, *strokes),
        boxes=(*boxes(sheet.plan, part, show), *swatches),
        marks=(*marks(sheet.plan, part, sheet.tails), *discs),
        labels=(*head, *names, *continued(routes, drawn, lang, font), *texts),
        keys=tuple(entries),
    )


__all__ = ["PAGES", "TAKES", "scenes"]
