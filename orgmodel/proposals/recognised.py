"""The moves that a planner made by hand, recognised in what changed from one org to another."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from orgmodel.model import ROWS, Edit
from orgmodel.model.edits import Cells, cells
from orgmodel.moves import Move

FREE = ("id", "name", "short_name", "note")  # what a founder chooses: no two need to choose alike
Place = tuple[int, str]  # an edit by its number, and the cell of it that changes ("" for the whole row)


class Changes:
    """What changed, taken up move by move; :meth:`rest` is what no move explains."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = list(edits)
        self._taken: set[Place] = set()
        self._cells: dict[tuple[str, tuple[str, ...], str], list[Place]] = defaultdict(list)
        self._gone: dict[tuple[str, tuple[str, ...]], list[Place]] = defaultdict(list)
        self._come: dict[tuple[str, tuple[Any, ...]], list[Place]] = defaultdict(list)
        for n, edit in enumerate(edits):
            if edit.after is None:
                self._gone[edit.table, edit.key].append((n, ""))
            elif edit.before is None:
                self._come[edit.table, _mark(edit.table, edit.after, {})].append((n, ""))
            else:
                for column in _changed(edit.before, edit.after):
                    self._cells[edit.table, edit.key, column].append((n, column))

    def take(self, move: Move) -> bool:
        """Take up the changes of a move, if all of them are there and none is taken."""
        found: set[Place] = set()
        named: dict[str, str] = {}
        for edit in move.edits:
            places = self._places(edit, found, named)
            if places is None:
                return False
            found |= places
        self._taken |= found
        return bool(found)

    def rest(self) -> list[Edit]:
        """The edits that are left, those taken in part with the cells that no move explains."""
        out = []
        by_edit: dict[int, set[str]] = defaultdict(set)
        for n, column in self._taken:
            by_edit[n].add(column)
        for n, edit in enumerate(self._edits):
            taken = by_edit[n]
            if "" in taken:
                continue
            before = cells({**(edit.before or {}), **{c: (edit.after or {}).get(c) for c in taken}})
            if not taken:
                out.append(edit)
            elif before != edit.after:
                out.append(replace(edit, before=before))
        return out

    def _places(self, edit: Edit, used: set[Place], named: dict[str, str]) -> set[Place] | None:
        """Where the changes of one edit stand; None where one is missing."""
        before, after = edit.before, edit.after
        if before is not None and after is not None and _key(edit.table, after) == edit.key:
            return self._changes(edit, before, after, used)
        found: set[Place] = set()
        if before is not None:
            place = self._first(self._gone[edit.table, edit.key], used)
            if place is None:
                return None
            found.add(place)
        if after is not None:
            place = self._founded(edit.table, after, used, named)
            if place is None:
                return None
            found.add(place)
        return found

    def _changes(self, edit: Edit, before: Cells, after: Cells, used: set[Place]) -> set[Place] | None:
        found: set[Place] = set()
        for column in _changed(before, after):
            places = [
                p for p in self._cells[edit.table, edit.key, column] if self._fits(p, after.get(column))
            ]
            place = self._first(places, used)
            if place is not None:
                found.add(place)
            elif column not in FREE:
                return None
        return found

    def _fits(self, place: Place, wanted: Any) -> bool:
        """Whether a cell became what a move makes of it; a name or a day is the planner's to choose."""
        number, column = place
        become = (self._edits[number].after or {}).get(column)
        chosen = isinstance(wanted, datetime.date) and isinstance(become, datetime.date)
        return column in FREE or chosen or become == wanted

    def _founded(self, table: str, row: Cells, used: set[Place], named: dict[str, str]) -> Place | None:
        """The row that was added where a move adds this one; its id is noted for the edits that follow."""
        for place in self._come[table, _mark(table, row, named)]:
            come = self._edits[place[0]].after or {}
            asked = {} if table == "lines" else {c: _known(v, named) for c, v in row.items() if c not in FREE}
            if place in self._taken | used or any(come.get(c) != v for c, v in asked.items()):
                continue
            if "id" in row and "id" in come:
                named[str(row["id"])] = str(come["id"])
            return place
        return None

    def _first(self, places: Iterable[Place], used: set[Place]) -> Place | None:
        return next((p for p in places if p not in self._taken and p not in used), None)


def recognised(edits: Sequence[Edit], candidates: Iterable[Move]) -> tuple[list[Move], list[Edit]]:
    """The candidate moves that are among the edits, and the edits that none of them explains.

    Moves that explain more changes come first, then those of less effort; of one slot at most one is made.
    """
    changes = Changes(edits)
    found: dict[str, Move] = {}
    order = sorted(candidates, key=lambda m: (-_size(m), m.effort, m.id))
    for move in order:
        if move.edits and move.slot not in found and changes.take(move):
            found[move.slot] = move
    return sorted(found.values(), key=lambda m: m.id), changes.rest()


def _size(move: Move) -> int:
    both = [(e.before, e.after) for e in move.edits]
    return sum(len(_changed(b, a)) if b is not None and a is not None else 1 for b, a in both)


def _changed(before: Cells, after: Cells) -> list[str]:
    return [c for c in {**before, **after} if before.get(c) != after.get(c)]


def _key(table: str, row: Cells) -> tuple[str, ...]:
    return tuple(str(row.get(k)) for k in ROWS[table].keys)


def _known(value: Any, named: Mapping[str, str]) -> Any:
    """A cell in which ids of units that the move founds stand as the planner named them."""
    if not isinstance(value, str):
        return value
    return ";".join(named.get(part, part) for part in value.split(";"))


def _mark(table: str, row: Cells, named: Mapping[str, str]) -> tuple[Any, ...]:
    """What two added rows must have in common to be looked at more closely."""
    if table == "lines":
        return tuple(named.get(part, part) for part in _key(table, row))
    return tuple(_known(row.get(c), named) for c in ("kind", "host")) if table == "units" else ()
