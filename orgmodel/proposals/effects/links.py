"""Links: whether a unit's body reaches the superior, under every choice of affiliations, sizes and leadership."""

from collections.abc import Collection
from functools import partial

import polars as pl

from orgmodel.graph.links import STATUS
from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.outcomes import Choose

BY_STATUS = {"broken": "CHN201", "half": "CHN202"}
CODES = tuple(BY_STATUS.values())


def take_up(world: World) -> None:
    """Define the link of every unit that some move can change."""
    links = pl.concat([world.s.base.links["unit_row"], world.s.lifted.links["unit_row"]]).unique().sort()
    for unit in links.to_list():
        if world.relinked[unit]:
            id = world.id(unit)
            world.define([(c, id) for c in CODES], partial(_findings, world, unit))


def _findings(world: World, unit: int, choose: Choose) -> list[FindingKey]:
    code = BY_STATUS.get(status(world, unit, choose) or "")
    return [(code, world.id(unit))] if code else []


def status(world: World, unit: int, choose: Choose) -> str | None:
    """The status of the link of a unit, None where it has no superior or no body."""
    superior = world.above(unit, choose)
    bodies = [b for b in world.s.bodies_in.get(unit, []) if not world.gone(b, choose)]
    if superior < 0 or not bodies:
        return None
    if len(bodies) > 1:
        ranks = {b: _rank(world, b, choose) for b in bodies}
        bodies = [b for b in bodies if ranks[b] == max(ranks.values())]
    return STATUS[max(STATUS.index(_status(world, unit, superior, b, choose)) for b in bodies)]


def _rank(world: World, body: int, choose: Choose) -> int:
    kind = world.profile.kinds.get(world.kind(body, choose))
    return kind.rank if kind and kind.rank is not None else -1


def _status(world: World, unit: int, superior: int, body: int, choose: Choose) -> str:
    """The status of one link as :mod:`orgmodel.graph.links` defines it, read hop by hop."""
    system = _chain_above(world, superior, choose)
    seen, at = {body}, body
    while True:
        up = world.superior(at, choose)
        if up < 0 or up in seen:
            break
        if world.s.host[up] in system:
            return "direct"
        seen.add(up)
        at = up
    kind = world.profile.kinds.get(world.s.units[at]["kind"])
    if up >= 0 or at == body or kind is None or not kind.recognised_end:
        return "orphan"
    if not _led(world, unit, superior, choose):
        return "broken"
    return "dual" if _accepted(world, unit, body, choose) else "half"


def _chain_above(world: World, unit: int, choose: Choose) -> Collection[int]:
    firm = world.firm_chain(unit)
    if firm is not None:
        return firm
    chain: set[int] = set()
    while unit >= 0 and unit not in chain:
        chain.add(unit)
        unit = world.above(unit, choose)
    return chain


def _accepted(world: World, unit: int, body: int, choose: Choose) -> bool:
    superior = world.s.units[world.superior(body, choose)]["kind"]
    level = int(world.s.base.level[unit])

    def accepts(kind: str | None) -> bool:
        known = world.profile.kinds.get(kind or "")
        if known is None or known.accepted_superior is None or known.accepted_superior != superior:
            return False
        if known.accepted_level is None:
            return True
        return 0 <= level <= world.profile.level_rank[known.accepted_level]

    now, then = accepts(world.s.units[body]["kind"]), accepts(world.profile.roles.committee)
    return now if now == then else accepts(world.kind(body, choose))


def _led(world: World, unit: int, superior: int, choose: Choose) -> bool:
    if (unit, superior) in world.leaderships:
        return True
    return any(high == superior and choose(slot) == i for slot, i, high in world.touched.led.get(unit, ()))
