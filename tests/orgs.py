"""Random small orgs with every structural fault that a file can hold, for comparing product and reference."""

import datetime
from random import Random
from typing import Any

from orgmodel import profiles
from orgmodel.model import Org, frame

Row = dict[str, Any]
AS_OF = datetime.date(2016, 12, 1)
ENDS = ["organ_work_committee", "organ_work_committee", "local_committee", "township_committee"]
DAYS = [None, None, None, datetime.date(2016, 1, 1), datetime.date(2016, 12, 1), datetime.date(2017, 1, 1)]


def _maybe(rng: Random, value: Any, share: float) -> Any:
    return value if rng.random() < share else None


def _line(rng: Random, low: str, high: str, kind: str) -> Row:
    line: Row = {"subordinate": low, "superior": high, "kind": kind}
    if rng.random() < 0.15:
        line["since"], line["until"] = rng.choice(DAYS), rng.choice(DAYS)
    return line


def party_units(rng: Random, count: int) -> list[Row]:
    """Bureaus with a body and a leading group each, the territorial side, and bodies and offices at random."""
    levels = ["nation", "province", "city", "county", "township"]
    bodies = ["organ_committee", "organ_committee", "general_branch", "branch", "joint_branch"]
    others = [*bodies, "leading_group", "discipline_commission", "party_office", "mass_organisation"]
    units: list[Row] = []
    bureaus = [f"u{i}" for i in range(max(1, count // 3))]
    for id in bureaus:
        kind = rng.choice(["bureau", "bureau", "field_office"])
        system = _maybe(rng, rng.choice(["s", "s", "z"]), 0.9)
        level = _maybe(rng, rng.choice(levels), 0.9)
        full = _maybe(rng, rng.choice([2, 3, 9]), 0.3)
        units.append({"id": id, "kind": kind, "system": system, "level": level, "full_members": full})
        if rng.random() < 0.7:
            members = rng.choice([None, 20, 60, 120])
            units.append({"id": f"b{id}", "kind": rng.choice(bodies), "host": id, "members": members})
        if rng.random() < 0.7:
            units.append({"id": f"g{id}", "kind": "leading_group", "host": id})
    for kind in rng.sample(ENDS, 2):
        units.append({"id": f"e{len(units)}", "kind": kind, "level": rng.choice(levels)})
    while len(units) < count:
        host = rng.choice([*bureaus, *bureaus, *bureaus, "nowhere", None])
        members = _maybe(rng, rng.choice([3, 60, 99, 100]), 0.7)
        approval = _maybe(rng, "granted", 0.2)
        kind, id = rng.choice(others), f"x{len(units)}"
        units.append({"id": id, "kind": kind, "host": host, "members": members, "approval": approval})
    return units


def matrix_units(rng: Random, count: int) -> list[Row]:
    """Units of one open kind, some hosted by others."""
    ids = [f"u{i}" for i in range(count)]
    return [
        {
            "id": id,
            "kind": "unit",
            "system": _maybe(rng, rng.choice("st"), 0.3),
            "host": _maybe(rng, rng.choice(ids), 0.2),
        }
        for id in ids
    ]


def party_lines(rng: Random, units: list[Row]) -> list[Row]:
    """Lines that mostly make sense: each kind between the units that it is meant for."""
    bureaus = [u["id"] for u in units if u["id"].startswith("u")]
    groups = {u["host"]: u["id"] for u in units if u["kind"] == "leading_group"}
    ends = [u["id"] for u in units if u["kind"] in ENDS]
    bodies = [u["id"] for u in units if "host" in u]
    lines = []
    for i, id in enumerate(bureaus[1:], 1):
        if rng.random() < 0.85:
            lines.append(_line(rng, id, rng.choice(bureaus[:i]), "management"))
    over = {line["subordinate"]: line["superior"] for line in lines}
    for id in bodies:
        pool = rng.choice([ends, ends, ends, bodies, bodies, ["nowhere"], []])
        if pool:
            lines.append(_line(rng, id, rng.choice(pool), "affiliation"))
    for host, id in groups.items():
        above = groups.get(over.get(host))
        if above and rng.random() < 0.8:
            lines.append(_line(rng, id, above, "leadership"))
        elif rng.random() < 0.2:
            lines.append(_line(rng, id, rng.choice(list(groups.values())), "leadership"))
    return lines


def random_org(rng: Random, count: int | None = None) -> Org:
    """An org of some two dozen units of a random built-in profile, with faults of every kind."""
    party = rng.random() < 0.75
    profile = rng.choice([n for n in profiles.builtin() if (n != "matrix") == party])
    count = count or rng.randint(1, 24)
    units = party_units(rng, count) if party else matrix_units(rng, count)
    kinds = list(profiles.load(profile).hierarchical) + list(profiles.load(profile).lines)
    lines = party_lines(rng, units) if party else []
    ids = [u["id"] for u in units]
    for _ in range(rng.randint(0, count // 4 if party else count)):
        ends = [rng.choice([*ids, *ids, "nowhere", "elsewhere"]) for _ in range(2)]
        lines.append(_line(rng, *ends, rng.choice([*kinds, *kinds, "strange"])))
    for _ in range(rng.randint(0, 2)):
        if lines:
            lines.append({**rng.choice(lines), "note": "again"})
    for unit in units:
        if rng.random() < 0.06:
            unit["status"] = "dissolved"
        if rng.random() < 0.04:
            unit["kind"] = "strange"
        if rng.random() < 0.03:
            unit["level"] = "middling"
    for _ in range(rng.choice([0, 0, 1])):
        units.append({**rng.choice(units), "host": rng.choice([None, *ids])})
    rng.shuffle(units)
    rng.shuffle(lines)
    for unit in units:
        unit["name"] = unit["id"].upper()
    as_of = rng.choice([None, AS_OF])
    tables = {"units": frame("units", units), "lines": frame("lines", lines)}
    return Org(name="random", as_of=as_of, profile=profile, tables=tables)
