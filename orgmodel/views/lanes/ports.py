"""Where lines leave and enter the boxes: one place for a line in all shows, so that nothing that stays moves."""

from collections import defaultdict
from dataclasses import dataclass, replace

from orgmodel.views._look import Edge, Look
from orgmodel.views.lanes.spots import LANE, Plan, Spot

Net = tuple[str, str, str]  # head, class, direction
CLEAR = 1.0  # mm that lines of different nets keep from each other


def direction(made: Plan, edge: Edge) -> str:
    """``up``, ``down`` or ``level``, or ``side`` for the line to a local superior beside the top."""
    a, b = made.spots[edge.tail].strip, made.spots[edge.head].strip
    if a == b:
        return "side" if edge.head in made.beside or edge.tail in made.beside else "level"
    return "up" if a > b else "down"


def pointed(made: Plan) -> None:
    """Give lines to a superior that does not stand higher an arrow: the bands do not tell which end leads."""

    def seen(e: Edge) -> Edge:
        return (
            replace(e, arrow=True)
            if e.strand == "vertical" and direction(made, e) in ("level", "down")
            else e
        )

    made.looks = {show: Look(x.faces, [seen(e) for e in x.edges]) for show, x in made.looks.items()}


def _spread(middle: float, count: int, pitch: float, low: float, high: float) -> list[float]:
    pitch = min(pitch, (high - low) / max(1, count - 1)) if count > 1 else pitch
    first = middle - pitch * (count - 1) / 2
    first = max(low, min(first, high - pitch * (count - 1)))
    return [first + i * pitch for i in range(count)]


def _direct(made: Plan, edge: Edge) -> float | None:
    """The x of a line that can run straight to a local body of the next strip."""
    a, b = made.spots[edge.tail], made.spots[edge.head]
    if abs(a.strip - b.strip) != 1 or not (b.local or a.local):
        return None
    low, high = max(a.x, b.x) + 1.2, min(a.x + a.w, b.x + b.w) - 1.2
    if low > high:
        return None
    anchor = b if b.local else a
    return min(max(anchor.middle, low), high)


@dataclass
class Tails:
    """The x at which each line leaves its box, by (tail, head, strand); all of one edge, by (box, upper edge)."""

    at: dict[tuple[str, str, str], float]
    sides: dict[tuple[str, bool], list[float]]


def tails(made: Plan) -> Tails:
    """Ports of all lines of all shows at their tails."""
    sides: dict[tuple[str, bool], list[Edge]] = defaultdict(list)
    seen = set()
    for look in made.looks.values():
        for e in look.edges:
            way = direction(made, e)
            if way != "side" and (e.tail, e.head, e.strand) not in seen:
                seen.add((e.tail, e.head, e.strand))
                sides[e.tail, way != "down"].append(e)
    at: dict[tuple[str, str, str], float] = {}
    used: dict[tuple[str, bool], list[float]] = {}
    for (tail, up), edges in sides.items():
        spot = made.spots[tail]
        low, high = spot.x + 1.1, spot.x + spot.w - 1.1
        fixed: dict[str, list[Edge]] = defaultdict(list)
        free: list[Edge] = []
        for e in edges:
            (free if _direct(made, e) is None else fixed[e.head]).append(e)
        taken: list[float] = []
        for group in fixed.values():
            x = _direct(made, group[0]) or spot.middle
            for e, place in zip(group, _spread(x, len(group), 2.6, low, high), strict=True):
                at[e.tail, e.head, e.strand] = place
                taken.append(place)
        free.sort(key=lambda e: made.spots[e.head].middle if e.strand != "vertical" else -1.0)
        for e, place in zip(free, _free_places(spot, len(free), taken, low, high, up), strict=True):
            at[e.tail, e.head, e.strand] = place
            taken.append(place)
        used[tail, up] = taken
    return Tails(at, used)


def _free_places(
    spot: Spot, count: int, taken: list[float], low: float, high: float, up: bool
) -> list[float]:
    if not count:
        return []
    if not taken:
        return _spread(spot.middle if up else spot.middle + spot.w / 4, count, 3.0, low, high)
    left, right = min(taken) - low, high - max(taken)
    if left >= right - 3.0:
        first = min(low + 1.2, min(taken) - 2.2 - (count - 1) * LANE)
        return [max(low, first) + i * LANE for i in range(count)]
    last = max(high - 1.2, max(taken) + 2.2 + (count - 1) * LANE)
    return [min(high, last) - i * LANE for i in reversed(range(count))]


def heads(made: Plan, nets: dict[Net, list[tuple[Edge, float]]], at: Tails) -> dict[Net, float]:
    """The x at which each bundle of lines enters its box."""
    groups: dict[tuple[str, bool], list[Net]] = defaultdict(list)
    for net in nets:
        groups[net[0], net[2] == "up"].append(net)
    out: dict[Net, float] = {}
    for (head, below), members in groups.items():
        spot = made.spots[head]
        low, high = spot.x + 1.1, spot.x + spot.w - 1.1
        foreign = {n: [x for m in members if m != n for _, x in nets[m]] for n in members}
        loose: list[Net] = []
        taken: list[float] = list(at.sides.get((head, not below), ()))
        for net in members:
            edges = nets[net]
            x = edges[0][1]
            near = abs(made.spots[edges[0][0].tail].strip - spot.strip) == 1
            if len(edges) == 1 and near and low <= x <= high and all(abs(x - t) > CLEAR for t in taken):
                out[net] = x
                taken.append(x)
            else:
                loose.append(net)
        loose.sort(key=lambda n: (sum(x for _, x in nets[n]) / len(nets[n]), n))
        wanted = _spread(spot.middle, len(loose), 3.6, low, high)
        for net, x in zip(loose, wanted, strict=True):
            own = [s for _, s in nets[net]]
            avoid = [*taken, *(f for f in foreign[net] if all(abs(f - o) > 0.05 for o in own))]
            out[net] = _clear(x, avoid, low, high, taken)
            taken.append(out[net])
    return out


def _clear(x: float, avoid: list[float], low: float, high: float, taken: list[float]) -> float:
    for clear in (2.4 * CLEAR, CLEAR):
        for step in range(40):
            for sign in (1, -1):
                tried = x + sign * step * 0.4
                if low <= tried <= high and all(abs(tried - a) > clear for a in avoid):
                    return tried
    free = [low + (high - low) * i / 20 for i in range(21)]
    return max(free, key=lambda f: (min((abs(f - t) for t in taken), default=9.0), -abs(f - x)))
