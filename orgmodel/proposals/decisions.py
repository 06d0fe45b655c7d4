"""What is decided together and in which order, so that dynamic programming keeps few things open.

Slots whose moves are only made with a move of one other slot are decided with that one (a cooperation with its
reattachment). Of what is left the decision that most conditions depend on comes first: once a county's body is
settled, its field offices no longer touch each other, and one after the other is settled as it comes.
"""

from itertools import product

from orgmodel.proposals.components import Component, plain
from orgmodel.proposals.model import Condition

Option = tuple[int, ...]  # local moves made together
WIDE = 4  # conditions over more decisions are sums: they run through all and tie none together
MOST = 24  # options of one decision


def decisions(component: Component) -> list[list[Option]]:
    """The options of each decision, in the order in which they are to be decided; none made is the first option."""
    made = [_with(component, group) for group in _groups(component)]
    return [made[n] for n in _ordered(made, _conditions(component))]


def _conditions(component: Component) -> list[list[Condition]]:
    """Conditions that are settled together: those of a form, and each limit alone."""
    return [[*cs, *us] for _, _, cs, us in component.forms] + [[c] for c in component.limits]


def _groups(component: Component) -> list[list[tuple[int, ...]]]:
    """Slots that are decided together: a slot, and those whose moves need one of its moves."""
    slot_of = {i: s for s, slot in enumerate(component.slots) for i in slot}
    leads: dict[int, set[int]] = {}
    free: set[int] = set()
    needing: dict[int, set[int]] = {}
    for limit in filter(plain, component.limits):
        ups = [i for i, c in limit.terms if c > 0]
        downs = {slot_of[i] for i, c in limit.terms if c < 0}
        if limit.at_least == 1 and len(ups) == 1 and len(downs) == 1:
            needing.setdefault(ups[0], set()).update(downs)
    for s, slot in enumerate(component.slots):
        wanted = [needing.get(i, set()) for i in slot]
        if all(len(w) == 1 for w in wanted) and len(set().union(*wanted)) == 1:
            leads[s] = wanted[0]
        else:
            free.add(s)
    followers: dict[int, list[int]] = {}
    sizes = {s: len(component.slots[s]) + 1 for s in free}
    for s, lead in leads.items():
        (first,) = lead
        size = sizes.get(first, 0) * (len(component.slots[s]) + 1)
        if first in free and size <= MOST:
            followers.setdefault(first, []).append(s)
            sizes[first] = size
        else:
            free.add(s)
    return [[component.slots[k] for k in (s, *followers.get(s, ()))] for s in sorted(free)]


def _with(component: Component, group: list[tuple[int, ...]]) -> list[Option]:
    """The options of slots decided together, those left out that a limit within the group forbids."""
    inside = {i for slot in group for i in slot}
    own = [c for c in component.limits if plain(c) and all(i in inside for i, _ in c.terms)]
    options: list[Option] = []
    for picked in product(*([(), *((i,) for i in slot)] for slot in group)):
        option = tuple(sorted(i for part in picked for i in part))
        if not any(sum(k for i, k in c.terms if i in option) >= c.at_least for c in own):
            options.append(option)
    return options


def _ordered(made: list[list[Option]], settled: list[list[Condition]]) -> list[int]:
    """The decision on which most depends first, then part by part what it leaves unconnected."""
    if len(made) <= 2:
        return list(range(len(made)))
    home = {i: n for n, options in enumerate(made) for option in options for i in option}
    weight = [0] * len(made)
    near: list[set[int]] = [set() for _ in made]
    for conditions in settled:
        touched = {home[i] for c in conditions for i, _ in c.terms if i in home}
        for n in touched:
            weight[n] += 1
            if len(touched) <= WIDE:
                near[n] |= touched
    out: list[int] = []
    open_ = [list(range(len(made)))]
    while open_:
        part = open_.pop()
        parts = _parts(part, near)
        if len(parts) > 1:
            open_ += reversed(parts)
            continue
        first = max(part, key=lambda n: (weight[n], -n))
        out.append(first)
        rest = [n for n in part if n != first]
        if rest:
            open_.append(rest)
    return out


def _parts(nodes: list[int], near: list[set[int]]) -> list[list[int]]:
    """The connected parts of these decisions, each and all in the order of their first."""
    left = set(nodes)
    parts = []
    for start in nodes:
        if start not in left:
            continue
        left.discard(start)
        part, open_ = [start], [start]
        while open_:
            fresh = near[open_.pop()] & left
            left -= fresh
            part += fresh
            open_ += fresh
        parts.append(sorted(part))
    return parts
