"""Seeded orgs of many shapes for drawing: deep and flat, several roots, shared local bodies, ends that name nothing."""

import datetime
from dataclasses import replace
from random import Random
from typing import Any

from orgmodel.model import Org, frame

Row = dict[str, Any]
LEVELS = ["nation", "province", "city", "county", "township"]
BODIES = ["branch", "general_branch", "organ_committee"]


def made(units: list[Row], lines: list[Row], **facts: Any) -> Org:
    facts = {"name": "某系统", "profile": "cn-party-2010", **facts}
    return Org(tables={"units": frame("units", units), "lines": frame("lines", lines)}, **facts)


def line(low: str, high: str, kind: str = "management") -> Row:
    return {"subordinate": low, "superior": high, "kind": kind}


def shaped(seed: int) -> Org:
    """An org of one to a few hundred units."""
    rng = Random(seed)
    units: list[Row] = []
    lines: list[Row] = []
    locals_: list[str] = []
    depth = rng.choice([1, 2, 3, 3, 3, 4, 5])
    levels = LEVELS[5 - depth :]

    def grow(parent: str | None, row: int) -> None:
        number = sum(u["kind"] == "bureau" for u in units) + 1
        id = f"u{number}"
        name = f"单位{number}" + "长" * rng.choice([0, 0, 0, 2, 5, 12])
        level = levels[row] if rng.random() < 0.9 else None
        units.append({"id": id, "name": name, "kind": "bureau", "level": level})
        if parent:
            lines.append(line(id, parent))
        if rng.random() < 0.1:
            lines.append(line(id, f"u{rng.randint(1, number)}"))
        if rng.random() < 0.03:
            lines.append(line(id, f"nowhere{number}"))
        if rng.random() < 0.9:
            body(id, name, parent, row, number)
        if row + 1 < depth:
            for _ in range(rng.choice([0, 1, 2, 3, 4]) if row else rng.randint(2, 7)):
                grow(id, row + 1)

    def body(id: str, name: str, parent: str | None, row: int, number: int) -> None:
        units.append({"id": f"{id}b", "name": name, "kind": rng.choice(BODIES), "host": id})
        chance = rng.random()
        if parent and chance < 0.35:
            lines.append(line(f"{id}b", f"{parent}b", "affiliation"))
        elif chance < 0.8:
            if not locals_ or rng.random() < 0.75:
                kind = rng.choice(["local_committee", "organ_work_committee"])
                local = {"id": f"{id}t", "name": f"地方{number}党委", "kind": kind, "level": levels[row]}
                units.append(local)
                locals_.append(f"{id}t")
            end = rng.choice(locals_[-3:])
            lines.append(line(f"{id}b", end, "affiliation"))
            if rng.random() < 0.2:
                lines.append(line(id, end, "cooperation"))
        elif chance < 0.9:
            lines.append(line(f"{id}b", f"u{rng.randint(1, number)}b", "affiliation"))

    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        grow(None, 0)
    return made(units, lines, as_of=datetime.date(2020, 1, 1))


def changed(org: Org, seed: int) -> Org:
    """The same org with lines dropped, bodies attached and upgraded, a unit gone and one new."""
    rng = Random(seed)
    units, lines = org.units.to_dicts(), org.lines.to_dicts()
    lines = [x for x in lines if x["kind"] != "affiliation" or rng.random() > 0.2]
    held = {x["subordinate"] for x in lines if x["kind"] == "affiliation"}
    above = {x["subordinate"]: x["superior"] for x in lines if x["kind"] == "management"}
    for unit in units:
        if unit["kind"] in BODIES and unit["id"] not in held and unit["host"] in above:
            lines.append(line(unit["id"], f"{above[unit['host']]}b", "affiliation"))
        if unit["kind"] == "general_branch" and rng.random() < 0.3:
            unit["kind"] = "organ_committee"
    gone = rng.choice(units)["id"]
    units = [u for u in units if u["id"] != gone]
    units.append({"id": "new", "name": "新设单位", "kind": "bureau", "level": "township"})
    lines = [x for x in lines if gone not in (x["subordinate"], x["superior"])]
    lines.append(line("new", units[0]["id"]))
    tables = {"units": frame("units", units), "lines": frame("lines", lines)}
    return replace(org, tables=tables, sources={})


def matrix(seed: int) -> Org:
    """A matrix organisation with English names, solid and dotted lines."""
    rng = Random(seed)
    count = rng.randint(1, 70)
    names = ["Unit", "Clinical Department of", "Research Group"]
    units = [{"id": f"n{i}", "name": f"{rng.choice(names)} {i}", "kind": "unit"} for i in range(count)]
    lines = [line(f"n{i}", f"n{i // rng.choice([2, 3, 5, 8])}", "solid") for i in range(1, count)]
    for _ in range(count // 6):
        lines.append(line(f"n{rng.randrange(count)}", f"n{rng.randrange(count)}", "dotted"))
    return made(units, lines, name=f"Matrix {seed}", profile="matrix", language="en")
