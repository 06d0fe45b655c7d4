"""What views made of cells share: their heading, text set into a cell, and the page around what they draw."""

from dataclasses import dataclass, field
from functools import partial

from orgmodel.graph.days import day_words
from orgmodel.graph.derived import Derived
from orgmodel.model import Org
from orgmodel.scene import LEAD, MM, RISE, Box, Font, Key, Label, Line, Page, Paper, Undrawable
from orgmodel.scene.text import broken, plain
from orgmodel.views._asked import Asked
from orgmodel.views._frame import MARGIN, draw_legend, headed, legend_height, legend_rows
from orgmodel.views._words import SHOWS, say

Words = dict[tuple[str, str], str]  # class and part -> what the legend says, in its order
GAP = 4.0  # mm between heading, picture and legend


@dataclass
class Parts:
    """What stands on a page between heading and legend."""

    bands: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def keys(self, words: Words) -> list[Key]:
        """The legend of exactly these parts."""
        shown = {(b.cls, "box") for b in self.boxes} | {(x.cls, "line") for x in self.lines}
        return [Key(cls, part, text) for (cls, part), text in words.items() if (cls, part) in shown]  # type: ignore[arg-type]


def shows(asked: Asked) -> tuple[str, ...]:
    """The pictures that can be made of what is asked."""
    return ("before",) if asked.after is None else ("before", "after", "diff")


def headline(asked: Asked, what: str, show: str, page: int, pages: int) -> str:
    """The title of a page: whose picture of what, which side of the change, which page."""
    lang, name = asked.lang, asked.before.name
    side = SHOWS[show][lang != "zh"] if asked.after is not None else say("now", lang)
    of = say("page", lang, page, pages) if pages > 1 else ""
    if lang == "zh":
        return f"{name}{what}（{'，'.join(x for x in (side, of) if x)}）"
    named = f"{name}: {what}" if name else what.capitalize()
    return f"{named} ({', '.join(x for x in (side, of) if x)})"


def dated(asked: Asked, show: str, facts: list[str]) -> str:
    """The note under a title: the day of the org shown, and its numbers."""
    org = asked.before if show == "before" or asked.after is None else asked.after
    day_ = [say("as_of", asked.lang, day_words(org.as_of, asked.lang))] if org.as_of is not None else []
    return say("stop", asked.lang).join([*day_, *facts])


def top(asked: Asked, paper: Paper, heads: list[tuple[str, str]]) -> float:
    """Where the picture begins below the highest of several headings."""
    return max(headed(*head, paper.width, asked.font)[1] for head in heads) + GAP


def foot(asked: Asked, paper: Paper, words: list[list[str]]) -> float:
    """The room that the legend takes at the bottom, the largest of those given."""
    keys = [[Key("vertical", "line", text) for text in texts] for texts in words]
    rows = max(len(legend_rows(k, paper.width - 2 * MARGIN, asked.font)) for k in keys)
    return GAP + legend_height(rows) + MARGIN * 0.75


def page(
    asked: Asked, paper: Paper, name: str, head: tuple[str, str], parts: Parts, words: Words, end: float, height: float
) -> Page:  # fmt: skip
    """A page: heading, parts, and the legend below ``end``. The sheet is ``height`` millimetres high."""
    font = asked.font
    labels, _ = headed(*head, paper.width, font)
    keys = parts.keys(words)
    rows = legend_rows(keys, paper.width - 2 * MARGIN, font)
    swatches, strokes, marks, texts = draw_legend(rows, paper.width, end + GAP, parts.lines, font)
    return Page(
        name=name,
        width=paper.width,
        height=height,
        title=head[0],
        desc=head[1],
        lang=asked.lang,
        bands=tuple(parts.bands),
        lines=(*parts.lines, *strokes),
        boxes=(*parts.boxes, *swatches),
        marks=tuple(marks),
        labels=(*labels, *parts.labels, *texts),
        keys=tuple(keys),
    )


def lines_of(text: str, font: Font, size: float, room: float, most: int = 3) -> tuple[str, ...]:
    """A text broken for a width in millimetres.

    :raises Undrawable: if it needs more lines than ``most``.
    """
    found = broken(text, partial(font.width, size=size), room, most) if text else ()
    if found is None:
        raise Undrawable(
            f"the name does not fit the page at {size:g} pt: {text!r}. Give it a shorter name or short_name."
        )
    return found


def block(lines: int, size: float) -> float:
    """The height of so many lines of type in millimetres."""
    return lines * LEAD * size * MM


def left(x: float, middle: float, lines: tuple[str, ...], size: float, cls: str = "text") -> list[Label]:
    """Lines of type that begin at x, centred about a height."""
    em = size * MM
    first = middle - (len(lines) - 1) / 2 * LEAD * em + RISE * em
    return [Label(x, first + i * LEAD * em, t, size, cls, "start") for i, t in enumerate(lines)]


def called(org: Org) -> dict[str, str]:
    """Unit id -> the name that pictures use: the short one if there is one."""
    names = org.units.select("id", "short_name", "name").iter_rows()
    return {id: plain(short or "") or plain(name or "") or id for id, short, name in reversed(list(names))}


def functions(d: Derived, lang: str) -> dict[str, str]:
    """Function id -> its name, in the file's order: the name that the file gives, else the profile's in the language."""
    own = {id: plain(name or "") for id, name in d.tables["functions"].select("id", "name").iter_rows()}
    known = {id: label.label(lang) for id, label in d.profile.functions.items()}
    told = {id: name or id for id, name in own.items()}
    return {**told, **{id: name for id, name in known.items() if id not in told}}
