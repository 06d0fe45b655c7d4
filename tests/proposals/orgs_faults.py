"""What can be wrong in a small org of bodies, each fault drawn with its own circumstances."""

import datetime
from collections.abc import Callable

from tests.proposals.orgs_maker import Maker

Fault = Callable[[Maker], None]


# -- faults of the structure ---------------------------------------------------------------------------------


def local_branch(m: Maker) -> None:
    for _ in range(m.pick(1, 1, 2)):
        id = m.office()
        m.cut(f"{id}-b", "affiliation")
        town = m.unit(m.pick("town", f"{id}-t"), "township_committee", level="township", area=f"{id}-area")
        m.local(f"{id}-b", town)


def general_county(m: Maker) -> None:
    m.units["c-pc"].update(
        kind=m.pick("general_branch", "general_branch", "branch"), members=m.pick(45, 60, 90, 98, 120)
    )
    m.cut("c-pc", "affiliation")
    m.unit("c-lc", "local_committee", level="county", area="c")
    m.local("c-pc", m.pick("c-lc", "c-lc", "c-owc"))
    if m.chance(0.5):
        m.units.pop("c-dc", None)


def unled(m: Maker) -> None:
    m.cut("c-lg", "leadership")


def unguarded(m: Maker) -> None:
    m.units.pop(m.pick("c-dc", "c-dc", "city-dc"), None)


def mistyped(m: Maker) -> None:
    id = m.pick("c", *m.offices)
    over = m.pick("city", "c", "ctiy", "cty", "gone")
    m.cut(id, "management")
    m.line(id, over if over != id else "ctiy", "management")


def faulty_line(m: Maker) -> None:
    id = m.pick(*m.offices) if m.offices else m.office()
    low, high, kind = m.pick(
        (id, "c", "management"), (f"{id}-b", "c-pc", "affiliation"), ("c", "city", "management")
    )
    wrong = m.pick("again", "itself", "nowhere", "second", "circle")
    if wrong == "circle":
        m.line(high, low, kind)
    else:
        m.line(low, {"again": high, "itself": low, "nowhere": "gone"}.get(wrong, "city"), kind)


def dissolved_superior(m: Maker) -> None:
    m.unit("old", "bureau", level="county", system="s", status="dissolved")
    m.line("old", "city", "management")
    id = m.office()
    m.cut(id, "management")
    m.line(id, "old", "management")


def loose_body(m: Maker) -> None:
    id = m.pick(*m.offices) if m.offices else m.office()
    m.cut(f"{id}-b", "affiliation")
    if m.chance(0.5):
        m.line(f"{id}-b", m.pick("gone", "city-pc"), "affiliation")


# -- faults of bodies ----------------------------------------------------------------------------------------


def small_branch(m: Maker) -> None:
    first, second = m.office(), m.office()
    few = m.rng.randint(1, 2)
    m.units[f"{first}-b"].update(members=few, full_members=few)
    if m.chance(0.4):
        m.units[f"{second}-b"].update(members=2, full_members=2)


def large_branch(m: Maker) -> None:
    m.units[f"{m.office()}-b"].update(members=m.pick(51, 60, 75, 120))


def uncovered(m: Maker) -> None:
    m.units[m.office(None)].update(full_members=m.pick(3, 8, 60), staff=10)


def seats(m: Maker) -> None:
    body = m.pick("c-pc", "city-pc", *(f"{s}-b" for s in m.offices))
    if body in m.units:
        number = m.pick(3, 5, 7, 9)
        m.units[body].update(seats=number, seats_filled=number - m.pick(0, 1, 2))


def term(m: Maker) -> None:
    for body in {m.pick("c-pc", "city-pc"), *(f"{s}-b" for s in m.offices[:1])} & m.units.keys():
        start = datetime.date(m.rng.randint(2013, 2019), m.rng.randint(1, 12), m.rng.randint(1, 28))
        m.units[body].update(term_start=start, term_extension=m.pick(None, None, 6, 12))


def deputy(m: Maker) -> None:
    for body in {m.pick("c", "city"), "city"}:
        at = m.pick(f"{body}-pc", f"{body}-pc", body)
        m.add(
            "posts", unit=at, role="fulltime_deputy_secretary", on_committee=m.pick(False, False, True, None)
        )


def watched(m: Maker) -> None:
    body = m.pick("c-pc", "city-pc")
    m.add("posts", unit=body, role=m.pick("discipline_commissioner", "committee_member"), on_committee=True)
    m.line(
        "c-pc", "city-pc", "supervision", channel=m.pick("superior", None), rhythm=m.pick("periodic", "daily")
    )


# -- faults of staff, funds, functions, duties, tasks ----------------------------------------------------------


def staff(m: Maker) -> None:
    for id in {m.pick("city", "c"), "c"}:
        told = m.pick(0, 0, 1)
        m.units[id].update(
            staff=m.pick(40, 80, 120, 260), full_time_staff=told, effective_staff=m.pick(None, 0.0, 1.0)
        )
    m.units["city"]["pool"] = m.pick(0, 1, 2, 3)
    if m.chance(0.3):
        m.units["c"]["pool"] = m.pick(0, 1)
    if m.chance(0.4):
        m.add(
            "posts",
            unit=m.pick("c", "c-pc"),
            role="affairs_officer",
            full_time=m.pick(True, False),
            filled=m.pick(None, 0, 1),
        )


def budget(m: Maker) -> None:
    for id in {m.pick("c", "city"), m.pick("c-pc", "city-pc")} & m.units.keys():
        m.units[id].update(
            budget=m.pick("none", "temporary", "budgeted"), budget_planned=10.0, budget_paid=m.pick(5.0, 9.0)
        )


def functions(m: Maker) -> None:
    """Counterparts of an office above in several kinds of office below, and functions that nobody carries."""
    names = ["f", "g"][: m.pick(1, 1, 2)]
    for name in names:
        m.rows["functions"].append({"id": name, "name": name})
    m.unit("city-o", "party_office", host="city")
    below = ["c", m.county()]
    for id in below:
        m.unit(f"{id}-o", m.pick("party_office", "personnel_office"), host=id)
    if m.chance(0.3):
        m.unit("c-o2", "general_office", host="c")
    for name in names:
        for unit in ("city-o", *(f"{id}-o" for id in below), *(["c-o2"] if "c-o2" in m.units else [])):
            if m.chance(0.8):
                m.rows["assignments"].append(
                    {"unit": unit, "function": name, "dedicated": m.pick(None, True, False)}
                )
    if m.chance(0.5):
        seats = m.pick("city-o; c-o", "c; city")
        m.add("meetings", name="会议", members=seats, functions=m.pick(names[0], "other"))
    if m.chance(0.4):
        m.rows["requirements"].append(
            {"function": m.pick(*names, "h"), "level": "county", "kind": m.pick(None, "bureau")}
        )
    if m.chance(0.3):
        m.add(
            "indicators",
            name="指标",
            function=names[0],
            scale="annual",
            weight=m.pick(100.0, 90.0),
            rater="superior",
        )


def duties(m: Maker) -> None:
    m.rows["functions"].append({"id": "d", "name": "d"})
    m.add("posts", unit="c-pc", role=m.pick("committee_secretary", "committee_member", "department_head"))
    post = m.rows["posts"][-1]["id"]
    for _ in range(m.pick(1, 2, 2)):
        holder = m.pick(post, "c", "city", "c-pc")
        kind = m.pick("responsible", "accountable", "accountable", "first", "consulted", "dual")
        m.add(
            "duties",
            item="事项",
            function="d",
            step=m.pick(None, "一"),
            holder=holder,
            kind=kind,
            scope=m.pick(None, "甲"),
        )


def required(m: Maker) -> None:
    """A level must cover a function, and responsibility must get down to every body."""
    m.rows["functions"].append({"id": "r", "name": "r"})
    m.rows["requirements"].append(
        {"function": "r", "level": m.pick("county", "city"), "kind": m.pick(None, "bureau")}
    )
    for id in ("city", "c-pc"):
        if m.chance(0.4):
            m.rows["assignments"].append({"unit": id, "function": "r"})


def tasks(m: Maker) -> None:
    for target in {"c", m.pick("c", *m.counties, *m.offices)}:
        for line in m.rng.sample(["vertical", "local", "third"], m.pick(1, 2, 2, 3)):
            m.rows["tasks"].append({"key": "任务", "line": line, "target": target, "period": "2020"})


def papers(m: Maker) -> None:
    m.add("documents", name="甲", conflicts_with=m.pick(None, "documents1"))
    m.add("documents", name="乙", status=m.pick(None, "obsolete"))
    m.rows["reviews"].append({"post": "posts0", "level": "city", "year": 2019, "kind": "report"})
    m.add("resources", name="活动室", kind="venue", owner="c")


PARTY: tuple[Fault, ...] = (
    local_branch, local_branch, general_county, general_county, unled, unguarded, mistyped, faulty_line, faulty_line,
    dissolved_superior, loose_body, small_branch, large_branch, uncovered, seats, term, deputy, watched,
    staff, staff, budget, functions, functions, duties, required, tasks, papers,
)  # fmt: skip
