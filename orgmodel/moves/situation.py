"""The situation in which moves are proposed: an org, its findings, and what was proposed so far."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from orgmodel.graph import Derived, derive
from orgmodel.graph.forest import Forest
from orgmodel.model import ROWS, Edit, Org, apply
from orgmodel.moves.base import TWENTIETHS, FindingKey, Move, Refusal
from orgmodel.profiles import Profile
from orgmodel.rules import Report, check


class Situation:
    """Collects moves; every kind of move reads what it needs from here.

    Findings of two orgs count: of the org itself, and of the ``lifted`` org in which every proposed mending of a
    vertical line is already made, because a mended line may show a break that it hid.
    """

    def __init__(self, org: Org, locked: Collection[str] = ()) -> None:
        self.org = org
        self.locked = frozenset(locked)
        self.base: Derived = derive(org)
        self.profile: Profile = self.base.profile
        self.report: Report = check(org)
        self.moves: list[Move] = []
        self.refusals: list[Refusal] = []
        self.capacities: dict[str, int] = {}
        self._nth: dict[str, pl.Series] = {}  # which of the rows with its key each row of a table is
        self._by_subject: dict[tuple[str, str], list[Move]] = defaultdict(list)

    def refuse(self, findings: list[FindingKey], reason: str, by: str) -> None:
        """Note for these findings why a move is not proposed."""
        self.refusals.extend(Refusal(f, reason, by) for f in findings)

    @cached_property
    def lifted(self) -> Derived:
        """The org after all mendings of vertical lines that were proposed up to now."""
        return derive(self._lifted_org)

    @cached_property
    def _lifted_org(self) -> Org:
        mended = [e for m in self.moves if m.kind == "repoint" for e in m.edits]
        return apply(self.org, mended) if mended else self.org

    @cached_property
    def findings(self) -> dict[str, dict[str, FindingKey]]:
        """Code -> subject -> finding, of the org and of the lifted org; consequences too."""
        out: dict[str, dict[str, FindingKey]] = defaultdict(dict)
        reports = [self.report]
        if self._lifted_org is not self.org:
            reports.append(check(self._lifted_org))
        for report in reports:
            for code, subject in report.standing.select("code", "subject").iter_rows():
                out[code][subject] = (code, subject)
        return out

    @cached_property
    def units(self) -> list[dict[str, Any]]:
        """All unit rows; moves look at single ones."""
        return self.org.units.to_dicts()

    def unit(self, id: str) -> dict[str, Any]:
        """The row of a unit."""
        return self.units[self.base.index[id]]

    def row(self, id: str) -> int:
        """The number of a unit's row."""
        return self.base.index[id]

    def frozen(self, *rows: int) -> str | None:
        """The first of these units that no proposal may touch, or None."""
        for row in rows:
            if row >= 0 and (self.units[row]["frozen"] or self.units[row]["id"] in self.locked):
                return str(self.units[row]["id"])
        return None

    @cached_property
    def host(self) -> list[int]:
        """Row of each unit's host, -1 for none."""
        rows: list[int] = self.base.host.tolist()
        return rows

    @cached_property
    def rank(self) -> list[int]:
        """Rank of each body with affiliation, -1 for other units."""
        ranks: list[int] = self.base.rank.tolist()
        return ranks

    @cached_property
    def vertical(self) -> Forest:
        """The vertical hierarchy of the lifted org."""
        return self.lifted.forest(self.profile.roles.vertical)

    @cached_property
    def affiliation(self) -> Forest:
        """The affiliation hierarchy of the org."""
        return self.base.forest(self.profile.roles.affiliation)

    @cached_property
    def bodies_in(self) -> dict[int, list[int]]:
        """Host row -> rows of the bodies with affiliation set up in it, highest rank first, then by id."""
        out: dict[int, list[int]] = defaultdict(list)
        for row in np.flatnonzero(self.base.rank >= 0).tolist():
            if self.host[row] >= 0:
                out[self.host[row]].append(row)
        for rows in out.values():
            rows.sort(key=lambda r: (-self.rank[r], self.units[r]["id"]))
        return out

    @cached_property
    def lines_up(self) -> dict[int, list[dict[str, Any]]]:
        """Body row -> its affiliation lines in force, in file order, as they stand in the file."""
        kind = self.profile.roles.affiliation or ""
        found = self.base.lines.filter(
            (pl.col("kind") == kind) & (pl.col("low") >= 0) & (pl.col("home") == "lines")
        )
        out: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = self.org.lines[found["row"].to_list()].to_dicts()
        for low, high, row in zip(found["low"], found["high"], rows, strict=True):
            out[low].append({"row": {k: v for k, v in row.items() if v is not None}, "high": high})
        return out

    @cached_property
    def rings(self) -> dict[int, str]:
        """Body row -> the smallest id of the affiliation cycle that it lies on."""
        rings = self.base.rings(self.profile.roles.affiliation or "")
        on = np.flatnonzero((rings >= 0) & (self.base.rank >= 0)).tolist()
        smallest: dict[int, str] = {}
        for row in np.flatnonzero(rings >= 0).tolist():
            ring = int(rings[row])
            smallest[ring] = min(smallest.get(ring, self.units[row]["id"]), self.units[row]["id"])
        return {row: smallest[int(rings[row])] for row in on}

    @cached_property
    def standing(self) -> dict[tuple[str | None, int], list[int]]:
        """(system, level) -> rows of the active units there that are not set up in another."""
        out: dict[tuple[str | None, int], list[int]] = defaultdict(list)
        level = self.base.level
        for row in np.flatnonzero(self.base.active & (self.base.host < 0)).tolist():
            out[(self.units[row]["system"], int(level[row]))].append(row)
        return out

    @cached_property
    def local_superiors(self) -> dict[tuple[str, str], list[int]]:
        """(kind, area) -> rows of the active territorial units of that kind that serve that area."""
        out: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, unit in enumerate(self.units):
            if unit["area"] and self.base.active[row] and self.territorial(row):
                out[(unit["kind"], unit["area"])].append(row)
        return out

    def add(self, moves: Iterable[Move]) -> None:
        """Take up what one kind of move proposes; later kinds see it."""
        for move in moves:
            self.moves.append(move)
            self._by_subject[(move.kind, move.subject)].append(move)

    def made(self, kind: str, subject: str) -> list[Move]:
        """The moves of a kind already proposed for a subject."""
        return self._by_subject.get((kind, subject), [])

    def territorial(self, row: int) -> bool:
        """True for a unit of the territorial side."""
        kind = self.profile.kinds.get(self.units[row]["kind"]) if row >= 0 else None
        return kind is not None and kind.side == "territorial"

    def tie_of(self, line: dict[str, Any]) -> int:
        """What cutting an affiliation line costs, in twentieths; nothing inside the system."""
        if not self.territorial(line["high"]):
            return 0
        tie: float = line["row"].get("tie", self.profile.default_tie)
        return round(tie * TWENTIETHS)

    def consent_of(self, line: dict[str, Any]) -> str:
        """Whether the superior of an affiliation line agrees to release the body."""
        empty = "needed" if self.territorial(line["high"]) else "granted"
        return str(line["row"].get("consent", empty))

    def line(self, subordinate: str, superior: str, kind: str, **more: Any) -> Edit:
        """The edit that adds a line."""
        row = {"subordinate": subordinate, "superior": superior, "kind": kind, **more}
        return Edit(
            "lines", (subordinate, superior, kind), None, {k: v for k, v in row.items() if v is not None}
        )

    def rewrite(self, table: str, row: int, **cells: Any) -> Edit:
        """The edit that changes these cells of a row and leaves all others as they are; None empties a cell."""
        data, keys = self.org.tables[table], ROWS[table].keys
        before = {k: v for k, v in data.row(row, named=True).items() if v is not None}
        after = {k: v for k, v in {**before, **cells}.items() if v is not None}
        if table not in self._nth:
            self._nth[table] = data.select(pl.int_range(pl.len()).over(keys)).to_series()
        return Edit(table, tuple(str(before[k]) for k in keys), before, after, self._nth[table][row])

    def renamed(self, name: str, old: str, new: str) -> str:
        """A name with the label of the old kind at its end replaced by the new one's; other names stay."""
        was, becomes = self.profile.kinds[old], self.profile.kinds[new]
        for label, other in ((was.zh, becomes.zh), (was.en, becomes.en)):
            if name.endswith(label):
                return name.removesuffix(label) + other
        return name
