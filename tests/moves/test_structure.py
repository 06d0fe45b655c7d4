"""The moves that change structure: what each clears alone is what it says, and nothing is left dangling."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

import tests.body_faults  # noqa: F401 - it adds its faults to the list
from orgmodel.formats import loads, read
from orgmodel.model import Org, apply
from orgmodel.moves import Move, candidates, catalogue
from orgmodel.rules import check
from tests.faults import FAULTS, MATRIX
from tests.orgs import random_org
from tests.planted import planted

KINDS = ("merge", "split", "establish", "drop-line", "unify")
ROOT = Path(__file__).parents[2]
Found = set[tuple[str, str]]


def standing(org: Org) -> Found:
    return set(check(org).standing.select("code", "subject").iter_rows())


def moves(org: Org, kind: str) -> list[Move]:
    return [m for m in candidates(org).moves if m.kind == kind]


def assert_exact(org: Org) -> Counter[str]:
    """Every move clears alone just what it names, of the rules that its kind repairs; how many there are of each kind."""
    before = standing(org)
    found = [m for m in candidates(org).moves if m.kind in KINDS]
    for move in found:
        after = standing(apply(org, move.edits))
        gone = {f for f in before - after if f[0] in catalogue()[move.kind].repairs}
        # Oversight may be meant for a committee that the plan has yet to raise.
        assert gone == set(move.clears) - ({f for f in move.clears if f[0] == "EST406"} - before), move.id
    assert len({m.id for m in found}) == len(found)
    return Counter(m.kind for m in found)


@pytest.mark.parametrize("kind", KINDS)
def test_examples(kind: str) -> None:
    assert assert_exact(loads(catalogue()[kind].bad))[kind]


def test_lines_that_differ_in_scope_are_kept() -> None:
    units = "profile: matrix\nunits:\n  - {id: hq, name: H}\n  - {id: plant, name: P}\nlines:\n"
    line = "  - {{subordinate: plant, superior: hq, kind: solid, {}}}\n".format
    org = loads(units + line("scope: staff") + line("scope: funds") + line("scope: staff, note: again"))
    (move,) = moves(org, "drop-line")
    assert [e.before["note"] for e in move.edits if e.before] == ["again"]
    assert apply(org, move.edits).lines["scope"].to_list() == ["staff", "funds"]
    assert not moves(loads(units + line("scope: staff") + line("scope: funds")), "drop-line")


def test_city_bureau() -> None:
    counts = assert_exact(read(ROOT / "scenarios" / "city-bureau" / "before.yaml"))
    assert set(counts) == {"establish", "unify"}
    assert counts["unify"] == 29  # 4 counties may turn to two other kinds, 7 to each of three


@pytest.mark.parametrize("profile", ["cn-party-2010", "cn-party-2019", "matrix"])
def test_planted(profile: str) -> None:
    repaired = {code for kind in KINDS for code in catalogue()[kind].repairs}
    faults = [f for f in (MATRIX if profile == "matrix" else FAULTS) if f[0] in repaired]
    org, _ = planted(1, 40, faults, profile)
    counts = assert_exact(org)
    assert counts["drop-line"] >= 3
    assert bool(counts["split"] and counts["establish"]) == (profile != "matrix")


def test_random_orgs() -> None:
    counts = Counter[str]()
    for seed in range(25):
        counts += assert_exact(random_org(Random(seed)))
    assert counts["drop-line"] > 10
    assert counts["establish"] > 5


SYSTEM = """
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 101}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
"""


def office(id: str, members: int, full: int | None = None, more: str = "") -> str:
    told = f", full_members: {full}" if full is not None else ""
    return f"""
  - {{id: {id}, name: {id}分局, kind: field_office, level: township, system: s, management: c}}
  - {{id: {id}-b, name: {id}分局党支部, kind: branch, host: {id}, affiliation: c-pc, members: {members}{told}{more}}}"""


def test_two_small_bodies_may_each_join_the_other_once() -> None:
    org = loads(SYSTEM + office("f", 2, 2) + office("g", 2, 1) + office("h", 20, 18) + office("i", 48, 48))
    found = {m.id: m for m in moves(org, "merge")}
    assert sorted(found) == ["merge:f-b>g-b", "merge:f-b>h-b", "merge:g-b>f-b", "merge:g-b>h-b"]
    assert found["merge:f-b>g-b"].clears == (("EST404", "f-b"), ("EST404", "g-b"))
    assert (
        set(found["merge:f-b>g-b"].uses) == set(found["merge:g-b>f-b"].uses) == {"merging:f-b", "merging:g-b"}
    )
    assert candidates(org).capacities["merging:g-b"] == 1
    assert_exact(org)


def test_posts_and_duties_of_a_merged_body_pass_to_the_partner() -> None:
    org = loads(
        SYSTEM
        + office("f", 2, 2)
        + office("g", 6, 5)
        + """
posts:
  - {id: f1, unit: f-b, role: branch_secretary}
  - {id: f2, unit: f-b, role: member}
  - {id: g1, unit: g-b, role: branch_secretary}
duties:
  - {id: d1, item: 学习, function: building, step: 组织, holder: f1, kind: first}
  - {id: d2, item: 学习, function: building, step: 组织, holder: g1, kind: first}
  - {id: d3, item: 活动, function: building, step: 组织, holder: f1, kind: first}
  - {id: d4, item: 活动, function: building, step: 参加, holder: f2, kind: responsible}
assignments:
  - {unit: f-b, function: building}
"""
    )
    (move,) = moves(org, "merge")
    after = apply(org, move.edits)
    assert dict(after.tables["posts"].select("id", "unit").iter_rows()) == {"f2": "g-b", "g1": "g-b"}
    held = dict(after.tables["duties"].select("id", "holder").iter_rows())
    assert held == {"d2": "g1", "d3": "g1", "d4": "f2"}
    assert after.tables["assignments"]["unit"].to_list() == ["g-b"]
    assert "f-b" not in after.lines["subordinate"].to_list()


def test_no_partner_is_found_elsewhere_or_in_a_frozen_unit() -> None:
    for more in (", frozen: true", ", status: dissolved"):
        org = loads(SYSTEM + office("f", 2, 2) + office("g", 6, 5, more))
        assert moves(org, "merge") == []
        assert [r.finding for r in candidates(org).refusals] == [("EST404", "f-b")]


def test_a_split_body_keeps_what_the_rules_ask_of_it() -> None:
    org = loads(
        SYSTEM
        + office("f", 52, 50, ", seats: 5, seats_filled: 5, term_start: 2016-01-01")
        + """
posts:
  - {id: lg, unit: c, role: group_member}
  - {id: f1, unit: f-b, role: branch_secretary}
  - {id: f2, unit: f-b, role: branch_member, on_committee: true}
  - {id: f3, unit: f-b, role: member}
  - {id: f4, unit: f-b, role: discipline_commissioner, on_committee: true}
duties:
  - {id: d0, item: 学习, function: building, step: 领导, holder: lg, kind: dual}
  - {id: d1, item: 学习, function: building, step: 组织, holder: f1, kind: first}
  - {id: d2, item: 学习, function: building, step: 安排, holder: f2, kind: responsible}
  - {id: d3, item: 学习, function: building, step: 参加, holder: f3, kind: responsible}
"""
    )
    (move,) = moves(org, "split")
    after = apply(org, move.edits)
    assert standing(org) - standing(after) == {("EST405", "f-b"), ("EST403", "f-b")}
    assert standing(after) <= standing(org)
    rows = {u["id"]: u for u in after.units.to_dicts() if u["kind"] == "branch"}
    assert {id: (u["members"], u["full_members"]) for id, u in rows.items()} == {
        "f-b": (26, 25),
        "f-b-2": (26, 25),
    }


def test_a_large_branch_becomes_a_committee_with_branches_below() -> None:
    org = loads(SYSTEM + office("f", 130, 120, ", seats: 5"))
    (move,) = [m for m in moves(org, "establish") if m.target == "organ_committee"]
    assert set(move.clears) == {("EST401", "f-b"), ("EST405", "f-b")}
    after = apply(org, move.edits)
    assert not {f for f in standing(after) if f[0].startswith("EST")}
    below = after.lines.filter(after.lines["superior"] == "f-b")["subordinate"].to_list()
    assert below == ["f-b-1", "f-b-2", "f-b-3"]
    assert after.units.filter(after.units["host"] == "f")["members"].sum() == 130


def test_an_uncovered_unit_gets_a_branch_under_the_body_of_its_superior() -> None:
    org = loads(
        SYSTEM
        + "  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c, full_members: 8}"
    )
    (move,) = moves(org, "establish")
    after = apply(org, move.edits)
    assert (standing(org), standing(after)) == ({("CHN208", "f")}, set())
    assert after.lines["superior"].to_list()[-1] == "c-pc"


LINES = """
profile: matrix
units:
  - {id: hq, name: HQ}
  - {id: a, name: A}
  - {id: b, name: B}
  - {id: c, name: C}
  - {id: old, name: Old, solid: hq, status: dissolved}
lines:
"""


def dropped(*lines: tuple[str, str]) -> list[str]:
    text = "".join(f"  - {{subordinate: {low}, superior: {high}, kind: solid}}\n" for low, high in lines)
    org = loads(LINES + text)
    assert_exact(org)
    return sorted(m.id for m in moves(org, "drop-line"))


def test_lines_that_lead_nowhere_are_dropped_beside_another_only() -> None:
    assert dropped(("a", "hq"), ("a", "gone")) == ["drop-line:a>gone"]
    assert dropped(("a", "hq"), ("a", "old")) == ["drop-line:a>old"]
    assert dropped(("a", "gone"), ("a", "old")) == []
    assert dropped(("a", "hq"), ("a", "a")) == ["drop-line:a>a"]
    assert dropped(("a", "hq"), ("a", "hq")) == ["drop-line:a>hq"]


def test_a_circle_is_opened_where_everybody_comes_to_the_top() -> None:
    ring = [("a", "b"), ("b", "c"), ("c", "a")]
    assert dropped(*ring) == ["drop-line:a>b"]
    assert dropped(*ring, ("c", "hq")) == ["drop-line:c>a"]
    assert dropped(*ring, ("a", "c"), ("b", "hq")) == ["drop-line:c>a"]  # the one line on both circles
    assert dropped(("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")) == []
    assert dropped(*ring, ("b", "a"), ("b", "hq")) == ["drop-line:a>b"]


def test_bodies_drop_a_line_or_move_but_not_both() -> None:
    org = loads(
        SYSTEM + office("f", 9) + "\nlines:\n  - {subordinate: f-b, superior: f-b, kind: affiliation}\n"
    )
    (move,) = moves(org, "drop-line")
    assert move.excludes == ("reattach:f-b",)
    assert set(move.clears) == {("STR103", "f-b>f-b:affiliation"), ("STR105", "f-b")}
