"""The grid of responsibility (横向到边、纵向到底): functions against units, or duties against posts, cell by cell.

Where the org says which functions its units must cover, a row is a unit and a cell says whether the function is
covered there and by whom. Where it has posts and duties but no requirements, a row is a post and a cell says how it
answers for an item. Rows stand in the order of the vertical line and run on in blocks and pages.
"""

from orgmodel.scene import Page, Scene, Undrawable
from orgmodel.views._asked import Asked
from orgmodel.views._table import dated, foot, headline, page, shows, top
from orgmodel.views.grid import functions, posts
from orgmodel.views.grid.layout import sheets
from orgmodel.views.grid.matrix import Matrix
from orgmodel.views.grid.paint import paint
from orgmodel.views.grid.tree import orgs

PAGES = ("a4", "a3")
TAKES = frozenset({"focus", "depth"})


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show; a page holds as many rows as fit, under heads that are repeated.

    :raises Undrawable: if the org has neither functions nor duties, or a name fits nowhere.
    """
    made = _matrix(asked)
    paper, shown = asked.on(PAGES), shows(asked)
    for id, name in [*((r.id, r.name) for r in made.rows), *((c.id, c.name) for c in made.columns)]:
        asked.font.check(name, repr(id.lstrip("\0")))
    heads = [(headline(asked, made.what, s, 99, 99), dated(asked, s, made.facts[s])) for s in shown]
    y = top(asked, paper, heads)
    room = paper.height - y - foot(asked, paper, [list(made.words.values())])
    laid = sheets(made, paper, room, asked.lang, asked.font)
    out: dict[str, list[Page]] = {}
    for show in shown:
        cells = made.cells[show]
        present = {row for row, _ in cells}
        present |= {r.parent for r in made.rows if r.id in present}
        out[show] = []
        for n, sheet in enumerate(laid, 1):
            parts = paint(sheet, cells, present, paper, y, asked.lang, asked.font)
            head = headline(asked, made.what, show, n, len(laid)), dated(asked, show, made.facts[show])
            name = show if n == 1 else f"{show}-{n}"
            out[show].append(
                page(asked, paper, name, head, parts, made.words, y + sheet.height, paper.height)
            )
    return {show: Scene(tuple(pages)) for show, pages in out.items()}


def _matrix(asked: Asked) -> Matrix:
    """Functions where some are required, else duties where there are any, else functions that are carried."""
    required = any(len(o.tables.get("requirements", ())) for o in orgs(asked))
    made = functions.made(asked) if required else posts.made(asked) or functions.made(asked)
    if made is None or not made.rows:
        where = f" at or below {asked.focus!r}" if asked.focus is not None else ""
        raise Undrawable(
            f"{asked.before.name or 'the org'} says nothing of functions or duties{where}, so there is no grid to draw. Fill the "
            "tables functions, requirements and assignments (functions against units), or posts and duties (posts against duties)."
        )
    return made


__all__ = ["PAGES", "TAKES", "scenes"]
