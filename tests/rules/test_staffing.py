"""Full-time staff: posts before the unit's own number, offices inside it, shares by age, funding thresholds."""

from pathlib import Path

import pytest

from orgmodel.formats import loads, read
from orgmodel.graph import derive
from orgmodel.profiles import builtin, load
from orgmodel.reports.measured import staffing
from orgmodel.rules import check

UNIT = """
profile: {profile}
units:
  - {{id: c, name: 县局, kind: bureau, level: county, system: s, {facts}}}
  - {{id: c-o, name: 县局机关党委办, kind: party_office, host: c{office}}}
"""


def org(facts: str, office: str = "", posts: str = "", profile: str = "cn-party-2010") -> str:
    text = UNIT.format(facts=facts, office=office and f", {office}", profile=profile)
    return text + (f"posts:\n{posts}" if posts else "")


def codes(text: str, *families: str) -> list[str]:
    return [f.code for f in check(loads(text), select=families or ["STF"]).findings]


@pytest.mark.parametrize(
    ("staff", "full_time", "expected"),
    [
        (99, 0, ["STF501"]),
        (40, 1, []),
        (100, 1, []),
        (101, 1, ["STF502"]),
        (200, 2, []),
        (201, 2, ["STF502"]),
        (300, 0, ["STF501"]),
    ],
)
def test_quota_of_one_per_cent(staff: int, full_time: int, expected: list[str]) -> None:
    assert codes(org(f"staff: {staff}, full_time_staff: {full_time}")) == expected


@pytest.mark.parametrize(
    ("threshold", "facts", "code", "found"),
    [
        (
            "staff_quota: {value: 1.1, unit: per cent of staff}",
            "staff: 3000, full_time_staff: 33",
            "STF502",
            False,
        ),
        (
            "staff_quota: {value: 1.1, unit: per cent of staff}",
            "staff: 3000, full_time_staff: 32",
            "STF502",
            True,
        ),
        (
            "staff_quota: {value: 1.1, unit: per cent of staff}",
            "staff: 3001, full_time_staff: 33",
            "STF502",
            True,
        ),
        ("member_load: {value: 1.1, unit: members}", "members: 33, full_time_staff: 30", "STF503", True),
        ("member_load: {value: 1.1, unit: members}", "members: 32, full_time_staff: 30", "STF503", False),
        (
            "effective_share: {value: 1.1, unit: per cent}",
            "full_time_staff: 3000, effective_staff: 33",
            "STF505",
            False,
        ),
    ],
)
def test_thresholds_are_reckoned_in_decimals(
    tmp_path: Path, threshold: str, facts: str, code: str, found: bool
) -> None:
    text = f"extends: cn-party-2010\nprofile: own\nzh: 自定\nen: own\nthresholds:\n  {threshold}\n"
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "org.yaml").write_text(org(facts, profile="own.yaml"), encoding="utf-8")
    assert (code in {f.code for f in check(read(tmp_path / "org.yaml")).findings}) is found


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert codes(org("staff: 200")) == []
    table = derive(loads(org("staff: 200"))).table("staffing")
    assert table["full_time"].to_list() == [None]


def test_offices_inside_count_where_the_unit_is_silent() -> None:
    assert codes(org("staff: 200", "full_time_staff: 0")) == ["STF501"]
    assert codes(org("staff: 200, full_time_staff: 2", "full_time_staff: 0")) == []


def test_posts_win_and_a_finding_says_so() -> None:
    full = "  - {id: p, unit: c-o, role: affairs_officer, full_time: true, seats: 3, filled: 2}\n"
    assert codes(org("staff: 200, full_time_staff: 0", posts=full)) == ["STF506"]
    empty = "  - {id: p, unit: c, role: affairs_officer, full_time: true, filled: 0}\n"
    assert codes(org("staff: 200, full_time_staff: 2", posts=empty)) == ["STF501", "STF506"]
    silent = "  - {id: p, unit: c-o, role: group_member}\n"
    assert codes(org("staff: 200, full_time_staff: 2", posts=silent)) == []


def test_a_post_with_seats_and_no_number_filled_counts_its_seats() -> None:
    seats = "  - {id: p, unit: c-o, role: affairs_officer, full_time: true, seats: 2}\n"
    one = "  - {id: q, unit: c-o, role: affairs_officer, full_time: true}\n"
    table = derive(loads(org("staff: 200", posts=seats + one))).table("staffing")
    assert table["full_time"].to_list() == [3]


def test_ages_are_told_of_three_people_or_more() -> None:
    two = org("staff: 90, full_time_staff: 1, age_ge46: 2")
    three = org("staff: 90, full_time_staff: 1, age_ge46: 2, age_lt40: 1")
    assert codes(two) == []
    assert codes(three) == ["STF504"]
    assert staffing(loads(two))["share_46"] is None
    assert staffing(loads(three))["share_46"] == 2 / 3


@pytest.mark.parametrize(
    ("paid", "budget", "expected"),
    [
        (8, "budgeted", []),
        (7.9, "budgeted", ["FND603"]),
        (0, "none", ["FND601", "FND603"]),
        (10, "temporary", ["FND602"]),
    ],
)
def test_funding(paid: float, budget: str, expected: list[str]) -> None:
    text = org(f"budget: {budget}, budget_planned: 10, budget_paid: {paid}")
    assert codes(text, "FND") == expected


def test_funding_is_told_in_its_unit() -> None:
    (found,) = check(loads(org("budget_planned: 7.5, budget_paid: 4.5")), select=["FND603"]).findings
    assert found.message.endswith("工作经费预算7.5万元，到位4.5万元，到位率60%")


def test_each_rule_cites_its_own_version() -> None:
    (found,) = check(loads(org("staff: 200, full_time_staff: 0")), select=["STF501"]).findings
    assert [(c.year, c.article) for c in found.cites] == [(2010, "29")]
    (found,) = check(loads(org("budget: none")), select=["FND601"]).findings
    assert [(c.year, c.article) for c in found.cites] == [(2010, "11")]


LATER = "cn-party-2019"
PERSON = "  - {id: p, unit: c-o, role: affairs_officer, full_time: false, filled: 1}\n"


@pytest.mark.parametrize(
    ("staff", "posts", "before", "after"),
    [
        (40, "", [("STF501", "warning")], [("STF501", "error")]),
        (40, PERSON, [("STF501", "warning")], []),
        (300, "", [("STF501", "warning")], [("STF502", "warning")]),
    ],
)
def test_a_small_unit_must_have_a_designated_person_from_2019_on(
    staff: int, posts: str, before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    assert LATER in builtin()
    for profile, expected in (("cn-party-2010", before), (LATER, after)):
        text = org(f"staff: {staff}, full_time_staff: 0", posts=posts, profile=profile)
        found = check(loads(text), select=["STF"]).findings
        assert [(f.code, f.severity) for f in found] == expected
        year = 2010 if profile == "cn-party-2010" else 2019
        assert {c.year for f in found for c in f.cites} <= {year}


def test_funding_and_dual_duty_cite_the_later_version() -> None:
    (found,) = check(loads(org("budget: none", profile=LATER)), select=["FND601"]).findings
    assert [(c.year, c.article) for c in found.cites] == [(2019, "40")]
    cites = {profile: load(profile).cites("RSP705") for profile in ("cn-party-2010", LATER)}
    assert [(c.year, c.article) for c in cites[LATER]] == [(2019, "35")]
    assert not cites["cn-party-2010"]
