"""Work that nobody in the file carries and some move gives away.

Units at the top no longer miss it, whoever is given it. Where several below one superior are given it, it may arrive at offices
of several kinds, and an indicator for it is answered differently.
"""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from orgmodel.graph.carriers import wider
from orgmodel.graph.counterparts import below
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import ALWAYS, Condition, terms

CODES = ("CPT302", "CPT304")


def take_up(world: World) -> None:
    """Define CPT302 at units without a superior, and CPT304 at indicators that nothing is found about yet."""
    gifts = _gifts(world)
    if gifts:
        alike = defaultdict[str, set[str]](set)  # a function, and those that it is part of
        for function, wide in world.s.base.once(wider).select("function", "wider").iter_rows():
            alike[function].add(wide)
        _tops(world, gifts, alike)
        _indicators(world, gifts, alike)


@dataclass(frozen=True)
class _Gift:
    """A move gives a function to an office of a kind, in a unit below a superior (rows; -1 for none)."""

    move: int
    function: str
    kind: str
    place: int
    superior: int


def _gifts(world: World) -> list[_Gift]:
    """What all moves give away."""
    s, out = world.s, []
    for i, move in enumerate(world.model.moves):
        for edit in move.edits:
            if edit.table != "assignments" or edit.before is not None or edit.after is None:
                continue
            at = s.base.index.get(edit.after["unit"], -1)
            if at >= 0:
                place = s.host[at] if s.host[at] >= 0 else at
                superior = int(s.vertical.parent[place])
                out.append(_Gift(i, edit.after["function"], str(s.units[at]["kind"]), place, superior))
    return out


def _tops(world: World, gifts: list[_Gift], alike: dict[str, set[str]]) -> None:
    """What nobody carries is missed at the top until somebody is given it, a part of it, or what it is part of."""
    lost = [s for code, s in world.roots if code == "CPT302" and (code, s) not in world.taken]
    tops = [s for s in lost if world.s.vertical.parent[world.s.row(s)] < 0]
    cells = world.s.base.table("cells")
    missed = cells.filter(pl.col("expected") & ~pl.col("carried") & pl.col("subject").is_in(tops))
    for subject, functions in missed.group_by("subject", maintain_order=True).agg("function").iter_rows():
        makers = [
            {g.move for g in gifts if g.function in alike[f] or f in alike[g.function]} for f in functions
        ]
        if any(makers):
            world.clearing["CPT302", subject].update(*makers)
            lacking = [Condition(terms(dict.fromkeys(sorted(m), -1)), 0) for m in makers]
            world.add(("CPT302", subject), lacking)


def _indicators(world: World, gifts: list[_Gift], alike: dict[str, set[str]]) -> None:
    """The work of an indicator arrives at several kinds of office unless there is one kind that all have that have any.

    The units below all superiors are taken together; where they differ only between superiors, the re-check tells.
    """
    stand = {subject for code, subject in world.roots if code == "CPT304"}
    indicators = world.s.base.tables["indicators"].unique("id", keep="first", maintain_order=True)
    asked = pl.col("function").is_in(indicators["function"].implode())
    above = world.s.base.table("carriers").filter(asked)
    carried = set(above.select("place_row", "function").iter_rows())
    now = defaultdict[str, set[tuple[int, str]]](
        set
    )  # function -> superiors below whom it arrives, and kinds
    arriving = world.s.base.once(below).filter(asked).select("superior_row", "function", "kind")
    for superior, function, kind in arriving.iter_rows():
        now[function].add((superior, kind))
    for id, function in indicators.select("id", "function").iter_rows():
        found = [
            g
            for g in gifts
            if function in alike[g.function] and g.superior >= 0 and (g.superior, function) not in carried
        ]
        if not found or id in stand or ("CPT304", id) in world.taken:
            continue
        below_these = {g.superior for g in found}
        here = {kind for superior, kind in now[function] if superior in below_these}
        unless = []
        for kind in sorted({g.kind for g in found} | here):
            others = {g.move: -1 for g in found if g.kind != kind}
            if not here - {kind}:
                unless.append(Condition(terms(others), 0))
        world.clearing["CPT304", id].update(g.move for g in found)
        world.add(("CPT304", id), [ALWAYS], unless)
