"""Who answers for an item, in which unit, and which posts hold what."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import loads
from orgmodel.graph import derive
from orgmodel.graph.items import ANSWERS, ONE
from orgmodel.model import Org, frame
from orgmodel.rules import check

ORG = """
profile: cn-party-2010
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
posts:
  - {id: a-p, unit: a-o, role: affairs_officer}
duties:
"""
KINDS = ["principal", "first", "dual", "accountable", "responsible", "consulted", "informed"]


def found(duties: list[tuple[str, str]], *more: str) -> list[tuple[str, str]]:
    """Code and subject of what is found for one item held by these holders in these ways."""
    rows = [
        f"  - {{id: d{i}, item: 三会一课, function: building, step: 计划, holder: {h}, kind: {k}}}"
        for i, (h, k) in enumerate(duties)
    ]
    return [
        (f.code, f.subject) for f in check(loads(ORG + "\n".join([*rows, *more])), select=["RSP70"]).findings
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_who_answers(kind: str) -> None:
    assert found([("a-o", kind)]) == ([] if kind in ANSWERS else [("RSP701", "d0")])


def test_a_unit_above_may_answer_one_beside_may_not() -> None:
    assert found([("a-o", "responsible"), ("m-o", "accountable")]) == []
    assert found([("a-o", "responsible"), ("b-o", "accountable")]) == [("RSP701", "d0")]
    assert found([("m-o", "responsible"), ("a-o", "accountable")]) == [("RSP701", "d0")]


def test_an_item_of_the_same_name_elsewhere_is_no_overlap() -> None:
    assert found([("a-o", "accountable"), ("b-o", "accountable")]) == []
    assert found([("a-o", "accountable"), ("a", "accountable")]) == [("RSP702", "d0")]
    assert found([("a-p", "accountable"), ("a", "accountable")]) == [("RSP702", "d0")]


def test_holders_that_are_posts_are_told_by_unit_and_role() -> None:
    org = loads(
        """
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
posts:
  - {id: p1, unit: c-lg, role: group_member}
  - {id: p2, unit: c-lg, role: group_member}
duties:
  - {id: d1, item: 总责, function: building, step: 方案, holder: p1, kind: accountable}
  - {id: d2, item: 总责, function: building, step: 方案, holder: p2, kind: accountable}
"""
    )
    report = check(org, select=["RSP702"])
    zh, en = (report.shown(language=language)[0] for language in ("zh", "en"))
    assert "由某县局党组的党组成员（p1）、某县局党组的党组成员（p2）同时负责" in zh.message
    assert " of 某县局党组 (p1), " in en.message
    assert zh.values["holders"] == ["p1", "p2"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_sole_ways_of_answering_overlap(kind: str) -> None:
    codes = {code for code, _ in found([("a-o", kind), ("a", kind), ("m", "first")])}
    assert ("RSP702" in codes) == (kind in ONE)


def test_body_secretary_and_members_answer_side_by_side() -> None:
    assert found([("a", "principal"), ("a-o", "first"), ("a-p", "dual")]) == []


def test_a_holder_that_the_file_does_not_know_stands_nowhere() -> None:
    assert found([("ghost", "responsible")]) == [("RSP701", "d0")]
    (told,) = check(
        loads(ORG + "  - {id: d, item: x, function: f, holder: ghost, kind: informed}\n")
    ).findings
    assert "None" not in told.message


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_items_against_their_plain_reading(seed: int) -> None:
    rng = Random(seed)
    units = [{"id": f"u{i}", "name": "U", "kind": "bureau", "system": "s"} for i in range(8)]
    over = {f"u{i}": f"u{rng.randint(0, i - 1)}" for i in range(1, 8)}
    over["u0"] = rng.choice(["gone", "u3"])  # a ring now and then
    duties = [
        {
            "id": f"d{i}",
            "item": rng.choice("xy"),
            "function": "f",
            "step": rng.choice([None, "1"]),
            "holder": f"u{rng.randint(0, 8)}",
            "kind": rng.choice(KINDS),
        }
        for i in range(rng.randint(1, 12))
    ]
    lines = [{"subordinate": low, "superior": high, "kind": "management"} for low, high in over.items()]
    tables = {"units": units, "lines": lines, "duties": duties}
    org = Org(profile="cn-party-2010", tables={n: frame(n, rows) for n, rows in tables.items()})
    ring = set(derive(org).units.filter(derive(org).units["cut"] == "cycle")["id"])

    def line_of(unit: str) -> list[str]:
        out = [unit]
        while out[-1] in over and over[out[-1]] not in out and over[out[-1]] != "gone":
            out.append(over[out[-1]])
        return out

    def answered(duty: dict[str, str | None]) -> bool:
        same = [d for d in duties if all(d[k] == duty[k] for k in ("item", "function", "step"))]
        ups = line_of(str(duty["holder"]))
        return any(d["holder"] in ups and d["kind"] in ANSWERS for d in same)

    # A ring has no top: only units outside it are compared.
    table = derive(org).table("items")
    for row in table.to_dicts():
        duty = next(d for d in duties if d["id"] == row["subject"])
        if duty["holder"] not in ring and duty["holder"] != "u8":
            assert row["answered"] == answered(duty)


POSTS = """
profile: cn-party-2010
units:
  - {id: c, name: 县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 县局党组, kind: leading_group, host: c}
posts:
  - {id: s1, unit: c-lg, role: group_secretary, business_scope: 全面工作}
  - {id: m1, unit: c-lg, role: group_member, business_scope: 征管}
  - {id: x1, unit: c, role: department_head, business_scope: 后勤}
duties:
  - {id: d1, item: 党建, function: building, step: 总责, holder: s1, kind: first}
"""


def test_dual_duty_is_asked_of_those_who_direct_business_save_the_first() -> None:
    told = {(f.code, f.subject): f.cause for f in check(loads(POSTS), select=["RSP704", "RSP705"]).findings}
    assert set(told) == {("RSP704", "m1"), ("RSP705", "m1"), ("RSP705", "x1")}
    cause = told["RSP705", "m1"]
    assert cause is not None
    assert (cause.code, cause.subject) == ("RSP704", "m1")
    assert told["RSP705", "x1"] is None


def test_an_unknown_role_is_told_with_its_nearest() -> None:
    (told,) = check(loads(POSTS.replace("group_member", "group_membr")), select=["STR112"]).findings
    assert (told.subject, told.values["what"], told.values["known"]) == ("m1", "role", ["group_member"])


def test_a_post_of_the_unit_itself_counts_for_its_bodies() -> None:
    layers = POSTS.replace("posts:", "posts:\n  - {id: b1, unit: c, role: branch_secretary}")
    assert not check(loads(POSTS), select=["RSP708"]).findings  # a single layer is no list layer by layer
    moved = layers.replace("unit: c-lg, role: group_member", "unit: c, role: group_member")
    assert not check(loads(moved), select=["RSP708"]).findings
    lost = layers.replace("role: group_member", "role: affairs_officer")
    (told,) = check(loads(lost), select=["RSP708"]).findings
    assert (told.subject, told.values["lacking"]) == ("c-lg", ["group_member"])
    assert "党组成员" in told.message
