"""Every allowed choice of moves, tried one by one: the frontier as the definitions have it, for tiny orgs."""

from itertools import product
from math import prod
from typing import Any

from orgmodel import profiles
from orgmodel.model import Org
from orgmodel.moves import Move, candidates
from tests.reference import Judged

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def filled(row: Row) -> Row:
    return {k: v for k, v in row.items() if v is not None}


def rows_of(org: Org) -> Rows:
    return {t: [filled(r) for r in org.tables[t].to_dicts()] for t in ("units", "lines")}


def changed(rows: Rows, moves: list[Move]) -> Rows:
    out = {t: list(r) for t, r in rows.items()}
    for move in moves:
        for edit in move.edits:
            table = out[edit.table]
            if edit.before is None:
                table.append(dict(edit.after or {}))
                continue
            at = table.index(dict(edit.before))
            if edit.after is None:
                del table[at]
            else:
                table[at] = dict(edit.after)
    return out


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


def choices(org: Org, most: int) -> tuple[list[list[Move | None]], dict[str, int]] | None:
    """The slots of an org with their options and the capacities, or None where there are too many to try."""
    situation = candidates(org)
    slots: dict[str, list[Move | None]] = {}
    for move in situation.moves:
        slots.setdefault(move.slot, [None]).append(move)
    options = list(slots.values())
    return None if prod(map(len, options)) > most else (options, situation.capacities)


def allowed(moves: list[Move], capacities: dict[str, int], after: Judged) -> bool:
    made = {m.id for m in moves}
    uses = [name for m in moves for name in m.uses]
    due = after.profile.thresholds.get("committee_members")
    return (
        all(any(other in made for other in group) for m in moves for group in m.requires)
        and all(uses.count(name) <= capacities[name] for name in uses)
        and all((after.total(m.subject) or 0) >= due.value for m in moves if "threshold" in m.needs and due)
    )


def outcomes(org: Org, most: int = 1200) -> list[tuple[int, float, int, int]] | None:
    """Exposure, ties, effort and errors of every allowed choice; None where there are too many to try."""
    found = choices(org, most)
    if found is None:
        return None
    options, capacities = found
    rows, profile = rows_of(org), profiles.of(org)
    before = Judged(rows["units"], rows["lines"], profile, org.as_of)
    out = []
    for picked in product(*options):
        moves = [m for m in picked if m is not None]
        new = changed(rows, moves)
        after = Judged(new["units"], new["lines"], profile, org.as_of)
        if allowed(moves, capacities, after):
            weights = [after.weight(f) for f in after.found if f[2] is None]
            errors = sum(w == profile.weights["error"] for w in weights)
            out.append((sum(weights), ties(before, after), sum(m.effort for m in moves), errors))
    return out


def frontier(points: list[tuple[int, float, int, int]]) -> list[tuple[int, float, int]]:
    """The non-dominated set in exposure and ties, least effort among equals, from least exposure on."""
    out: list[tuple[int, float, int]] = []
    for exposure, lost, effort, _ in sorted(points):
        if not out or lost < out[-1][1]:
            out.append((exposure, lost, effort))
    return out
