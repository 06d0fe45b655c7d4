"""Orders the trunks within a channel so that lines cross as seldom as may be and never lie on each other."""

from collections import defaultdict

from orgmodel.views.lanes.routes import Trunk

NEAR = 0.9  # mm: closer than this, two pieces count as lying on each other


def _cost(upper: Trunk, lower: Trunk) -> int:
    """What it costs to lay one trunk above the other: crossings, and far more for pieces on each other."""
    (a, b), (c, d) = upper.ends, lower.ends
    crossings = sum(c < x < d for x in upper.downs) + sum(a < x < b for x in lower.ups)
    clashes = sum(abs(x - y) < NEAR for x in upper.downs for y in lower.ups)
    return crossings + 1000 * clashes


def _overlap(one: Trunk, two: Trunk) -> bool:
    (a, b), (c, d) = one.ends, two.ends
    return a <= d + NEAR and c <= b + NEAR


def assign(trunks: list[Trunk]) -> dict[int, int]:
    """Number the tracks of every trunk from the top of its channel; channel -> number of tracks."""
    channels: dict[int, list[Trunk]] = defaultdict(list)
    for trunk in trunks:
        channels[trunk.channel].append(trunk)
    return {channel: _layers(members) for channel, members in channels.items()}


def _layers(members: list[Trunk]) -> int:
    wishes = []
    for i, one in enumerate(members):
        for j in range(i + 1, len(members)):
            if _overlap(one, members[j]):
                down, up = _cost(one, members[j]), _cost(members[j], one)
                first, second = (i, j) if (down, i) <= (up, j) else (j, i)
                wishes.append((-abs(down - up), first, second))
    below: dict[int, set[int]] = defaultdict(set)

    def leads(start: int, goal: int) -> bool:
        stack, seen = [start], set()
        while stack:
            node = stack.pop()
            if node == goal:
                return True
            if node not in seen:
                seen.add(node)
                stack += below[node]
        return False

    for _, first, second in sorted(wishes):
        if leads(second, first):
            first, second = second, first
        below[first].add(second)
    depth: dict[int, int] = {}

    def track(node: int) -> int:
        if node not in depth:
            depth[node] = max((track(n) + 1 for n in above[node]), default=0)
        return depth[node]

    above: dict[int, set[int]] = defaultdict(set)
    for node, others in list(below.items()):
        for other in others:
            above[other].add(node)
    for i, trunk in enumerate(members):
        trunk.track = track(i)
    return 1 + max((t.track for t in members), default=-1)
