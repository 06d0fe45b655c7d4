"""Duplicate lines: two lines are one said twice only where they say the same."""

import pytest

from orgmodel.formats import loads
from orgmodel.rules import check

ORG = """
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
lines:
"""
FACTS = {
    "": "note: plain",
    "a": "channel: superior",
    "b": "channel: discipline",
    "s": "channel: superior, scope: funds",
}


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        (["a", "b"], None),
        (["a", "s"], None),
        (["a", ""], None),
        (["", ""], 2),
        (["a", "a"], 2),
        (["a", "b", "a"], 2),
        (["b", "a", "a", "b", "a"], 3),
        (["a", "b", "", "s"], None),
    ],
)
def test_lines_that_differ_in_channel_or_scope_are_not_equal(lines: list[str], times: int | None) -> None:
    rows = "".join(
        f"  - {{subordinate: c, superior: m, kind: supervision, {FACTS[line]}}}\n" for line in lines
    )
    found = [f for f in check(loads(ORG + rows)).findings if f.code == "STR111"]
    assert [f.values["copies"] for f in found] == ([times] if times else [])
    assert {f.subject for f in found} <= {"c>m:supervision"}


def test_lines_of_a_file_without_units_lead_nowhere() -> None:
    org = loads("profile: cn-party-2010\nunits: []\nlines: [{subordinate: a, superior: b, kind: management}]")
    assert [f.code for f in check(org).findings] == ["STR102"]


def test_a_second_scope_to_one_superior_is_commanded_by_another_too() -> None:
    org = loads("""
profile: matrix
units:
  - {id: hq, name: HQ, kind: company}
  - {id: b, name: B, kind: unit, solid: hq}
  - {id: c, name: C, kind: unit, solid: hq}
  - {id: a, name: A, kind: unit, solid: hq}
lines:
  - {subordinate: a, superior: b, kind: functional, scope: budget}
  - {subordinate: a, superior: b, kind: functional, scope: personnel}
  - {subordinate: a, superior: c, kind: functional, scope: personnel}
""")
    assert [(f.code, f.subject) for f in check(org).findings] == [("MTX971", "a")]
