"""Strings the wires: through which strips each passes, where wires that look the same run together."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from orgmodel.views._layers.parts import Hub, Plan, Slot, Strip, Way, Wire


def build(strips: list[Strip], wires: list[Wire], *, shared: bool) -> Plan:
    """A plan without places. Where ``shared``, the wires of a bundle pass each strip together, which is narrower."""
    slots = [[Slot(n, node, node.w) for node in strip.nodes] for n, strip in enumerate(strips)]
    at = {slot.node.id: slot for row in slots for slot in row if slot.node}
    made = Plan(strips, wires, slots, [-1] * len(wires), [], {})
    numbers: dict[object, int] = {}
    passes: dict[tuple[int, int], Slot] = {}
    hubs: dict[tuple[int, int, int], Hub] = {}
    for number, wire in enumerate(wires):
        tail, head = at[wire.tail], at[wire.head]
        if beside(slots, strips, tail, head):
            continue
        way: Way = "up" if head.strip < tail.strip else "down" if head.strip > tail.strip else "level"
        if wire.leads and way != "up":
            wire.strokes = {show: replace(s, arrow=True) for show, s in wire.strokes.items()}
        bundle = numbers.setdefault((wire.head, way, wire.looks), len(numbers))
        made.bundle_of[number] = bundle
        stops = [tail]
        step = -1 if way == "up" else 1
        for strip in range(tail.strip + step, head.strip, step) if way != "level" else ():
            key = (bundle if shared else -1 - number, strip)
            if key not in passes:
                passes[key] = Slot(strip, None, 0.0, bundle)
                slots[strip].append(passes[key])
            stops.append(passes[key])
        stops.append(head)
        last: Hub | None = None
        for n, (a, b) in enumerate(pairwise(stops)):
            channel = max(a.strip, b.strip) if way != "level" else a.strip
            hub = hubs.setdefault((bundle, channel, id(b)), Hub(bundle, channel, way, b))
            if n == 0:
                hub.sources.append((a, number))
                made.first[number] = hub
            elif all(a is not s for s, _ in hub.sources):
                hub.sources.append((a, None))
            if last is not None:
                last.after = hub
            last = hub
    made.hubs = list(hubs.values())
    return made


def beside(slots: list[list[Slot]], strips: list[Strip], a: Slot, b: Slot) -> bool:
    """True where a level line joins two neighbours of a fixed strip."""
    if a.strip != b.strip or not strips[a.strip].fixed:
        return False
    boxes = [s for s in slots[a.strip] if s.node]
    return abs(boxes.index(a) - boxes.index(b)) == 1


def neighbours(made: Plan) -> dict[Slot, list[tuple[Slot, float]]]:
    """For each slot those that it is joined to in other strips, and how much the join ought to be straight."""
    out: dict[Slot, list[tuple[Slot, float]]] = defaultdict(list)
    for hub in made.hubs:
        if hub.way != "level":
            for source, _ in hub.sources:
                passing = source.node is None or hub.target.node is None
                weight = (0.3 if len(hub.sources) > 1 else 6.0) if passing else 1.0
                out[source].append((hub.target, weight))
                out[hub.target].append((source, weight))
    return out
