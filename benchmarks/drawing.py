"""The lane picture of the central case beside plain Graphviz ``dot``, and how long large pictures take.

Both pictures show the same boxes (same sizes) and the same lines. One function counts crossings and measures lines for both:
a crossing is counted where two lines meet in their inside that belong to different heads or classes, and where lines share a
piece, that piece is measured once. ``dot`` draws its usual curves; they are followed in short straight pieces.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import graphviz

from benchmarks.networks import county_network
from orgmodel.drawing import draw
from orgmodel.formats import read
from orgmodel.model import Org
from orgmodel.scene import MM, Page, Point, load
from orgmodel.views import Asked, view

CASE = "scenarios/city-bureau"
STEPS = 12  # straight pieces of a curve
Way = tuple[tuple[str, str], tuple[Point, ...]]  # class and head, which may share a trunk, and its points
TARGETS = {  # view, file, units: CPU seconds, as other work on the machine then counts as little as can be
    ("lanes", "svg", 1_000): 3.0,
    ("rows", "svg", 1_000): 3.0,
    ("lanes", "pdf", 1_000): 10.0,
    ("rows", "pdf", 1_000): 10.0,
    ("rows", "svg", 10_000): 20.0,
}


def ways(page: Page) -> list[Way]:
    """The lines of a page without those of its legend."""
    return [((x.cls, x.head), x.points) for x in page.lines if x.head]


def _pieces(lines: Iterable[Way]) -> list[tuple[tuple[str, str], Point, Point]]:
    """The straight pieces of all lines, each once."""
    out = set()
    for net, points in lines:
        for a, b in pairwise(points):
            if a != b:
                out.add((net, min(a, b), max(a, b)))
    return sorted(out)


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def crossings(lines: Iterable[Way]) -> int:
    """How often lines of different classes or to different heads cross."""
    pieces, count, eps = _pieces(lines), 0, 1e-6
    for i, (net, a, b) in enumerate(pieces):
        low, high = min(a[1], b[1]), max(a[1], b[1])
        for other, c, d in pieces[i + 1 :]:
            if net == other or min(c[0], d[0]) > max(a[0], b[0]) or max(c[0], d[0]) < min(a[0], b[0]):
                continue
            if min(c[1], d[1]) > high or max(c[1], d[1]) < low:
                continue
            apart = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
            if apart[0] * apart[1] < -eps and apart[2] * apart[3] < -eps:
                count += 1
    return count


def length(lines: Iterable[Way]) -> float:
    """The ink of all lines in millimetres; what lines share counts once."""
    level: dict[tuple[str, str, float, bool], list[tuple[float, float]]] = {}
    total = 0.0
    for net, a, b in _pieces(lines):
        if a[0] == b[0] or a[1] == b[1]:
            flat = a[1] == b[1]
            ends = sorted((a[not flat], b[not flat]))
            level.setdefault((*net, a[flat], flat), []).append((ends[0], ends[1]))
        else:
            total += ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    for spans in level.values():
        reach = float("-inf")
        for low, high in sorted(spans):
            total += max(0.0, high - max(low, reach))
            reach = max(reach, high)
    return total


def _curve(text: str) -> tuple[Point, ...]:
    """The points of a spline as ``dot`` writes it: an arrow end, then a start and three points for each curve."""
    end: list[Point] = []
    points: list[Point] = []
    for part in text.split():
        arrow = part.startswith("e,")
        x, y = map(float, part.removeprefix("e,").split(","))
        (end if arrow else points).append((x * MM, -y * MM))
    out = points[:1]
    for at in range(0, len(points) - 3, 3):
        a, b, c, d = points[at : at + 4]
        for n in range(1, STEPS + 1):
            t, s = n / STEPS, 1 - n / STEPS
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            out.append(
                (
                    sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return (*out, *end)


def plain_dot(pages: Sequence[Page]) -> tuple[list[list[Way]], float]:
    """The boxes and lines of these pages on one layout by ``dot`` as it is: the lines of each page, width to height."""
    boxes = {b.id: b for page in pages for b in page.boxes if b.id}
    number = {id: n for n, id in enumerate(boxes)}
    drawn = {(x.id, x.tail, x.head): x for page in pages for x in page.lines if x.id}
    graph = graphviz.Digraph(engine="dot", graph_attr={"rankdir": "BT"})
    for id, box in boxes.items():
        size = {"width": f"{box.w / 25.4:.4f}", "height": f"{box.h / 25.4:.4f}"}
        graph.node(f"n{number[id]}", "", shape="box", fixedsize="true", **size)
    for n, (_, tail, head) in enumerate(drawn):
        graph.edge(f"n{number[tail]}", f"n{number[head]}", id=str(n))
    made = json.loads(graph.pipe(format="json", encoding="utf-8"))
    names = list(drawn)
    curves = {names[int(edge["id"])]: _curve(edge["pos"]) for edge in made["edges"]}
    _, _, wide, high = map(float, made["bb"].split(","))
    shown = [[((x.cls, x.head), curves[x.id, x.tail, x.head]) for x in page.lines if x.id] for page in pages]
    return shown, wide / high


def compare() -> None:
    """The central case beside ``dot``, which gets one layout for the three pictures too, and one for each alone."""
    before, after = (read(f"{CASE}/{name}.yaml") for name in ("before", "after"))
    scenes = view("lanes").scenes(Asked(before, after, "zh", load()))
    pages = {show: scene.pages[0] for show, scene in scenes.items()}
    together, aspect = plain_dot(list(pages.values()))
    print("| central case | drawn by | crossings | lines in mm | width to height |")
    print("|---|---|--:|--:|--:|")
    for (show, page), joint in zip(pages.items(), together, strict=True):
        (alone,), single = plain_dot([page])
        rows = [
            ("lanes", ways(page), page.width / page.height),
            ("dot, one layout for all three", joint, aspect),
            ("dot, for this one alone", alone, single),
        ]
        for name, lines, wide in rows:
            print(f"| {show} | {name} | {crossings(lines)} | {length(lines):,.0f} | {wide:.1f} |", flush=True)


def beside_dot(org: Org) -> None:
    """The lanes of a large org on their pages, and ``dot``'s one picture of the same boxes and lines."""
    start = time.process_time()
    scene = view("lanes").scenes(Asked(org, None, "zh", load()))["before"]
    ours = time.process_time() - start
    smallest = min(t.size for page in scene.pages for t in page.texts())
    wide, high = scene.pages[0].width, scene.pages[0].height
    start = time.perf_counter()
    _, aspect = plain_dot(scene.pages)
    theirs = time.perf_counter() - start
    boxes = {b.id: b for page in scene.pages for b in page.boxes if b.id}
    area = sum(b.w * b.h for b in boxes.values())  # no picture of them is smaller
    text = smallest * min(
        1.0, wide / (aspect * area) ** 0.5
    )  # at most so large once its width is that of our page
    print("\n| drawn by | seconds | width to height | smallest text |\n|---|--:|--:|--:|")
    print(f"| lanes, {len(scene.pages)} pages | {ours:.1f} | {wide / high:.1f} | {smallest:g} pt |")
    print(
        f"| dot, one picture, as wide as a page | {theirs:.1f} | {aspect:.0f} | under {text:.2g} pt |",
        flush=True,
    )


def timed(org: Org, units: int) -> None:
    """How long files of large pictures take."""
    with TemporaryDirectory() as folder:
        for (name, form, most), target in TARGETS.items():
            if most != units:
                continue
            start = time.process_time()
            draw(org, Path(folder, f"{name}.{form}"), view=name)
            took = time.process_time() - start
            print(f"| {units:,} | {name} | {form} | {took:.1f} | < {target:g} |", flush=True)


def main() -> None:
    """Print all tables."""
    argparse.ArgumentParser(sys.argv[0]).parse_args()
    compare()
    large = {1_000: county_network(76, 900), 10_000: county_network(760, 9_000)}
    vertical = int((large[1_000].lines["kind"] == "management").sum()) + 1
    print(f"\n{vertical:,} units with lines to both sides:")
    beside_dot(large[1_000])
    print("\n| units, about | view | file | CPU seconds | target |\n|--:|---|---|--:|--:|")
    for units, org in large.items():
        timed(org, units)


if __name__ == "__main__":
    main()
