"""What single moves do to the structure, read off their edits: superiors, kinds, bodies set up and dissolved.

The definitions ask these look-ups, never for a kind of move; a new kind of move needs no word here.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from orgmodel.moves import Move, Situation

Option = dict[int, Any]  # index of a move -> what it makes of the thing
BySlot = dict[str, Option]


class Touched:
    """Unit row -> slot -> move -> what it becomes; for all moves of a model."""

    def __init__(self, s: Situation, moves: Sequence[Move]) -> None:
        self.s, self.moves = s, moves
        self.kind: dict[int, BySlot] = defaultdict(lambda: defaultdict(dict))
        self.gone: dict[int, BySlot] = defaultdict(lambda: defaultdict(dict))
        self.superior: dict[int, BySlot] = defaultdict(lambda: defaultdict(dict))
        self.above: dict[int, BySlot] = defaultdict(lambda: defaultdict(dict))
        self.founded: dict[int, list[tuple[int, str]]] = defaultdict(
            list
        )  # host row -> (move, kind of the new body)
        self.under: dict[str, int] = {}  # id of a new body -> row of its superior
        self.slots: dict[str, set[str]] = defaultdict(set)  # id -> slots of moves that change its rows
        self.led: dict[int, list[tuple[str, int, int]]] = defaultdict(
            list
        )  # host row -> slot, move, host that leads
        self.members: list[tuple[int, int, int]] = []  # unit row, move, members gained
        self.added: dict[int, list[tuple[int, int]]] = defaultdict(
            list
        )  # superior row -> (move, members of a new body)
        for i, move in enumerate(moves):
            self._read(i, move)

    def _read(self, i: int, move: Move) -> None:
        s, lines = self.s, set[tuple[int, str]]()
        new: dict[str, dict[str, Any]] = {}
        self.slots[move.subject].add(move.slot)
        for edit in move.edits:
            if edit.table == "units":
                self.slots[edit.key[0]].add(move.slot)
                if edit.before is None and edit.after is not None:
                    new[edit.key[0]] = dict(edit.after)
                    host = s.base.index.get(str(edit.after.get("host")), -1)
                    self.founded[host].append((i, str(edit.after["kind"])))
                elif edit.after is not None and edit.before is not None:
                    row = s.row(edit.key[0])
                    if edit.after.get("kind") != edit.before.get("kind"):
                        self.kind[row][move.slot][i] = edit.after.get("kind")
                    if edit.after.get("status") == "dissolved":
                        self.gone[row][move.slot][i] = True
                    gained = (edit.after.get("members") or 0) - (edit.before.get("members") or 0)
                    if gained and edit.after.get("status") != "dissolved":
                        self.members.append((row, i, gained))
            elif edit.table == "lines":
                self.slots[edit.key[0]].add(move.slot)
                if edit.key[2] != s.profile.roles.affiliation:
                    self.slots[edit.key[1]].add(move.slot)  # a new line may close a circle at its other end
                low = s.base.index.get(edit.key[0])
                if edit.key[2] == s.profile.roles.leadership and edit.after is not None and low is not None:
                    self.led[s.host[low]].append((move.slot, i, s.host[s.row(edit.key[1])]))
                if low is not None:
                    lines.add((low, edit.key[2]))
                elif edit.after is not None and edit.key[2] == s.profile.roles.affiliation:
                    above = s.base.index.get(edit.key[1], -1)
                    self.under[edit.key[0]] = above
                    members = new.get(edit.key[0], {}).get("members")
                    self.added[above].append((i, int(members or 0)))
        for low, kind in lines:
            by = {s.profile.roles.affiliation: self.superior, s.profile.roles.vertical: self.above}.get(kind)
            if by is not None:
                by[low][move.slot][i] = self._parent(low, kind, move)

    def _parent(self, low: int, kind: str, move: Move) -> int:
        """The first valid superior of a unit after one move; -1 for none."""
        left = [dict(row) for row in self._lines.get((low, kind), [])]
        for edit in move.edits:
            if edit.table != "lines" or edit.key[2] != kind or self.s.base.index.get(edit.key[0]) != low:
                continue
            before = dict(edit.before) if edit.before is not None else None
            after = dict(edit.after) if edit.after is not None else None
            if before is None:
                left.append(after or {})
            elif before in left:
                at = left.index(before)
                left[at : at + 1] = [after] if after is not None else []
        highs = (self.s.base.index.get(str(row["superior"]), -1) for row in left)
        return next((h for h in highs if h >= 0 and h != low), -1)

    @cached_property
    def _lines(self) -> dict[tuple[int, str], list[dict[str, Any]]]:
        """(unit row, kind) -> its lines in force that some move changes, as they stand in the file."""
        import polars as pl

        wanted = {e.key[0] for m in self.moves for e in m.edits if e.table == "lines"}
        kinds = [k for k in (self.s.profile.roles.affiliation, self.s.profile.roles.vertical) if k]
        found = self.s.base.lines.filter(
            pl.col("subordinate").is_in(list(wanted))
            & pl.col("kind").is_in(kinds)
            & (pl.col("home") == "lines")
        )
        out: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
        rows = self.s.org.lines[found["row"].to_list()].to_dicts()
        for low, kind, row in zip(found["low"], found["kind"], rows, strict=True):
            out[(low, kind)].append({k: v for k, v in row.items() if v is not None})
        return out
