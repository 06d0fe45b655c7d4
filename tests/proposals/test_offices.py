"""What is found about offices is known exactly under every choice of moves that unify them."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from orgmodel.formats import loads, read
from orgmodel.graph.counterparts import below
from orgmodel.model import Org, apply, frame, joined
from orgmodel.moves.unify import MOVE
from orgmodel.proposals.effects import World, build
from orgmodel.proposals.effects.offices import CODES
from orgmodel.rules import check

Row = dict[str, Any]
ROOT = Path(__file__).parents[2]
KINDS = ["party_office", "personnel_office", "general_office"]
FUNCTIONS = ["building", "thought", "integrity", "branches", "odd"]


def offices_org(seed: int) -> Org:
    """A city with some offices, counties with some that carry the like, and field offices below one of them."""
    rng = Random(seed)
    units: list[Row] = []
    carried: list[Row] = []

    def unit(id: str, kind: str, **more: Any) -> str:
        units.append({"id": id, "name": id, "kind": kind, "frozen": rng.random() < 0.03 or None, **more})
        return id

    def offices(at: str, share: float) -> None:
        for kind in KINDS:
            for n in range(rng.choice([0, 1, 1, 2])):
                id = unit(f"{at}-{kind[:2]}{n}", kind, host=at)
                for function in FUNCTIONS:
                    if rng.random() < share:
                        row = {"unit": id, "function": function, "dedicated": rng.choice([None, True, False])}
                        carried.extend([row] * rng.choice([1, 1, 1, 2]))

    unit("m", "bureau", level="city", system="s")
    offices("m", 0.25)
    lines = []
    for c in [f"c{i}" for i in range(rng.randint(1, 4))]:
        lines.append(
            {
                "subordinate": unit(c, "bureau", level="county", system="s"),
                "superior": "m",
                "kind": "management",
            }
        )
        offices(c, 0.2)
        if rng.random() < 0.1:
            carried.append({"unit": c, "function": rng.choice(FUNCTIONS)})
    for f in [f"f{i}" for i in range(rng.choice([0, 0, 1, 2]))]:
        lines.append(
            {
                "subordinate": unit(f, "field_office", level="township", system="s"),
                "superior": "c0",
                "kind": "management",
            }
        )
        offices(f, 0.1)
    functions = [{"id": f, "name": f, "parent": "building" if f == "branches" else None} for f in FUNCTIONS]
    wanted = [{"function": f, "level": "county"} for f in FUNCTIONS if rng.random() < 0.3]
    indicators = [
        {"id": f"i-{f}", "name": f, "function": f, "weight": 10.0} for f in FUNCTIONS if rng.random() < 0.5
    ]
    members = [u["id"] for u in units if rng.random() < 0.1]
    meetings = [
        {"id": "j", "name": "j", "members": "; ".join(["m", *members]), "functions": rng.choice(FUNCTIONS)}
    ]
    rows = {
        "units": units,
        "lines": lines,
        "assignments": carried,
        "requirements": wanted,
        "indicators": indicators,
    }
    rows |= {"meetings": meetings[: rng.choice([0, 1])], "functions": functions if rng.random() < 0.7 else []}
    tables = {name: frame(name, table) for name, table in rows.items()}
    return Org("offices", None, "cn-party-2010", "zh", tables=tables)


def known(world: World, chosen: set[int]) -> Counter[tuple[str, str]]:
    """The findings on offices that the model expects after these moves."""
    on = set(CODES) - set(world.s.report.silent)
    standing = {f for f, form in world.forms.items() if f[0] in on and form.stands(chosen)}
    return Counter(standing | {f for f in world.roots if f[0] in CODES and f not in world.forms})


def several(world: World) -> set[tuple[str, str]]:
    """Indicators answered for below more than one unit: which of these speaks for them, only a check can tell."""
    places = world.s.base.once(below).group_by("function").agg(pl.col("superior_row").n_unique())
    return {("CPT304", f"i-{f}") for f, n in places.iter_rows() if n > 1}


def assert_known(org: Org, seed: int, tries: int) -> int:
    world = build(org)
    slots = [moves for slot, moves in sorted(world.model.slots.items()) if slot.startswith("unify:")]
    rng = Random(seed)
    for _ in range(tries if slots else 0):
        favourite = rng.choice([*KINDS, None])
        chosen = set[int]()
        for moves in slots:
            liked = [i for i in moves if world.move(i).target == favourite and rng.random() < 0.9]
            picked = liked[:1] or rng.sample(moves, rng.choice([0, 0, 1]))
            others = {world.move(i).slot for i in chosen}
            barred = {slot for i in chosen for slot in world.move(i).excludes}
            if (
                picked
                and world.move(picked[0]).slot not in barred
                and others.isdisjoint(world.move(picked[0]).excludes)
            ):
                chosen.add(picked[0])
        after = check(apply(org, joined(world.move(i).edits for i in sorted(chosen))))
        real = Counter(f for f in after.roots.select("code", "subject").iter_rows() if f[0] in CODES)
        for finding in several(world):
            real.pop(finding, None)
        expected = known(world, chosen) - Counter(dict.fromkeys(several(world), 9))
        assert expected == real, sorted(world.move(i).id for i in chosen)
    return len(slots)


def test_random_orgs() -> None:
    assert sum(assert_known(offices_org(seed), seed, 4) for seed in range(12)) > 25


@pytest.mark.parametrize("path", ["city-bureau"])
def test_scenario(path: str) -> None:
    assert assert_known(read(ROOT / "scenarios" / path / "before.yaml"), 1, 6) == 11


def test_counterparts_agree_only_when_every_unit_has_come_to_one_kind() -> None:
    world = build(read(ROOT / "scenarios" / "city-bureau" / "before.yaml"))
    party = {i for i, m in enumerate(world.model.moves) if m.kind == "unify" and m.target == "party_office"}
    form = world.forms["CPT301", "city-po"]
    assert len(party) == 7
    assert not form.stands(party)
    assert all(form.stands(party - {i}) for i in party)


def test_frozen_unit_keeps_its_offices() -> None:
    org = loads(MOVE.bad.replace("level: county, system: s", "level: county, system: s, frozen: true"))
    assert not [m for m in build(org).model.moves if m.kind == "unify"]
