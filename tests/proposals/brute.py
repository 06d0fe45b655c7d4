"""Every allowed choice of moves, tried one by one: the frontier as the definitions have it, for tiny orgs."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import Any

import polars as pl

from orgmodel import profiles
from orgmodel.model import Org
from orgmodel.moves import Move, candidates
from orgmodel.profiles import Profile
from orgmodel.rules import check
from tests.proposals.orgs_judged import Whole
from tests.reference import Judged

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Asked:
    """What the planner asks for, as brute force reads it: the fields mean what they do in the product's options."""

    weights: dict[str, int] = field(default_factory=dict)
    max_effort: int | None = None
    max_ties: float | None = None
    lock: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What one allowed choice of moves leads to."""

    exposure: int
    ties: float
    effort: int
    errors: int
    moves: tuple[Move, ...] = ()

    @property
    def costs(self) -> tuple[int, float, int]:
        return self.exposure, self.ties, self.effort


def filled(row: Row) -> Row:
    return {k: v for k, v in row.items() if v is not None}


def rows_of(org: Org) -> Rows:
    return {t: [filled(r) for r in data.to_dicts()] for t, data in org.tables.items()}


def changed(rows: Rows, moves: list[Move]) -> Rows:
    """The rows after these moves: of each row the cells that any move changes, gone where any takes it away."""
    cells: dict[tuple[str, int], Row] = {}
    gone: set[tuple[str, int]] = set()
    new: Rows = {}
    for move in moves:
        times: Counter[str] = Counter()
        for edit in move.edits:
            if edit.before is None:
                new.setdefault(edit.table, []).append(dict(edit.after or {}))
                continue
            before = dict(edit.before)
            equal = [n for n, row in enumerate(rows[edit.table]) if row == before]
            name = f"{edit.table} {sorted(before.items())}"
            at = edit.table, equal[times[name]]
            times[name] += 1
            if edit.after is None:
                gone.add(at)
                continue
            for column in before.keys() | edit.after.keys():
                if before.get(column) != (value := edit.after.get(column)):
                    other = cells.setdefault(at, {}).setdefault(column, value)
                    assert other == value, f"{move.id}: {column} of {at} would be both {other} and {value}"
    return {
        table: [
            filled({**row, **cells[table, n]}) if (table, n) in cells else row
            for n, row in enumerate(old)
            if (table, n) not in gone
        ]
        + new.get(table, [])
        for table, old in rows.items()
    }


def local_lines(read: Judged) -> dict[tuple[str, str], Row]:
    """(body, territorial superior) -> its affiliation line."""
    kinds = read.profile.kinds
    out: dict[tuple[str, str], Row] = {}
    for line in read.of_kind(read.profile.roles.affiliation or ""):
        high = read.unit.get(line["superior"])
        if high and high["kind"] in kinds and kinds[high["kind"]].side == "territorial":
            out.setdefault((line["subordinate"], line["superior"]), line)
    return out


def ties(before: Judged, after: Judged) -> float:
    """Ties lost, read off the two orgs: half is kept by a new cooperation line, all by a superior of the same area."""
    old, new = local_lines(before), local_lines(after)

    def joint(read: Judged) -> set[tuple[str, str]]:
        return {(x["subordinate"], x["superior"]) for x in read.of_kind(read.profile.roles.cooperation or "")}

    fresh = joint(after) - joint(before)
    lost = 0.0
    for (body, superior), line in old.items():
        area = before.unit[superior].get("area")
        same = area and any(b == body and after.unit[s].get("area") == area for b, s in new)
        if (body, superior) not in new and not same:
            tie = line.get("tie", before.profile.default_tie)
            lost += tie / 2 if (body, superior) in fresh else tie
    return round(lost, 2)


def choices(
    org: Org, most: int, forbid: tuple[str, ...] = ()
) -> tuple[list[list[Move | None]], dict[str, int]] | None:
    """The slots of an org with their options and the capacities, or None where there are too many to try."""
    situation = candidates(org)
    slots: dict[str, list[Move | None]] = {}
    for move in situation.moves:
        if move.kind not in forbid and f"{move.kind}@{move.subject}" not in forbid:
            slots.setdefault(move.slot, [None]).append(move)
    options = list(slots.values())
    return None if prod(map(len, options)) > most else (options, situation.capacities)


def bars(moves: list[Move], capacities: dict[str, int]) -> set[str]:
    """What forbids these moves together, whatever they lead to: ``requires``, ``excludes``, ``cooperation``, ``pool``."""
    made = {m.id for m in moves}
    used = Counter(name for m in moves for name in m.uses)
    found = {
        "pool" if name.startswith("pool") else "cooperation"
        for name, n in used.items()
        if n > capacities[name]
    }
    if not all(any(other in made for other in group) for m in moves for group in m.requires):
        found.add("requires")
    if any(other.slot in m.excludes for m in moves for other in moves if other is not m):
        found.add("excludes")
    return found


def allowed(moves: list[Move], capacities: dict[str, int], after: Judged) -> bool:
    return not bars(moves, capacities) and large_enough(moves, after)


def large_enough(moves: list[Move], after: Judged) -> bool:
    """Whether each body that is raised or set up by its size has that size after all moves."""
    due = after.profile.thresholds.get("committee_members")
    return all((after.total(m.subject) or 0) >= due.value for m in moves if "threshold" in m.needs and due)


def locked(org: Org, ids: tuple[str, ...]) -> Org:
    frozen = pl.when(pl.col("id").is_in(list(ids))).then(True).otherwise(pl.col("frozen")).alias("frozen")
    return replace(org, tables={**org.tables, "units": org.units.with_columns(frozen)}) if ids else org


def weighed(read: Whole, asked: Asked, silent: Collection[str] = ()) -> tuple[int, int]:
    """Exposure and errors as the planner weighs them; a rule that had no facts to go by in the org stays out."""
    profile: Profile = read.profile
    by_weight = {profile.weights[s]: w for s, w in {**profile.weights, **asked.weights}.items()}
    counted = [
        w
        for code, w in read.roots()
        if code not in silent and (not asked.only or code.startswith(asked.only))
    ]
    return sum(by_weight[w] for w in counted), sum(w == profile.weights["error"] for w in counted)


def tried(org: Org, most: int = 1500, asked: Asked | None = None) -> list[Outcome] | None:
    """What every allowed choice leads to; None where there are too many to try."""
    asked = asked or Asked()
    org = locked(org, asked.lock)
    found = choices(org, most, asked.forbid)
    if found is None:
        return None
    options, capacities = found
    rows, profile = rows_of(org), profiles.of(org)
    before, silent = Whole(rows, profile, org.as_of), check(org).silent
    out = []
    for picked in product(*options):
        moves = [m for m in picked if m is not None]
        effort = sum(m.effort for m in moves)
        names = {f"{m.kind}@{m.subject}" for m in moves}
        if not names.issuperset(asked.require) or (
            asked.max_effort is not None and effort > asked.max_effort
        ):
            continue
        if bars(moves, capacities):
            continue
        after = Whole(changed(rows, moves), profile, org.as_of)
        if large_enough(moves, after):
            out.append(
                Outcome(*_first(weighed(after, asked, silent), ties(before, after), effort), tuple(moves))
            )
    return out


def _first(weight: tuple[int, int], lost: float, effort: int) -> tuple[int, float, int, int]:
    return weight[0], lost, effort, weight[1]


def outcomes(org: Org, most: int = 1200) -> list[tuple[int, float, int, int]] | None:
    """Exposure, ties, effort and errors of every allowed choice; None where there are too many to try."""
    found = tried(org, most)
    return None if found is None else [(o.exposure, o.ties, o.effort, o.errors) for o in found]


def frontier(points: list[tuple[int, float, int, int]]) -> list[tuple[int, float, int]]:
    """The non-dominated set in exposure and ties, least effort among equals, from least exposure on."""
    out: list[tuple[int, float, int]] = []
    for exposure, lost, effort, _ in sorted(points):
        if not out or lost < out[-1][1]:
            out.append((exposure, lost, effort))
    return out
