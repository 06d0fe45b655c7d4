"""Linkage: bodies of the lowest layer that lack a layer above them once nothing else is amiss with their way up.

Read only for bodies of which a trial has shown that it can come to that, and for those moved alone below a body that lacks
a layer itself; for most the finding follows from a broken link.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

import polars as pl

from orgmodel.moves import FindingKey
from orgmodel.profiles.schema import Layer
from orgmodel.proposals.effects.links import status
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.outcomes import Choose
from orgmodel.rules import Report


def at_risk(world: World, report: Report, made: Iterable[int]) -> set[FindingKey]:
    """The findings at bodies that lack a layer even after they were moved, whatever that follows from."""
    moved = {world.move(i).subject for i in made if world.move(i).kind == "reattach"}
    found = report.hits.filter((pl.col("code") == "CHN205") & pl.col("subject").is_in(list(moved)))
    return set(found.select("code", "subject").iter_rows())


def alone(world: World) -> set[FindingKey]:
    """The findings likely at bodies that lack a layer if nothing but they is moved; of those moved to one superior the first is tried."""
    if "CHN205" not in world.s.report.rules or not any(layer.kinds for layer in world.profile.layers):
        return set()
    below: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for body, moves in world.moving.items():
        for i, to in moves.items():
            if to >= 0 and world.s.host[body] >= 0:
                below[to].append((body, i))
    found = set[FindingKey]()
    for (first, made), *others in below.values():
        slot = world.move(made).slot
        if _unlinked(world, first, {slot: made}.get):
            found.update(("CHN205", world.id(body)) for body, _ in [(first, made), *others])
    return found


def define(world: World, finding: FindingKey) -> bool:
    """Define CHN205 at a body of the file; false for other findings, and for bodies that a move creates."""
    code, id = finding
    if code != "CHN205" or id not in world.s.base.index or world.s.host[world.s.row(id)] < 0:
        return False
    world.define([finding], partial(_unlinked, world, world.s.row(id)))
    return True


def _unlinked(world: World, body: int, choose: Choose) -> list[FindingKey]:
    """The finding at a body whose way up lacks a layer, unless it follows from a finding on that way."""
    *upper, lowest = (layer for layer in world.profile.layers if layer.kinds)
    if world.kind(body, choose) not in lowest.kinds or world.gone(body, choose):
        return []
    if not _ends_well(world, body, choose):
        return []
    counted = any(not layer.kinds for layer in world.profile.layers)
    lacks, at = counted and world.s.units[body]["members"] == 0, body
    for layer in reversed(upper):
        members = world.in_layer(layer)
        if not members:
            continue
        if _ranked(world, layer):
            found = _above(world, at, layer, choose)
            lacks, at = lacks or found < 0, found if found >= 0 else at
        else:
            lacks = lacks or world.s.host[at] not in world.hosts_of(layer)
    if not lacks:
        return []
    hosts = dict.fromkeys(h for h in (world.s.host[body], world.s.host[at]) if h >= 0)
    faulty = any(status(world, host, choose) in ("broken", "half", "orphan") for host in hosts)
    return [] if faulty else [("CHN205", world.id(body))]


def _ends_well(world: World, body: int, choose: Choose) -> bool:
    """Whether the chain of a body leads to a recognised end; where it does not, that is the finding."""
    at = world.end(body, choose)
    kind = world.profile.kinds.get(world.s.units[at]["kind"])
    return at not in (body, -1) and kind is not None and kind.recognised_end


def _ranked(world: World, layer: Layer) -> bool:
    return any(world.profile.kinds[kind].rank is not None for kind in layer.kinds)


def _above(world: World, body: int, layer: Layer, choose: Choose) -> int:
    """The nearest body of a layer above another on its chain, -1 for none."""
    seen, at = {body}, world.superior(body, choose)
    while at >= 0 and at not in seen:
        if world.kind(at, choose) in layer.kinds:
            return at
        seen.add(at)
        at = world.superior(at, choose)
    return -1
