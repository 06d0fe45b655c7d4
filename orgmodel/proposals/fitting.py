"""A plan on an org that is no longer the one it was made for: what still fits is done, move by move, the rest is told.

An edit fits where the cells that it changes are as the plan expects them, whatever became of other cells. A move is
left out whole where not all of its edits fit, where it rests on a move left out, or where it names a row that is
neither in the org nor founded by a move that is made. A cell that is taken back becomes what it was, even if it led
nowhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from orgmodel.graph.rowwords import REFERENCES
from orgmodel.model import ROWS, Edit, EditConflict, Org, apply, invert, joined
from orgmodel.model.edits import Cells, cells
from orgmodel.profiles import of
from orgmodel.proposals.held import Difference, Held, differing
from orgmodel.proposals.planfile import PlanFile, PlannedMove, carry_out, take_back


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
    try:
        return Fitted(take_back(org, plan) if undo else carry_out(org, plan), tuple(moves), (), ())
    except EditConflict:
        pass  # another org than the one that the plan was made for, or leads to
    fit = _Fit(org, moves, undo)
    found = {m.id: fit.move(m) for m in moves}
    left = {id: Unfit(f.move, tuple(f.wrong)) for id, f in found.items() if f.wrong}
    requires = _reversed(plan.moves) if undo else {m.id: m.requires for m in moves}
    while True:
        resting = [
            Unfit(m, (), group)
            for m in moves
            if m.id not in left
            for group in (*requires.get(m.id, ()), *found[m.id].rests_on)
            if all(id in left for id in group)
        ]
        if not resting:
            break
        left |= {u.move.id: u for u in resting}
    able = [m for m in moves if m.id not in left]
    return Fitted(
        apply(org, joined(found[m.id].edits for m in able)),
        tuple(m for m in able if found[m.id].edits),
        tuple(m for m in able if not found[m.id].edits),
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


@dataclass
class _Found:
    """What became of a move: its edits as they fit the rows held (none for what is done already), what is in their way.

    Of each group in ``rests_on`` one move has to be made: it founds a row that these edits name.
    """

    move: PlannedMove
    edits: list[Edit] = field(default_factory=list)
    wrong: list[Difference] = field(default_factory=list)
    rests_on: list[tuple[str, ...]] = field(default_factory=list)


class _Fit:
    """Looks at the edits of moves against the rows that an org holds."""

    def __init__(self, org: Org, moves: Sequence[PlannedMove], undo: bool) -> None:
        self.undo = undo
        edits = [e for m in moves for e in m.edits]
        wanted = {(e.table, key) for e in edits for key in (e.key, _key(e))}
        named = {(table, (id,)) for e in edits for id, tables in _named(e) for table in tables}
        self.held = Held(org, wanted | named)
        self.functions = of(org).functions
        self.known: dict[tuple[str, str], set[str]] = defaultdict(set)
        for edit in (e for e in edits if e.table == "lines"):
            for key in (edit.key, _key(edit)):
                self.known[key[0], key[2]].add(key[1])
        own = org.lines.filter(pl.col("subordinate").is_in([low for low, _ in self.known]))
        self.superiors: dict[tuple[str, str], set[str]] = defaultdict(set)
        for low, high, kind in own.select("subordinate", "superior", "kind").iter_rows():
            self.superiors[low, kind].add(high)
        self.founders: dict[tuple[str, str], list[str]] = defaultdict(list)
        for move in moves:
            for edit in move.edits:
                if edit.after is not None and (edit.before is None or _key(edit) != edit.key):
                    self.founders[edit.table, _key(edit)[0]].append(move.id)

    def move(self, move: PlannedMove) -> _Found:
        """What becomes of a move."""
        used: dict[tuple[str, tuple[str, ...]], list[Cells]] = defaultdict(list)
        out = _Found(move)
        for edit in move.edits:
            found = self._edit(edit, used[edit.table, edit.key])
            if isinstance(found, Difference):
                out.wrong.append(found)
            elif found is not None:
                used[edit.table, edit.key].append(found.before or {})
                out.edits.append(found)
                self._missing(found, out)
        return out

    def _missing(self, edit: Edit, out: _Found) -> None:
        """Note the rows that an edit names in vain, and the moves that found those which are not there yet."""
        if self.undo and edit.before is not None:
            return
        for id, tables in _named(edit):
            if any(self.held.rows(table, (id,)) for table in tables):
                continue
            if "functions" in tables and id in self.functions:
                continue
            founders = tuple(m for table in tables for m in self.founders[table, id])
            gone = Difference(tables[0], id, "gone")
            if founders and out.move.id not in founders:
                out.rests_on.append(founders)
            elif not founders and gone not in out.wrong:
                out.wrong.append(gone)

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
        return edit

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


def _named(edit: Edit) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every id that a row comes to name by an edit, with the tables one of which must hold it."""
    for column, old, new in differing(edit.before or {}, edit.after or {}):
        if column in REFERENCES and column in ROWS[edit.table].model_fields and isinstance(new, str):
            before = _ids(old) if isinstance(old, str) else []
            yield from ((id, REFERENCES[column]) for id in _ids(new) if id not in before)


def _ids(cell: str) -> list[str]:
    """The ids in a cell."""
    return [id for part in cell.split(";") if (id := part.strip())]
