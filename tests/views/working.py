"""Seeded orgs that do work: functions with parts, offices that carry them, requirements, posts and duties."""

from dataclasses import replace
from random import Random
from typing import Any

from orgmodel.model import Org, frame

Row = dict[str, Any]
OFFICES = ["party_office", "personnel_office", "general_office"]
LEVELS = ["nation", "province", "city", "county", "township"]
ROLES = ["group_secretary", "committee_secretary", "committee_member", "branch_secretary", "affairs_officer"]
KINDS = ["principal", "first", "dual", "accountable", "responsible", "consulted", "informed"]


def working(org: Org, seed: int, *, functions: int = 4, required: bool = True, duties: bool = True) -> Org:
    """The org with offices in its bureaus (matrix: its units themselves) that carry functions, well or badly."""
    rng = Random(seed)
    units = org.units.to_dicts()
    kept = {name: table for name, table in org.tables.items() if name in ("units", "lines")}
    listed: list[Row] = [
        {
            "id": f"f{i}",
            "name": f"职能{i}" + "长" * rng.choice([0, 0, 3, 9]),
            "parent": rng.choice([None, None, "f0"]),
        }
        for i in range(functions)
    ]
    held: list[Row] = []
    posts: list[Row] = []
    duty: list[Row] = []
    ids = [f["id"] for f in listed]
    for place in [u for u in units if u["kind"] in ("bureau", "unit")]:
        carriers = [place["id"]]
        if org.profile != "matrix":
            for n, kind in enumerate(rng.sample(OFFICES, rng.randint(0, 3))):
                office = {
                    "id": f"{place['id']}-o{n}",
                    "name": f"{place['name']}办{n}",
                    "kind": kind,
                    "host": place["id"],
                }
                units.append(office)
                carriers.append(office["id"])
        for function in ids:
            for carrier in rng.sample(carriers, rng.randint(0, len(carriers))):
                held.append(
                    {"unit": carrier, "function": function, "dedicated": rng.choice([True, False, None])}
                )
        for n in range(rng.randint(0, 3)):
            posts.append(
                {"id": f"{place['id']}-p{n}", "unit": rng.choice(carriers), "role": rng.choice(ROLES)}
            )
            for _ in range(rng.randint(0, 3)):
                holder = rng.choice([posts[-1]["id"], *carriers, "nobody-known"])
                step = rng.choice([None, "一", "二"])
                duty.append({
                    "id": f"d{len(duty)}", "item": f"事项{rng.randint(1, 12)}", "function": rng.choice(ids), "step": step,
                    "holder": holder, "kind": rng.choice(KINDS),
                })  # fmt: skip
    wanted: list[Row] = []
    if required:
        wanted = [
            {"function": f, "level": level, "kind": rng.choice([None, "bureau", "party_office"])}
            for f in ids for level in LEVELS if rng.random() < 0.6
        ]  # fmt: skip
    tables = {"units": units, "functions": listed, "assignments": held, "requirements": wanted}
    tables |= {"posts": posts, "duties": duty} if duties else {}
    made = {**kept, **{name: frame(name, rows) for name, rows in tables.items()}}
    return replace(org, tables=made, sources={})
