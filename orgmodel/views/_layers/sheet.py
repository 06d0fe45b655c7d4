"""Fills sheets: heading, picture, legend; what is higher than a sheet goes on with marks of continuation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from orgmodel.profiles import Profile
from orgmodel.scene import Box, Font, Key, Label, Line, Mark, Page, Paper, Point, Scene
from orgmodel.views._frame import MARGIN, draw_legend, headed, keys, legend_height, legend_rows
from orgmodel.views._layers import paint
from orgmodel.views._layers.heights import CUT, Channel, channels, cut, measure, stack
from orgmodel.views._layers.parts import Plan
from orgmodel.views._layers.place import Room
from orgmodel.views._look import Edge, Face, Look
from orgmodel.views._words import say

LONGEST = 247.0  # mm: a picture for body text that is higher than the text of an A4 page goes on
MOST_MORE = 9.0  # mm by which a channel grows where the sheet has room
Heading = Callable[[str, int, int], tuple[str, str]]  # show, page, pages -> title and note


@dataclass(frozen=True)
class Frame:
    """What stands around a picture, and in which room it stands: side margin and column of band words in mm."""

    paper: Paper
    font: Font
    lang: str
    profile: Profile
    heading: Heading
    margin: float
    column: float

    @property
    def room(self) -> Room:
        """Where boxes may stand."""
        return Room(self.margin + self.column + 4.0, self.paper.width - self.margin - 2.0)


def scenes(made: Plan, tracks: dict[int, int], shows: Sequence[str], frame: Frame) -> dict[str, Scene]:
    """The pages of every show, all on one layout."""
    rooms = channels(made, tracks)
    rows = 1
    for show in shows:
        entries = _keys(_whole(made, show), frame)
        rows = max(rows, len(legend_rows(entries, _legend_room(frame), frame.font)))
    foot = legend_height(rows) + frame.margin + 1.5
    for pages_ in (1, 99):  # the heading names the page where there are several
        top = _top(shows, pages_, frame)
        high = (LONGEST if frame.paper.endless else frame.paper.height) - top - foot
        ends = cut(made, rooms, high if pages_ == 1 else high - 5.0)
        if not ends:
            break
    pages = len(ends) + 1
    if pages == 1 and not frame.paper.endless:
        _loosen(made, rooms, high)
    top = _top(shows, pages, frame)
    bottom = stack(made, rooms, top)
    cuts = [rooms[n].y + rooms[n].height - rooms[n].below - CUT / 2 for n in ends]
    windows = list(zip([top, *cuts], [*cuts, bottom], strict=True))
    return {
        show: Scene(
            tuple(_page(made, show, frame, n, len(windows), w, top) for n, w in enumerate(windows, 1))
        )
        for show in shows
    }


def _legend_room(frame: Frame) -> float:
    return frame.paper.width - 2 * frame.margin - 4


def _top(shows: Sequence[str], pages: int, frame: Frame) -> float:
    return max(_head(*frame.heading(s, pages, pages), frame)[1] for s in shows) + 1.6


def _head(title: str, note: str, frame: Frame) -> tuple[list[Label], float]:
    """The heading, nearer to the edges where the sheet has narrow margins of its own."""
    less = MARGIN - frame.margin - 2.0 if frame.margin < MARGIN else 0.0
    labels, y = headed(title, note, frame.paper.width + 2 * less, frame.font)
    return [replace(t, x=round(t.x - less, 3), y=round(t.y - less, 3)) for t in labels], y - less


def _loosen(made: Plan, rooms: list[Channel], high: float) -> None:
    """Let channels grow where a sheet has room to spare."""
    inner = [r for n, r in enumerate(rooms) if n or r.tracks]
    left = high - measure(made, rooms)
    for room in inner:
        room.more = min(MOST_MORE, left / len(inner))


@dataclass(frozen=True)
class _Parts:
    bands: list[Box]
    boxes: list[Box]
    lines: list[Line]
    marks: list[Mark]
    labels: list[Label]


def _whole(made: Plan, show: str) -> _Parts:
    return _Parts([], paint.boxes(made, show), paint.lines(made, show), paint.marks(made, show), [])


def _page(
    made: Plan, show: str, frame: Frame, number: int, pages: int, window: tuple[float, float], top: float
) -> Page:
    font, paper = frame.font, frame.paper
    right = paper.width - frame.margin
    bands, words = paint.bands(made, show, window, frame.margin, right, frame.column, font)
    whole = _Parts(
        bands, paint.boxes(made, show), paint.lines(made, show), paint.marks(made, show),
        words + paint.notes(made, show),
    )  # fmt: skip
    shift = top - window[0] + (5.0 if number > 1 else 0.0)
    part = _cut_out(whole, window, shift)
    end = window[1] + shift
    titles, note = frame.heading(show, number, pages)
    head, _ = _head(titles, note, frame)
    at = frame.margin + 1.2
    if number > 1:
        head.append(Label(at, top + 3.2, say("back", frame.lang), 8.0, "note", "start"))
    if number < pages:
        head.append(Label(at, end + 3.2, say("next", frame.lang), 8.0, "note", "start"))
        end += 4.5
    entries = _keys(part, frame)
    rows = legend_rows(entries, _legend_room(frame), font)
    swatches, strokes, discs, texts = draw_legend(rows, paper.width, end + 1.5, part.lines, font)
    height = paper.height
    if paper.endless:
        height = end + 1.5 + legend_height(len(rows)) + frame.margin
    return Page(
        name=show if number == 1 else f"{show}-{number}",
        width=paper.width,
        height=round(height, 3),
        title=titles,
        desc=note,
        lang=frame.lang,
        bands=tuple(part.bands),
        lines=(*part.lines, *strokes),
        boxes=(*part.boxes, *swatches),
        marks=(*part.marks, *discs),
        labels=(*head, *part.labels, *texts),
        keys=tuple(entries),
    )


def _keys(part: _Parts, frame: Frame) -> list[Key]:
    """The entries of the legend for what a page shows."""
    faces = {b.id: Face(b.cls, "", "", b.radius > 0) for b in part.boxes}
    edges = [Edge("", "", x.cls, "other", x.arrow, x.id) for x in part.lines]
    marks = [Edge("", "", m.cls, "other", False, m.id, m.cls) for m in part.marks]
    shown = Look(faces, edges)
    entries = keys(shown, frame.profile, frame.lang)
    return entries + [k for k in keys(Look({}, marks), frame.profile, frame.lang) if k.part == "mark"]


def _cut_out(whole: _Parts, window: tuple[float, float], shift: float) -> _Parts:
    low, high = window

    def inside(y: float) -> bool:
        return low <= y <= high

    return _Parts(
        [replace(b, y=round(b.y + shift, 3)) for b in whole.bands if inside(b.y + b.h / 2)],
        [replace(b, y=round(b.y + shift, 3)) for b in whole.boxes if inside(b.y + b.h / 2)],
        [x for line in whole.lines if (x := _clipped(line, low, high, shift))],
        [replace(m, y=round(m.y + shift, 3)) for m in whole.marks if inside(m.y)],
        [replace(t, y=round(t.y + shift, 3)) for t in whole.labels if inside(t.y)],
    )


def _clipped(line: Line, low: float, high: float, shift: float) -> Line | None:
    """The part of a line within a window; it leaves the window upright."""
    points: list[Point] = []
    for (x0, y0), (x1, y1) in zip(line.points, line.points[1:], strict=False):
        if max(y0, y1) < low or min(y0, y1) > high:
            continue
        for x, y in ((x0, min(max(y0, low), high)), (x1, min(max(y1, low), high))):
            point = (x, round(y + shift, 3))
            if not points or points[-1] != point:
                points.append(point)
    if len(points) < 2:
        return None
    arrow = line.arrow and low <= line.points[-1][1] <= high
    return replace(line, points=tuple(points), arrow=arrow)
