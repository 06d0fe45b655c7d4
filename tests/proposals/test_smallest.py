"""The smallest repair of each unit, against every allowed choice of moves tried one by one."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel import profiles
from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import BadInput, Org, apply, joined
from orgmodel.moves import FindingKey, Move, repairs
from orgmodel.proposals import dynamic
from orgmodel.proposals.smallest import Repair, around, concerns, roots, smallest
from orgmodel.rules import check
from tests.proposals import brute
from tests.proposals.orgs import plan_org
from tests.reference import SEVERITY, Judged

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
MOST = 120  # choices that are tried one by one


def price(found: Repair | list[Move]) -> tuple[int, int]:
    moves = found.moves if isinstance(found, Repair) else found
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
        if brute.bars(moves, capacities):
            continue
        new = brute.changed(rows, moves)
        after = Judged(new["units"], new["lines"], profile, org.as_of)
        if brute.large_enough(moves, after):
            out.append((price(moves), after))
    return out


def grave(read: Judged, ids: set[str]) -> set[FindingKey]:
    """What the errors and warnings on these units come from."""
    cause = {f[:2]: (f[2], f[3]) for f in read.found if f[2] is not None and f[3] is not None}
    found = set()
    for f in read.found:
        if (read.profile.severities.get(f[0]) or SEVERITY[f[0]]) != "info" and concerns(f[:2], ids):
            at, seen = f[:2], set[FindingKey]()
            while at in cause and at not in seen:
                seen.add(at)
                at = cause[at]
            found.add(at)
    return found


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
        found = smallest(org, id)
        after = apply(org, joined(m.edits for m in found.moves))
        assert set(found.left) == roots(check(after), ids)
        best = min((cost for cost, after in every if not grave(after, ids)), default=None)
        if best is not None:
            assert (found.left, price(found)) == ((), best)
        else:
            fewest = min((len(grave(after, ids)), cost) for cost, after in every)
            assert (len(found.left), price(found)) == fewest


def test_the_orgs_hold_units_with_and_without_a_repair() -> None:
    seen = set()
    for seed in range(4):
        org = plan_org(seed)
        for id in org.units["id"].to_list()[::5]:
            found = smallest(org, id)
            seen.add((min(len(found.moves), 2), bool(found.left)))
    assert seen == {(0, False), (1, False), (2, False), (0, True)}


def test_a_field_office_of_the_central_case() -> None:
    org = read(CASE / "before.yaml")
    found = smallest(org, "c05-s1")
    assert ("reattach", "c05-s1-b") in {(m.kind, m.subject) for m in found.moves}
    assert {m.subject for m in found.moves} <= {
        "c05-s1-b",
        "c05-pc",
    }  # what it follows from lies on its way up
    assert found.left == ()
    after = apply(org, [e for m in found.moves for e in m.edits])
    ids = {"c05-s1", "c05-s1-b"}
    assert ("CHN201", "c05-s1") in roots(check(org), ids)
    assert not roots(check(after), ids)
    assert smallest(org, "c05-t1") == Repair((), ())


def test_what_nothing_can_clear_does_not_hide_the_repair_of_the_rest() -> None:
    org = read(CASE / "before.yaml")
    d = derive(org)
    found = smallest(org, "c05")
    standing = roots(check(org), around(d, d.index["c05"]))
    beyond = {finding for finding in standing if not repairs(finding[0], d.profile)}
    assert {code for code, _ in beyond} == {"SUP801", "SUP802"}
    assert set(found.left) == beyond != standing
    assert ("reattach", "c05-pc") in {(m.kind, m.subject) for m in found.moves}


def test_every_unit_of_the_central_case_has_an_answer() -> None:
    org = read(CASE / "before.yaml")
    ids = org.units["id"].to_list()
    for unit in ["city", "city-po", *ids[::40]]:
        assert isinstance(smallest(org, unit), Repair)


def test_large_components_go_to_the_other_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    org = read(CASE / "before.yaml")
    units = ["c05", "c05-s1"]
    exact = [smallest(org, unit) for unit in units]

    def refuse(*_: object) -> None:
        raise dynamic.TooLargeError

    monkeypatch.setattr(dynamic, "best", refuse)
    for unit, known in zip(units, exact, strict=True):
        found = smallest(org, unit)
        assert (found.left, price(found)) == (known.left, price(known))


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(BadInput, match="no unit has this id"):
        smallest(read(CASE / "before.yaml"), "nobody")
