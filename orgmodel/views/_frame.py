"""What stands around every picture: the title, the date and counts, the legend of exactly what is shown."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol

from orgmodel.graph.days import day_words
from orgmodel.model import Org
from orgmodel.profiles import Profile
from orgmodel.scene import Box, Font, Key, Label, Line, Mark
from orgmodel.scene.text import Measure, broken
from orgmodel.views._look import Look
from orgmodel.views._words import counts, legend, say, title

MARGIN = 12.0
_ROW, _SWATCH, _STROKE, _AFTER, _BETWEEN = 6.2, 9.0, 11.0, 1.6, 6.5  # mm
_SIZE = 8.5
_TERM = re.compile(r"[^，、；\s]*(?:[，、；]+[”’）》]*|\s+|$)")
# The order of the legend.
_BOXES = (
    "vertical", "territorial", "half", "broken", "orphan", "upgraded", "established", "changed", "added", "linked",
    "removed", "released", "unknown", "elsewhere",
)  # fmt: skip
_LINES = (
    "management", "affiliation", "half", "broken", "orphan", "added", "removed", "cooperation", "functional", "dotted",
)  # fmt: skip
_MARKS = {"half": "half", "broken": "cross", "orphan": "ring", "circle": "ring", "found": "dot"}
ROUNDED = {"territorial", "linked", "released"}


def heading(
    org: Org, other: Org | None, tally: tuple[dict[str, int], dict[str, int] | None], show: str, lang: str,
    page: int, pages: int, width: float, font: Font, said: str = "",
    about: str = "",
) -> tuple[list[Label], str, str, float]:  # fmt: skip
    """Labels of title and subtitle, the two as text, and the y below them; ``said`` stands where no link is counted.

    ``about`` is the name of the unit that is shown where it is not the whole org.
    """
    name = title(about or org.name, show, lang, two=other is not None, page=page, pages=pages)
    dated = org if show == "before" or other is None else other
    parts = []
    if dated.as_of is not None:
        parts.append(say("as_of", lang, day_words(dated.as_of, lang)))
    shown = counts(*tally, lang) or said
    parts += [shown] if shown else []
    note = say("stop", lang).join(parts)
    labels, y = headed(name, note, width, font)
    return labels, name, note, y


def headed(name: str, note: str, width: float, font: Font) -> tuple[list[Label], float]:
    """A title over a note, centred at the top of a page, and the y below them."""
    room = width - 2 * MARGIN
    size, lines = _title(name, room, font)
    y = MARGIN + size * 0.38
    labels = []
    for line in lines:
        labels.append(Label(width / 2, y, line, size, "title"))
        y += size * 0.45
    for line in by_terms(note, partial(font.width, size=9.0), room):
        y += 1.0
        labels.append(Label(width / 2, y, line, 9.0, "note"))
        y += 3.6
    return labels, y


def by_terms(text: str, measure: Measure, room: float) -> list[str]:
    """A note in as few lines as the width allows, about equally long, each ending with a whole term: after ，、； or a blank.

    Lines end after ； where that needs no more of them. Only a term that is wider than a line is broken within.

    >>> by_terms("半脱节5、断层26；双重领导4", len, 9)
    ['半脱节5、', '断层26；', '双重领导4']
    >>> by_terms("半脱节5、断层26；双重领导4", len, 12)
    ['半脱节5、断层26；', '双重领导4']
    """
    terms = [t for t in _TERM.findall(text) if t.strip()]
    if any(measure(t.rstrip()) > room for t in terms):
        torn = (broken(t, measure, room, 99) if measure(t.rstrip()) > room else None for t in terms)
        terms = [p for t, parts in zip(terms, torn, strict=True) for p in parts or (t,)]
    clauses = _clauses(terms)
    whole = ["".join(c) for c in clauses]
    lines: list[str] = []
    for clause, said in zip(clauses, whole, strict=True):
        if lines and measure((lines[-1] + said).rstrip()) <= room:
            lines[-1] += said
        else:
            lines += _evened(clause, measure, room)
    if len(lines) > len(_filled(terms, measure, room)):
        return _evened(terms, measure, room)
    if all(measure(c.rstrip()) <= room for c in whole):
        return _evened(whole, measure, room)
    return [line.rstrip() for line in lines]


def _clauses(terms: list[str]) -> list[list[str]]:
    """The terms up to each ；."""
    out: list[list[str]] = []
    for term in terms:
        if out and not out[-1][-1].rstrip("”’）》 ").endswith(("；", ";")):
            out[-1].append(term)
        else:
            out.append([term])
    return out


def _evened(terms: list[str], measure: Measure, room: float) -> list[str]:
    """The terms in as few lines as the width allows, about equally long."""
    lines = _filled(terms, measure, room)
    low, high = 0.0, room
    for _ in range(12 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = _filled(terms, measure, middle)
        fits = len(tried) <= len(lines) and all(measure(x) <= middle for x in tried)
        low, high, lines = (low, middle, tried) if fits else (middle, high, lines)
    return lines


def _filled(terms: list[str], measure: Measure, room: float) -> list[str]:
    lines: list[str] = []
    for term in terms:
        if lines and measure((lines[-1] + term).rstrip()) <= room:
            lines[-1] += term
        else:
            lines.append(term)
    return [line.rstrip() for line in lines]


def _title(name: str, room: float, font: Font) -> tuple[float, tuple[str, ...]]:
    for size, most in ((15.0, 1), (13.0, 1), (12.0, 2), (10.0, 9)):
        lines = broken(name, partial(font.width, size=size), room, most)
        if lines is not None:
            return size, lines
    return 10.0, (name,)


def keys(look: Look, profile: Profile, lang: str) -> list[Key]:
    """The entries of the legend: every class that the page shows and no other."""
    boxes = {f.cls for f in look.faces.values()}
    sided = any(f.territorial for f in look.faces.values())
    lines = {e.cls for e in look.edges}
    marks = {e.mark for e in look.edges if e.mark}
    kinds = {e.id.rpartition(":")[2] for e in look.edges if e.cls in ("functional", "dotted")}
    entry = partial(legend, profile=profile, lang=lang, sided=sided, kinds=kinds)
    return [
        *(entry(c, "box") for c in _BOXES if c in boxes),
        *(entry(c, "line") for c in _LINES if c in lines),
        *(entry(c, "mark") for c in _MARKS if c in marks),
    ]


def _wide(key: Key, font: Font) -> float:
    symbol = {"box": _SWATCH, "line": _STROKE, "mark": 3.0}[key.part]
    return symbol + _AFTER + font.width(key.text, _SIZE)


def legend_rows(entries: list[Key], room: float, font: Font) -> list[list[Key]]:
    """The legend in as few rows as the width allows, about equally full."""
    rows: list[list[Key]] = []
    total = sum(_wide(k, font) + _BETWEEN for k in entries)
    count = max(1, -(-int(total) // int(room)))
    while True:
        rows, used, goal = [[]], 0.0, total / count
        for key in entries:
            wide = _wide(key, font) + _BETWEEN
            full = used + wide - _BETWEEN > room or (used + wide / 2 > goal and len(rows) < count)
            if rows[-1] and full:
                rows.append([])
                used = 0.0
            rows[-1].append(key)
            used += wide
        if len(rows) <= count or count > len(entries):
            return [r for r in rows if r]
        count += 1


def pupil(mark: Mark) -> list[Mark]:
    """The dot within the ring that stands for a circle of lines, so that no other mark looks like it."""
    return [replace(mark, shape="dot", r=0.45)] if mark.cls == "circle" else []


def legend_height(rows: int) -> float:
    """The height of a legend."""
    return rows * _ROW


class Pointed(Protocol):
    """A line or an edge, with an arrow at its end or none."""

    @property
    def cls(self) -> str: ...
    @property
    def arrow(self) -> bool: ...


def draw_legend(
    rows: list[list[Key]], width: float, y: float, drawn: Iterable[Pointed], font: Font
) -> tuple[list[Box], list[Line], list[Mark], list[Label]]:
    """The legend from y downwards; a line in it has an arrow where all those of its class that are drawn have one."""
    drawn = list(drawn)
    arrows = {x.cls for x in drawn if x.arrow} - {x.cls for x in drawn if not x.arrow}
    boxes: list[Box] = []
    lines: list[Line] = []
    marks: list[Mark] = []
    labels: list[Label] = []
    for n, row in enumerate(rows):
        x = (width - sum(_wide(k, font) + _BETWEEN for k in row) + _BETWEEN) / 2
        middle = y + (n + 0.5) * _ROW
        for key in row:
            if key.part == "box":
                radius = 1.4 if key.cls in ROUNDED else 0.0
                boxes.append(Box("", key.cls, x, middle - 1.9, _SWATCH, 3.8, radius=radius))
                x += _SWATCH
            elif key.part == "line":
                ends = ((x, middle), (x + _STROKE, middle))
                lines.append(Line("", key.cls, ends, arrow=key.cls in arrows))
                x += _STROKE
            else:
                shape = _MARKS.get(key.cls, "dot")
                r = 1.05 if key.cls == "found" else 1.45
                marks.append(Mark("", key.cls, shape, x + 1.5, middle, r))  # type: ignore[arg-type]
                marks += pupil(marks[-1])
                x += 3.0
            x += _AFTER
            labels.append(Label(x, middle + 1.14, key.text, _SIZE, "legend", "start"))
            x += font.width(key.text, _SIZE) + _BETWEEN
    return boxes, lines, marks, labels
