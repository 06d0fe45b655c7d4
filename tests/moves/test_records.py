"""The moves that change records clear exactly what they say, each alone, and raise nothing."""

from pathlib import Path
from typing import Any

import pytest

from orgmodel.formats import loads, read
from orgmodel.model import Org, apply, frame, joined
from orgmodel.moves import Move, Situation, catalogue, sentence
from tests import body_faults  # noqa: F401  (takes up its faults)
from tests.faults import FAULTS
from tests.planted import planted
from tests.records import KINDS, alone, anything, proposed, standing

SEATS, TERMS = {"EST412"}, {"EST410", "EST411"}  # vacant seats; a term that is over or ends soon
CITY = Path(__file__).parents[2] / "scenarios" / "city-bureau" / "before.yaml"


def one_org(text: str) -> tuple[Org, Situation, list[Move]]:
    org = loads(text)
    return org, *proposed(org)


def test_the_central_case() -> None:
    org = read(CITY)
    s, moves = proposed(org)
    alone(org, moves)
    found = standing(org)
    for kind in KINDS:
        cleared = {f for m in moves if m.kind == kind for f in m.clears}
        codes = set(catalogue()[kind].repairs) - {"STF505"}  # of one unit, which needs no posts
        if kind == "elect":  # seats only where there is an election
            codes -= SEATS
            vacant, due = ({body for code, body in found if code in of} for of in (SEATS, TERMS))
            assert vacant & due
            assert vacant - due
            assert {body for code, body in cleared if code in SEATS} == vacant & due
        assert {f for f in cleared if f[0] in codes} == {f for f in found if f[0] in codes}, kind
    assert {
        m.id: (m.effort, m.needs, len(m.uses)) for m in moves if m.kind == "staff" and m.subject == "city"
    } == {
        "staff:city>1": (2, ("pool:city",), 1),
        "staff:city>3": (6, ("pool:city",), 3),
    }
    assert s.capacities["pool:city"] == 3
    both = {m.slot: m for m in moves}
    after = standing(apply(org, joined(m.edits for m in both.values())))
    assert not after & {f for m in both.values() for f in m.clears}
    assert after < found


@pytest.mark.parametrize("kind", KINDS)
def test_examples(kind: str) -> None:
    org, _, moves = one_org(catalogue()[kind].bad)
    assert kind in {m.kind for m in moves}
    alone(org, moves)
    for move in moves:
        for language in ("zh", "en"):
            assert "{" not in sentence(org, move, language)


def test_planted_faults_are_cleared_exactly() -> None:
    codes = {c for kind in KINDS for c in catalogue()[kind].repairs} - {"STF505"}
    wanted = [f for f in FAULTS if f[0] in codes or f[0] == "EST413"]
    assert len(wanted) >= 6
    for name in ("cn-party-2010", "cn-party-2019"):
        org, expected = planted(3, 60, wanted, name)
        org = org.with_facts(tables={**org.tables, "units": _with_pool(org)})
        _, moves = proposed(org)
        alone(org, moves)
        cleared = {f for m in moves for f in m.clears}
        assert cleared == {f[:2] for f in expected if f[0] in codes}


def _with_pool(org: Org) -> Any:
    """The units where the one at the top states a pool."""
    return frame("units", [{**u, "pool": 9} if u["id"] == "r" else u for u in org.units.to_dicts()])


POOLS = """
profile: cn-party-2010
units:
  - {id: m, name: M, kind: bureau, level: city, system: s, staff: 90, full_time_staff: 1, pool: 5}
  - {id: c, name: C, kind: bureau, level: county, system: s, management: m, staff: 300, full_time_staff: 0, effective_staff: 0.5}
  - {id: d, name: D, kind: bureau, level: county, system: s, management: m, staff: 250, full_time_staff: 1, effective_staff: 0}
  - {id: e, name: E, kind: bureau, level: county, system: s, staff: 90, full_time_staff: 0}
  - {id: f, name: F, kind: bureau, level: county, system: s, management: m, staff: 90, full_time_staff: 0, pool: 0}
  - {id: g, name: G, kind: bureau, level: county, system: s, management: m, staff: 90, full_time_staff: 0, frozen: true}
posts:
  - {id: c-1, unit: c, role: group_member, full_time: false}
  - {id: d-1, unit: d, role: affairs_officer, full_time: true}
"""


def test_posts_come_from_the_nearest_pool_and_raise_nothing() -> None:
    org, s, moves = one_org(POOLS)
    # One post for c would fall short of its quota of 3, two for d lift it out of STF505 on the way.
    assert [m.id for m in moves] == ["staff:c>3", "staff:d>1", "staff:d>2"]
    alone(org, moves)
    c, *_, d = moves
    assert (c.effort, c.needs, c.uses) == (6, ("pool:m",), ("pool:m",) * 3)
    assert set(d.clears) == {("STF502", "d"), ("STF505", "d")}
    assert s.capacities == {"pool:m": 5}
    assert {(r.finding[1], r.reason, r.by) for r in s.refusals} == {
        ("e", "pool", "e"),
        ("f", "pool", "f"),
        ("g", "frozen", "g"),
    }
    after = apply(org, joined([c.edits, d.edits]))
    assert after.unit("c").effective_staff == 3.5
    assert after.unit("d").full_time_staff == 3
    assert {r["id"]: (r["full_time"], r["filled"]) for r in after.tables["posts"].to_dicts()} == {
        "c-1": (False, None),
        "d-1": (True, 3),
        "c-staff": (True, 3),
    }
    assert [row.pool for row in after.rows("units") if row.id == "m"] == [5]


def test_a_seat_that_would_lay_bare_another_fault_is_not_given() -> None:
    text = catalogue()["seat"].bad.replace(", seats: 7, seats_filled: 7", "")
    assert [m.id for m in one_org(text)[2]] == ["seat:c-pc"]
    bare = "\n".join(line for line in text.splitlines() if "c-dc" not in line)
    _, s, moves = one_org(bare)
    assert moves == []
    assert [(r.finding, r.reason) for r in s.refusals if r.reason != "target"] == [
        (("EST408", "c-pc"), "commissioner")
    ]


def test_the_line_named_first_keeps_a_task() -> None:
    org, _, (move,) = one_org("""
profile: cn-party-2010
units:
  - {id: c, name: C, kind: bureau, level: county, system: s}
tasks:
  - {key: t, line: z, target: c, period: 2016}
  - {key: t, line: a, target: c, period: 2016}
  - {key: t, line: z, target: c, period: 2016}
  - {key: t, line: a, target: c, period: 2017}
""")
    alone(org, [move])
    left = apply(org, move.edits).tables["tasks"].select("line", "period").rows()
    assert (move.subject, move.source, left) == ("c", "z", [("z", "2016"), ("a", "2017")])


def test_a_meeting_serves_every_office_that_sits_in_it() -> None:
    org, _, moves = one_org("""
profile: cn-party-2010
units:
  - {id: m, name: M, kind: bureau, level: city, system: s}
  - {id: m-o, name: MO, kind: party_office, host: m}
  - {id: a, name: A, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: AO, kind: party_office, host: a}
  - {id: b, name: B, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: BO, kind: personnel_office, host: b, frozen: true}
  - {id: x, name: X, kind: field_office, level: township, system: s, management: a}
  - {id: x-o, name: XO, kind: general_office, host: x}
  - {id: y, name: Y, kind: field_office, level: township, system: s, management: a}
assignments:
  - {unit: m-o, function: building}
  - {unit: m-o, function: thought}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
  - {unit: x-o, function: building}
  - {unit: y, function: building}
meetings:
  - {id: m-o-meeting, name: J, members: [b], functions: [building]}
""")
    alone(org, moves)
    by_office = {m.subject: m for m in moves if m.kind == "meet"}
    assert {m: len(move.clears) for m, move in by_office.items()} == {"a-o": 1, "m-o": 2}
    (edit,) = by_office["m-o"].edits
    assert edit.after is not None
    assert (edit.key, edit.after["members"], edit.after["functions"]) == (
        ("m-o-meeting-2",),
        "m-o;a-o",
        "building",
    )


DUTIES = """
profile: cn-party-2010
units:
  - {id: c, name: C, kind: bureau, level: county, system: s}
  - {id: c-lg, name: CL, kind: leading_group, host: c}
  - {id: c-o, name: CO, kind: party_office, host: c}
  - {id: f, name: F, kind: field_office, level: township, system: s, management: c}
posts:
  - {id: p1, unit: c-lg, role: group_secretary}
  - {id: p2, unit: c-lg, role: group_member}
duties:
"""
BELOW = """
  - {id: d1, item: a, function: building, step: x, holder: c-o, kind: informed, scope: s}
  - {id: d2, item: a, function: building, step: x, holder: f, kind: responsible}
  - {id: d3, item: a, function: building, step: y, holder: p2, kind: dual}
"""
ALONE = """
  - {id: d1, item: a, function: building, step: x, holder: c-o, kind: consulted}
  - {id: p9, item: b, function: building, step: x, holder: p1, kind: dual}
  - {id: p8, item: b, function: building, step: x, holder: p2, kind: dual}
"""
TWICE = """
  - {id: d1, item: a, function: building, step: x, holder: p1, kind: first}
  - {id: d2, item: a, function: building, step: x, holder: p2, kind: first}
  - {id: d3, item: a, function: building, step: x, holder: c-o, kind: accountable, scope: s}
  - {id: d4, item: a, function: building, step: x, holder: c, kind: accountable, scope: s}
  - {id: d5, item: a, function: building, step: x, holder: c, kind: accountable, scope: t}
"""
Row = tuple[str, str, str | None]


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        # Above all others of the item: who answers for another step. f alone: who does the work there.
        (
            BELOW,
            {
                "assign:d1>a · x": [("d1-accountable", "accountable", "s")],
                "assign:d2>a · x": [("d2", "accountable", None)],
            },
        ),
        (ALONE, {"assign:d1>a · x": [("d1-accountable", "accountable", None)]}),
        (TWICE, {"assign:d1>a · x": [("d2", "dual", None), ("d4", "responsible", "s")]}),
    ],
)
def test_one_holder_answers(duties: str, expected: dict[str, list[Row]]) -> None:
    org, _, moves = one_org(DUTIES + duties)
    alone(org, moves)
    told = {m.id: [(e.after or {}) for e in m.edits] for m in moves}
    assert {m: [(r["id"], r["kind"], r.get("scope")) for r in rows] for m, rows in told.items()} == expected
    holders = {m.id: m.source for m in moves}
    if duties == BELOW:
        assert holders == {"assign:d1>a · x": "p2", "assign:d2>a · x": "f"}
        assert [len(m.clears) for m in moves] == [2, 1]
    else:
        assert holders == {"assign:d1>a · x": "c" if duties == ALONE else "p1"}


def test_nobody_unknown_is_made_to_answer() -> None:
    _, s, moves = one_org(
        DUTIES + "  - {id: d1, item: a, function: building, holder: gone, kind: responsible}"
    )
    assert moves == []
    assert [(r.finding, r.reason, r.by) for r in s.refusals] == [(("RSP701", "d1"), "target", "gone")]


GRID = """
profile: cn-party-2010
units:
  - {id: a, name: A, kind: bureau, level: county, system: s}
  - {id: a-h, name: AH, kind: personnel_office, host: a}
  - {id: a-g, name: AG, kind: general_office, host: a}
  - {id: b, name: B, kind: bureau, level: county, system: s}
  - {id: b-h, name: BH, kind: personnel_office, host: b}
  - {id: b-g, name: BG, kind: general_office, host: b}
  - {id: e, name: E, kind: bureau, level: county, system: s}
requirements:
  - {function: f, level: county}
  - {function: g, level: county}
"""


@pytest.mark.parametrize(
    ("carried", "expected"),
    [
        (
            "[{unit: a-h, function: f}, {unit: a-g, function: g}, {unit: b-h, function: f}]",
            {"b": "b-g", "e": "e"},
        ),
        (
            "[{unit: a-h, function: f}, {unit: b-g, function: f}, {unit: e, function: g}]",
            {"a": "a", "b": "b", "e": "e"},
        ),
        ("[{unit: a-h, function: f}, {unit: b-g, function: f}]", {"a": "a-h", "b": "b-g", "e": "e"}),
    ],
)
def test_a_function_goes_where_its_like_is_carried(carried: str, expected: dict[str, str]) -> None:
    org, _, moves = one_org(f"{GRID}assignments: {carried}\n")
    alone(org, moves)
    assert {m.subject: m.source for m in moves} == expected


@pytest.mark.parametrize("seed", range(6))
def test_odd_records(seed: int) -> None:
    org = anything(seed)
    alone(org, proposed(org)[1])
