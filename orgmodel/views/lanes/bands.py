"""The bands behind the strips, and what stands at their left: side and level, or which tier it is.

Before and after share one layout, so a unit that moved keeps its place: the tiers of one side may not be those of the
other. A side of which some unit does not stand in the tier that its band would name has bands without such words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from orgmodel.profiles import Profile
from orgmodel.scene import LEAD, MM, RISE, Box, Font, Label
from orgmodel.scene.text import broken
from orgmodel.views._cast import Cast
from orgmodel.views._frame import MARGIN
from orgmodel.views._words import say
from orgmodel.views.lanes.heights import BAND
from orgmodel.views.lanes.spots import LEFT, Plan, Strip
from orgmodel.views.lanes.tree import Tree, tree

_COLUMN = LEFT - MARGIN - 2.4  # mm: room for the words of a band


@dataclass(frozen=True)
class Tiers:
    """What the bands of one show may say: the level of each box it has (None: none is known), and whether tiers are true.

    What a line names and no unit is has no level; it is no key of ``levels``.
    """

    levels: Mapping[str, str | None]
    true: bool

    def words(self, ids: Collection[str], row: int, profile: Profile, lang: str) -> str:
        """The name of a band that holds these boxes: their common level, else its tier, else nothing."""
        levels = {self.levels[i] for i in ids if i in self.levels}
        known = [x.label(lang) for x in profile.levels if x.name in levels]
        if len(known) == 1 and None not in levels:
            return known[0]
        return say("tier", lang, row + 1) if self.true and (levels or not ids) else ""


def tiers(shows: Iterable[str], union: Tree, first: Cast, second: Cast | None) -> dict[str, Tiers]:
    """The tiers of each show: those of before, of after, or of both where their differences are shown.

    Each side is arranged on its own once, whatever number of shows asks for it.
    """
    own = (
        [(first, tree(first, None)), (second, tree(second, None))] if second is not None else [(first, union)]
    )
    sides = {"before": own[:1], "after": own[-1:], "diff": own}
    return {show: _tiers(union, sides[show]) for show in shows}


def _tiers(union: Tree, sides: Sequence[tuple[Cast, Tree]]) -> Tiers:
    """The tiers of sides with their own trees, as the bands of the union name them."""
    levels = {id: a.level for c, _ in sides for id, a in c.actors.items() if not a.unknown}
    mixed = _mixed(union, levels)
    true = all(
        n.row == union.nodes[id].row
        for _, own in sides
        for id, n in own.nodes.items()
        if not n.local and id in levels and union.nodes[id].row in mixed
    )
    return Tiers(levels, true)


def _mixed(union: Tree, levels: Mapping[str, str | None]) -> set[int]:
    """The rows whose units have no common level, so that only their tier could name them."""
    rows: dict[int, set[str | None]] = {}
    for id, node in union.nodes.items():
        if id in levels and not node.local:
            rows.setdefault(node.row, set()).add(levels[id])
    return {row for row, found in rows.items() if len(found) > 1 or None in found}


def bands(
    made: Plan, named: Tiers, profile: Profile, width: float, lang: str, font: Font
) -> tuple[list[Box], list[Label]]:
    """A band behind every strip, with its side and level at the left."""
    out, labels = [], []
    sided = any(s.local for s in made.spots.values())
    territorial = {i for x in made.looks.values() for i, f in x.faces.items() if f.territorial}
    for strip in made.strips:
        local = strip.local or all(i in territorial for i in strip.ids)
        cls = "band-territorial" if local else "band"
        out.append(Box("", cls, MARGIN, strip.y - BAND, width - 2 * MARGIN, strip.height + 2 * BAND))
        name = named.words([i for i in strip.ids if i not in made.beside], strip.row, profile, lang)
        words = _lines(name, strip, made, lang, sided, font)
        em = 8.5 * MM
        middle = strip.y + strip.height / 2
        for i, text in enumerate(words):
            y = middle + (i - (len(words) - 1) / 2) * LEAD * em + RISE * em
            labels.append(Label(MARGIN + 1.2 + _COLUMN / 2, y, text, 8.5, "note"))
    return out, labels


def _lines(name: str, strip: Strip, made: Plan, lang: str, sided: bool, font: Font) -> list[str]:
    room = int((strip.height + 2 * BAND - 1) / (LEAD * 8.5 * MM))
    aside = any(i in made.beside for i in strip.ids)  # both sides stand in it
    side = say("territorial" if strip.local else "vertical", lang) if sided and not aside else ""
    lines = broken(name, partial(font.width, size=8.5), _COLUMN, 9) or (name,) if name else ()
    if side and len(lines) + 1 <= room:
        return [side, *lines]
    return list(lines[: max(1, room)])
