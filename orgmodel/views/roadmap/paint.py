"""Turns rows and times into the boxes, lines and words of a page."""

from collections.abc import Iterable, Sequence

from orgmodel.scene import LEAD, MM, RISE, Box, Font, Label, Line
from orgmodel.views._frame import MARGIN
from orgmodel.views.roadmap.axis import SIZE as TICK
from orgmodel.views.roadmap.axis import Stripe
from orgmodel.views.roadmap.needs import Drawn, Room
from orgmodel.views.roadmap.sheets import HEAD, NUMBER, SIZE, Frame, Row, Sheet
from orgmodel.views.roadmap.words import phase_words, span, term

BAR, _HEAD_BAR = 4.4, 5.0  # mm: heights of the bars of moves and of phases
_AWAY = 1.9  # mm from a bar to its words


def bands(frame: Frame, sheet: Sheet, times: Sequence[Stripe]) -> list[Box]:
    """Every second stretch of time as a stripe behind the rows."""
    return [
        Box("", "band", frame.x(t.begin), frame.top - 6.0, round(frame.x(t.end) - frame.x(t.begin), 3), round(sheet.end - frame.top + 6.0, 3))
        for t in times[::2]
    ]  # fmt: skip


def axis(frame: Frame, times: Sequence[Stripe]) -> list[Label]:
    """The names of the stretches of time, those of short ends beside the field."""
    y = frame.top - 2.0
    out = []
    for t in times:
        low, high = frame.x(t.begin), frame.x(t.end)
        if t.outward:
            x, anchor = (low + 1.0, "start") if t.outward > 0 else (high - 1.0, "end")
            out.append(Label(round(x, 3), y, t.words, TICK, "note", anchor))  # type: ignore[arg-type]
        elif t.words:
            out.append(Label((low + high) / 2, y, t.words, TICK, "note"))
    return out


def ruling(frame: Frame, sheet: Sheet) -> list[Line]:
    """A line above every phase and one below the last."""
    ys = [b.y for b in sheet.blocks] + [sheet.end]
    return [Line("", "grid", ((MARGIN, y), (frame.edge, y))) for y in ys]


def bars(frame: Frame, sheet: Sheet) -> list[Drawn]:
    """The bars of moves: what is asked first, then what is carried out."""
    return [_bar(frame, row) for block in sheet.blocks for row in block.rows]


def _bar(frame: Frame, row: Row) -> Drawn:
    bar, top = row.bar, round(row.middle - BAR / 2, 3)
    begin, asked, end = (frame.x(d) for d in (bar.begin, bar.asked, bar.end))
    work = Box(bar.id, "bar", asked, top, round(end - asked, 3), BAR)
    if bar.asked == bar.begin:
        return Drawn(bar.id, (work,))
    return Drawn(bar.id, (Box(f"ask:{bar.id}", "bar-ask", begin, top, round(asked - begin, 3), BAR), work))


def ends(frame: Frame, sheet: Sheet, begun: dict[int, int]) -> list[Line]:
    """The end of each phase, down through its rows."""
    out = []
    for block in sheet.blocks:
        x = round(frame.x(begun[block.phase.number] + block.phase.days) + 0.8, 3)
        top = round(block.y + HEAD / 2 + _HEAD_BAR / 2 + 0.4, 3)
        out.append(Line(f"end-{block.phase.number}", "functional", ((x, top), (x, round(block.end, 3)))))
    return out


def heads(
    frame: Frame, sheet: Sheet, begun: dict[int, int], lang: str, font: Font
) -> tuple[list[Box], list[Label]]:
    """The phases: their words at the left, and a bar with the dates, or the days, that they take."""
    boxes, labels = [], []
    for block in sheet.blocks:
        phase, middle = block.phase, block.y + HEAD / 2
        labels.append(
            Label(
                MARGIN,
                round(middle + RISE * 9.5 * MM, 3),
                phase_words(phase, block.again, lang),
                9.5,
                "text",
                "start",
            )
        )
        left, right = frame.x(begun[phase.number]), frame.x(begun[phase.number] + phase.days)
        long = span(phase, lang) or term("in-days", lang, n=phase.days)
        inside = font.width(long, SIZE) + 2.0 <= right - left
        lines = (long,) if inside else ()
        top = round(middle - _HEAD_BAR / 2, 3)
        boxes.append(
            Box(f"phase-{phase.number}", "head", left, top, round(right - left, 3), _HEAD_BAR, lines, SIZE)
        )
        if not inside:
            labels.append(_beside(long, left, right, middle, frame, font))
    return boxes, labels


def _beside(words: str, left: float, right: float, middle: float, frame: Frame, font: Font) -> Label:
    """Words after a bar, or before it where they would leave the sheet."""
    y = round(middle + RISE * SIZE * MM, 3)
    fits = right + _AWAY + font.width(words, SIZE) <= frame.edge
    return Label(right + _AWAY if fits else left - _AWAY, y, words, SIZE, "note", "start" if fits else "end")


def words(frame: Frame, sheet: Sheet, drawn: Iterable[Line], lang: str, font: Font) -> list[Label]:
    """The number, the words and the end of each bar; words keep off the line at the end of the phase."""
    out: list[Label] = []
    finish = {line.id: line.points[0][0] for line in drawn}
    em = SIZE * MM
    for block in sheet.blocks:
        x_end = finish[f"end-{block.phase.number}"]
        for row in block.rows:
            out.append(
                Label(
                    MARGIN + NUMBER - 3.0,
                    round(row.middle + RISE * em, 3),
                    str(row.number),
                    SIZE,
                    "note",
                    "end",
                )
            )
            first = row.middle - (len(row.lines) - 1) / 2 * LEAD * em + RISE * em
            for n, text in enumerate(row.lines):
                out.append(Label(frame.words, round(first + n * LEAD * em, 3), text, SIZE, "text", "start"))
            out.append(_told(frame, row, x_end, lang, font))
    return out


def _told(frame: Frame, row: Row, x_end: float, lang: str, font: Font) -> Label:
    bar = row.bar
    said = term("in-days", lang, n=bar.end - bar.begin)
    x = frame.x(bar.end) + _AWAY
    if x - 0.6 < x_end < x + font.width(said, SIZE) + 0.6 or abs(x_end - frame.x(bar.end)) < 1.0:
        x = x_end + 1.3
    return Label(round(x, 3), round(row.middle + RISE * SIZE * MM, 3), said, SIZE, "note", "start")


def rooms(labels: Iterable[Label], font: Font) -> list[Room]:
    """What words that start at a place take up."""
    return [
        (t.x, t.y - 0.88 * t.size * MM, t.x + font.width(t.text, t.size), t.y + 0.12 * t.size * MM) for t in labels if t.anchor == "start"
    ]  # fmt: skip
