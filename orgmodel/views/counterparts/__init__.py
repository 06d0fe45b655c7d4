"""Offices below against functions under one superior office: how many doors its work arrives at (一对多, 一对一).

The superior office stands above the kinds of office that carry its functions in the units below, with a line to
each; the cells say in how many units. Drawn is the office that is asked for, or every office that faces
several kinds, or else the one with the most counterparts.
"""

from dataclasses import dataclass

from orgmodel.graph import derive
from orgmodel.scene import Page, Scene, Undrawable
from orgmodel.views._asked import Asked
from orgmodel.views._table import Parts, called, dated, foot, functions, headline, page, shows, top
from orgmodel.views.counterparts.facing import facings
from orgmodel.views.counterparts.paint import MISSING, Layout, Sides, layouts, order, paint
from orgmodel.views.counterparts.words import WHAT, term, turned, words

PAGES = ("text", "a4", "a4-portrait")
TAKES = frozenset({"focus"})


@dataclass(frozen=True)
class _Names:
    units: dict[str, str]
    kinds: dict[str, str]
    functions: dict[str, str]


def scenes(asked: Asked) -> dict[str, Scene]:
    """The pictures by show, a page an office.

    :raises Undrawable: if no office has counterparts, or not the one asked for, or a name fits nowhere.
    """
    pairs = _chosen(asked)
    names = _names(asked, pairs)
    paper = asked.on(PAGES)
    shown = shows(asked)
    what = WHAT[asked.lang != "zh"]
    heads = [
        (headline(asked, what, s, 99, 99), dated(asked, s, _facts(pair, s, asked.lang)))
        for pair in pairs.values()
        for s in shown
    ]
    y = top(asked, paper, heads)
    legend = words(asked.lang)
    bottom = foot(asked, paper, [list(legend.values())])
    room = 1e9 if paper.endless else paper.height - y - bottom
    made = [
        (pair, one) for office, pair in pairs.items() for one in _layouts(asked, office, pair, names, room)
    ]
    out: dict[str, list[Page]] = {s: [] for s in shown}
    for n, (pair, one) in enumerate(made, 1):
        drawn = {s: _paint(asked, one, pair, s, y, paper.width) for s in shown}
        end = y + one.height
        keys = max(foot(asked, paper, [[k.text for k in p.keys(legend)]]) for p in drawn.values())
        height = end + keys if paper.endless else paper.height
        for s in shown:
            head = headline(asked, what, s, n, len(made)), dated(asked, s, _facts(pair, s, asked.lang))
            name = s if n == 1 else f"{s}-{n}"
            out[s].append(page(asked, paper, name, head, drawn[s], legend, end, height))
    return {s: Scene(tuple(pages)) for s, pages in out.items()}


def _chosen(asked: Asked) -> dict[str, Sides]:
    """The offices that are drawn, the most split one first."""
    first = facings(asked.before)
    second = facings(asked.after) if asked.after is not None else first
    found: dict[str, Sides] = {id: (first.get(id), second.get(id)) for id in {**first, **second}}
    if not found:
        raise Undrawable(
            f"{asked.before.name or 'the org'} has no office whose functions are carried in units below it, so there are "
            "no counterparts to draw. Fill the tables functions and assignments, and units with their offices (host)."
        )

    def rank(id: str) -> tuple[int, int, str]:
        sides = [f for f in found[id] if f]
        return -max(len(f.kinds) for f in sides), -max(f.pairs for f in sides), id

    ranked = sorted(found, key=rank)
    if asked.focus is not None:
        own = [
            id for id in ranked if asked.focus == id or any(f and f.host == asked.focus for f in found[id])
        ]
        if not own:
            raise Undrawable(
                f"no counterparts below {asked.focus!r}. Offices with counterparts: {', '.join(ranked[:9])}."
            )
        return {id: found[id] for id in own}
    split = [id for id in ranked if rank(id)[0] < -1]
    return {id: found[id] for id in split or ranked[:1]}


def _names(asked: Asked, pairs: dict[str, Sides]) -> _Names:
    orgs = [asked.before, *([asked.after] if asked.after is not None else [])]
    units: dict[str, str] = {}
    named: dict[str, str] = {}
    for org in orgs:
        units = {**called(org), **units}
        named |= {f: n for f, n in functions(derive(org), asked.lang).items() if f not in named}
    profile = derive(orgs[-1]).profile
    kinds = {k for pair in pairs.values() for f in pair if f for k in f.kinds}
    labels = {k: profile.kind_label(k, asked.lang) if k else term("kind", asked.lang) for k in kinds}
    for id, name in [*units.items(), *named.items()]:
        if id in named or id in pairs:
            asked.font.check(name, f"{id!r}")
    return _Names(units, labels, named)


def _layouts(asked: Asked, office: str, pair: Sides, names: _Names, room: float) -> list[Layout]:
    sides = [f for f in pair if f]
    columns = order(sorted({k for f in sides for k in f.kinds}), pair[0], pair[1])
    kinds = {k: names.kinds[k] for k in columns}
    if any(f.missing for f in sides):
        kinds[MISSING] = term("missing", asked.lang)
    places = {f: n for n, f in enumerate(names.functions)}
    held = sorted(
        {f for side in sides for f in side.functions}, key=lambda f: (places.get(f, len(places)), f)
    )
    rows = {f: names.functions.get(f, f) for f in held}
    host, own = names.units.get(sides[0].host, sides[0].host), names.units.get(office, office)
    head = own if own.startswith(host) else f"{host}{own}" if asked.lang == "zh" else f"{host}: {own}"
    compared = [_sides(pair, s) for s in shows(asked)]
    return layouts(office, head, kinds, rows, compared, asked.lang, asked.on(PAGES), room, asked.font)


def _sides(pair: Sides, show: str) -> Sides:
    """What a show compares: outside diff an org with itself."""
    return pair if show == "diff" else (pair[0], pair[0]) if show == "before" else (pair[1], pair[1])


def _paint(asked: Asked, made: Layout, pair: Sides, show: str, y: float, width: float) -> Parts:
    return paint(made, *_sides(pair, show), show, asked.lang, y, width)


def _facts(pair: Sides, show: str, lang: str) -> list[str]:
    """κ, λ and the number of units of the office on a page."""
    sides = _sides(pair, show)
    if not any(sides):
        return [term("none", lang)]
    was, now = ((len(f.kinds), f.pairs, f.units) if f else (0, 0, 0) for f in sides)
    kinds, pairs, units = (turned(a, b) for a, b in zip(was, now, strict=True))
    return [term("fan", lang, kinds, pairs), term("units", lang, units)]


__all__ = ["PAGES", "TAKES", "scenes"]
