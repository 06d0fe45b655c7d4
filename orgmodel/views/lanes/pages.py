"""Divides a picture into pages: by leaves, at the borders of families where it can, and by rows if it is too high."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from orgmodel.scene import Font, Undrawable
from orgmodel.views._cast import Cast
from orgmodel.views._look import Look
from orgmodel.views.lanes.fit import GRADES, LIMITS
from orgmodel.views.lanes.heights import Channel, channels, least, spread
from orgmodel.views.lanes.plan import plan
from orgmodel.views.lanes.ports import Tails, pointed, tails
from orgmodel.views.lanes.routes import Routes, routes
from orgmodel.views.lanes.spots import EDGE, LEFT, Plan
from orgmodel.views.lanes.tree import Tree, tree

LEAVES = 36  # on a page of A4
A4 = 297.0 - EDGE - LEFT  # mm
Room = Callable[[dict[str, Look], int, int], tuple[float, float]]  # looks, page, pages -> top and bottom


@dataclass
class Sheet:
    """One page, laid out."""

    tree: Tree
    plan: Plan
    tails: Tails
    routes: dict[str, Routes]
    rooms: list[Channel]
    top: float
    bottom: float

    @property
    def end(self) -> float:
        """Where the picture really ends, for the legend to follow; above ``bottom`` where it is small."""
        last = self.rooms[-1]
        return min(self.bottom, last.y + last.height + 2.0)


@dataclass(frozen=True)
class _Part:
    """What one page shows: its own units, and others that lines on it lead to."""

    core: frozenset[str]
    beyond: dict[str, list[float]]


def sheets(
    before: Cast, after: Cast | None, looks: dict[str, Look], font: Font, room: Room, width: float
) -> list[Sheet]:
    """All pages, laid out on sheets of this width.

    :raises Undrawable: if something fits no page.
    """
    whole = tree(before, after)
    last = max(n.row for n in whole.nodes.values())
    sections = [(0, last)]
    while True:
        parts, split = [], None
        for section in sections:
            found = _section(whole, section, looks, font, room, width - EDGE)
            if isinstance(found, str):
                split = section
                break
            parts += found
        if split is None:
            break
        low, high = split
        if high - low < 2:
            names = ", ".join(sorted(n.id for n in whole.nodes.values() if low <= n.row <= high)[:5])
            raise Undrawable(
                f"the rows of {names} do not fit the page. Give their units a shorter short_name."
            )
        middle = (low + high + 1) // 2
        at = sections.index(split)
        sections[at : at + 1] = [(low, middle), (middle, high)]
    out = []
    for n, (part, first) in enumerate(parts, 1):
        made: Sheet | str = first
        if room(first.plan.looks, n, len(parts)) != (first.top, first.bottom):
            made = _fit(whole, part, looks, font, room, n, len(parts), width - EDGE)
        if isinstance(made, str):
            raise Undrawable(_too_wide(whole, part.core))
        out.append(made)
    return out


def _too_wide(whole: Tree, core: frozenset[str]) -> str:
    names = ", ".join(repr(i) for i in whole.nodes if i in core)[:200]
    return f"these units do not fit side by side on a page: {names}. Give them shorter short_names."


def _section(
    whole: Tree, section: tuple[int, int], looks: dict[str, Look], font: Font, room: Room, right: float
) -> list[tuple[_Part, Sheet]] | str:
    """The pages of a range of rows; the word ``high`` if they do not fit in height."""
    low, high = section
    rows = {n.id for n in whole.nodes.values() if low <= n.row <= high}
    own = [i for i in whole.nodes if i in rows and not whole.nodes[i].local]
    ends = [i for i in whole.in_order() if i in rows and not any(k in rows for k in whole.nodes[i].kids)]
    if not own:
        return []

    def part(leaves: list[str]) -> _Part:
        core = {a for leaf in leaves for a in (leaf, *whole.above(leaf)) if a in rows}
        return _Part(frozenset(core), _beyond(whole, core, set(ends), leaves, right))

    cap = int(LEAVES * (right - LEFT) / A4)
    count = len(list(_chunks(whole, ends, cap)))
    while cap > 1 and len(list(_chunks(whole, ends, cap - 1))) == count:
        cap -= 1
    out: list[tuple[_Part, Sheet]] = []
    queue = list(_chunks(whole, ends, cap))
    while queue:
        leaves = queue.pop(0)
        made = _fit(whole, part(leaves), looks, font, room, 1, 2 if len(queue) + len(out) else 1, right)
        if not isinstance(made, str):
            out.append((part(leaves), made))
        elif len(leaves) > 1:
            half = list(_chunks(whole, leaves, -(-len(leaves) // 2)))
            queue[:0] = half if len(half) > 1 else [leaves[: len(leaves) // 2], leaves[len(leaves) // 2 :]]
        elif made == "high":
            return made
        else:
            raise Undrawable(_too_wide(whole, part(leaves).core))
    return out


def _chunks(whole: Tree, leaves: list[str], cap: int) -> Iterator[list[str]]:
    """Leaves by pages: as many as allowed, ending where a family ends if one ends in the second half of the page."""
    start = 0
    while start < len(leaves):
        end = min(len(leaves), start + cap)
        if end < len(leaves):
            for cut in range(end, start + max(1, cap // 2), -1):
                if whole.nodes[leaves[cut]].parent != whole.nodes[leaves[cut - 1]].parent:
                    end = cut
                    break
        yield leaves[start:end]
        start = end


def _beyond(
    whole: Tree, core: set[str], ends: set[str], leaves: list[str], right: float
) -> dict[str, list[float]]:
    """Boxes whose comb goes on to an earlier or later page, and to which side."""
    order = {i: n for n, i in enumerate(whole.in_order())}
    first, last = order[leaves[0]], order[leaves[-1]]
    out: dict[str, list[float]] = {}
    for id in core:
        kids = [k for k in whole.nodes[id].kids if any(e in ends for e in (k, *whole.under(k)))]
        if not any(k in core for k in kids):
            continue
        missing = [order[k] for k in kids if k not in core]
        sides = [LEFT - 0.6] if any(m < first for m in missing) else []
        sides += [right + 0.4] if any(m > last for m in missing) else []
        if sides:
            out[id] = sides
    return out


def _fit(
    whole: Tree,
    part: _Part,
    looks: dict[str, Look],
    font: Font,
    room: Room,
    page: int,
    pages: int,
    right: float,
) -> Sheet | str:
    """The page at the loosest setting that fits; else ``wide`` or ``high`` for what it is too much of."""
    shown = _shown(whole, part.core, looks)
    local = whole.part({i for x in shown.values() for i in x.faces})
    top, bottom = room(shown, page, pages)
    reason = "high"
    for grade in GRADES:
        if reason == "high" and not grade.flat and grade is not GRADES[0]:
            continue
        tallest = 999.0
        for limit in LIMITS:
            if limit > tallest:
                continue
            made = plan(local, shown, font, grade, limit, right)
            if made is None:
                reason = "wide"
                break
            reason = "high"
            tallest = max((s.height for s in made.strips if s.running), default=0.0)
            if sum(s.height for s in made.strips) + 6.5 * (len(made.strips) - 1) > bottom - top:
                continue
            pointed(made)
            at = tails(made)
            ways = {show: routes(made, x, at, part.beyond) for show, x in made.looks.items()}
            rooms = channels(made, ways.values(), 0.85 if grade.flat else 1.0)
            if least(made, rooms) <= bottom - top:
                spread(made, rooms, top, bottom, ways.values())
                return Sheet(local, made, at, ways, rooms, top, bottom)
    return reason


def _shown(whole: Tree, core: frozenset[str], looks: dict[str, Look]) -> dict[str, Look]:
    """The looks of one page: its units, the local bodies joined to them, and what else its lines lead to."""
    out = {}
    locals_ = {i for i, others in whole.joined.items() if any(o in core for o in others)}
    for show, whole_look in looks.items():
        edges = [
            e
            for e in whole_look.edges
            if (e.tail in core and (e.head in core or e.head in locals_ or not whole.nodes[e.head].local))
            or (e.tail in locals_ and e.head in core)
        ]
        ends = {i for e in edges for i in (e.tail, e.head)}
        faces = {}
        for id, face in whole_look.faces.items():
            if id in core or (id in locals_ and id in ends):
                faces[id] = face
            elif id in ends:
                faces[id] = face if face.cls == "unknown" else replace(face, cls="elsewhere")
        out[show] = Look(faces, edges)
    return out
