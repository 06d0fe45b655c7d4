"""One unit and both its ways up: the vertical line to the root, the affiliation of its body into the territory.

The break is marked where it stands, with what is missing; with a second org the repair is shown on the same
layout. Without ``focus`` the unit with the gravest break is shown, and the note says so.
"""

from collections import defaultdict
from itertools import pairwise

from orgmodel.model import Org
from orgmodel.scene import LEAD, MM, Scene
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast, cast
from orgmodel.views._layers import Frame, Node, Strip, Stroke, Wire, drawn
from orgmodel.views._look import Edge, Face, Look, look
from orgmodel.views.chain.path import Ways, box_of, gravest, ways
from orgmodel.views.chain.said import MARKED, Said
from orgmodel.views.lanes.fit import across_width, set_across, too_long
from orgmodel.views.lanes.tree import tree

PAGES = ("text",)
TAKES = frozenset({"focus"})
LEAST = 30.0  # mm: the narrowest box
BESIDE = 26.0  # mm between the two ways
_PASS = 5.0  # mm beside a box that lines may need
SIZE = 9.0
_UP = ("vertical", "affiliation")


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show.

    :raises Undrawable: if there is no unit, none of the id that is asked for, or a name fits nowhere.
    """
    return _Chain(asked).drawn()


class _Chain:
    """The boxes and lines of one chain in all shows."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.lang, self.font = asked, asked.lang, asked.font
        self.orgs: list[Org] = [asked.before] + ([asked.after] if asked.after is not None else [])
        self.casts: list[Cast] = [cast(org, self.lang) for org in self.orgs]
        self.profile = self.casts[0].profile
        if asked.focus:
            holder = next((o for o in self.orgs if asked.focus in o.units["id"]), asked.before)
            self.unit = box_of(asked.focus, holder, tuple(self.casts))
        else:
            self.unit = gravest(asked.before, self.casts[0])
        self.ways: list[Ways] = [
            ways(org, c, self.unit) for org, c in zip(self.orgs, self.casts, strict=True)
        ]
        self.ids = list(dict.fromkeys(i for w in self.ways for i in w.all))
        second = self.casts[1] if len(self.casts) > 1 else None
        self.shows = ("before",) if second is None else ("before", "after", "diff")
        self.said = Said(asked, self.unit, self.orgs, self.casts, self.ways)
        self.looks = {s: self._on(look(s, self.casts[0], second, self.lang), s) for s in self.shows}
        self.rows = self._rows(second)
        self.frame = Frame(asked.on(PAGES), self.font, self.lang, self.profile, self.said.heading, 3.0, 15.0)
        for org in self.orgs:
            self.font.check(org.name, "name of the org")

    def _on(self, whole: Look, show: str) -> Look:
        """What a show holds of the chain; lines between local bodies are added."""
        before, after = self.ways[0], self.ways[-1]
        shown = (before, after) if show == "diff" else (after,) if show == "after" else (before,)
        on = {i for w in self.ways for i in (*w.vertical, *w.affiliation)} | {
            i for w in shown for i in w.beside
        }
        faces = {i: f for i, f in whole.faces.items() if i in on}
        edges = [
            e
            for e in whole.edges
            if e.tail in on
            and e.head in on
            and (e.strand in _UP or (e.tail == self.unit and e.strand == "functional"))
        ]
        for w in shown:
            for tail, head, id in w.local:
                lost, fresh = (tail, head, id) not in after.local, (tail, head, id) not in before.local
                cls = "affiliation"
                if show == "diff" and (lost or fresh):
                    cls = "removed" if lost else "added"
                if all((e.tail, e.head) != (tail, head) for e in edges):
                    edges.append(Edge(tail, head, cls, "affiliation", True, id))
        actors = {i: a for c in reversed(self.casts) for i, a in c.actors.items()}
        for id in (e for edge in edges for e in (edge.tail, edge.head)):
            if id not in faces:
                faces[id] = Face("territorial", actors[id].name, actors[id].body, True)
        if self.unit not in faces and self.unit in actors and show != "after":
            a = actors[self.unit]
            faces[self.unit] = Face(
                "territorial" if a.side == "territorial" else "vertical",
                a.name,
                a.body,
                a.side == "territorial",
            )
        return Look(faces, edges)

    def _rows(self, second: Cast | None) -> dict[str, float]:
        """The row of every box: that of the lanes, local bodies beside those that are affiliated to them.

        Who is led stands below who leads, before and after.
        """
        union = tree(self.casts[0], second)
        rows: dict[str, float] = {i: union.nodes[i].row for i in self.ids if i in union.nodes}
        for way in self.ways:
            last = rows.get(self.unit, 0.0)
            for id in way.affiliation:
                if id not in rows:
                    rows[id] = last - 0.5
                last = rows[id]
            for id in way.beside:
                rows.setdefault(id, rows.get(self.unit, 0.0) - 0.5)
        led = [pair for way in self.ways for pair in pairwise(way.vertical) if set(pair) <= set(rows)]
        for _ in self.ids:  # as often as a row can move, if the two sides do not contradict each other
            low = [(tail, head) for tail, head in led if rows[tail] <= rows[head]]
            for tail, head in low:
                rows[tail] = rows[head] + 1.0
            if not low:
                break
        return rows

    def local(self, id: str) -> bool:
        """True for a box of the territorial side."""
        return any(x.faces[id].territorial for x in self.looks.values() if id in x.faces)

    def drawn(self) -> dict[str, Scene]:
        """The scenes by show."""
        shown = [i for i in self.ids if any(i in x.faces for x in self.looks.values())]
        nodes = {i: self.node(i) for i in shown}
        for side in (True, False):
            wide = max((n.w for n in nodes.values() if n.local == side), default=0.0)
            for node in nodes.values():
                if node.local == side:
                    node.w = wide
        room = self.frame.room.width
        strips: list[Strip] = []
        free = True
        for row in sorted({self.rows[i] for i in shown}):
            own = [nodes[i] for i in shown if self.rows[i] == row and not nodes[i].local]
            far = [nodes[i] for i in shown if self.rows[i] == row and nodes[i].local]
            wide = sum(n.w for n in (*own, *far)) + 10.0 * len(far)
            if len(own) == 1 and 0 < len(far) <= 2 and wide <= room:
                strips.append(self.strip([*far[1:], *own, *far[:1]], row, fixed=True))
            else:
                free = free and not far
                strips += [self.strip([n], row, fixed=False) for n in far]
                strips += [self.strip(some, row, fixed=False) for some in _side_by_side(own, room)]
        wires = self.wires()
        for wire in wires:
            wire.apart = not free
        made = drawn(strips, wires, self.shows, self.frame)
        if made is None:  # lines that pass need more room: every box on its own
            alone = [self.strip([n], r, fixed=False) for n in nodes.values() for r in [self.rows[n.id]]]
            made = drawn(
                sorted(alone, key=lambda s: self.rows[s.nodes[0].id]), self.wires(), self.shows, self.frame
            )
        if made is None:
            raise too_long(
                max((n for x in self.looks.values() for n in (f.name for f in x.faces.values())), key=len)
            )
        return made

    def strip(self, nodes: list[Node], row: float, *, fixed: bool) -> Strip:
        """One strip with its boxes, the vertical way left of the local one."""
        for node in nodes:
            for show, x in self.looks.items():
                if node.id in x.faces:
                    face = x.faces[node.id]
                    node.texts[show] = set_across(_words(face), self.font, SIZE, node.w, face.name)
        lines = max(len(t) for n in nodes for t in n.texts.values())
        levels = {a.level for n in nodes for c in self.casts if (a := c.actors.get(n.id)) and a.level}
        named = [x.label(self.lang) for x in self.profile.levels if x.name in levels]
        local = all(n.local for n in nodes)
        height = max(lines * LEAD * SIZE * MM + 2 * 2.2, 11.0)
        words = dict.fromkeys(self.shows, tuple(named[:1]))
        return Strip(
            nodes, words, f"{row} {local}", local, fixed, gap=BESIDE if fixed else 8.0, height=height
        )

    def node(self, id: str) -> Node:
        """The box of a unit."""
        faces = [x.faces[id] for x in self.looks.values() if id in x.faces]
        for face in faces:
            self.font.check(face.name + face.body, f"unit {id!r}")
        pairs = [_words(f) for f in faces]
        need = across_width(pairs, self.font, SIZE, 1, 1)
        if need > 46.0:
            need = max(across_width(pairs, self.font, SIZE, 3, 2), 46.0)
        if need > self.frame.room.width:
            raise too_long(faces[0].name)
        classes = {s: x.faces[id].cls for s, x in self.looks.items() if id in x.faces}
        return Node(id, self.local(id), classes, {}, max(LEAST, need + 2.0), 0.0, SIZE)

    def wires(self) -> list[Wire]:
        """The lines of all shows; the links of the vertical way say their status."""
        kept: dict[tuple[str, str, str, int], dict[str, Stroke]] = defaultdict(dict)
        for show, x in self.looks.items():
            nth: dict[tuple[str, str, str], int] = defaultdict(int)
            for e in x.edges:
                key = (e.tail, e.head, e.strand)
                mark = e.mark if e.mark in MARKED else ""
                kept[(*key, nth[key])][show] = Stroke(
                    e.cls, e.arrow, e.id, mark, self.said.note(e, show, self.looks)
                )
                nth[key] += 1
        out = []
        for (tail, head, strand, _), strokes in kept.items():
            texts = [n for s in strokes.values() for n in s.note]
            wide = max((self.font.width(n, 8.0) for n in texts), default=0.0)
            out.append(
                Wire(tail, head, strokes, max(wide, 12.5) if texts else 0.0, leads=strand == "vertical")
            )
        return out


def _side_by_side(nodes: list[Node], room: float) -> list[list[Node]]:
    """Boxes of one row in as few strips as the width allows."""
    each = max(1, int((room - 2 * _PASS) / (nodes[0].w + _PASS))) if nodes else 1
    return [nodes[i : i + each] for i in range(0, len(nodes), each)]


def _words(face: Face) -> tuple[str, str]:
    return face.name, face.body[:1].upper() + face.body[1:]


__all__ = ["PAGES", "TAKES", "scenes"]
