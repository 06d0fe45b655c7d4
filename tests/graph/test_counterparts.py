"""Fan-out of a superior office (κ kinds, λ pairs), the grid of functions, and how far responsibility gets down."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import loads
from orgmodel.graph import derive
from orgmodel.model import Org, frame
from orgmodel.reports.measured import coverage
from orgmodel.rules import check

Rows = list[dict[str, Any]]
COUNTIES = [f"c{n:02}" for n in range(1, 12)]
WITH_OFFICE = COUNTIES[:4]


def org(assignments: list[tuple[str, str]], **tables: Rows) -> Org:
    """One city with its office and 11 counties: 4 with an office of its kind, 7 with a personnel and a general office."""
    units: Rows = [{"id": "city", "kind": "bureau", "level": "city"}]
    units += [{"id": "city-o", "kind": "party_office", "host": "city"}]
    lines: Rows = []
    for county in COUNTIES:
        units.append({"id": county, "kind": "bureau", "level": "county"})
        kinds = ["party_office"] if county in WITH_OFFICE else ["personnel_office", "general_office"]
        units += [{"id": f"{county}-{kind}", "kind": kind, "host": county} for kind in kinds]
        lines.append({"subordinate": county, "superior": "city", "kind": "management"})
    for unit in units:
        unit |= {"name": unit["id"], "system": "s"}
    held = [{"unit": u, "function": f} for u, f in assignments]
    named = {"units": units, "lines": lines, "assignments": held, **tables}
    return Org(profile="cn-party-2010", tables={n: frame(n, rows) for n, rows in named.items()})


def spread(functions: list[str], among: str) -> list[tuple[str, str]]:
    """The city office and the 4 like offices carry these functions; in the 7 other counties an office of this kind."""
    pairs = [("city-o", f) for f in functions]
    for county in COUNTIES:
        kind = "party_office" if county in WITH_OFFICE else among
        pairs += [(f"{county}-{kind}", f) for f in functions]
    return pairs


def fan(found: Org) -> list[tuple[str, int, int]]:
    return derive(found).table("counterparts").select("subject", "kinds", "pairs").rows()


def test_one_to_two_and_one_to_many_as_in_the_survey() -> None:
    two = spread(["building", "thought"], "personnel_office")
    assert fan(org(two)) == [("city-o", 2, 11)]
    many = two + spread(["integrity"], "general_office")
    assert fan(org(many)) == [("city-o", 3, 18)]
    unified = [(u.replace("general", "personnel"), f) for u, f in many]
    unified = [(u.replace("personnel_office", "party_office"), f) for u, f in unified]
    lower = org(unified)
    units = lower.units.filter(
        ~lower.units["id"].is_in([f"{c}-personnel_office" for c in COUNTIES])
    ).to_dicts()
    units += [
        {"id": f"{c}-party_office", "name": c, "kind": "party_office", "host": c}
        for c in COUNTIES
        if c not in WITH_OFFICE
    ]
    assert fan(Org(profile=lower.profile, tables={**lower.tables, "units": frame("units", units)})) == [
        ("city-o", 1, 11)
    ]


def test_narrower_functions_below_count_for_the_wider_one_above() -> None:
    functions = [
        {"id": "all", "name": "大党建"},
        {"id": "part", "name": "组织建设", "parent": "all"},
        {"id": "bit", "name": "换届", "parent": "part"},
        {"id": "ring", "name": "环", "parent": "ring"},
    ]
    held = [("city-o", "all"), ("c01-party_office", "bit"), ("c05-general_office", "part")]
    assert fan(org(held, functions=functions)) == [("city-o", 2, 2)]
    turned = [("city-o", "bit"), ("c01-party_office", "all")]
    assert fan(org(turned, functions=functions)) == []


def test_dissolved_units_and_strangers_carry_nothing() -> None:
    held = spread(["building"], "personnel_office")
    gone = org([*held, ("nowhere", "building")])
    units = gone.units.to_dicts()
    for unit in units:
        if unit["id"] in WITH_OFFICE:
            unit["status"] = "dissolved"
    assert fan(Org(profile=gone.profile, tables={**gone.tables, "units": frame("units", units)})) == [
        ("city-o", 1, 7)
    ]


@pytest.mark.parametrize(
    ("members", "kinds"), [("city-o;c01", ["CPT301"]), ("c01；c02", ["CPT301", "CPT306"])]
)
def test_a_joint_meeting_counts_where_the_office_sits_in_it(members: str, kinds: list[str]) -> None:
    meeting = {"id": "j", "name": "联席会议", "members": members, "functions": "x; building"}
    found = org(spread(["building"], "general_office"), meetings=[meeting])
    assert [f.code for f in check(found, select=["CPT"]).findings] == kinds


def test_split_appraisal_follows_from_split_counterparts() -> None:
    indicator = {"id": "i1", "name": "党建考核", "function": "building", "weight": 100}
    found = org(spread(["building"], "general_office"), indicators=[indicator])
    told = {f.code: f for f in check(found, select=["CPT"]).findings}
    assert told["CPT304"].cause is not None
    assert (told["CPT304"].cause.code, told["CPT304"].cause.subject) == ("CPT301", "city-o")
    assert told["CPT301"].values["kind_names"] == ["general_office", "party_office"]
    assert "办公室、机关党委办" in told["CPT301"].message


def test_a_function_that_nobody_carries_is_missed_at_the_top() -> None:
    functions = [{"id": "building", "name": "党建"}, {"id": "orphan", "name": "群团"}]
    report = check(org(spread(["building"], "general_office"), functions=functions), select=["CPT302"])
    assert [(f.subject, f.values["functions"]) for f in report.findings] == [("city", ["群团"])]


def test_coverage_lists_the_holes_and_folds_what_is_told_already() -> None:
    wanted = [{"function": f, "level": "county"} for f in ("building", "integrity")]
    held = [p for p in spread(["building"], "general_office") if not p[0].startswith("c11")]
    held += [(c, "integrity") for c in COUNTIES if c != "c03"]
    found = org(held, requirements=wanted)
    grid = coverage(found)
    assert grid["horizontal"] == 20 / 22
    assert grid["missing"] == [
        {"unit": "c03", "functions": ["党风廉政建设"]},
        {"unit": "c11", "functions": ["党建"]},
    ]
    assert grid["complete"] is None  # no bodies, so nothing is said of the way down
    told = {f.subject: f.cause for f in check(found, select=["RSP706"]).findings}
    assert told["c03"] is None
    assert told["c11"] is not None
    assert told["c11"].code == "CPT302"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_grid_against_its_plain_reading(seed: int) -> None:
    rng = Random(seed)
    functions = ["f", "g", "h"]
    parents = {f: rng.choice([None, None, *functions]) for f in functions}
    found = org([])
    ids = found.units["id"].to_list()
    held = {(rng.choice(ids), rng.choice(functions)) for _ in range(rng.randint(0, 30))}
    wanted = {(f, rng.choice([None, "bureau", "party_office"])) for f in functions if rng.random() < 0.7}
    tables = {
        "functions": [{"id": f, "name": f, "parent": p} for f, p in parents.items()],
        "requirements": [{"function": f, "level": "county", "kind": k} for f, k in wanted],
        "assignments": [{"unit": u, "function": f} for u, f in held],
    }
    made = Org(
        profile=found.profile, tables={**found.tables, **{n: frame(n, rows) for n, rows in tables.items()}}
    )

    def wider(f: str) -> set[str]:
        out: set[str] = set()
        at: str | None = f
        while at is not None and at not in out:
            out.add(at)
            at = parents[at]
        return out

    required = filled = 0
    host = dict(found.units.select("id", "host").iter_rows())
    kind = dict(found.units.select("id", "kind").iter_rows())
    for unit in ids:
        if not unit.startswith("c0") and not unit.startswith("c1"):
            continue
        for f in functions:
            if (f, kind[unit]) in wanted or (kind[unit] == "bureau" and (f, None) in wanted):
                required += 1
                filled += any(
                    u in (unit, *(o for o in ids if host[o] == unit)) and g in wider(f) for u, g in held
                )
    assert coverage(made)["horizontal"] == (filled / required if required else None)


DEEP = """
profile: cn-party-2010
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 市局机关党委, kind: organ_committee, host: m, affiliation: owc}
  - {id: owc, name: 工委, kind: organ_work_committee, level: city}
  - {id: c, name: 县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-pc, name: 县局党总支, kind: general_branch, host: c, affiliation: m-pc}
  - {id: f, name: 分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 分局支部, kind: branch, host: f, affiliation: c-pc, members: 9}
  - {id: g, name: 二分局, kind: field_office, level: township, system: s, management: c}
  - {id: g-b, name: 二分局支部, kind: branch, host: g, affiliation: c-pc, members: 8}
requirements:
  - {function: building, level: nation}
"""


def down(text: str) -> dict[str, tuple[bool, list[str], str | None, str | None]]:
    table = derive(loads(text)).table("depth")
    return {
        r[0]: r[1:] for r in table.select("subject", "reached", "why", "cause_code", "cause_subject").rows()
    }


def test_responsibility_reaches_the_last_body() -> None:
    assert {body: told[:2] for body, told in down(DEEP).items()} == {"f-b": (True, []), "g-b": (True, [])}
    assert coverage(loads(DEEP))["vertical"] == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("host: f, affiliation: c-pc", "host: f, affiliation: owc", (False, ["link"], "CHN201", "f")),
        ("host: f, affiliation: c-pc", "host: f", (False, ["link"], "CHN203", "f-b")),
        (
            "host: f, affiliation: c-pc, members: 9",
            "host: f, affiliation: c-pc",
            (False, ["members"], "CHN205", "f-b"),
        ),
        ("kind: branch, host: f", "kind: general_branch, host: f", (False, ["branch"], "CHN205", "f-b")),
        ("kind: leading_group", "kind: mass_organisation", (True, [], "CHN205", "f-b")),
        ("s, management: m", "s, management: x", (False, ["link", "group"], "STR102", "c>x:management")),
    ],
)
def test_where_it_does_not_and_what_tells_of_it(old: str, new: str, told: tuple[Any, ...]) -> None:
    assert old in DEEP
    assert down(DEEP.replace(old, new))["f-b"] == told


def test_depth_follows_from_the_break_and_is_no_root_beside_it() -> None:
    cut = DEEP.replace("host: f, affiliation: c-pc", "host: f, affiliation: owc")
    told = [(f.subject, f.cause and f.cause.code) for f in check(loads(cut), select=["RSP707"]).findings]
    assert told == [("f-b", "CHN201")]
