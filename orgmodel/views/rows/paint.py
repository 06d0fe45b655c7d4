"""Turns the rows of a page into its boxes, bands and labels."""

from dataclasses import dataclass, replace
from functools import partial

from orgmodel.profiles import Profile
from orgmodel.scene import LEAD, MM, RISE, Box, Font, Label, Undrawable
from orgmodel.scene.text import broken
from orgmodel.views._frame import ROUNDED
from orgmodel.views._look import Face, Look
from orgmodel.views.rows.forest import Forest
from orgmodel.views.rows.stack import Sheet
from orgmodel.views.rows.widths import PAD, Columns, slim_length, slim_lines
from orgmodel.views.rows.wires import Rect
from orgmodel.views.rows.words import down, pillar_text, row_text, said

HEAD = 5.4  # mm: the strip of column names above the rows
BACK = 4.2  # mm: the strip that says that a page goes on from another
BAND = 0.9  # mm by which a band stands out above and below its rows
SIDE = 2.2  # mm by which it stands out left and right


@dataclass(frozen=True)
class Kit:
    """What all pages share."""

    forest: Forest
    columns: Columns
    font: Font
    lang: str
    profile: Profile
    sided: bool  # there are local bodies


def part(sheet: Sheet, look: Look, show: str) -> Look:
    """What one page shows: units that stand on another page too are marked so."""
    edges = sheet.left[show] + sheet.right[show]
    faces = {}
    joined = {end for e in sheet.right[show] for end in (e.tail, e.head)}
    for id in (*sheet.units, *sheet.places):
        face = look.faces.get(id)
        if face is None or (id in sheet.places and id not in joined):
            continue
        other = id in sheet.repeated or id in sheet.away
        faces[id] = replace(face, cls="elsewhere") if other and face.cls != "unknown" else face
    return Look(faces, edges)


def text_lines(kit: Kit, id: str, face: Face, high: float, *, local: bool) -> tuple[str, ...]:
    """The text of a box as it is broken for its column; in one line if the box is not high enough for more."""
    node, columns = kit.forest.nodes.get(id), kit.columns
    if node is not None and not local and 0 <= node.column < len(columns.pillars) - 1:
        return slim_lines(face, columns.size, kit.font)
    if node is not None and not local and node.column >= 0:
        lines = columns.texts["head", pillar_text(face)]
        joined = row_text(face)
        fits = kit.font.width(joined, columns.size) <= columns.pillars[-1][1] - 2 * PAD
        return (joined,) if fits and line_height(len(lines), columns.size) > high else lines
    pair = (row_text(face), "")
    known = columns.texts.get(("local" if local else "row", pair))
    if known is None and columns.local is not None:
        measure = partial(kit.font.width, size=columns.size)
        known = broken(pair[0], measure, columns.local[1] - 2 * PAD, 9)
    if known is None:
        raise Undrawable(
            f"the name does not fit the page at 8 pt: {pair[0]!r}. Give the unit a shorter short_name."
        )
    return known


def line_height(count: int, size: float) -> float:
    """How high a box with so many lines of text must be."""
    return ((count - 1) * LEAD + 1) * size * MM + 1.15


class Heights:
    """The height that the text of each box needs, whatever is shown."""

    def __init__(self, kit: Kit, looks: dict[str, Look]) -> None:
        self._kit, self._looks = kit, looks
        self._known: dict[tuple[str, bool], float] = {}

    def of(self, id: str, *, local: bool = False) -> float:
        """In millimetres; ``local`` for a box in the column of the local side, where units of other pages stand too."""
        if (id, local) not in self._known:
            faces = [x.faces[id] for x in self._looks.values() if id in x.faces]
            self._known[id, local] = max(self._one(id, f, local) for f in faces)
        return self._known[id, local]

    def _one(self, id: str, face: Face, local: bool) -> float:
        kit = self._kit
        em = kit.columns.size * MM
        node = kit.forest.nodes.get(id)
        if node is not None and not local and 0 <= node.column < len(kit.columns.pillars) - 1:
            return slim_length(face, kit.columns.size, kit.font)
        if local and kit.columns.local is None:
            return em  # the columns are measured again where such a box appears
        return line_height(len(text_lines(kit, id, face, 0.0, local=local)), kit.columns.size)


def rects(kit: Kit, sheet: Sheet) -> dict[str, Rect]:
    """Where every box of a page stands."""
    out: dict[str, Rect] = {}
    columns, slots = kit.columns, sheet.slots
    for id in sheet.units:
        node = kit.forest.nodes[id]
        x, w = columns.pillars[node.column] if node.column >= 0 else columns.row
        x += node.indent * columns.step
        first, last = sheet.span[id] if node.pillar else sheet.own[id]
        after = slots[last].after if node.pillar else 0.0
        out[id] = (x, slots[first].y, w, slots[last].y + slots[last].h + after - slots[first].y)
    for id, (first, last) in sheet.places.items():
        assert columns.local is not None
        x, w = columns.local
        out[id] = (x, slots[first].y, w, slots[last].y + slots[last].h - slots[first].y)
    return out


def boxes(kit: Kit, sheet: Sheet, look: Look, at: dict[str, Rect]) -> list[Box]:
    """The boxes of one show."""
    out = []
    for id, face in look.faces.items():
        x, y, w, h = (round(v, 3) for v in at[id])
        node = kit.forest.nodes.get(id)
        slim = node is not None and id not in sheet.places and 0 <= node.column < len(kit.columns.pillars) - 1
        flow = "across" if not slim else "down" if down(face) else "turned"
        radius = min(2.1, w / 2.4, h / 2.2) if face.territorial or face.cls in ROUNDED else 0.0
        lines = text_lines(kit, id, face, h + 0.01, local=id in sheet.places)
        out.append(Box(id, face.cls, x, y, w, h, lines, kit.columns.size, flow, round(radius, 3)))  # type: ignore[arg-type]
    return out


def bands(kit: Kit, sheet: Sheet) -> list[Box]:
    """A band behind the rows of each block, one on the side of the units and one on the local side."""
    out = []
    columns, slots = kit.columns, sheet.slots
    start = 0
    for n, slot in enumerate(slots):
        if n + 1 < len(slots) and slots[n + 1].block == slot.block:
            continue
        y = slots[start].y - BAND
        high = slot.y + slot.h + slot.after + BAND - y
        if not slot.block.startswith("own "):
            left = columns.left - SIDE
            out.append(_band("band", left, y, columns.middle + SIDE - left, high))
        if columns.local is not None:
            x, w = columns.local
            out.append(_band("band-territorial", x - SIDE, y, w + 2 * SIDE, high))
        start = n + 1
    return out


def _band(cls: str, x: float, y: float, w: float, h: float) -> Box:
    return Box("", cls, round(x, 3), round(y, 3), round(w, 3), round(h, 3))


def labels(kit: Kit, sheet: Sheet, number: int, pages: int) -> list[Label]:
    """The names of the columns above the first row, and where the page goes on."""
    out, columns, top = [], kit.columns, sheet.slots[0].y
    y = top - BAND - 1.5
    for n, (x, w) in enumerate(columns.pillars[:-1]):
        name = _level(kit, n)
        if name and kit.font.width(name, 8.0) <= w + 4.0:
            out.append(Label(round(x + w / 2, 3), round(y, 3), name, 8.0, "note"))
    middle = (columns.left + columns.middle) / 2
    out.append(
        Label(round(middle, 3), round(y, 3), said("units" if kit.sided else "all", kit.lang), 8.5, "note")
    )
    if columns.local is not None and kit.sided:
        x, w = columns.local
        out.append(Label(round(x + w / 2, 3), round(y, 3), said("locals", kit.lang), 8.5, "note"))
    left = columns.pillars[0][0] if columns.pillars else columns.left
    if number > 1:
        out.append(
            Label(round(left, 3), round(top - HEAD - 0.9, 3), said("back", kit.lang), 8.0, "note", "start")
        )
    if number < pages:
        low = sheet.end + BAND + 0.9 + (0.5 + RISE) * 8.0 * MM
        out.append(Label(round(left, 3), round(low, 3), said("next", kit.lang), 8.0, "note", "start"))
    return out


def _level(kit: Kit, column: int) -> str:
    """The level of the units in a column, if it is one."""
    found = {n.level for n in kit.forest.nodes.values() if n.column == column}
    return next((x.label(kit.lang) for x in kit.profile.levels if {x.name} == found), "")


__all__ = ["BACK", "HEAD", "Heights", "Kit", "bands", "boxes", "labels", "part", "rects", "text_lines"]
