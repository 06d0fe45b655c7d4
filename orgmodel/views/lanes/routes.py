"""Finds the way of every line: up or down through channels between the strips and through gaps between boxes.

Lines of one class to one box form a net. They join on a trunk in the channel before that box (and wherever they
need the same gap), so that siblings share one comb. Heights are not known yet: a point's height is the edge of
a box or a trunk (:class:`Trunk`), whose place within its channel follows from the order that crosses least.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from math import inf

from orgmodel.views._look import Edge, Look
from orgmodel.views.lanes.ports import Net, Tails, direction, heads
from orgmodel.views.lanes.spots import Plan

# mm between a line and a box that it passes, mm between two lines, and the detour in mm that this is worth.
CLEARANCES = ((1.5, 1.6, 0.0), (0.9, 1.1, 8.0), (0.55, 0.5, 16.0), (0.55, 0.0, 60.0))
BEND = 9.0  # mm: the straight way is taken before a detour that would be this much better


@dataclass(eq=False)
class Trunk:
    """A horizontal piece in a channel; ``ups`` and ``downs`` are the x of what leaves it upwards and downwards."""

    channel: int
    net: Net
    ups: list[float]
    downs: list[float]
    beyond: list[float] = field(default_factory=list)  # where it goes on to another page
    track: int = 0
    y: float = 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where it runs."""
        xs = (*self.ups, *self.downs, *self.beyond)
        return min(xs), max(xs)


Height = tuple[str, bool] | Trunk  # (box, its upper edge) or a trunk


@dataclass
class Path:
    """A polyline of one line, or of a trunk where ``edge`` is None; ``arrow`` at its end."""

    net: Net
    edge: Edge | None
    points: list[tuple[float, Height]]
    arrow: bool = False


@dataclass
class Routes:
    """All paths and trunks of one show, the lines straight to the side, and the x that marks stand at."""

    paths: list[Path]
    trunks: list[Trunk]
    aside: list[Edge]


@dataclass
class _Branch:
    x: float
    edges: list[Edge]
    points: list[tuple[float, Height]]


def routes(made: Plan, look: Look, at: Tails, beyond: dict[str, list[float]]) -> Routes:
    """The way of every line of one show; ``beyond`` says where a box's comb goes on to other pages."""
    nets: dict[Net, list[tuple[Edge, float]]] = defaultdict(list)
    aside = []
    for e in look.edges:
        way = direction(made, e)
        if way == "side":
            aside.append(e)
        else:
            nets[e.head, e.cls, way].append((e, at.at[e.tail, e.head, e.strand]))
    ports = heads(made, nets, at)
    out = Routes([], [], aside)
    wires: dict[int, list[tuple[float, Net]]] = defaultdict(list)
    extended: set[str] = set()
    for net in sorted(nets, key=lambda n: _reach(made, nets[n])):
        more = []
        if net[2] == "up" and net[0] in beyond and net[0] not in extended:
            extended.add(net[0])
            more = beyond[net[0]]
        _Router(made, net, out, wires).run(nets[net], ports[net], more)
    return out


def _reach(made: Plan, members: list[tuple[Edge, float]]) -> int:
    """How many strips the longest line of a net crosses; short ones are routed first."""
    return max(abs(made.spots[e.tail].strip - made.spots[e.head].strip) for e, _ in members)


class _Router:
    """Brings the lines of one net together, channel by channel."""

    def __init__(self, made: Plan, net: Net, out: Routes, wires: dict[int, list[tuple[float, Net]]]) -> None:
        self.made, self.net, self.out, self.wires = made, net, out, wires
        self.up = net[2] != "down"

    def run(self, members: list[tuple[Edge, float]], port: float, beyond: list[float]) -> None:
        """Route all lines of the net to its port."""
        goal = self.made.spots[self.net[0]].strip
        starts: dict[int, list[_Branch]] = defaultdict(list)
        for e, x in members:
            strip = self.made.spots[e.tail].strip
            starts[strip if self.up else strip + 1].append(_Branch(x, [e], [(x, (e.tail, self.up))]))
        last = goal + 1 if self.net[2] == "up" else goal
        step = -1 if self.net[2] == "up" else 1
        channel = (max if self.net[2] == "up" else min)(starts)
        here: list[_Branch] = []
        while True:
            here += starts.get(channel, [])
            if channel == last:
                self._arrive(here, channel, port, beyond)
                return
            here = self._cross(here, channel, channel - 1 if step < 0 else channel)
            channel += step

    def _arrive(self, here: list[_Branch], channel: int, port: float, beyond: list[float]) -> None:
        end: tuple[float, Height] = (port, (self.net[0], self.net[2] != "up"))
        if len(here) == 1 and not beyond:
            branch = here[0]
            if abs(branch.x - port) > 0.01:
                trunk = self._trunk(channel, [branch.x], port, self.net[2] == "level")
                branch.points += [(branch.x, trunk), (port, trunk)]
            branch.points.append(end)
            self._finish(branch, arrow=True)
            return
        trunk = self._trunk(channel, [b.x for b in here], port, self.net[2] == "level")
        trunk.beyond = beyond
        self._join(here, trunk)
        arrow = any(e.arrow for b in here for e in b.edges)
        self.out.paths.append(Path(self.net, None, [(port, trunk), end], arrow))

    def _trunk(self, channel: int, xs: list[float], out: float, back: bool) -> Trunk:
        ups, downs = ([out], xs) if self.up else (xs, [out])
        if back:
            ups, downs = [], [*xs, out]
        trunk = Trunk(channel, self.net, ups, downs)
        self.out.trunks.append(trunk)
        return trunk

    def _join(self, here: list[_Branch], trunk: Trunk) -> None:
        for branch in here:
            branch.points.append((branch.x, trunk))
            self._finish(branch, arrow=False)
        low, high = trunk.ends
        if high - low > 0.01:
            self.out.paths.append(Path(self.net, None, [(low, trunk), (high, trunk)]))

    def _finish(self, branch: _Branch, *, arrow: bool) -> None:
        edge = branch.edges[0] if len(branch.edges) == 1 else None
        pointed = arrow and any(e.arrow for e in branch.edges)
        self.out.paths.append(Path(self.net, edge, branch.points, pointed))

    def _cross(self, here: list[_Branch], channel: int, strip: int) -> list[_Branch]:
        """Take every branch through a strip, each straight on or by the nearest gap."""
        ways: dict[float, list[_Branch]] = defaultdict(list)
        for branch in here:
            ways[self._way(branch.x, strip)].append(branch)
        out = []
        for x, group in ways.items():
            self.wires[strip].append((x, self.net))
            if len(group) == 1:
                branch = group[0]
                if abs(branch.x - x) > 0.01:
                    trunk = self._trunk(channel, [branch.x], x, False)
                    branch.points += [(branch.x, trunk), (x, trunk)]
                    branch.x = x
                out.append(branch)
                continue
            trunk = self._trunk(channel, [b.x for b in group], x, False)
            self._join(group, trunk)
            out.append(_Branch(x, [e for b in group for e in b.edges], [(x, trunk)]))
        return out

    def _way(self, x: float, strip: int) -> float:
        """The x nearest to this one at which the net may pass the strip."""
        others = sorted(w for w, n in self.wires[strip] if n != self.net)
        own = sorted((w for w, n in self.wires[strip] if n == self.net), key=lambda w: abs(w - x))
        best: tuple[float, float] | None = None
        for gap, apart, price in CLEARANCES:
            free = _Free(self._walls(strip), others, gap, apart, self.made.left - 1.6, self.made.right + 0.8)
            for tried in (x, *(w for w in own if abs(w - x) < 30)):
                if free(tried) and (best is None or price < best[0]):
                    return tried
            place = free.nearest(x)
            if place is not None and (best is None or abs(place - x) + BEND + price < best[0]):
                best = abs(place - x) + BEND + price, place
        return best[1] if best else self.made.right + 0.8

    def _walls(self, strip: int) -> list[tuple[float, float]]:
        """Where the boxes of a strip stand, from left to right."""
        spots = (self.made.spots[i] for i in self.made.strips[strip].ids)
        return sorted((s.x, s.x + s.w) for s in spots)


@dataclass
class _Free:
    """Where a line may pass between the boxes of a strip and the lines that pass it already."""

    walls: list[tuple[float, float]]
    others: list[float]
    gap: float
    apart: float
    low: float
    high: float

    def __call__(self, x: float) -> bool:
        if not self.low <= x <= self.high:
            return False
        i = bisect_right(self.walls, (x - self.gap, inf)) - 1
        near = self.walls[max(0, i) : i + 3]
        j = bisect_left(self.others, x)
        beside = self.others[max(0, j - 1) : j + 1]
        return all(x < a - self.gap or x > b + self.gap for a, b in near) and all(
            abs(x - o) >= self.apart - 1e-9 for o in beside
        )

    def nearest(self, x: float) -> float | None:
        """The nearest x that is free, just clear of a box or of a line."""
        places = [p for a, b in self.walls for p in (a - self.gap - 0.05, b + self.gap + 0.05)]
        places += [o + d for o in self.others for d in (self.apart, -self.apart)]
        return next((p for p in sorted(places, key=lambda p: (abs(p - x), p)) if self(p)), None)
