"""A plan on an org that is no longer the one it was made for: what still fits is done, move by move, the rest is told.

An edit fits where the cells that it changes are as the plan expects them, whatever became of other cells. A move whose
edits do not all fit is left out whole, and so is one that rests on a move left out.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from orgmodel.model import ROWS, Edit, Org, apply, invert, joined
from orgmodel.model.edits import Cells, cells
from orgmodel.proposals.held import Difference, Held, differing
from orgmodel.proposals.planfile import PlanFile, PlannedMove


@dataclass(frozen=True)
class Unfit:
    """A move that is left out: the rows that stand in its way, and the ids of moves left out that it rests on."""

    move: PlannedMove
    differences: tuple[Difference, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Fitted:
    """An org after what fits of a plan: the moves made, those that the org shows as done already, those left out."""

    org: Org
    made: tuple[PlannedMove, ...]
    done: tuple[PlannedMove, ...]
    left: tuple[Unfit, ...]


def fitted(org: Org, plan: PlanFile, undo: bool = False) -> Fitted:
    """What of a plan still fits an org; with ``undo``, what of it can still be taken back."""
    moves = [replace(m, edits=invert(m.edits)) for m in plan.moves] if undo else list(plan.moves)
    moves.sort(key=lambda m: -m.phase if undo else m.phase)
    fit = _Fit(org, moves)
    found = {m.id: fit.move(m) for m in moves}
    left = {m.id: Unfit(m, tuple(found[m.id][1])) for m in moves if found[m.id][1]}
    requires = _reversed(plan.moves) if undo else {m.id: m.requires for m in moves}
    while True:
        resting = [
            Unfit(m, (), group)
            for m in moves
            if m.id not in left
            for group in requires.get(m.id, ())
            if all(id in left for id in group)
        ]
        if not resting:
            break
        left |= {u.move.id: u for u in resting}
    able = [m for m in moves if m.id not in left]
    return Fitted(
        apply(org, joined(found[m.id][0] for m in able)),
        tuple(m for m in able if found[m.id][0]),
        tuple(m for m in able if not found[m.id][0]),
        tuple(left.values()),
    )


def _reversed(moves: Sequence[PlannedMove]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Id of a move -> those that must be taken back before it is."""
    out: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for move in moves:
        for group in move.requires:
            for id in group:
                out[id].append((move.id,))
    return {id: tuple(groups) for id, groups in out.items()}


class _Fit:
    """Looks at the edits of moves against the rows that an org holds."""

    def __init__(self, org: Org, moves: Sequence[PlannedMove]) -> None:
        edits = [e for m in moves for e in m.edits]
        ends = {
            (("units", (id,)))
            for e in edits
            if e.table == "lines"
            for side in (e.key, _key(e))
            for id in side[:2]
        }
        wanted = {(e.table, key) for e in edits for key in (e.key, _key(e))}
        self.held = Held(org, wanted | ends)
        self.known: dict[tuple[str, str], set[str]] = defaultdict(set)
        for edit in (e for e in edits if e.table == "lines"):
            for key in (edit.key, _key(edit)):
                self.known[key[0], key[2]].add(key[1])
        own = org.lines.filter(pl.col("subordinate").is_in([low for low, _ in self.known]))
        self.superiors: dict[tuple[str, str], set[str]] = defaultdict(set)
        for low, high, kind in own.select("subordinate", "superior", "kind").iter_rows():
            self.superiors[low, kind].add(high)
        self.founded = {e.key[0] for e in edits if e.table == "units" and e.before is None}

    def move(self, move: PlannedMove) -> tuple[list[Edit], list[Difference]]:
        """The edits of a move as they fit the rows held (none for what is done already), and what stands in the way."""
        used: dict[tuple[str, tuple[str, ...]], list[Cells]] = defaultdict(list)
        fitting: list[Edit] = []
        wrong: list[Difference] = []
        for edit in move.edits:
            found = self._edit(edit, used[edit.table, edit.key])
            if isinstance(found, Difference):
                wrong.append(found)
            elif found is not None:
                used[edit.table, edit.key].append(found.before or {})
                fitting.append(found)
        return fitting, wrong

    def _edit(self, edit: Edit, used: list[Cells]) -> Edit | Difference | None:
        rows = list(self.held.rows(edit.table, edit.key))
        for row in used:
            if row in rows:
                rows.remove(row)
        if edit.before is None:
            return self._added(edit, edit.after or {}, rows)
        if edit.before in rows:
            return edit
        if edit.after is None:
            return self._gone(edit, edit.before, rows)
        return self._changed(edit, edit.before, edit.after, rows)

    def _added(self, edit: Edit, after: Cells, rows: list[Cells]) -> Edit | Difference | None:
        for row in rows:
            if not differing(after, row, after):
                return None
        if rows:
            return Difference(edit.table, edit.name, "taken", differing(after, rows[0], after))
        return self._loose(edit) or edit

    def _loose(self, edit: Edit) -> Difference | None:
        """The unit that a line of the plan would lead to in vain."""
        for id in edit.key[:2] if edit.table == "lines" else ():
            if id not in self.founded and not self.held.rows("units", (id,)):
                return Difference("units", id, "gone")
        return None

    def _gone(self, edit: Edit, before: Cells, rows: list[Cells]) -> Difference | None:
        if not rows:
            return self._elsewhere(edit)
        row = rows[min(edit.nth, len(rows) - 1)]
        return Difference(edit.table, edit.name, "changed", differing(before, row))

    def _elsewhere(self, edit: Edit) -> Difference | None:
        """A line that is gone counts as taken away already, unless the unit has another superior that the plan does not know."""
        if edit.table != "lines":
            return None
        unknown = self.superiors.get((edit.key[0], edit.key[2]), set()) - self.known[edit.key[0], edit.key[2]]
        others = tuple(("superior", edit.key[1], id) for id in sorted(unknown))
        return Difference(edit.table, edit.name, "changed", others) if others else None

    def _changed(
        self, edit: Edit, before: Cells, after: Cells, rows: list[Cells]
    ) -> Edit | Difference | None:
        columns = [c for c, _, _ in differing(before, after)]
        become = self.held.rows(edit.table, _key(edit)) if _key(edit) != edit.key else rows
        if any(not differing(after, row, columns) for row in become):
            return None
        if not rows:
            return Difference(edit.table, edit.name, "gone")
        for nth, row in enumerate(rows):
            if not differing(before, row, columns):
                merged = cells({**row, **{c: after.get(c) for c in columns}})
                return replace(edit, before=row, after=merged, nth=nth)
        row = rows[min(edit.nth, len(rows) - 1)]
        return Difference(edit.table, edit.name, "changed", differing(before, row, columns))


def _key(edit: Edit) -> tuple[str, ...]:
    """The key of the row after an edit."""
    if edit.after is None:
        return edit.key
    return tuple(str(edit.after[k]) for k in ROWS[edit.table].keys)
