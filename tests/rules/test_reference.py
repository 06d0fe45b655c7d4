"""The product's arrays against the plain reading of the definitions."""

from collections import Counter
from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel import profiles
from orgmodel.graph import derive
from orgmodel.graph.measures import links
from orgmodel.model import Org, frame
from orgmodel.rules import check
from orgmodel.rules.report import Report
from tests import reference
from tests.orgs import random_org

SEEDS = st.integers(0, 2**32)


def found(report: Report) -> Counter[tuple[str, ...]]:
    """The findings of the rules that the reference knows."""
    known = report.hits.filter(pl.col("code").is_in(list(reference.SEVERITY)))
    return Counter(known.select("code", "subject", "cause_code", "cause_subject").rows())


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_findings_and_exposure(seed: int) -> None:
    org = random_org(Random(seed))
    report = check(org)
    read = reference.reading(org)
    assert found(report) == Counter(read.found)
    assert report.exposure == reference.exposure(org)
    assert len(report.findings) == len(report.hits)  # every one can be told


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_links_and_shares(seed: int) -> None:
    org = random_org(Random(seed))
    read = reference.reading(org)
    told = {r["unit"]: (r["status"], r["body"]) for r in derive(org).links.to_dicts()}
    assert told == read.links
    measured = links(org)
    shares = reference.shares(org)
    if profiles.of(org).roles.affiliation is None:
        assert measured is None
    else:
        assert measured is not None
        assert measured.counts == reference.link_counts(org)
        assert (measured.direct_share, measured.continuity) == (shares or (None, None))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_totals(seed: int) -> None:
    org = random_org(Random(seed))
    read = reference.reading(org)
    told = {r["subject"]: (r["total"], r["reaches"]) for r in derive(org).bodies.to_dicts()}
    assert told == {b: (read.total(b), read.reaches(b)) for b in read.bodies}


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_findings_do_not_depend_on_ids_sorting_with_rows(seed: int) -> None:
    org = random_org(Random(seed))
    rows = org.units.unique("id", keep="first", maintain_order=True).to_dicts()
    Random(seed + 1).shuffle(rows)
    tables = {**org.tables, "units": frame("units", rows)}
    shuffled = Org(**org.facts, tables=tables)
    kept = Org(
        **org.facts, tables={**tables, "units": org.units.unique("id", keep="first", maintain_order=True)}
    )
    assert found(check(shuffled)) == found(check(kept))


def test_the_random_orgs_show_every_rule_and_status() -> None:
    codes: set[tuple[str, str | None]] = set()
    states: set[str] = set()
    for seed in range(400):
        read = reference.reading(random_org(Random(seed)))
        codes |= {(code, cause) for code, _, cause, _ in read.found}
        states |= {status for status, _ in read.links.values()}
    assert states == {"none", "direct", "dual", "half", "broken", "orphan"}
    assert {code for code, _ in codes} == set(reference.SEVERITY)
    causes = {("CHN203", c) for c in ("STR102", "STR103", "STR104", "STR112", "CHN203", None)}
    assert codes >= causes | {("STR106", c) for c in ("STR102", "STR103", "STR104", None)}
