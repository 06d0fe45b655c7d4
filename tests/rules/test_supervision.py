"""Supervision: which lines count, what counts as a committee, and who may stand in for a commissioner."""

from orgmodel.formats import loads
from orgmodel.graph import derive
from orgmodel.rules import check

ORG = """
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
lines:
"""
BODY = """
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc%s}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
%s
posts:
%s
"""


def codes(lines: str) -> set[str]:
    found = check(loads(ORG + lines), select=["SUP"]).findings
    assert {f.subject for f in found} <= {"c"}
    return {f.code for f in found}


def body(posts: str, more: str = "", unit: str = "") -> set[str]:
    return {f.code for f in check(loads(BODY % (more, unit, posts)), select=["SUP"]).findings}


def line(superior: str, **more: str) -> str:
    told = "".join(f", {k}: {v}" for k, v in more.items())
    return f"  - {{subordinate: c, superior: {superior}, kind: supervision{told}}}\n"


def test_channels_count_once_however_many_supervise() -> None:
    both = line("m", channel="superior") + line("lc", channel="superior")
    assert codes(both) == {"SUP801"}
    assert codes(line("m", channel="superior") + line("lc", channel="public")) == set()


def test_a_line_that_does_not_state_its_channel_leaves_the_question_open() -> None:
    assert codes(line("m", channel="superior") + line("lc", rhythm="daily")) == set()


def test_one_daily_or_unannounced_line_is_enough() -> None:
    periodic = line("m", rhythm="periodic")
    assert codes(periodic) == {"SUP802"}
    assert codes(periodic + line("lc", rhythm="daily")) == set()
    assert codes(periodic + line("lc", rhythm="ad_hoc")) == set()


def test_lines_out_of_force_and_of_dissolved_units_do_not_count() -> None:
    old = line("lc", channel="public", rhythm="daily", until="2016-11-30")
    assert codes(line("m", channel="superior", rhythm="periodic") + old) == {"SUP801", "SUP802"}
    gone = loads(
        ORG.replace("management: m}", "management: m, status: dissolved}") + line("m", channel="media")
    )
    assert derive(gone).table("supervision").is_empty()


def test_a_branch_without_a_committee_needs_no_commissioner() -> None:
    secretary = "  - {id: p, unit: c-b, role: branch_secretary}\n"
    assert body(secretary) == set()
    assert body(secretary, ", seats: 3") == {"SUP803"}
    assert body(secretary.replace("}", ", on_committee: true}")) == {"SUP803"}


def test_an_oversight_body_of_the_host_stands_in_for_a_commissioner() -> None:
    seated = "  - {id: p, unit: c-b, role: branch_secretary, on_committee: true}\n"
    beside = "  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}"
    assert body(seated, unit=beside) == set()
    assert body(seated + "  - {id: q, unit: c-b, role: discipline_commissioner}\n") == set()


def test_a_body_whose_posts_are_not_listed_is_not_judged() -> None:
    assert body("  - {id: p, unit: c, role: group_secretary}\n", ", seats: 5") == set()
