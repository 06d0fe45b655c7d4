"""Bodies: whether a body has a valid superior, and a committee its oversight body."""

from functools import partial

from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition
from orgmodel.proposals.outcomes import Choose

CODES = ("CHN203", "EST406", "STR104")


def take_up(world: World) -> None:
    """Define what each body that a move concerns can be found at fault for."""
    for host, rows in world.s.bodies_in.items():
        oversight = f"establish:{world.id(host)}:{world.profile.roles.oversight}"
        for body in rows:
            id = world.id(body)
            if world.slot("reattach", body):
                world.define([("CHN203", id)], partial(_orphan, world, body))
            if world.slot("upgrade", body) or oversight in world.model.slots:
                world.define([("EST406", id)], partial(_unguarded, world, body, oversight))
    rings: dict[str, dict[int, int]] = {}
    for body, ring in world.s.rings.items():
        moves = world.model.slots.get(f"reattach:{world.id(body)}", [])
        rings.setdefault(ring, {}).update(dict.fromkeys(moves, -1))
    for ring, coefficients in rings.items():
        # Cleared at the best by any member that moves; the re-check adds a row where a cycle is left.
        if coefficients:
            world.add(("STR104", ring), [Condition(tuple(sorted(coefficients.items())), 0)])


def _orphan(world: World, body: int, choose: Choose) -> list[FindingKey]:
    """CHN203 at a body that is itself the root: no superior at all, or one that leads to no recognised end."""
    above = world.superior(body, choose)
    if above < 0:
        return [] if world.s.lines_up.get(body) else [("CHN203", world.id(body))]
    if world.s.rank[above] >= 0:
        return []
    seen, at = {body}, above
    while at not in seen:
        seen.add(at)
        up = world.superior(at, choose)
        if up < 0:
            kind = world.profile.kinds.get(world.s.units[at]["kind"])
            faulty = kind is not None and not kind.recognised_end and not world.s.lines_up.get(at)
            return [("CHN203", world.id(body))] if faulty else []
        at = up
    return []


def _unguarded(world: World, body: int, oversight: str, choose: Choose) -> list[FindingKey]:
    """EST406 at a committee whose host has no oversight body."""
    roles = world.profile.roles
    if world.s.host[body] in world.guarded or roles.oversight is None:
        return []
    committee = world.s.units[body]["kind"] == roles.committee or world.raised(body, choose)
    return [("EST406", world.id(body))] if committee and choose(oversight) is None else []
