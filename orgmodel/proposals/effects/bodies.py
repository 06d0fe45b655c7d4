"""Bodies: whether a body has a valid superior, and a committee its oversight body."""

from collections.abc import Mapping
from functools import partial

from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition, terms
from orgmodel.proposals.outcomes import Choose

CODES = ("CHN203", "EST406", "STR104")


def take_up(world: World) -> None:
    """Define what each body that a move concerns can be found at fault for."""
    guarding: dict[int, dict[str, set[int]]] = {}
    for host, founded in world.touched.founded.items():
        for i, kind in founded:
            if kind == world.profile.roles.oversight:
                guarding.setdefault(host, {}).setdefault(world.move(i).slot, set()).add(i)
    for host, rows in world.s.bodies_in.items():
        for body in rows:
            id = world.id(body)
            if body in world.touched.superior or body in world.touched.gone:
                world.define([("CHN203", id)], partial(_orphan, world, body))
            if body in world.touched.kind or body in world.touched.gone or host in guarding:
                world.define([("EST406", id)], partial(_unguarded, world, body, guarding.get(host, {})))
    rings: dict[str, dict[int, int]] = {}
    for body, ring in world.s.rings.items():
        rings.setdefault(ring, {}).update(dict.fromkeys(world.moving.get(body, ()), -1))
    for ring, coefficients in rings.items():
        # Cleared at the best by any member that moves; the re-check adds a row where a cycle is left.
        if coefficients:
            world.add(("STR104", ring), [Condition(terms(coefficients), 0)])
    for key in world.roots:
        clearing = [world.model.slots[slot] for slot in world.declared.get(key, ())]
        if key[0] == "STR104" and key not in world.taken and clearing:
            world.add(key, [Condition(terms({i: -1 for moves in clearing for i in moves}), 0)])


def _orphan(world: World, body: int, choose: Choose) -> list[FindingKey]:
    """CHN203 at a body that is itself the root: no superior at all, or one that leads to no recognised end."""
    if world.gone(body, choose):
        return []
    above = world.superior(body, choose)
    if above < 0:
        return [] if world.s.lines_up.get(body) else [("CHN203", world.id(body))]
    if world.s.rank[above] >= 0:
        return []
    at = world.end(body, choose)
    if at < 0:
        return []
    kind = world.profile.kinds.get(world.s.units[at]["kind"])
    faulty = kind is not None and not kind.recognised_end and not world.s.lines_up.get(at)
    return [("CHN203", world.id(body))] if faulty else []


def _unguarded(world: World, body: int, guarding: Mapping[str, set[int]], choose: Choose) -> list[FindingKey]:
    """EST406 at a committee whose host has no oversight body."""
    roles = world.profile.roles
    if world.s.host[body] in world.guarded or roles.oversight is None or world.gone(body, choose):
        return []
    if world.kind(body, choose) != roles.committee or any(choose(s) in made for s, made in guarding.items()):
        return []
    return [("EST406", world.id(body))]
