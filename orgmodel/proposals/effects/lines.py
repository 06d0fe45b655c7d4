"""Lines: what a moved or mended line leaves behind, and what the new one brings."""

from collections import defaultdict
from functools import partial

from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.outcomes import Choose

CODES = ("STR102", "STR103", "STR105", "STR106", "STR108", "STR110", "STR111")


def take_up(world: World) -> None:
    """Define the findings on the affiliation lines of moved bodies and on mended vertical lines."""
    roots = set(world.s.report.roots.select("code", "subject").iter_rows())
    kind = world.profile.roles.affiliation
    for slot in world.model.slots:
        what, _, id = slot.partition(":")
        if what == "repoint":
            cleared = world.move(world.model.slots[slot][0]).clears
            world.define(cleared, partial(_until, slot, cleared))
        if what != "reattach":
            continue
        body = world.s.row(id)
        lines = [f"{id}>{line['row']['superior']}:{kind}" for line in world.s.lines_up[body]]
        old = {(code, line) for code in ("STR102", "STR103", "STR110", "STR111") for line in lines} & roots
        if len({line["row"]["superior"] for line in world.s.lines_up[body]}) > 1:
            old.add(("STR105", id))
        world.define(old, partial(_until, slot, tuple(sorted(old))))
        news = [f"{id}>{world.move(i).target}:{kind}" for i in world.model.slots[slot]]
        owned = [("STR108", line) for line in {*lines, *news}]
        world.define(owned, partial(_order, world, body))
    joined: dict[int, list[str]] = defaultdict(list)
    for slot in world.model.slots:
        if slot.startswith("repoint:"):
            joined[world.target(world.model.slots[slot][0])].append(slot)
    for row, slots in joined.items():
        key: FindingKey = ("STR106", world.id(row))
        if key in roots:
            world.define([key], partial(_unjoined, key, tuple(slots)))


def _order(world: World, body: int, choose: Choose) -> list[FindingKey]:
    """STR108 on each affiliation line whose superior stands below the body."""
    made = choose(f"reattach:{world.id(body)}")
    level = world.s.base.level
    old = [line["high"] for line in world.s.lines_up[body]]
    rows = old if made is None else [world.target(made)]
    kind = world.profile.roles.affiliation
    out = []
    for row in rows:
        if row >= 0 and row != body and level[body] >= 0 and level[row] > level[body]:
            out.append(("STR108", f"{world.id(body)}>{world.id(row)}:{kind}"))
    return out


def _until(slot: str, findings: tuple[FindingKey, ...], choose: Choose) -> tuple[FindingKey, ...]:
    """These findings, until a move is made in the slot."""
    return findings if choose(slot) is None else ()


def _unjoined(key: FindingKey, slots: tuple[str, ...], choose: Choose) -> list[FindingKey]:
    """STR106 at a unit that no line joins until one is pointed at it."""
    for slot in slots:
        if choose(slot) is not None:
            return []
    return [key]
