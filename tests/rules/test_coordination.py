"""Joint work: deployments, resources and documents."""

from hypothesis import given
from hypothesis import strategies as st

from orgmodel.formats import loads
from orgmodel.graph import derive
from orgmodel.model import Org, frame
from orgmodel.rules import Finding, check

UNITS = """
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s, area: city}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m, area: c1}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m, area: c2}
  - {id: c, name: 丙县局, kind: bureau, level: county, system: s, management: m, area: c3}
  - {id: x, name: 丁县局, kind: bureau, level: county, system: t, area: c1}
  - {id: a-b, name: 甲县局党支部, kind: branch, host: a, affiliation: l}
  - {id: l, name: 甲县委, kind: local_committee, level: county, area: c1}
"""
IDS = ["m", "a", "b", "c", "x"]


def found(text: str, *codes: str) -> list[Finding]:
    return check(loads(UNITS + text), select=codes or ["COO"]).findings


def tasks(*rows: tuple[str, str, str, str]) -> Org:
    names = ("key", "line", "target", "period")
    plain = loads(UNITS)
    told = frame("tasks", [dict(zip(names, row, strict=True)) for row in rows])
    return Org(**plain.facts, tables={**plain.tables, "tasks": told})


def test_one_line_that_issues_twice_is_no_duplicate() -> None:
    org = tasks(("学习", "党建", "a", "2016"), ("学习", "党建", "a", "2016"))
    assert not [f for f in check(org).findings if f.code == "COO951"]
    three = tasks(*(("学习", line, "a", "2016") for line in ("党建", "党廉", "人事")))
    (finding,) = (f for f in check(three).findings if f.code == "COO951")
    assert finding.subject == "学习>a:2016"
    assert sorted(finding.values["issuers"]) == sorted(["党建", "党廉", "人事"])


def test_messages_say_the_period_in_words_and_values_as_the_file_has_it() -> None:
    org = tasks(("学习", "党建", "a", "2016Q4"), ("学习", "人事", "a", "2016Q4"))
    report = check(org, select=["COO951"])
    (finding,) = report.findings
    assert finding.message.startswith("2016年第四季度的任务“学习”")
    assert finding.values["period"] == "2016Q4"
    assert "Task 学习 for Q4 2016" in report.shown(language="en")[0].message


@given(
    st.lists(
        st.tuples(st.sampled_from("kl"), st.just("党建"), st.sampled_from(IDS), st.sampled_from("12")),
        max_size=8,
    )
)
def test_omissions_are_the_minority_of_peers(rows: list[tuple[str, str, str, str]]) -> None:
    peers = {"m": {"m"}, "x": {"x"}, **{key: set("abc") for key in "abc"}}
    expected = set()
    for key, period in {(k, p) for k, _, _, p in rows}:
        given_to = {t for k, _, t, p in rows if (k, p) == (key, period)}
        for unit in IDS:
            have = peers[unit] & given_to
            if unit not in given_to and len(have) > 1 and 2 * len(have) > len(peers[unit]):
                expected.add(f"{key}>{unit}:{period}")
    assert set(derive(tasks(*rows)).spoken("omissions")["subject"]) == expected


def test_resources_are_looked_for_within_the_area() -> None:
    row = "resources:\n  - {id: r, name: 活动室, kind: 场所, owner: %s}\n"
    (finding,) = found(row % "a")
    assert finding.values["without"] == ["l", "x"]
    assert [f.subject for f in found(row % "a-b")] == ["r"]  # the area of its host
    assert found(row % "b") == []  # nobody else is there
    assert found(row % "nobody") == []


def test_who_owns_or_shares_one_of_the_kind_needs_none() -> None:
    text = """resources:
  - {id: r, name: 活动室, kind: 场所, owner: a}
  - {id: s, name: 礼堂, kind: 场所, owner: x}
  - {id: t, name: 车队, kind: 车辆, owner: x, shared_with: a；l}
  - {id: u, name: 书屋, kind: 场所, owner: c, shared_with: "l; m"}
"""
    assert found(text) == []


def test_documents_that_are_obsolete_in_one_way_or_the_other() -> None:
    text = """documents:
  - {id: d1, name: 一}
  - {id: d2, name: 二, supersedes: d1; d9}
  - {id: d3, name: 三, status: obsolete}
  - {id: d4, name: 四, implements: [d3, d1]}
  - {id: d5, name: 五, status: draft, supersedes: d4}
  - {id: d6, name: 六, supersedes: d6}
"""
    told = {f.subject: (f.values["reason"], f.values["others"]) for f in found(text)}
    assert told == {"d1": ("replaced", ["d2"]), "d3": ("relied_on", ["d4"])}


def test_a_conflict_stands_once_whoever_states_it() -> None:
    text = """documents:
  - {id: d2, name: 二, conflicts_with: d1; d3; d2; d9}
  - {id: d1, name: 一, conflicts_with: d2}
  - {id: d3, name: 三, status: obsolete}
"""
    (finding,) = found(text)
    assert finding.subject == "d1>d2:conflicts_with"
    assert finding.message == "《一》与《二》相抵触，且均为有效"
