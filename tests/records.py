"""The moves that change records: what each must clear alone, and small orgs with odd records to try it on."""

import datetime
from random import Random
from typing import Any

from orgmodel import profiles
from orgmodel.model import Org, apply, frame
from orgmodel.moves import Move, Situation, candidates, catalogue
from orgmodel.rules import check

KINDS = ("seat", "elect", "fill", "staff", "budget", "meet", "deduplicate", "assign")
Findings = set[tuple[str, str]]


def standing(org: Org) -> Findings:
    """All findings that count but EST413, which counts others."""
    found = check(org).standing.select("code", "subject").iter_rows()
    return {(code, subject) for code, subject in found if code != "EST413"}


def proposed(org: Org) -> tuple[Situation, list[Move]]:
    s = candidates(org)
    return s, [m for m in s.moves if m.kind in KINDS]


def alone(org: Org, moves: list[Move]) -> None:
    """Each move by itself clears what it names and nothing else; only who carries functions may change more."""
    before = standing(org)
    for move in moves:
        after = standing(apply(org, move.edits))
        assert move.clears, move.id
        if any(edit.table == "assignments" for edit in move.edits):
            codes = catalogue()[move.kind].repairs
            assert {f for f in before - after if f[0] in codes} == set(move.clears), move.id
        else:
            assert (before - after, after - before) == (set(move.clears), set()), move.id


def anything(seed: int) -> Org:
    """An org of odd records: whatever a file may say of staff, posts, duties, tasks and functions."""
    r = Random(seed)
    profile = profiles.load(r.choice(profiles.builtin()))
    one = profile.profile == "matrix"
    day = datetime.date(2016, 12, 1)
    units: list[dict[str, Any]] = []
    lines = []
    places = ["m", "a", "b", "x", "y", "z"]
    for place, over in zip(places, [None, "m", "m", "a", "a", "b"], strict=True):
        level = None if one else {"m": "city", "a": "county", "b": "county"}.get(place, "township")
        kind = "unit" if one else "field_office" if level == "township" else "bureau"
        units.append({"id": place, "kind": kind, "level": level, "system": "s"})
        if over:
            lines.append({"subordinate": place, "superior": over, "kind": profile.roles.vertical})
        for n, of in enumerate(
            r.choices(["organ_committee", "branch", "party_office", "general_office"], k=2)
        ):
            units.append({"id": f"{place}-{n}", "kind": of, "host": place})
    for u in units:
        u |= {
            "name": u["id"].upper(),
            "staff": r.choice([None, 30, 90, 250]),
            "members": r.choice([None, 9, 450]),
        }
        u |= {"full_time_staff": r.choice([None, 0, 0, 1, 3]), "effective_staff": r.choice([None, 0, 0.5, 2])}
        u |= {
            "pool": r.choice([None, None, 1, 4]),
            "budget": r.choice([*[None] * 9, "none", "temporary", "budgeted"]),
        }
        u |= {
            "seats": r.choice([None, 0, 5]),
            "seats_filled": r.choice([None, 3, 5]),
            "frozen": r.random() < 0.05,
        }
        u |= {"term_start": r.choice([None, day, datetime.date(2012, 1, 1), datetime.date(2013, 2, 1)])}
        u |= {"term_extension": r.choice([None, 3, 24])}
    ids = [u["id"] for u in units]
    roles = ["r"] if one else [p.role for p in profile.posts]
    posts = [
        {
            "id": f"p{r.randint(1, 9)}",
            "unit": r.choice(ids),
            "role": r.choice([*roles, profile.roles.deputy or "r"]),
        }
        | {
            "full_time": r.choice([None, True, False]),
            "seats": r.choice([None, 2]),
            "filled": r.choice([None, 0, 1]),
        }
        | {"on_committee": r.choice([None, True, False])}
        for _ in range(r.randint(0, 9))
    ]
    holders = [*ids, *(p["id"] for p in posts), "gone"]
    kinds = ["principal", "first", "dual", "accountable", "responsible", "consulted", "informed"]
    duties = [
        {
            "id": f"d{n}",
            "item": r.choice("ij"),
            "function": r.choice("fg"),
            "step": r.choice(["s", "t", None]),
        }
        | {"holder": r.choice(holders), "kind": r.choice(kinds), "scope": r.choice([None, None, "q"])}
        for n in range(r.randint(0, 14))
    ]
    tasks = [
        {"key": "t", "line": r.choice("uvw"), "target": r.choice(ids[:6]), "period": "1"}
        for _ in range(r.randint(0, 8))
    ]
    functions = [
        {"id": f, "name": f.upper(), "parent": r.choice([None, "f"]) if f != "f" else None} for f in "fgh"
    ]
    assignments = [{"unit": r.choice(ids), "function": r.choice("fgh")} for _ in range(r.randint(0, 14))]
    required = [
        {"function": r.choice("fgh"), "level": r.choice(["city", "county", "township"])} for _ in range(2)
    ]
    tables = {
        "units": units, "lines": lines, "posts": posts, "duties": duties, "tasks": tasks, "functions": functions,
        "assignments": assignments, "requirements": required,
        "meetings": [{"id": "n", "name": "N", "members": r.choice(ids), "functions": "f"}],
    }  # fmt: skip
    made = {name: frame(name, rows) for name, rows in tables.items() if rows}
    return Org(name="odd", as_of=day, profile=profile.profile, tables=made)
