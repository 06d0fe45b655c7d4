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
    assert points[0] == (expected["full"]["exposure"], pytest.approx(expected["full"]["ties"]))
    assert points[-1] == (expected["tie_free"]["exposure"], pytest.approx(0))


def test_frontier_trades_exposure_for_ties() -> None:
    points = sorted((point.exposure, point.ties) for point in plans().frontier)
    for (exposure, ties), (more, less) in pairwise(points):
        assert exposure < more
        assert ties > less


def test_exposure_before_is_what_staying_leaves() -> None:
    assert check(before()).exposure == EXPECTED["frontier"]["stay"]["exposure"]


def test_full_plan_gives_the_links_of_the_remedy_by_hand() -> None:
    after = apply(before(), plans()["full"].edits)
    found = Counter(derive(after).links["status"])
    expected = EXPECTED["after"]["links"]
    assert {status: found[status] for status in expected} == expected
    assert not check(after).exposure


@pytest.mark.parametrize("name", ["mandatory", "balance", "full"])
def test_named_plan_never_adds_an_error(name: str) -> None:
    after = check(apply(before(), plans()[name].edits))
    errors = {(f.code, f.subject) for f in check(before()).findings if f.severity == "error"}
    assert {(f.code, f.subject) for f in after.findings if f.severity == "error"} <= errors


def test_balance_lies_between_staying_and_full() -> None:
    exposure = check(apply(before(), plans()["balance"].edits)).exposure
    assert 0 < exposure < EXPECTED["frontier"]["stay"]["exposure"]
