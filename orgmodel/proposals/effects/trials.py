"""Rules that no effect defines: what single moves do to their findings is found by trying them.

All moves of one kind are made together, one option a slot, and what a batch clears becomes a row for each of
its moves on which the finding may depend, and what it raises a row for exactly that combination. Where that is too good,
the re-check corrects it. The trial also tells which rules moves can reach at all.
"""

from collections import Counter, defaultdict

import polars as pl

from orgmodel.moves import FindingKey, catalogue
from orgmodel.proposals.effects import linkage
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import Condition
from orgmodel.proposals.outcomes import combination
from orgmodel.rules import check

KEY, CAUSE = ["code", "subject"], ["cause_code", "cause_subject"]


def try_moves(world: World) -> None:
    """Add what each move clears and raises among the findings that no effect has taken up."""
    report = world.s.report
    counting = {code for code, rule in report.rules.items() if rule.over}
    others = report.roots.filter(~pl.col("code").is_in(list(world.defined))).select(KEY)
    waiting = report.roots.filter(~pl.col("code").is_in(list(counting))).select(KEY)
    open_ = set(waiting.iter_rows()) - world.taken  # overlooked ones, too
    raised: dict[FindingKey, list[Condition]] = defaultdict(list)
    unlinked = linkage.alone(world)

    for batch in _batches(world):
        after = check(world.changes.carried_out(batch))
        for now, then in ((report, after), (after, report)):
            world.reached.update(_only(now.hits, then.hits, [*KEY, *CAUSE])["code"])
        picked = {world.move(i).slot: i for i in batch}
        cleared = set(_only(waiting, after.roots, KEY).iter_rows()) & open_
        for finding in sorted(cleared):
            slots = world.concerned(finding)
            world.clearing[finding].update(picked[slot] for slot in slots if slot in picked)
        unlinked |= linkage.at_risk(world, after, batch)
        new = after.roots.filter(~pl.col("code").is_in(list(world.defined))).select(KEY)
        for finding in sorted(set(_only(new, others, KEY).iter_rows())):
            # Exactly what was seen and no more: a guess too dear would never be visited, so never corrected.
            on = sorted(world.concerned(finding))
            raised[finding].append(combination(world.model, {slot: picked.get(slot) for slot in on}))
    for finding in sorted({*others.iter_rows(), *raised, *unlinked}):
        if linkage.define(world, finding):
            raised.pop(finding, None)
    for finding in sorted(open_ - world.taken):
        moves = world.clearing.get(finding)
        if moves:
            world.add(finding, [Condition(tuple((i, -1) for i in sorted(moves)), 0)])
    for finding, conditions in sorted(raised.items()):
        world.add(finding, conditions)


def _only(of: pl.DataFrame, than: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """The findings of the one table that do not stand in the other."""
    return of.join(than, on=key, how="anti", nulls_equal=True, maintain_order="left")


def _batches(world: World) -> list[list[int]]:
    """Moves to be tried together: of each kind the n-th of every slot, as far as they may be made together."""
    wanted: dict[tuple[str, int], list[int]] = defaultdict(list)
    for _, moves in sorted(world.model.slots.items()):
        alike = {
            (world.move(i).kind, world.move(i).target): i for i in reversed(moves)
        }  # approved or not is one
        for n, ((kind, _), i) in enumerate(reversed(alike.items())):
            if not catalogue()[kind].whole and kind not in world.settled:
                wanted[(kind, n)].append(i)
    out = []
    for moves in wanted.values():
        while moves:
            batch, moves = _together(world, moves)
            out.append(batch)
    return out


def _together(world: World, moves: list[int]) -> tuple[list[int], list[int]]:
    """The first of these moves that exclude none of each other and keep the capacities, and the rest."""
    batch, rest = list[int](), list[int]()
    taken, closed, used = set[str](), set[str](), Counter[str]()
    for i in moves:
        move = world.move(i)
        free = move.slot not in closed and taken.isdisjoint(move.excludes)
        if not free or any(used[u] + move.uses.count(u) > world.s.capacities[u] for u in set(move.uses)):
            rest.append(i)
            continue
        batch.append(i)
        taken.add(move.slot)
        closed.update(move.excludes)
        used.update(move.uses)
    if not batch:  # moves that no capacity allows at all
        return rest, []
    return batch, rest
