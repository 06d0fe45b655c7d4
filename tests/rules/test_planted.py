"""Every planted fault is found, with what follows from it and nothing else; a clean org has no finding."""

from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel import profiles
from orgmodel.model import Org
from orgmodel.rules import check
from tests import body_faults  # noqa: F401  (takes up its faults)
from tests.faults import FAULTS, MATRIX
from tests.planted import Fault, Found, planted

PROFILES = profiles.builtin()
VIEWS = {"CHN204", "CHN205", "CHN206", "CHN207"}  # other ways to look at links that have findings


def faults_for(profile: str) -> list[Fault]:
    return FAULTS if profiles.load(profile).roles.affiliation else MATRIX


def found(org: Org, expected: set[Found]) -> set[Found]:
    """All findings but the views of links, each of which must follow from a planted one."""
    hits = check(org).hits.select("code", "subject", "cause_code", "cause_subject").rows()
    assert len(set(hits)) == len(hits)
    planted = {f[:2] for f in expected}
    assert {f[2:] for f in hits if f[0] in VIEWS} <= planted
    return {f for f in hits if f[0] not in VIEWS}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("size", [1, 40, 400, 2000])
def test_a_clean_org_has_no_finding(profile: str, size: int) -> None:
    org, none = planted(size, size, [], profile)
    assert none == set()
    assert found(org, none) == set()


@pytest.mark.parametrize("profile", PROFILES)
def test_each_fault_alone(profile: str) -> None:
    for seed, fault in enumerate(faults_for(profile)):
        org, expected = planted(seed, 40, [fault], profile)
        assert fault[0] in {code for code, *_ in expected}
        assert found(org, expected) == expected, fault[1].__name__


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_any_mix_of_faults(seed: int) -> None:
    rng = Random(seed)
    profile = rng.choice(PROFILES)
    mix = rng.choices(faults_for(profile), k=rng.randint(1, 40))
    org, expected = planted(seed, rng.randint(1, 2000), mix, profile)
    assert found(org, expected) == expected
    report = check(org)
    assert {"CHN201", "CHN202", "CHN203"} & {f[0] for f in expected} or not VIEWS & set(
        report.summary["by_code"]
    )
    roots = {f for f in expected if f[2] is None}
    assert set(report.roots.select("code", "subject").iter_rows()) == {f[:2] for f in roots}
    views = report.standing.filter(pl.col("code").is_in(list(VIEWS)))
    assert report.summary["consequences"] == len(expected) - len(roots) + len(views)


def test_two_thousand_units_with_every_fault_many_times_over() -> None:
    for profile in PROFILES:
        org, expected = planted(1, 2000, faults_for(profile) * 2, profile)
        assert len(org.units) >= 2000
        assert found(org, expected) == expected
