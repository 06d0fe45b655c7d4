"""Why one unit is answered for or not: both its paths up, hop by hop, and where they break."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any, Literal

import polars as pl

from orgmodel.graph import Derived, derive
from orgmodel.graph.labels import state_label, status_label
from orgmodel.graph.links import CONTINUOUS
from orgmodel.model import BadInput, Org, Problem
from orgmodel.moves import TWENTIETHS, FindingKey, Move
from orgmodel.proposals.smallest import Repair, around, speaker
from orgmodel.reports.findings import finding_json
from orgmodel.rules import Finding, check

Why = Literal["none", "dangling", "itself", "cycle", "end"]


@dataclass(frozen=True)
class Hop:
    """One unit on a path; ``status`` is that of the link from it to the next, where links are judged."""

    id: str
    name: str
    kind: str
    kind_label: str
    status: str | None = None
    status_label: str | None = None


@dataclass(frozen=True)
class Break:
    """Where a path fails first: ``at`` a unit, by a broken link (``link``) or because it goes nowhere (``Why``).

    ``ids`` are the missing id, the units of the loop in order, or the end that is not recognised.
    """

    at: str
    why: str
    label: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Path:
    """A way up from a unit, the unit first, and where it breaks (None if it holds)."""

    hops: tuple[Hop, ...]
    broken: Break | None


@dataclass(frozen=True)
class Explanation:
    """All that an org says about one unit; ``affiliation`` is None where no body speaks for it.

    ``repairs`` are the single moves that clear one of the findings each; ``repair`` is the smallest choice of moves that
    leaves as few errors and warnings on the unit as can be (None: it was not asked for). ``traded`` are those of the findings
    left that single moves do clear, at the price of others.
    """

    unit: Hop
    host: Hop | None
    vertical: Path
    affiliation: Path | None
    findings: tuple[Finding, ...]
    repairs: tuple[Move, ...]
    repair: Repair | None
    traded: tuple[FindingKey, ...] = ()


def explain(
    org: Org,
    id: str,
    moves: Iterable[Move] = (),
    language: str | None = None,
    repair: Repair | None = None,
) -> Explanation:
    """Follow both paths of a unit, body or office upwards.

    ``moves`` are the candidate changes of the org; those that clear a finding named here are kept, the smallest
    first. ``repair`` is what :func:`orgmodel.proposals.smallest.smallest` gives for the unit.

    :raises BadInput: if no unit has this id; the nearest ids are named.
    """
    d = derive(org)
    row = row_of(d, id)
    told = _Telling(d, language or org.language)
    host = int(d.host[row])
    unit = row if host < 0 else host
    body = row if d.rank[row] >= 0 else speaker(d, unit)
    ids = around(d, row)
    report = check(org)
    named = report.standing.filter(
        pl.col("subject").is_in(sorted(ids)) | pl.Series(_starts_at(d, report.standing, ids))
    )
    findings = report.told(named, language)
    keys = {(f.code, f.subject) for f in findings}
    moves = list(moves)
    cleared = {key for move in moves for key in move.clears}
    repairs = sorted((m for m in moves if keys.intersection(m.clears)), key=lambda m: (m.effort, m.tie, m.id))
    return Explanation(
        told.hop(row),
        told.hop(host) if host >= 0 else None,
        told.vertical(unit),
        told.affiliation(body) if body >= 0 else None,
        tuple(findings),
        tuple(repairs),
        repair,
        tuple(key for key in repair.left if key in cleared) if repair else (),
    )


def row_of(d: Derived, id: str) -> int:
    """The row of the unit, body or office with this id.

    :raises BadInput: if there is none; the nearest ids are named.
    """
    row = d.index.get(id)
    if row is None:
        near = get_close_matches(id, d.index, n=3)
        remedy = (
            f"Did you mean {', '.join(near)}?"
            if near
            else "Name the id of a unit, body or office of the file."
        )
        raise BadInput([Problem("no unit has this id", value=id, remedy=remedy)])
    return row


def _starts_at(d: Derived, hits: pl.DataFrame, ids: set[str]) -> Sequence[bool]:
    """For each finding whether it speaks of a line that starts at one of these units."""
    low = d.tables["lines"]["subordinate"]
    return [home == "lines" and low[row] in ids for home, row in hits.select("home", "row").iter_rows()]


class _Telling:
    """Paths of one org in one language."""

    def __init__(self, d: Derived, language: str) -> None:
        self.d = d
        self.language = language
        self.links = dict(d.links.select("unit_row", "status").iter_rows())
        if d.profile.roles.affiliation is None:
            self.links = {}

    def hop(self, row: int, judged: bool = False) -> Hop:
        """One unit with its labels."""
        unit = self.d.tables["units"].row(row, named=True)
        status = self.links.get(row) if judged else None
        label = status_label(status, self.language) if status else None
        kind = self.d.profile.kind_label(unit["kind"], self.language)
        return Hop(unit["id"], unit["name"], unit["kind"], kind, status, label)

    def rows_up(self, kind: str, row: int) -> list[int]:
        """The rows of a path, the unit first; a loop is followed once round."""
        parent = self.d.forest(kind).parent
        path = [row]
        seen = {row}
        while (above := int(parent[path[-1]])) >= 0 and above not in seen:
            path.append(above)
            seen.add(above)
        return path

    def cut(self, kind: str, path: list[int]) -> Break | None:
        """Why a path ends where it should not: a loop, a missing id, a line to itself."""
        forest = self.d.forest(kind)
        last = path[-1]
        if forest.parent[last] >= 0:
            ring = path[path.index(int(forest.parent[last])) :]
            return self._break(last, "cycle", tuple(self.d.ids[r] for r in ring))
        lines = self.d.lines.filter((pl.col("kind") == kind) & (pl.col("low") == last))
        if lines.is_empty():
            return None
        first = lines.row(0, named=True)
        return self._break(last, "itself" if first["itself"] else "dangling", (first["superior"],))

    def _break(self, row: int, why: Why, ids: tuple[str, ...] = ()) -> Break:
        return Break(self.d.ids[row], why, state_label(why, self.language), ids)

    def vertical(self, row: int) -> Path:
        """The way up the vertical line, each link with its status."""
        kind = self.d.profile.roles.vertical
        rows = self.rows_up(kind, row)
        hops = tuple(self.hop(r, judged=True) for r in rows)
        for hop in hops:
            if hop.status is not None and hop.status not in CONTINUOUS:
                return Path(hops, Break(hop.id, "link", hop.status_label or ""))
        return Path(hops, self.cut(kind, rows))

    def affiliation(self, row: int) -> Path:
        """The way up of a body, to the end of its chain."""
        kind = self.d.profile.roles.affiliation or ""
        rows = self.rows_up(kind, row)
        broken = self.cut(kind, rows)
        end = rows[-1]
        known = self.d.profile.kinds.get(self.d.tables["units"]["kind"][end])
        if broken is None and len(rows) == 1:
            broken = self._break(end, "none")
        elif broken is None and not (known and known.recognised_end):
            broken = self._break(end, "end", (self.d.ids[end],))
        return Path(tuple(self.hop(r) for r in rows), broken)


def as_json(found: Explanation) -> dict[str, Any]:
    """An explanation as plain data."""

    def path(one: Path | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {"hops": [asdict(h) for h in one.hops], "broken": asdict(one.broken) if one.broken else None}

    return {
        "unit": asdict(found.unit),
        "host": asdict(found.host) if found.host else None,
        "vertical": path(found.vertical),
        "affiliation": path(found.affiliation),
        "findings": [finding_json(f) for f in found.findings],
        "repairs": [_move_json(m) for m in found.repairs],
        "repair": _repair_json(found.repair) if found.repair else None,
    }


def _repair_json(repair: Repair) -> dict[str, Any]:
    return {
        "moves": [_move_json(m) for m in repair.moves],
        "effort": sum(m.effort for m in repair.moves),
        "ties": sum(m.tie for m in repair.moves) / TWENTIETHS,
        "left": [list(finding) for finding in repair.left],
    }


def _move_json(move: Move) -> dict[str, Any]:
    return {
        "kind": move.kind,
        "subject": move.subject,
        "from": move.source,
        "to": move.target,
        "effort": move.effort,
        "needs": list(move.needs),
        "clears": [list(key) for key in move.clears],
    }
