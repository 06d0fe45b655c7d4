"""Gives every box of a page its column: children under their parents, the page's room spread over the gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from orgmodel.views.lanes.fit import HEAD, PAD, Grade
from orgmodel.views.lanes.spots import LANE, Plan, Spot
from orgmodel.views.lanes.tree import Tree

BESIDE = 16.0  # mm between the top and its local superior
ASIDE = 1.6  # mm more between lines that pass local bodies and these
APART = 1.2  # mm between local bodies of one unit
SPREAD = 8.0  # mm by which gaps widen at most


def lanes(made: Plan, tree: Tree) -> dict[str, int]:
    """How many lines leave each box upwards beside those to its own local bodies."""
    seen: dict[str, set[tuple[str, str]]] = {}
    for look in made.looks.values():
        for e in look.edges:
            a, b = made.spots[e.tail], made.spots[e.head]
            own = tree.nodes[e.head].owner == e.tail and abs(a.strip - b.strip) == 1
            if not own and b.strip <= a.strip:
                seen.setdefault(e.tail, set()).add((e.head, e.strand))
    return {id: len(s) for id, s in seen.items()}


def place(made: Plan, tree: Tree, grade: Grade) -> bool:
    """Set the x of every box; False if the page is too narrow."""
    return _Columns(made, tree, grade).place()


@dataclass
class _Columns:
    made: Plan
    tree: Tree
    grade: Grade
    wires: dict[str, int] = field(init=False)
    order: list[str] = field(init=False)  # vertical units, parents first, from left to right

    def __post_init__(self) -> None:
        self.wires = lanes(self.made, self.tree)
        self.order = self.tree.in_order()

    def place(self) -> bool:
        self._widen()
        if self._total(self._measured(0.0), 0.0) > self.made.width + 1e-6:
            return False
        low, high = 0.0, SPREAD
        for _ in range(10):
            middle = (low + high) / 2
            fits = self._total(self._measured(middle), middle) <= self.made.width
            low, high = (middle, high) if fits else (low, middle)
        wide = self._measured(low)
        self._set(wide, low)
        self._even(wide)
        for id in self.order:
            self._set_locals(id)
        return self._set_beside()

    def _locals(self, id: str) -> list[Spot]:
        """The local bodies in a unit's column."""
        return [self.made.spots[i] for i in self.tree.nodes[id].locals if i not in self.made.beside]

    def _block(self, id: str) -> float:
        own = self._locals(id)
        return sum(s.w for s in own) + APART * max(0, len(own) - 1)

    def _widen(self) -> None:
        """A box is at least as wide as the lines and the local bodies above it."""
        for id in self.order:
            spot, wires = self.made.spots[id], self.wires.get(id, 0)
            if any(s.strip < spot.strip for s in self._locals(id)):
                spot.w = max(spot.w, self._block(id) + wires * LANE + ASIDE + 0.8)
            elif wires > 1:
                spot.w = max(spot.w, wires * 3.0)

    def _gaps(self, ids: Sequence[str], extra: float) -> list[float]:
        """The gaps between neighbours, wider between families."""
        nodes, grade = self.tree.nodes, self.grade
        wide = grade.gap + extra + grade.group + 0.8 * extra
        return [wide if nodes[a].kids or nodes[b].kids else grade.gap + extra for a, b in pairwise(ids)]

    def _measured(self, extra: float) -> dict[str, float]:
        """The width of the column of every unit at this much extra gap."""
        wide: dict[str, float] = {}
        for id in reversed(self.order):
            kids = self.tree.nodes[id].kids
            below = sum(wide[k] for k in kids) + sum(self._gaps(kids, extra))
            wide[id] = max(self.made.spots[id].w, self._block(id), below)
        return wide

    def _total(self, wide: dict[str, float], extra: float) -> float:
        roots = self.tree.roots
        return sum(wide[r] for r in roots) + sum(self._gaps(roots, extra))

    def _set(self, wide: dict[str, float], extra: float) -> None:
        def row(ids: list[str], left: float, room: float) -> None:
            gaps = [*self._gaps(ids, extra), 0.0]
            left += (room - sum(wide[i] for i in ids) - sum(gaps)) / 2
            for id, gap in zip(ids, gaps, strict=False):
                starts[id] = left
                left += wide[id] + gap

        starts: dict[str, float] = {}
        row(self.tree.roots, self.made.left, self.made.width)
        for id in self.order:
            spot = self.made.spots[id]
            spot.x = starts[id] + (wide[id] - spot.w) / 2
            row(self.tree.nodes[id].kids, starts[id], wide[id])

    def _even(self, wide: dict[str, float]) -> None:
        """Boxes with upright text in one strip become equally wide where their columns have the room."""
        for strip in self.made.strips:
            own = [self.made.spots[i] for i in strip.ids if not self.made.spots[i].local]
            own = [s for s in own if s.flow == "across"]
            if not own:
                continue
            alone = len(own) == 1 and own[0].size == HEAD
            target = max(s.w for s in own) + (8 * PAD if alone else PAD)
            for spot in own:
                grown = max(spot.w, min(target, wide[spot.id]))
                spot.x, spot.w = spot.x - (grown - spot.w) / 2, grown

    def _set_locals(self, id: str) -> None:
        spot, own = self.made.spots[id], self._locals(id)
        at = spot.middle - self._block(id) / 2
        wires = self.wires.get(id, 0)
        if wires and any(s.strip < spot.strip for s in own):
            at = max(at, spot.x + wires * LANE + ASIDE)
        for local in own:
            local.x = at
            at += local.w + APART

    def _set_beside(self) -> bool:
        """The local superiors of the top stand right of it, then left; False where there is no room."""
        ids = [i for i in self.made.strips[0].ids if i in self.made.beside]
        if not ids:
            return True
        top = next(self.made.spots[i] for i in self.made.strips[0].ids if i not in self.made.beside)
        ends = {"right": top.x + top.w, "left": top.x}
        for id in ids:
            spot = self.made.spots[id]
            if "right" in ends and ends["right"] + BESIDE + spot.w <= self.made.right:
                spot.x = ends.pop("right") + BESIDE
            elif "left" in ends and ends["left"] - BESIDE - spot.w >= self.made.left:
                spot.x = ends.pop("left") - BESIDE - spot.w
            else:
                return False
        return True
