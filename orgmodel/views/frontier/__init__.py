"""What can be had for what: exposure against ties lost, the exact frontier, and where the named plans stand on it.

A point is a plan that no other beats in both; the border of the stairs is what nobody can get below. The balance point is the
one that lies farthest below the chord between the two ends. Doing nothing stands beside it as a reference.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from orgmodel.proposals import Plan, Plans
from orgmodel.scene import MM, RISE, Key, Label, Line, Mark, Page, Point, Scene, Undrawable
from orgmodel.views._asked import Asked
from orgmodel.views._frame import MARGIN, draw_legend, headed, legend_height, legend_rows
from orgmodel.views._scale import figure
from orgmodel.views.frontier.plot import Cost, Plot, apart, scaled, staircase
from orgmodel.views.frontier.tags import Room, Tag, placed
from orgmodel.views.frontier.words import note, tag, term, title

PAGES = ("text", "a4", "a4-portrait", "a3", "16:9")
TAKES = frozenset[str]()
_FIELD, _FLAT = (
    92.0,
    34.0,
)  # mm: height of the field where the sheet has none of its own; where no tie is at stake
_SIZE = 8.5
_RADII = {"point": 0.55, "chosen": 1.5, "found": 1.45, "elsewhere": 0.06}  # mm
_SHAPES = {"point": "dot", "chosen": "ring", "found": "cross", "elsewhere": "dot"}
_PITCH = 1.5  # mm between the dots of the chord


def scenes(asked: Asked) -> dict[str, Scene]:
    """One page: proposals are made for the org as it is, so there is no after.

    :raises Undrawable: if no plan holds a move, so that there is nothing to choose between.
    """
    plans, lang, font = asked.plans, asked.lang, asked.font
    if not any(plan.moves for plan in plans.values()):
        org, left = plans.org.name or "the org", plans["stay"].exposure
        if not plans.solution.proven:
            raise Undrawable(
                f"{org}: the time ended before a plan was found (exposure {left}). Allow more time."
            )
        raise Undrawable(
            f"{org}: no move repairs anything (exposure {left}), so there is no frontier to draw. "
            "`orgmodel propose` says of each finding why it stays."
        )
    font.check(plans.org.name, "name of the org")
    sheet = asked.on(PAGES)
    proven = plans.solution.proven
    chord = proven and not plans.straight
    keys = _keys(plans, lang, chord)
    rows = legend_rows(keys, sheet.width - 2 * MARGIN, font)
    xs, ys = scaled(_costs(plans))
    _, top = headed(title(plans, lang), note(plans, 1, lang), sheet.width, font)
    top += 8.5
    wide = max(font.width(figure(v), _SIZE) for v in ys)
    foot = 15.0 + legend_height(len(rows)) + MARGIN - 4.0
    bottom = (
        top + (_FIELD if any(t for _, t in _costs(plans)) else _FLAT)
        if sheet.endless
        else sheet.height - foot
    )
    plot = Plot(MARGIN + wide + 3.0, top, sheet.width - MARGIN - 4.0, bottom, xs, ys)
    named = _named(plans)
    shown = apart(plot, plans.frontier, {(p.exposure, p.ties) for _, p in named})
    head, _ = headed(title(plans, lang), note(plans, len(shown), lang), sheet.width, font)
    stairs = staircase(plot, plans.frontier)
    drawn = _border(stairs, proven)
    marks = [
        Mark("frontier", "point", "dot", *plot.at((p.exposure, p.ties)), r=_RADII["point"]) for p in shown
    ]
    soft = [_along((plot.left, plot.y(v)), (plot.right, plot.y(v)), 0.2) for v in ys]
    if chord:
        dots, drop = _chord(plot, plans)
        marks = [*dots, *marks]
        drawn.append(drop)
        soft += [_around(d.x, d.y, 0.5) for d in dots]
        soft.append(_along(*_ends(drop)))
    if not proven and plans["full"].gap:
        x = plot.x(max(plans["full"].bound, xs[0]))
        drawn.append(Line("bound", "functional", ((x, plot.top), (x, plot.bottom))))
        soft.append(_along(*_ends(drawn[-1])))
    stops = [_mark(plot, plan) for _, plan in named]
    full = [_along(a, b) for a, b in pairwise(stairs)] + [_around(m.x, m.y, 2.2) for m in stops]
    full += [_around(m.x, m.y, 1.0) for m in marks if m.cls == "point"]
    field = (plot.left + 1.2, plot.top - 3.0, plot.right + 3.0, plot.bottom - 1.2)
    tags = [Tag((m.x, m.y), tag(names, plan, lang)) for m, (names, plan) in zip(stops, named, strict=True)]
    labels = placed(tags, field, full, soft, font)
    swatches, strokes, discs, texts = draw_legend(rows, sheet.width, plot.bottom + 13.0, set(), font)
    page = Page(
        name="before",
        width=sheet.width,
        height=round(plot.bottom + foot, 2) if sheet.endless else sheet.height,
        title=title(plans, lang),
        desc=note(plans, len(shown), lang),
        lang=lang,
        bands=(),
        lines=(*_ruling(plot), *drawn, *strokes),
        boxes=tuple(swatches),
        marks=(*stops, *marks, *_symbols(discs)),
        labels=(*head, *_figures(plot, lang), *labels, *texts),
        keys=tuple(keys),
    )
    return {"before": Scene((page,))}


def _costs(plans: Plans) -> list[Cost]:
    """Everything that the field must hold."""
    out: list[Cost] = [(p.exposure, p.ties) for p in plans.values()]
    out += [(p.exposure, p.ties) for p in (plans.frontier[0], plans.frontier[-1])]
    if not plans.solution.proven:
        out.append((plans["full"].bound, 0.0))
    return out


def _named(plans: Plans) -> list[tuple[list[str], Plan]]:
    """The plans by the place where they stand, those that are one plan together."""
    out: dict[tuple[float, float, int], tuple[list[str], Plan]] = {}
    for name, plan in plans.items():
        out.setdefault((plan.exposure, plan.ties, plan.effort), ([], plan))[0].append(name)
    return list(out.values())


def _mark(plot: Plot, plan: Plan) -> Mark:
    cls = "found" if plan.name == "stay" else "chosen"
    return Mark(plan.name, cls, _SHAPES[cls], *plot.at((plan.exposure, plan.ties)), r=_RADII[cls])  # type: ignore[arg-type]


def _border(stairs: Sequence[Point], proven: bool) -> list[Line]:
    """The stairs; dashed where they are not proven."""
    return [Line("border", "front" if proven else "dotted", tuple(stairs))] if len(stairs) > 1 else []


def _chord(plot: Plot, plans: Plans) -> tuple[list[Mark], Line]:
    """The chord as dots, since it runs aslant, and how far the balance point lies below it."""
    first, last, knee = plans.frontier[0], plans.frontier[-1], plans["balance"]
    (x0, y0), (x1, y1) = (plot.at((p.exposure, p.ties)) for p in (first, last))
    count = int(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / _PITCH)
    dots = [
        Mark("chord", "elsewhere", "dot", round(x0 + (x1 - x0) * n / count, 3), round(y0 + (y1 - y0) * n / count, 3), 0.06)
        for n in range(1, count)
    ]  # fmt: skip
    x, y = plot.at((knee.exposure, knee.ties))
    over = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return dots, Line("distance", "need", ((x, round(over, 3)), (x, y)))


def _keys(plans: Plans, lang: str, chord: bool) -> list[Key]:
    proven = plans.solution.proven
    out = []
    if len(plans.frontier) > 1:
        border = ("front", "key-front") if proven else ("dotted", "key-found")
        out.append(Key(border[0], "line", term(border[1], lang)))
    out.append(Key("point", "mark", term("key-point", lang)))
    out.append(Key("chosen", "mark", term("key-plan", lang)))
    out.append(Key("found", "mark", term("key-stay", lang)))
    if chord:
        out.append(Key("elsewhere", "mark", term("key-chord", lang)))
        out.append(Key("need", "line", term("key-distance", lang)))
    if not proven and plans["full"].gap:
        out.append(Key("functional", "line", term("key-bound", lang)))
    return out


def _symbols(discs: Sequence[Mark]) -> list[Mark]:
    """The marks of the legend as they stand in the field; the chord shows as a row of dots."""
    out: list[Mark] = []
    for m in discs:
        mark = replace(m, shape=_SHAPES[m.cls], r=_RADII[m.cls])  # type: ignore[arg-type]
        shifts = (-_PITCH, 0.0, _PITCH) if m.cls == "elsewhere" else (0.0,)
        out += [replace(mark, x=round(m.x + s, 3)) for s in shifts]
    return out


def _ruling(plot: Plot) -> list[Line]:
    """The axes, their ticks, and a faint line across the field at every figure of the ties."""
    out = [Line("", "grid", ((plot.left, plot.y(v)), (plot.right, plot.y(v)))) for v in plot.ys[1:]]
    out.append(Line("", "axis", ((plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom))))
    out += [Line("", "axis", ((plot.x(v), plot.bottom), (plot.x(v), plot.bottom + 1.2))) for v in plot.xs]
    return out


def _figures(plot: Plot, lang: str) -> list[Label]:
    """The figures and words along the axes."""
    drop = RISE * _SIZE * MM
    out = [Label(plot.x(v), plot.bottom + 5.0, figure(v), _SIZE, "note") for v in plot.xs]
    out += [
        Label(plot.left - 1.8, round(plot.y(v) + drop, 3), figure(v), _SIZE, "note", "end") for v in plot.ys
    ]
    out.append(Label((plot.left + plot.right) / 2, plot.bottom + 9.8, term("x", lang), 9.0))
    out.append(Label(MARGIN, plot.top - 4.4, term("y", lang), 9.0, "text", "start"))
    return out


def _ends(line: Line) -> tuple[Point, Point]:
    return line.points[0], line.points[-1]


def _around(x: float, y: float, r: float) -> Room:
    return (x - r, y - r, x + r, y + r)


def _along(a: Point, b: Point, by: float = 0.6) -> Room:
    return (min(a[0], b[0]) - by, min(a[1], b[1]) - by, max(a[0], b[0]) + by, max(a[1], b[1]) + by)


__all__ = ["PAGES", "TAKES", "scenes"]
