"""The smallest repair of each unit, against every allowed choice of moves tried one by one."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel import profiles
from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import BadInput, Org, apply
from orgmodel.moves import Move
from orgmodel.proposals import dynamic
from orgmodel.proposals.smallest import around, concerns, roots, smallest
from orgmodel.rules import check
from tests.proposals import brute
from tests.proposals.orgs import plan_org
from tests.reference import SEVERITY, Judged

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
MOST = 120  # choices that are tried one by one


def price(moves: list[Move]) -> tuple[int, int]:
    return sum(m.effort for m in moves), sum(m.tie for m in moves)


def tried(org: Org) -> list[tuple[tuple[int, int], Judged]] | None:
    """Price and reading of each allowed choice of moves."""
    found = brute.choices(org, MOST)
    if found is None:
        return None
    options, capacities = found
    rows, profile = brute.rows_of(org), profiles.of(org)
    out = []
    for picked in product(*options):
        moves = [m for m in picked if m is not None]
        new = brute.changed(rows, moves)
        after = Judged(new["units"], new["lines"], profile, org.as_of)
        if brute.allowed(moves, capacities, after):
            out.append((price(moves), after))
    return out


def clear(read: Judged, ids: set[str]) -> bool:
    grave = {f[:2] for f in read.found if (read.profile.severities.get(f[0]) or SEVERITY[f[0]]) != "info"}
    return not any(concerns(f, ids) for f in grave)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
def test_against_every_choice(seed: int) -> None:
    org = plan_org(seed)
    every = tried(org)
    if every is None:
        return
    d = derive(org)
    for id in org.units["id"].to_list()[::3]:
        ids = around(d, d.index[id])
        best = min((cost for cost, after in every if clear(after, ids)), default=None)
        found = smallest(org, id)
        assert (None if found is None else price(found)) == best


def test_the_orgs_hold_units_with_and_without_a_repair() -> None:
    seen = set()
    for seed in range(4):
        org = plan_org(seed)
        for id in org.units["id"].to_list()[::5]:
            found = smallest(org, id)
            seen.add(None if found is None else min(len(found), 2))
    assert seen == {None, 0, 1, 2}


def test_a_field_office_of_the_central_case() -> None:
    org = read(CASE / "before.yaml")
    found = smallest(org, "c05-s1")
    assert found is not None
    assert ("reattach", "c05-s1-b") in {(m.kind, m.subject) for m in found}
    assert {m.subject for m in found} <= {"c05-s1-b", "c05-pc"}  # what it follows from lies on its way up
    after = apply(org, [e for m in found for e in m.edits])
    ids = {"c05-s1", "c05-s1-b"}
    assert ("CHN201", "c05-s1") in roots(check(org), ids)
    assert not roots(check(after), ids)
    assert smallest(org, "c05-t1") == []


def test_large_components_go_to_the_other_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    org = read(CASE / "before.yaml")
    units = ["c05", "c05-s1"]
    exact = [smallest(org, unit) for unit in units]

    def refuse(*_: object) -> None:
        raise dynamic.TooLargeError

    monkeypatch.setattr(dynamic, "best", refuse)
    for unit, known in zip(units, exact, strict=True):
        found = smallest(org, unit)
        assert (found is None) == (known is None)
        assert price(found or []) == price(known or [])


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(BadInput, match="no unit has this id"):
        smallest(read(CASE / "before.yaml"), "nobody")
