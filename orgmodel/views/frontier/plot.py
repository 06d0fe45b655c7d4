"""Where a pair of costs stands on the sheet, and which points of a frontier can be told apart there."""

from collections.abc import Sequence
from dataclasses import dataclass

from orgmodel.proposals import FrontierPoint
from orgmodel.scene import Point
from orgmodel.views._scale import ticks

LINE, DOT = 0.15, 2.0  # mm: steps of the staircase, and dots, that are nearer than this are one
Cost = tuple[float, float]  # exposure, ties


@dataclass(frozen=True)
class Plot:
    """The field of a chart in millimetres and the ticks along its two axes."""

    left: float
    top: float
    right: float
    bottom: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def x(self, exposure: float) -> float:
        """Exposure as a place."""
        low, high = self.xs[0], self.xs[-1]
        return round(self.left + (exposure - low) / (high - low) * (self.right - self.left), 3)

    def y(self, ties: float) -> float:
        """Ties as a place, upwards."""
        low, high = self.ys[0], self.ys[-1]
        return round(self.bottom - (ties - low) / (high - low) * (self.bottom - self.top), 3)

    def at(self, cost: Cost) -> Point:
        """Both."""
        return self.x(cost[0]), self.y(cost[1])


def scaled(costs: Sequence[Cost]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Round ticks for both axes over these costs.

    Ties are counted from 0; exposure too, unless all of it lies so far out that nothing could be told apart.
    """
    low, high = min(e for e, _ in costs), max(e for e, _ in costs)
    start = 0.0 if high - low >= high / 4 or high == 0 else max(0.0, low - (high - low) * 0.1)
    lost = max(t for _, t in costs)
    return tuple(ticks(start, high, 8)), tuple(ticks(0.0, lost, 7)) if lost else (0.0, 1.0)


def staircase(plot: Plot, points: Sequence[FrontierPoint]) -> tuple[Point, ...]:
    """The border of what can be had, from the least exposure on; steps too small to see are left out.

    A step that is left out makes the border stand too high by less than :data:`LINE`, never too low.
    """
    out: list[Point] = []
    for n, point in enumerate(points):
        x, y = plot.at((point.exposure, point.ties))
        if out:
            near = x - out[-1][0] < LINE and y - out[-1][1] < LINE
            if near and n < len(points) - 1:
                continue
            if x > out[-1][0]:
                out.append((x, out[-1][1]))
            if y == out[-1][1]:
                continue
        out.append((x, y))
    corners = [p for n, p in enumerate(out) if n in (0, len(out) - 1) or not _straight(out[n - 1 : n + 2])]
    return tuple(corners)


def _straight(three: Sequence[Point]) -> bool:
    (a, b), (c, d), (e, f) = three
    return a == c == e or b == d == f


def apart(plot: Plot, points: Sequence[FrontierPoint], always: set[Cost]) -> list[FrontierPoint]:
    """The points to mark: all where they stand apart, else those that keep their distance; the ends and ``always`` stay."""
    places = [plot.at((p.exposure, p.ties)) for p in points]
    fixed = {n for n, p in enumerate(points) if (p.exposure, p.ties) in always} | {0, len(points) - 1}
    kept: list[int] = []
    ahead = sorted(fixed)
    for n in range(len(points)):
        while ahead and ahead[0] < n:
            ahead.pop(0)
        beside = [places[k] for k in (*kept[-1:], *ahead[:1]) if k != n]
        if n in fixed or all(_far(places[n], other) for other in beside):
            kept.append(n)
    return [points[n] for n in kept]


def _far(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) >= DOT or abs(a[1] - b[1]) >= DOT
