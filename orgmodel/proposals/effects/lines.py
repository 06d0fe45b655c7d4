"""Lines: what a moved or mended line leaves behind, and what the new one brings."""

from collections import defaultdict
from functools import partial

from orgmodel.moves import FindingKey
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition, terms
from orgmodel.proposals.outcomes import Choose

CODES = ("STR102", "STR103", "STR105", "STR106", "STR108", "STR110", "STR111")


COVERED = ("STR102", "STR103", "STR110", "STR111")


def take_up(world: World) -> None:
    """Define the findings on the lines that moves take away, mend or draw anew."""
    covering: dict[FindingKey, set[int]] = defaultdict(set)
    affiliation = world.profile.roles.affiliation
    for i, move in enumerate(world.model.moves):
        for finding in move.clears:
            if finding[0] in COVERED:
                covering[finding].add(i)
        removed = {e.name for e in move.edits if e.table == "lines" and e.before is not None}
        kept = {e.name for e in move.edits if e.table == "lines" and e.after is not None}
        for line in removed - kept if move.kind == "reattach" else ():
            for code in COVERED:
                covering[(code, line)].add(i)
    roots = set(world.roots) | {
        (c, s) for c, found in world.s.findings.items() for s in found if c in COVERED
    }
    for finding, moves in sorted(covering.items()):
        if finding in roots:
            world.add(finding, [Condition(terms(dict.fromkeys(moves, -1)), 0)])
    for body in world.moving:
        id = world.id(body)
        lines = world.s.lines_up.get(body, [])
        if len({line["row"]["superior"] for line in lines}) > 1:
            away = tuple(world.touched.superior[body])
            world.define([("STR105", id)], partial(_several, ("STR105", id), away))
        highs = {*(line["high"] for line in lines), *world.moving[body].values()}
        owned = [("STR108", f"{id}>{world.id(row)}:{affiliation}") for row in highs if row >= 0]
        if any(_lower(world, row, body) for row in highs):
            world.define(owned, partial(_order, world, body))
        world.taken.update(owned)
    joined: dict[int, list[str]] = defaultdict(list)
    for slots in world.touched.above.values():
        for slot, options in slots.items():
            for row in options.values():
                if row >= 0 and slot not in joined[row]:
                    joined[row].append(slot)
    for row, found in joined.items():
        key: FindingKey = ("STR106", world.id(row))
        if key in world.roots:
            world.define([key], partial(_unjoined, key, tuple(found)))


def _several(key: FindingKey, slots: tuple[str, ...], choose: Choose) -> list[FindingKey]:
    """STR105 at a body with several superiors, until a move makes one of them."""
    for slot in slots:
        if choose(slot) is not None:
            return []
    return [key]


def _order(world: World, body: int, choose: Choose) -> list[FindingKey]:
    """STR108 on each affiliation line whose superior stands below the body."""
    rows = [line["high"] for line in world.s.lines_up.get(body, [])]
    for slot, options in world.touched.superior[body].items():
        made = choose(slot)
        if made in options:
            rows = [options[made]]
    kind = world.profile.roles.affiliation
    out = []
    for row in rows:
        if _lower(world, row, body):
            out.append(("STR108", f"{world.id(body)}>{world.id(row)}:{kind}"))
    return out


def _lower(world: World, row: int, body: int) -> bool:
    """Whether a superior stands below a body."""
    level = world.s.base.level
    return bool(row >= 0 and row != body and 0 <= level[body] < level[row])


def _unjoined(key: FindingKey, slots: tuple[str, ...], choose: Choose) -> list[FindingKey]:
    """STR106 at a unit that no line joins until one is pointed at it."""
    for slot in slots:
        if choose(slot) is not None:
            return []
    return [key]
