"""The whole on half a page: units of one level, kind and status counted into one box, the lines between them.

Boxes and lines have the classes that the lanes give them. Before, after and diff share one layout: units are
counted together only where they look alike in all three, so that nothing that stays moves.
"""

from collections import defaultdict
from functools import partial

from orgmodel.graph.days import day_words
from orgmodel.profiles import Profile
from orgmodel.scene import LEAD, MM, Paper, Scene, Undrawable
from orgmodel.views._amounts import amounts, sides
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast, cast
from orgmodel.views._layers import Frame, Node, Strip, Stroke, Wire, drawn
from orgmodel.views._look import Look, look
from orgmodel.views._words import SHOWS, counts
from orgmodel.views._words import say as common
from orgmodel.views.lanes.bands import tiers
from orgmodel.views.lanes.fit import across_width, set_across, too_long
from orgmodel.views.lanes.tree import Tree, tree
from orgmodel.views.summary.groups import Bunch, Group, bunches, groups, kinds
from orgmodel.views.summary.words import common_name, say

PAGES = ("text", "a4")
TAKES = frozenset[str]()
LEAST = 17.0  # mm: the narrowest box
BESIDE = 15.0  # mm between the top and a local superior beside it
WIRE = 8.0  # mm by which a box is wider than its words where lines go up beside local bodies
SIZE = 9.0


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show.

    :raises Undrawable: if a name holds a character that the font lacks, or fits nowhere.
    """
    org, lang, font = asked.before, asked.lang, asked.font
    first = cast(org, lang)
    second = cast(asked.after, lang) if asked.after is not None else None
    shows = ("before",) if second is None else ("before", "after", "diff")
    looks = {show: look(show, first, second, lang) for show in shows}
    if not any(x.faces for x in looks.values()):
        raise Undrawable(f"{org.name or 'the org'} has no unit that could be drawn. Add rows to its units.")
    for each in (org, asked.after):
        if each is not None:
            font.check(each.name, "name of the org")
    paper = asked.on(PAGES)
    union, kind = tree(first, second), kinds(org, asked.after)
    for by_superior in (True, False):
        found = groups(union, looks, kind, first.profile, by_superior=by_superior)
        sheet = _Sheet(asked, (first, second), union, looks, found, paper)
        for shared, most in _FINE if by_superior else _TRIES:
            made = sheet.drawn(shared, most)
            if made is not None:
                return made
    raise Undrawable(
        f"more lines run side by side than fit {paper.width:g} mm. Choose a wider sheet or another view."
    )


# Whether wires pass strips together, boxes a strip: from the clearest to the narrowest.
_FINE = ((False, 99),)
_TRIES = (
    (False, 99),
    (True, 99),
    (False, 8),
    (False, 6),
    (True, 6),
    (True, 4),
    (True, 3),
    (True, 2),
    (True, 1),
)


class _Sheet:
    """One way of counting on one sheet."""

    def __init__(
        self, asked: Asked, casts: tuple[Cast, Cast | None], union: Tree, looks: dict[str, Look],
        found: list[Group], paper: Paper,
    ) -> None:  # fmt: skip
        self.asked, self.casts, self.tree, self.looks, self.found = asked, casts, union, looks, found
        self.lang, self.font = asked.lang, asked.font
        self.profile: Profile = casts[0].profile
        self.tiers = tiers(looks, union, *casts)
        self.bunches = {show: bunches(found, x) for show, x in looks.items()}
        self.counted = any(len(g.members) > 1 for g in found)
        self.noted = any(not b.each for bs in self.bunches.values() for b in bs)
        narrow = paper.width < 200
        self.frame = Frame(
            paper, self.font, self.lang, self.profile, self.heading, 3.0 if narrow else 12.0,
            15.0 if narrow else 20.0,
        )  # fmt: skip

    def heading(self, show: str, page: int, pages: int) -> tuple[str, str]:
        """The title and the note of a page."""
        org, other = self.asked.before, self.asked.after
        lang = self.lang
        side = SHOWS[show][lang != "zh"] if other is not None else common("now", lang)
        of = common("page", lang, page, pages) if pages > 1 else ""
        chart = say("chart", lang)
        if lang == "zh":
            title = f"{org.name}{chart}（{'，'.join(x for x in (side, of) if x)}）"
        else:
            name = f"{org.name}: {chart}" if org.name else chart[:1].upper() + chart[1:]
            title = f"{name} ({', '.join(x for x in (side, of) if x)})"
        dated = org if show == "before" or other is None else other
        parts = [common("as_of", lang, day_words(dated.as_of, lang))] if dated.as_of else []
        first, second = sides(self.casts, show)
        shown = counts(first.counts, second.counts if second else None, lang)
        parts.append(shown or amounts(first, second, lang))
        if self.counted:
            parts.append(say("counted" if self.noted else "boxes", lang))
        return title, common("stop", lang).join(p for p in parts if p)

    def drawn(self, shared: bool, most: int) -> dict[str, Scene] | None:
        """The scenes with at most so many boxes a strip; None where they are too wide."""
        strips = self.strips(most)
        wires = self.wires()
        pairs = {frozenset((w.tail, w.head)) for w in wires}
        for strip in strips:
            if strip.fixed:
                strip.gap = BESIDE if pairs else strip.gap
        return drawn(strips, wires, tuple(self.looks), self.frame, shared=shared, narrow=most < 4)

    def wires(self) -> list[Wire]:
        """The lines of all shows, those of the same ends and strand as one wire."""
        kept: dict[tuple[str, str, str, int], dict[str, Bunch]] = defaultdict(dict)
        for show, found in self.bunches.items():
            nth: dict[tuple[str, str, str], int] = defaultdict(int)
            for b in sorted(found, key=lambda b: (b.cls, b.mark, b.arrow)):
                key = (b.tail, b.head, b.strand)
                kept[(*key, nth[key])][show] = b
                nth[key] += 1
        out = []
        for (tail, head, strand, _), shown in kept.items():
            strokes = {
                show: Stroke(b.cls, b.arrow, b.id, b.mark, () if b.each else (f"×{b.count}",))
                for show, b in shown.items()
            }
            notes = [n for s in strokes.values() for n in s.note]
            wide = max((self.font.width(n, 8.0) for n in notes), default=0.0)
            out.append(Wire(tail, head, strokes, wide, leads=strand == "vertical"))
        return out

    def strips(self, most: int) -> list[Strip]:
        """Boxes in strips: local bodies above the units of their row, in the last row below them."""
        rows = sorted({g.row for g in self.found})
        out: list[Strip] = []
        for row in rows:
            own = [g for g in self.found if g.row == row and not g.local]
            local = [g for g in self.found if g.row == row and g.local]
            last = row == rows[-1] and len(rows) > 1
            if row == rows[0] and len(own) == 1 and 0 < len(local) <= 2 and most > 2 and not last:
                both = [*local[1:], *own, *local[:1]]
                out.append(self.strip(both, row, local=False, fixed=True))
                continue
            parts = [(own, False), (local, True)] if last else [(local, True), (own, False)]
            for members, side in parts:
                for part in self.parted(members, most):
                    out.append(self.strip(part, row, local=side))
        return out

    def parted(self, members: list[Group], most: int) -> list[list[Group]]:
        """About equally long parts of at most so many."""
        count = -(-len(members) // most)
        each = -(-len(members) // count) if count else 1
        return [members[i : i + each] for i in range(0, len(members), each)]

    def strip(self, members: list[Group], row: int, *, local: bool, fixed: bool = False) -> Strip:
        """One strip with boxes that are equally wide where their words allow it."""
        nodes = [self.node(g) for g in members]
        wide = max(n.w for n in nodes)
        room = self.frame.room.width - 5.0 * (len(nodes) - 1) - 2.4 * len(self.found)
        last = row == max(g.row for g in self.found)
        passed = not (local or last) and row > 0 and any(g.local and g.row == row for g in self.found)
        for more in (WIRE, 0.0) if passed else (0.0,):  # a line that goes up beside the local body above
            if (wide + more) * len(nodes) <= room and not fixed:
                for node in nodes:
                    node.w = wide + more
                break
        for node, group in zip(nodes, members, strict=True):
            node.texts = self.texts(group, node.w)
        lines = max(len(t) for n in nodes for t in n.texts.values())
        sided = any(g.local for g in self.found) and any(not g.local for g in self.found)
        side = common("territorial" if local else "vertical", self.lang) if sided and not fixed else ""
        height = lines * LEAD * SIZE * MM + 2 * 1.9
        alike = [g for g in self.found if g.row == row and g.local == local] if not fixed else members
        ids = [id for g in alike for id in g.members if not (fixed and g.local)]
        names = {show: t.words(ids, row, self.profile, self.lang) for show, t in self.tiers.items()}
        words = {show: tuple(x for x in (side, name) if x) for show, name in names.items()}
        return Strip(nodes, words, f"{row} {local}", local, fixed, height=max(height, 9.0))

    def pairs(self, group: Group) -> dict[str, tuple[str, str]]:
        """Name and second line of a box by show."""
        out = {}
        for show, x in self.looks.items():
            face = x.faces.get(group.members[0])
            if face is not None:
                names = [x.faces[i].name for i in group.members]
                label = self.profile.kind_label(group.kind, self.lang) if group.kind else face.name
                name = common_name(names, label, self.lang)
                self.font.check(name + face.body, f"unit {group.members[0]!r}")
                many = f" ×{len(names)}" if len(names) > 1 else ""
                out[show] = (name + many, face.body[:1].upper() + face.body[1:])
        return out

    def node(self, group: Group) -> Node:
        """The box of a group without its text."""
        pairs = self.pairs(group)
        width = partial(across_width, list(pairs.values()), self.font, SIZE)
        need = width(1, 1)
        if need > 26.0:
            need = max(width(2, 1), 26.0)
        if need > self.frame.room.width:
            raise too_long(next(iter(pairs.values()))[0])
        classes = {s: x.faces[group.members[0]].cls for s, x in self.looks.items() if s in pairs}
        return Node(group.id, group.local, classes, {}, max(LEAST, need + 1.0), 0.0, SIZE)

    def texts(self, group: Group, wide: float) -> dict[str, tuple[str, ...]]:
        """The text of a box of this width by show."""
        return {s: set_across(p, self.font, SIZE, wide, p[0]) for s, p in self.pairs(group).items()}


__all__ = ["PAGES", "TAKES", "scenes"]
