"""Divides a picture in rows into pages, at the borders of blocks where it can."""

from collections.abc import Callable

from orgmodel.scene import Undrawable
from orgmodel.views.rows.forest import Forest
from orgmodel.views.rows.stack import Heights, Links, Sheet, stacked

SURE = 18  # units that fit a page unless their names or lines are unusual
FEW = 120  # units that may stand on one page
Room = Callable[[Sheet, int, int], tuple[float, float]]  # page, its number, how many -> top and bottom


def blocks(forest: Forest) -> list[list[str]]:
    """All units in order, in parts that stay on one page: a block, with the pillars that open before it."""
    out: list[list[str]] = []
    opening = False
    for id, node in forest.nodes.items():
        starts = node.depth < forest.columns
        if (starts and not opening) or not out:
            out.append([])
        out[-1].append(id)
        if starts:
            opening = node.pillar and node.depth < forest.columns - 1
    return out


def sheets(forest: Forest, links: Links, heights: Heights, size: float, room: Room) -> list[Sheet]:
    """All pages, with every row in its place.

    :raises Undrawable: if one unit needs more than a page.
    """

    def fits(ids: list[str]) -> Sheet | None:
        made = stacked(forest, links, ids, heights, size)
        top, bottom = room(made, 999, 1000)
        return made if made.set(top, 0.0) <= bottom else None

    if len(forest.nodes) <= FEW:
        made = stacked(forest, links, list(forest.nodes), heights, size)
        top, bottom = room(made, 1, 1)
        if made.set(top, 0.0) <= bottom:
            _place([made], room)
            return [made]
    pages: list[Sheet] = []
    waiting = blocks(forest)[::-1]
    while waiting:
        core: list[str] = []
        while len(waiting) > 1 and len(core) + len(waiting[-1]) <= SURE:
            core += waiting.pop()
        best = fits(core) if core else None
        if core and best is None:
            waiting.append(core)
            core = []
        while waiting and (best is not None or not core):
            more = fits(core + waiting[-1])
            if more is None:
                break
            best, core = more, core + waiting.pop()
        if best is None:
            best, rest = _part(forest, waiting.pop(), fits)
            waiting.append(rest)
        pages.append(best)
    _place(pages, room)
    return pages


def _part(
    forest: Forest, ids: list[str], fits: Callable[[list[str]], Sheet | None]
) -> tuple[Sheet, list[str]]:
    """The first part of a block that is too high for a page, cut before a row without indent if there is one."""
    low, high = 0, min(len(ids), 400)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(ids[:middle]) else (low, middle)
    cut = next((n for n in range(low, low // 2, -1) if forest.nodes[ids[n]].indent == 0), low)
    while cut > 1 and forest.nodes[ids[cut - 1]].pillar:
        cut -= 1
    made = fits(ids[:cut]) if cut else None
    if made is None:
        raise Undrawable(
            f"the lines or the name of {ids[0]!r} need more than a page. Choose a larger page or a focus."
        )
    return made, ids[cut:]


def _place(pages: list[Sheet], room: Room) -> None:
    """One roominess for all pages: that of the fullest."""
    loose = 1.0
    for n, sheet in enumerate(pages, 1):
        sheet.room = top, bottom = room(sheet, n, len(pages))
        tight, wide = sheet.set(top, 0.0), sheet.set(top, 1.0)
        if wide > bottom:
            loose = min(loose, max(0.0, (bottom - tight) / (wide - tight)))
    for sheet in pages:
        sheet.set(sheet.room[0], loose)
