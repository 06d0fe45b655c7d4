"""Appraisal: sums, scales, standards, raters and the yearly review."""

import pytest

from orgmodel.formats import loads
from orgmodel.rules import Finding, check

ORG = """
profile: cn-party-2010
as_of: 2016-12-31
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
  - {id: g, name: 党风廉政建设}
"""
POSTS = """
posts:
  - {id: p, unit: c, role: branch_secretary}
  - {id: q, unit: c, role: committee_secretary}
  - {id: r, unit: c, role: branch_member}
  - {id: v, unit: c, role: branch_secretary, filled: 0}
reviews:
"""


def found(text: str) -> list[Finding]:
    return check(loads(ORG + text), select=["APR"]).findings


def indicators(*rows: str) -> list[Finding]:
    return found("indicators:\n" + "".join(f"  - {{id: i{n}, {row}}}\n" for n, row in enumerate(rows)))


def codes(*rows: str) -> set[str]:
    return {f.code for f in indicators(*rows)}


@pytest.mark.parametrize("weights", [(100,), (33.3, 33.3, 33.4), (0.1, 0.2, 99.7), (100, 0)])
def test_weights_that_add_up(weights: tuple[float, ...]) -> None:
    assert codes(*(f"name: n{w}, function: f, weight: {w}" for w in weights)) == set()


def test_weights_that_do_not_add_up_tell_by_how_much() -> None:
    (finding,) = indicators("name: a, function: f, weight: 33.3", "name: b, function: g, weight: 66.6")
    assert (finding.code, finding.subject) == ("APR901", "indicators")
    assert dict(finding.values) == {"indicators": 2, "weight": 99.9, "difference": -0.1}


def test_an_id_given_twice_counts_once() -> None:
    row = "  - {id: i, name: a, function: f, weight: 100}\n"
    assert found("indicators:\n" + row + row) == []


def test_the_missing_scales_are_named() -> None:
    (finding,) = indicators("name: a, function: f, weight: 100, scale: annual")
    assert finding.code == "APR902"
    assert finding.values["missing"] == ["daily", "special"]
    assert "日常考核、专项考核" in finding.message


def test_not_quantified_speaks_of_no_alone_not_of_an_empty_cell() -> None:
    rows = ("name: a, function: f, weight: 50, quantified: false", "name: b, function: f, weight: 50")
    assert [(f.code, f.subject) for f in indicators(*rows)] == [("APR903", "i0")]


def test_standards_are_compared_between_functions_only() -> None:
    same = "name: a, function: f, weight: 50, method: x"
    assert codes(same, "name: a, function: g, weight: 50, method: x") == set()
    assert codes(same, "name: a, function: f, weight: 50, method: y") == set()
    assert codes(same, "name: b, function: g, weight: 50, method: y") == set()
    (finding,) = indicators(same, "name: a, function: g, weight: 50, method: y, target: 3")
    assert finding.code == "APR904"
    assert finding.values["differ"] == ["method", "target"]


def test_one_other_rater_is_enough() -> None:
    assert codes("name: a, function: f, weight: 100, rater: superior") == {"APR906"}
    assert codes("name: a, function: f, weight: 100, rater: members") == set()
    both = (
        "name: a, function: f, weight: 99, rater: superior",
        "name: b, function: f, weight: 1, rater: peers",
    )
    assert codes(*both) == set()


def test_reviews_are_due_for_secretaries_in_every_year_on_file() -> None:
    held = [("p", 2015, k) for k in ("report", "evaluate", "assess")]
    held += [("p", 2016, "report"), ("r", 2016, "report"), ("x", 2016, "assess"), ("p", 2017, "report")]
    rows = "".join(f"  - {{post: {p}, level: county, year: {y}, kind: {k}}}\n" for p, y, k in held)
    gaps = {(f.subject, f.values["year"]): f.values["missing"] for f in found(POSTS + rows)}
    assert gaps == {
        ("p", 2016): ["evaluate", "assess"],
        ("q", 2015): ["report", "evaluate", "assess"],  # never reviewed
        ("q", 2016): ["report", "evaluate", "assess"],
        ("r", 2016): ["evaluate", "assess"],  # not due by role, but begun
        ("x", 2016): ["report", "evaluate"],  # a post that is not listed
    }


def test_the_three_parts_may_be_held_by_different_levels() -> None:
    held = [("city", "report"), ("county", "evaluate"), ("county", "assess")]
    posts = "posts:\n  - {id: p, unit: c, role: branch_secretary}\nreviews:\n"
    rows = "".join(f"  - {{post: p, level: {level}, year: 2016, kind: {kind}}}\n" for level, kind in held)
    assert found(posts + rows) == []
