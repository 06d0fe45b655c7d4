"""Where wires leave and reach boxes, and on which track they run in each channel."""

from collections import defaultdict
from itertools import pairwise

from orgmodel.views._layers.parts import Hub, Node, Plan, Slot, reach
from orgmodel.views._layers.place import spaced
from orgmodel.views.lanes.routes import Trunk
from orgmodel.views.lanes.tracks import assign

EDGE = 1.2  # mm from the corner of a box to what stands at its first port
NEAR = 1.4  # mm between a box and a wire that is moved towards it
KINK = 3.0  # mm: a shorter level piece looks like a slip
BEFORE = 1.5  # mm left of a port
Side = tuple[str, bool]  # a box, and whether its upper edge


def ends(made: Plan) -> dict[Side, dict[str, float]]:
    """The ends that lie at each side of a box, with the room that each takes to its right."""
    out: dict[Side, dict[str, float]] = defaultdict(dict)
    for number, hub in made.first.items():
        wire = made.wires[number]
        out[wire.tail, hub.way != "down"][f"w{number}"] = reach(wire)
    for hub in made.hubs:
        if hub.target.node:
            out[hub.target.node.id, hub.way != "up"][f"b{hub.bundle}"] = 1.7
    return out


def widen(made: Plan) -> None:
    """Make every box wide enough for the ends at its sides."""
    taken = ends(made)
    for row in made.slots:
        for slot in row:
            if slot.node:
                for upper in (True, False):
                    rooms = taken.get((slot.node.id, upper), {})
                    need = sum(BEFORE + r for r in rooms.values()) + 2 * EDGE
                    slot.w = slot.node.w = max(slot.node.w, need if rooms else 0.0)


def route(made: Plan) -> dict[int, int]:
    """Set the ports of every box, and give each hub its track; channel -> number of tracks."""
    _ports(made)
    trunks: list[tuple[Hub, Trunk]] = []
    for hub in made.hubs:
        hub.xs = [_at(made, hub, slot, f"w{wire}") for slot, wire in hub.sources]
        hub.out = _at(made, hub, hub.target, f"b{hub.bundle}")
        hub.straight = hub.way != "level" and all(abs(x - hub.out) < 0.01 for x in hub.xs)
        if not hub.straight:
            ups, downs = ([hub.out], hub.xs) if hub.way == "up" else (hub.xs, [hub.out])
            if hub.way == "level":
                ups, downs = [], [*hub.xs, hub.out]
            trunks.append((hub, Trunk(hub.channel, (str(hub.bundle), "", "up"), list(ups), list(downs))))
    tracks = assign([t for _, t in trunks])
    for hub, trunk in trunks:
        hub.y = float(trunk.track)
    return tracks


def _at(made: Plan, hub: Hub, slot: Slot, end: str) -> float:
    if slot.node is None:
        return slot.x
    upper = hub.way == "level" or (slot is hub.target) == (hub.way == "down")
    return made.ports[slot.node.id, upper, end]


def _ports(made: Plan) -> None:
    """Spread the ends over the sides of the boxes: near what they lead to, lone wires straight."""
    nodes = {s.node.id: s.node for row in made.slots for s in row if s.node}
    far: dict[tuple[str, bool, str], list[Slot]] = defaultdict(list)
    for number, hub in made.first.items():
        far[made.wires[number].tail, hub.way != "down", f"w{number}"].append(hub.target)
    for hub in made.hubs:
        if hub.target.node:
            far[hub.target.node.id, hub.way != "up", f"b{hub.bundle}"] += [s for s, _ in hub.sources]
    taken = ends(made)
    for (id, upper), rooms in taken.items():
        _spread(made, nodes[id], upper, rooms, far)
    for _ in range(2):  # what is moved at one end of a wire may be followed at the other
        _straighten(made, nodes, taken)


def _spread(
    made: Plan, node: Node, upper: bool, rooms: dict[str, float], far: dict[tuple[str, bool, str], list[Slot]]
) -> None:
    """Lone wires go straight to what they lead to where they can; combs stand near the middle."""
    wishes: dict[str, tuple[float, float]] = {}
    for end in rooms:
        others = far[node.id, upper, end]
        towards = sum(s.x for s in others) / len(others)
        near = min(max(towards, node.x - node.w / 2), node.x + node.w / 2)
        lone = len(others) == 1 and (others[0].node is None or abs(towards - node.x) < node.w / 2)
        wishes[end] = (near, 1e5) if lone else (0.35 * near + 0.65 * node.x, 1.0)
    names = sorted(rooms, key=lambda e: (wishes[e][0], sum(s.x for s in far[node.id, upper, e]), e))
    apart = [rooms[a] + BEFORE for a, _ in pairwise(names)]
    low = node.x - node.w / 2 + EDGE + BEFORE
    high = max(low, node.x + node.w / 2 - EDGE - rooms[names[-1]])
    places = spaced([wishes[e][0] for e in names], [wishes[e][1] for e in names], apart, low, high)
    for end, x in zip(names, places, strict=True):
        made.ports[node.id, upper, end] = round(x, 3)


def _straighten(made: Plan, nodes: dict[str, Node], taken: dict[Side, dict[str, float]]) -> None:
    """Move ends of lone wires in line with each other where nothing stands in the way."""
    for hub in made.hubs:
        if len(hub.sources) > 1 or hub.way == "level":
            continue
        slot, wire = hub.sources[0]
        sides = []
        for at, end in ((slot, f"w{wire}"), (hub.target, f"b{hub.bundle}")):
            if at.node:
                upper = (at is hub.target) == (hub.way == "down")
                sides.append((at.node.id, upper, end))
        passing = [s for s in (slot, hub.target) if s.node is None]
        goals = [made.ports[k] for k in sides]
        if (
            passing and sides
        ):  # a port in line with the wire that passes, or the wire with it, or both a little
            goals = [passing[0].x + (goals[0] - passing[0].x) * part / 8 for part in range(9)]
        for goal in [*goals, sum(goals) / len(goals)] if goals else ():
            if all(_free(made, nodes[k[0]], k, goal, taken) for k in sides) and all(
                _may_move(made, hub, s, goal) for s in passing
            ):
                for k in sides:
                    made.ports[k] = round(goal, 3)
                for s in passing:
                    s.x = round(goal, 3)
                break


def _may_move(made: Plan, hub: Hub, passing: Slot, x: float) -> bool:
    """True where a wire that passes a strip may do so a little to the side, to spare it a kink on its way through ``hub``."""
    if x == passing.x:
        return True
    if abs(passing.x - x) > KINK:
        return False
    for other in made.hubs:
        ends = [other.target, *(s for s, _ in other.sources)]
        if other is not hub and passing in ends and len(ends) == 2 and all(s.node is None for s in ends):
            return False  # straight on in the next strip
    row = made.slots[passing.strip]
    return all(
        abs(s.x - x) >= (s.w + passing.w) / 2 + (NEAR if s.node else made.passing)
        and (s.x - x) * (s.x - passing.x) > 0
        for s in row
        if s is not passing
    )


def _free(
    made: Plan, node: Node, key: tuple[str, bool, str], x: float, taken: dict[Side, dict[str, float]]
) -> bool:
    """True where an end may move to x: on the box, and not past or near another."""
    id, upper, end = key
    rooms = taken[id, upper]
    if not (node.x - node.w / 2 + EDGE + BEFORE <= x <= node.x + node.w / 2 - EDGE / 2 - rooms[end]):
        return False
    for other, room in rooms.items():
        y = made.ports[id, upper, other]
        if other != end:
            low, high, gap = (x, y, rooms[end]) if x < y else (y, x, room)
            if high - low < gap + BEFORE or (made.ports[key] - y) * (x - y) <= 0:
                return False
    return True
