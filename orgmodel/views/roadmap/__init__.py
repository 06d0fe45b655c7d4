"""How a plan is carried out: its phases as a chart of bars over time, with what must be asked first.

A bar is a move; where there are more than a page holds, it is the moves of one kind under one superior that begin and end
together. What must wait for another bar of its phase says so by a line where that is clear, else in words.
"""

from dataclasses import dataclass
from itertools import accumulate

from orgmodel.profiles import of
from orgmodel.proposals import Plan, Plans
from orgmodel.proposals.roadmap import Phase, schedule
from orgmodel.scene import Font, Key, Label, Line, Page, Paper, Scene, Undrawable
from orgmodel.views._asked import Asked
from orgmodel.views._frame import MARGIN, draw_legend, headed, legend_height, legend_rows
from orgmodel.views._words import say
from orgmodel.views.roadmap import paint
from orgmodel.views.roadmap.axis import BEYOND, stripes
from orgmodel.views.roadmap.bars import GRADES, Bar, bars
from orgmodel.views.roadmap.needs import MOST, needs
from orgmodel.views.roadmap.sheets import LEAST, NUMBER, SIZE, Frame, Sheet, rows_of, sheets
from orgmodel.views.roadmap.words import note, term, title

PAGES = ("a4", "a3", "16:9")
TAKES = frozenset({"plan", "start"})
_LONG = 8  # pages; above that bars stand for all moves of a kind
_WORDS = 0.24, 0.44  # of the width: the column of words


@dataclass(frozen=True)
class _Source:
    """What all pages share."""

    plans: Plans
    plan: Plan
    phases: tuple[Phase, ...]
    paper: Paper
    lang: str
    font: Font


def scenes(asked: Asked) -> dict[str, Scene]:
    """The roadmap of one plan, as many pages as it needs.

    :raises Undrawable: if there is no such plan, it holds no move, or it would last beyond the calendar.
    """
    plans, lang, font = asked.plans, asked.lang, asked.font
    name = asked.plan or "balance"
    if name not in plans:
        raise Undrawable(
            f"no such plan: {name!r}; there are {', '.join(n for n in plans if plans[n].moves) or 'none'}."
        )
    plan = plans[name]
    if not plan.moves:
        others = ", ".join(n for n in plans if plans[n].moves)
        remedy = (
            f"Plans with moves: {others}." if others else "No kind of move repairs what is left in this org."
        )
        raise Undrawable(f"the plan {name!r} holds no move, so there is no roadmap to draw. {remedy}")
    try:
        phases = schedule(plan.phases, of(plans.org), asked.start)
    except OverflowError:
        raise Undrawable(
            f"the roadmap would last beyond the calendar from {asked.start} on. Give an earlier --start."
        ) from None
    font.check(plans.org.name, "name of the org")
    source = _Source(plans, plan, phases, asked.on(PAGES), lang, font)
    made, frame, pages = _laid(source)
    lines = _lines(source, frame, made)
    if lines is None and any(bar.after for phase in made for bar in phase):
        pages = sheets(phases, rows_of(made, frame, True, lang, font), frame)
    elif lines is not None:
        pages = sheets(phases, rows_of(made, frame, False, lang, font), frame)
    drawn = [
        _page(source, frame, sheet, lines or [], n, len(pages)) for n, sheet in enumerate(pages, start=1)
    ]
    return {"before": Scene(tuple(drawn))}


def _laid(source: _Source) -> tuple[list[list[Bar]], Frame, list[Sheet]]:
    """The finest bars of which there are not too many pages."""
    for grade, most in zip(GRADES, (1, _LONG, None), strict=True):
        made = bars(source.plans.org, source.phases, grade, source.lang)
        frame = _frame(source, made)
        if most is not None and sum(map(len, made)) * LEAST > most * (frame.bottom - frame.top):
            continue
        pages = sheets(source.phases, rows_of(made, frame, True, source.lang, source.font), frame)
        if most is None or len(pages) <= most:
            break
    return made, frame, pages


def _frame(source: _Source, made: list[list[Bar]]) -> Frame:
    """The column of words is as wide as the longest of them, within what leaves the bars their room."""
    paper, font, lang = source.paper, source.font, source.lang
    _, top = headed(
        title(source.plans, source.plan, 99, 99, lang),
        note(source.plans, source.plan, source.phases, lang),
        paper.width,
        font,
    )
    rows = legend_rows(_keys(lang, True, True), paper.width - 2 * MARGIN, font)
    bottom = paper.height - MARGIN - legend_height(len(rows)) - 3.0
    words = MARGIN + NUMBER
    longest = max(font.width(bar.words, SIZE) for phase in made for bar in phase) + 6.0
    low, high = (share * (paper.width - 2 * MARGIN) for share in _WORDS)
    left = round(words + min(max(longest, low), high), 3)
    total = sum(p.days for p in source.phases)
    return Frame(
        words, left, paper.width - MARGIN - BEYOND, paper.width - MARGIN, round(top + 9.0, 3), bottom, total
    )


def _lines(source: _Source, frame: Frame, made: list[list[Bar]]) -> list[Line] | None:
    """A line for everything that waits for another bar, if they are few and all of them have room; else None."""
    pairs = [(other, bar.id) for phase in made for bar in phase for other in bar.after]
    if not pairs or len(pairs) > MOST:
        return None
    pages = sheets(source.phases, rows_of(made, frame, False, source.lang, source.font), frame)
    out: list[Line] = []
    for sheet in pages:
        drawn = {d.id: d for d in paint.bars(frame, sheet)}
        here = [(a, b) for a, b in pairs if a in drawn or b in drawn]
        if any(a not in drawn or b not in drawn for a, b in here):
            return None
        finish = paint.ends(frame, sheet, _begun(source.phases))
        words = paint.rooms(paint.words(frame, sheet, finish, source.lang, source.font), source.font)
        found = needs([(drawn[a], drawn[b]) for a, b in here], list(drawn.values()), words)
        if found is None:
            return None
        out += found
    return out


def _begun(phases: tuple[Phase, ...]) -> dict[int, int]:
    """The days before each phase, by its number."""
    return dict(
        zip((p.number for p in phases), accumulate((p.days for p in phases), initial=0), strict=False)
    )


def _page(source: _Source, frame: Frame, sheet: Sheet, lines: list[Line], number: int, pages: int) -> Page:
    lang, font, paper = source.lang, source.font, source.paper
    name = title(source.plans, source.plan, number, pages, lang)
    said = note(source.plans, source.plan, source.phases, lang)
    top, _ = headed(name, said, paper.width, font)
    times = stripes(frame.total, source.phases[0].start, frame.right - frame.left, lang, font)
    begun = _begun(source.phases)
    drawn = paint.bars(frame, sheet)
    boxes, titles = paint.heads(frame, sheet, begun, lang, font)
    boxes += [box for bar in drawn for box in bar.boxes]
    finish = paint.ends(frame, sheet, begun)
    here = {bar.id for bar in drawn}
    lines = [x for x in lines if x.id.partition("<")[0] in here]
    keys = _keys(lang, any(b.cls == "bar-ask" for b in boxes), bool(lines))
    rows = legend_rows(keys, paper.width - 2 * MARGIN, font)
    swatches, strokes, _, texts = draw_legend(
        rows, paper.width, min(sheet.end + 5.0, frame.bottom + 3.0), lines, font
    )
    return Page(
        name="before" if number == 1 else f"before-{number}",
        width=paper.width,
        height=paper.height,
        title=name,
        desc=said,
        lang=lang,
        bands=tuple(paint.bands(frame, sheet, times)),
        lines=(*paint.ruling(frame, sheet), *finish, *lines, *strokes),
        boxes=(*boxes, *swatches),
        marks=(),
        labels=(
            *top, *paint.axis(frame, times), *titles, *paint.words(frame, sheet, finish, lang, font),
            *_continued(frame, sheet, number, pages, lang), *texts,
        ),
        keys=tuple(keys),
    )  # fmt: skip


def _keys(lang: str, asked: bool, lines: bool) -> list[Key]:
    out = [Key("head", "box", term("key-head", lang))]
    out += [Key("bar-ask", "box", term("key-ask", lang))] if asked else []
    out.append(Key("bar", "box", term("key-bar", lang)))
    out.append(Key("functional", "line", term("key-end", lang)))
    out += [Key("need", "line", term("key-need", lang))] if lines else []
    return out


def _continued(frame: Frame, sheet: Sheet, number: int, pages: int, lang: str) -> list[Label]:
    """That the chart goes on, or began on the page before."""
    out = [Label(MARGIN, frame.top - 2.0, say("back", lang), 8.0, "note", "start")] if number > 1 else []
    if number < pages:
        out.append(Label(frame.edge, round(sheet.end + 4.0, 3), say("next", lang), 8.0, "note", "end"))
    return out


__all__ = ["PAGES", "TAKES", "scenes"]
