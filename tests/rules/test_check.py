"""Roots and consequences, suppression, selection, overrides and silent rules."""

from pathlib import Path

import pytest

from orgmodel.formats import loads
from orgmodel.model import BadInput, Org, frame
from orgmodel.rules import catalogue, check

PARTY = "profile: cn-party-2010\nas_of: 2016-12-01\nunits:\n"
LOOSE = (
    PARTY
    + """
  - {id: a, name: 甲局, kind: bureau, level: county, system: s}
  - {id: a-gb, name: 甲局党总支, kind: general_branch, host: a}
  - {id: a-b, name: 甲局党支部, kind: branch, host: a, affiliation: a-gb}
"""
)
ALLOW = """allow:
  - {rule: CHN203, subject: a-gb, reason: 已报批, until: 2017-01-01}
  - {rule: CHN203, subject: gone, reason: 已报批}
  - {rule: CHN201, subject: a, reason: 已报批, until: 2016-01-01}
"""


def test_one_cut_line_is_one_root_however_many_units_hang_below() -> None:
    units = [{"id": f"u{i}", "name": f"u{i}", "kind": "unit"} for i in range(501)]
    lines = [{"subordinate": f"u{i}", "superior": f"u{i // 3}", "kind": "solid"} for i in range(1, 501)]
    cut = {"subordinate": "u0", "superior": "nowhere", "kind": "solid"}
    units = [u for u in units if u["id"] != "u500"]
    lines = [ln for ln in lines if ln["subordinate"] != "u500"]
    org = Org(
        profile="matrix", tables={"units": frame("units", units), "lines": frame("lines", [*lines, cut])}
    )
    report = check(org, ignore=["MTX"])
    assert report.summary["roots"] == 1
    assert report.summary["by_code"] == {"STR102": 1, "STR106": 500}
    assert report.exposure == 10
    assert {(f.cause.code, f.cause.subject) for f in report.findings if f.cause} == {
        ("STR102", "u0>nowhere:solid")
    }


def test_bodies_below_the_one_that_hangs_loose_follow_from_it() -> None:
    report = check(loads(LOOSE))
    assert [(f.subject, f.cause.subject if f.cause else None) for f in report.findings] == [
        ("a-gb", None),
        ("a-b", "a-gb"),
    ]


def test_allowed_findings_leave_counts_and_exposure_with_all_that_follows_from_them() -> None:
    report = check(loads(LOOSE + ALLOW))
    assert report.findings == []
    assert [f.subject for f in report.allowed] == ["a-gb"]
    assert report.summary["roots"] == 0
    assert report.summary["consequences"] == 0
    assert report.exposure == 0
    assert report.stale == [("CHN203", "gone", "unmatched"), ("CHN201", "a", "expired")]


def test_an_expired_entry_no_longer_covers() -> None:
    org = loads(LOOSE + ALLOW.replace("2017-01-01", "2016-11-30"))
    assert check(org).exposure == 10
    assert check(org.with_facts(as_of=None)).exposure == 0  # without a day nothing expires


def test_select_and_ignore_change_what_is_shown_not_what_is_a_consequence() -> None:
    org = loads("profile: matrix\nunits:\n  - {id: a, name: A, solid: x}\n")
    only = check(org, select=["STR106"])
    assert [(f.code, f.cause.code if f.cause else None) for f in only.findings] == [("STR106", "STR102")]
    assert only.exposure == 10
    assert not check(org, ignore=["STR"]).findings
    assert {f.code for f in check(org, select=["str"]).findings} == {"STR102", "STR106"}
    with pytest.raises(BadInput, match=r"CHN20.*allowed.*CHN201"):
        check(org, select=["CHN20x"])


def test_rules_without_facts_are_silent_and_say_what_they_need() -> None:
    silent = check(loads(LOOSE)).silent
    assert {c: silent[c] for c in ("EST401", "EST402")} == dict.fromkeys(
        ("EST401", "EST402"), ("units.members",)
    )
    counted = LOOSE.replace("host: a}", "host: a, members: 3}")
    assert not {"EST401", "EST402"} & set(check(loads(counted)).silent)
    assert set(check(loads(LOOSE), select=["EST401", "EST413"]).silent) == {"EST401"}  # not those it counts


def test_a_profile_overrides_severities_and_disables_rules(tmp_path: Path) -> None:
    own = "extends: cn-party-2010\nprofile: own\nseverities: {CHN203: info}\ndisabled: [EST406]\n"
    (tmp_path / "own.yaml").write_text(own, "utf-8")
    org = loads(LOOSE).with_facts(profile=str(tmp_path / "own.yaml"))
    report = check(org)
    assert {f.severity for f in report.findings} == {"info"}
    assert report.exposure == 0


def test_columns_of_the_users_own_do_not_disturb() -> None:
    plain = loads(LOOSE)
    rows = [u | {"row": "x", "top": "y", "subject": "z", "copy": "1"} for u in plain.units.to_dicts()]
    own = Org(**plain.facts, tables={**plain.tables, "units": frame("units", rows)})
    assert check(own).hits.equals(check(plain).hits)
    assert [f.message for f in check(own).findings] == [f.message for f in check(plain).findings]


def test_a_line_out_of_force_is_seen_by_no_rule() -> None:
    text = (
        "profile: matrix\nas_of: 2016-12-01\nunits:\n  - {id: a, name: A}\n  - {id: b, name: B, solid: a}\n"
    )
    text += "lines:\n  - {subordinate: b, superior: x, kind: solid, until: 2016-11-30}\n"
    assert not check(loads(text)).findings
    assert {f.code for f in check(loads(text).with_facts(as_of=None)).findings} == {"STR102", "STR105"}


def test_the_loop_is_told_in_order_from_the_smallest_id() -> None:
    text = "profile: matrix\nunits:\n"
    for low, high in (("c", "a"), ("b", "c"), ("a", "b")):
        text += f"  - {{id: {low}, name: {low.upper()}, solid: {high}}}\n"
    (cycle,) = (f for f in check(loads(text)).findings if f.code == "STR104")
    assert cycle.values["loop"] == ["a", "b", "c"]
    assert "A → B → C → A" in cycle.message


def test_a_leading_group_without_a_host_leads_nobody() -> None:
    """Once the leading group's missing host was read as the last unit of the file."""
    text = (
        PARTY
        + """
  - {id: m, name: 市局, kind: bureau, level: city, system: s}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, management: z}
  - {id: d, name: 乙局, kind: bureau, level: county, system: s, management: m}
  - {id: c-b, name: 县局党支部, kind: branch, host: c, affiliation: lc}
  - {id: d-lg, name: 乙局党组, kind: leading_group, host: d, leadership: x-lg}
  - {id: x-lg, name: 某党组, kind: leading_group}
  - {id: lc, name: 县委, kind: local_committee}
  - {id: z, name: 省局, kind: bureau, level: province, system: s}
"""
    )
    assert {f.subject for f in check(loads(text)).findings if f.code in ("CHN201", "CHN202")} == {"c"}
    assert {f.code for f in check(loads(text)).findings if f.subject == "c" and not f.cause} == {"CHN201"}


@pytest.mark.parametrize(
    ("level", "zh", "en"),
    [("县级", "县（区）级", "county"), ("某级", "国家级、省级、市级", "nation, province, city")],
)
def test_names_that_may_have_been_meant_are_told_by_label_in_chinese(level: str, zh: str, en: str) -> None:
    org = loads(
        f"profile: cn-party-2010\nunits:\n  - {{id: c, name: 某县局, kind: bureau, level: {level}}}\n"
    )
    report = check(org, select=["STR112"])
    told = {language: report.shown(language=language)[0].message for language in ("zh", "en")}
    assert f"“{level}”不在配置之内，是否应为：{zh}" in told["zh"]
    assert f"knows no level {level}; is it {en}" in told["en"]


def test_the_vertical_line_is_told_by_its_label() -> None:
    units = "units:\n  - {id: hq, name: HQ}\n  - {id: a, name: A, solid: hq}\n  - {id: lab, name: Lab}\n"
    report = check(loads("profile: matrix\n" + units), select=["STR106"])
    assert report.shown(language="zh")[0].message == "Lab未接入实线体系"
    assert report.shown(language="en")[0].message == "Lab reaches no top by solid line"


def test_a_rule_over_others_tells_them_by_name_and_keeps_their_codes() -> None:
    org = loads(catalogue()["EST413"].bad)
    for language, named in (
        ("zh", "未设监督机构、超期未换届、委员缺额"),
        ("en", "no-discipline-commission, term-overdue, vacancy"),
    ):
        (found,) = check(org, select=["EST413"]).shown(None, language)
        assert named in found.message
        assert found.values["codes"] == ["EST406", "EST410", "EST412"]
