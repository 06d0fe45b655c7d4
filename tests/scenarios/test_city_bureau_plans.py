"""The central case: what the proposals for before.yaml must reach."""

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org, apply
from orgmodel.proposals import propose
from orgmodel.rules import check

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
EXPECTED: dict[str, Any] = yaml.safe_load((CASE / "expected.yaml").read_text("utf-8"))


@cache
def before() -> Org:
    return read(CASE / "before.yaml")


@cache
def plans() -> Any:
    return propose(before())


def test_frontier_has_points_enough_and_the_right_ends() -> None:
    points = sorted((point.exposure, point.ties) for point in plans().frontier)
    expected = EXPECTED["frontier"]
    assert len(points) >= expected["at_least"]
    assert points[0][1] == pytest.approx(expected["full"]["ties"])
    assert points[-1][1] == pytest.approx(expected["tie_free"]["ties"])
    assert points[-1][0] - points[0][0] == expected["apart"]


def test_frontier_trades_exposure_for_ties() -> None:
    points = sorted((point.exposure, point.ties) for point in plans().frontier)
    for (exposure, ties), (more, less) in pairwise(points):
        assert exposure < more
        assert ties > less


def test_exposure_before_is_that_of_the_planted_errors_and_warnings() -> None:
    severities = Counter(f.severity for f in check(before()).findings if f.cause is None)
    assert check(before()).exposure == 10 * severities["error"] + 3 * severities["warning"]


def test_full_plan_gives_the_links_of_the_remedy_by_hand() -> None:
    after = apply(before(), plans()["full"].edits)
    found = Counter(derive(after).links["status"])
    expected = EXPECTED["after"]["links"]
    assert {status: found[status] for status in expected} == expected


def test_full_plan_clears_what_the_structure_is_at_fault_for_and_adds_nothing() -> None:
    after = check(apply(before(), plans()["full"].edits))
    left = {f.code for f in after.findings if f.cause is None}
    assert not left & set(EXPECTED["frontier"]["full"]["clears"])
    assert left <= set(EXPECTED["before"]["findings"])


@pytest.mark.parametrize("name", ["mandatory", "balance", "full"])
def test_named_plan_never_adds_an_error(name: str) -> None:
    after = check(apply(before(), plans()[name].edits))
    errors = {(f.code, f.subject) for f in check(before()).findings if f.severity == "error"}
    assert {(f.code, f.subject) for f in after.findings if f.severity == "error"} <= errors


def test_balance_lies_between_staying_and_full() -> None:
    exposure = {n: check(apply(before(), plans()[n].edits)).exposure for n in ("balance", "full")}
    assert exposure["full"] < exposure["balance"] < check(before()).exposure


def test_nothing_is_left_to_propose_after_the_remedy() -> None:
    assert [point.ties for point in propose(read(CASE / "after.yaml")).frontier] == [0]
