"""What must hold of every picture, computed from the scene alone: reusable by the tests of every view.

``faults(scene, font)`` lists what is wrong in words; an empty list means that the picture is sound.
"""

from collections.abc import Iterator
from itertools import combinations

from orgmodel.scene import MM, Box, Font, Label, Page, Scene

EPS = 0.02  # mm
ASCENT, DESCENT = 0.88, 0.12  # of the size: the square of a Chinese character about the baseline
Rect = tuple[float, float, float, float]  # left, top, right, bottom
RULING = ("grid", "axis")  # the lines of a chart that its own figures explain, not the legend


def extent(label: Label, font: Font) -> Rect:
    """The room that a label takes, measured with the real font."""
    wide, em = font.width(label.text, label.size), label.size * MM
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * wide
    if label.turn == -90:
        return (label.x - ASCENT * em, label.y + back - wide, label.x + DESCENT * em, label.y + back)
    return (label.x - back, label.y - ASCENT * em, label.x - back + wide, label.y + DESCENT * em)


def rect(box: Box) -> Rect:
    return (box.x, box.y, box.x + box.w, box.y + box.h)


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        inner[0] >= outer[0] - EPS
        and inner[1] >= outer[1] - EPS
        and inner[2] <= outer[2] + EPS
        and inner[3] <= outer[3] + EPS
    )


def _overlap(a: Rect, b: Rect, by: float = EPS) -> bool:
    return a[0] < b[2] - by and b[0] < a[2] - by and a[1] < b[3] - by and b[1] < a[3] - by


def faults(scene: Scene, font: Font) -> list[str]:
    """Everything that is wrong with a scene."""
    return [f"{page.name}: {fault}" for page in scene.pages for fault in _page(page, font)]


def _page(page: Page, font: Font) -> Iterator[str]:
    yield from _text(page, font)
    yield from _places(page, font)
    yield from _lines(page)
    yield from _legend(page)


def _text(page: Page, font: Font) -> Iterator[str]:
    for box in page.boxes:
        taken = [extent(t, font) for t in box.labels()]
        for label, room in zip(box.labels(), taken, strict=True):
            if not _within(room, rect(box)):
                yield f"label {label.text!r} sticks out of box {box.id!r}"
        if box.flow != "down":
            for a, b in combinations(taken, 2):
                if _overlap(a, b, 0.3):
                    yield f"lines of box {box.id!r} lie on each other"
    for label in page.texts():
        if label.size < 8:
            yield f"label {label.text!r} has {label.size} pt"
        if font.missing(label.text):
            yield f"label {label.text!r} cannot be shown"
    for a, b in combinations([(x, extent(x, font)) for x in page.labels], 2):
        if _overlap(a[1], b[1], 0.3):
            yield f"labels {a[0].text!r} and {b[0].text!r} lie on each other"


def _places(page: Page, font: Font) -> Iterator[str]:
    paper = (0.0, 0.0, page.width, page.height)
    for box in (*page.bands, *page.boxes):
        if not _within(rect(box), paper):
            yield f"box {box.id!r} leaves the page"
    for label in page.texts():
        if not _within(extent(label, font), paper):
            yield f"label {label.text!r} leaves the page"
    for line in page.lines:
        for x, y in line.points:
            if not (0 <= x <= page.width and 0 <= y <= page.height):
                yield f"line {line.id!r} leaves the page"
    for a, b in combinations(page.boxes, 2):
        if _overlap(rect(a), rect(b)):
            yield f"boxes {a.id!r} and {b.id!r} overlap"
    for label in page.labels:
        for box in page.boxes:
            if _overlap(extent(label, font), rect(box), 0.1):
                yield f"label {label.text!r} lies on box {box.id!r}"


def segments(page: Page) -> Iterator[tuple[str, str, str, str, Rect]]:
    """Every piece of a line: id, class, tail, head, and its extent."""
    for line in page.lines:
        for (x0, y0), (x1, y1) in zip(line.points, line.points[1:], strict=False):
            yield (
                line.id or f"trunk to {line.head}",
                line.cls,
                line.tail,
                line.head,
                (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)),
            )


def _lines(page: Page) -> Iterator[str]:
    for id, _, tail, head, (x0, y0, x1, y1) in segments(page):
        if x1 - x0 > EPS and y1 - y0 > EPS:
            yield f"line {id} is not orthogonal"
        for box in page.boxes:
            if box.id in (tail, head) and box.id:
                left, top, right, bottom = rect(box)
                inside = (left + EPS, top + EPS, right - EPS, bottom - EPS)
            else:
                inside = rect(box)
            if x0 < inside[2] and inside[0] < x1 + 1e-9 and y0 < inside[3] and inside[1] < y1 + 1e-9:
                yield f"line {id} runs through box {box.id!r}"
    for line in page.lines:
        if line.arrow and line.head:
            box = next((b for b in page.boxes if b.id == line.head), None)
            x, y = line.points[-1]
            if box is None or not _within((x, y, x, y), rect(box)):
                yield f"line {line.id!r} does not reach {line.head!r}"


def overlaps(page: Page) -> list[str]:
    """Pairs of line pieces of different classes that lie on each other for more than half a millimetre."""
    out = []
    for (i, c, _, _, a), (j, d, _, _, b) in combinations(list(segments(page)), 2):
        if c == d:
            continue
        for u, v in ((0, 1), (1, 0)):
            flat = a[v] == a[v + 2] and b[v] == b[v + 2] and abs(a[v] - b[v]) < 0.2
            if flat and min(a[u + 2], b[u + 2]) - max(a[u], b[u]) > 0.5:
                out.append(f"{i} ({c}) and {j} ({d}) lie on each other")
    return out


def crossings(page: Page) -> int:
    """How often pieces of lines to different boxes or of different classes cross."""
    pieces = list(segments(page))
    flat = [p for p in pieces if p[4][1] == p[4][3]]
    steep = [p for p in pieces if p[4][0] == p[4][2]]
    return sum(
        a[4][0] + EPS < b[4][0] < a[4][2] - EPS and b[4][1] + EPS < a[4][1] < b[4][3] - EPS
        for a in flat
        for b in steep
        if (a[1], a[3]) != (b[1], b[3])
    )


def struck(page: Page, font: Font) -> list[str]:
    """Labels outside boxes through which a line runs."""
    return [
        f"line {id} runs through label {label.text!r}"
        for label in page.labels
        for id, _, _, _, (x0, y0, x1, y1) in segments(page)
        for left, top, right, bottom in [extent(label, font)]
        if x0 < right - 0.2 and left + 0.2 < x1 + 1e-9 and y0 < bottom - 0.3 and top + 0.3 < y1 + 1e-9
    ]


def _legend(page: Page) -> Iterator[str]:
    shown = (
        {(b.cls, "box") for b in page.boxes if b.id}
        | {(x.cls, "line") for x in page.lines if (x.id or x.head) and x.cls not in RULING}
        | {(m.cls, "mark") for m in page.marks if m.id}
    )
    keys = {(k.cls, k.part) for k in page.keys}
    if keys != shown:
        yield f"legend: missing {sorted(shown - keys)}, too many {sorted(keys - shown)}"
    drawn = (
        {(b.cls, "box") for b in page.boxes if not b.id}
        | {(x.cls, "line") for x in page.lines if not x.id and not x.head and x.cls not in RULING}
        | {(m.cls, "mark") for m in page.marks if not m.id}
    )
    if drawn != keys:
        yield f"legend: the symbols drawn are not those explained: {sorted(drawn ^ keys)}"
    written = {t.text for t in page.labels if t.cls == "legend"}
    if written != {k.text for k in page.keys}:
        yield f"legend: words {sorted(written)}"


def moved(scenes: dict[str, Scene]) -> list[str]:
    """Boxes that stand at different places before, after and in between."""
    seen: dict[tuple[int, str], Rect] = {}
    out = []
    for scene in scenes.values():
        for n, page in enumerate(scene.pages):
            for box in page.boxes:
                if box.id and seen.setdefault((n, box.id), rect(box)) != rect(box):
                    out.append(box.id)
    return out
