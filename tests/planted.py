"""Clean random orgs, and faults planted into them of which every finding and its cause is known.

Each fault is planted into a county (matrix: a department) of its own, so that faults never touch and any mix of them
can be asked for. What a fault must give is written beside it by hand; nothing here asks the detector.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from random import Random
from typing import Any

from orgmodel import profiles
from orgmodel.model import Org, frame

Row = dict[str, Any]
Found = tuple[str, str, str | None, str | None]  # code, subject, code and subject of its cause
AS_OF = datetime.date(2016, 12, 1)
COMMITTEE, GENERAL = "organ_committee", "general_branch"
SPAN, SPAN_MATRIX = 8, 8  # cities of a province, counties of a city; departments of a division
USUAL, USUAL_MATRIX = 11, 6  # units of a small county and department


@dataclass
class Made:
    """An org in the making, and all findings that it must give."""

    rng: Random
    units: dict[str, Row] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    again: dict[str, list[Row]] = field(default_factory=lambda: {"units": [], "lines": []})
    found: set[Found] = field(default_factory=set)
    tops: list[str] = field(default_factory=list)

    def unit(self, id: str, kind: str, **more: Any) -> str:
        self.units[id] = {"id": id, "name": id.upper(), "kind": kind, **more}
        return id

    def line(self, low: str, high: str, kind: str, **more: Any) -> None:
        self.lines.append({"subordinate": low, "superior": high, "kind": kind, **more})

    def turn(self, low: str, high: str | None, kind: str) -> None:
        """Give a unit another superior by a kind of line, or none."""
        self.lines = [x for x in self.lines if (x["subordinate"], x["kind"]) != (low, kind)]
        if high is not None:
            self.line(low, high, kind)

    def superior(self, low: str, kind: str) -> str:
        """The superior of a unit by a kind of line."""
        return str(next(x["superior"] for x in self.lines if (x["subordinate"], x["kind"]) == (low, kind)))

    def expect(self, code: str, subject: str, cause: tuple[str, str] | None = None) -> tuple[str, str]:
        """A finding that the org must give."""
        self.found.add((code, subject, *(cause or (None, None))))
        return code, subject

    def org(self, profile: str) -> Org:
        """The org with its rows in random order; rows that stand twice keep their order."""
        if len(self.tops) > 1:
            self.expect("STR107", min(self.tops))
        units, lines = list(self.units.values()), list(self.lines)
        self.rng.shuffle(units)
        tables = {
            "units": frame("units", units + self.again["units"]),
            "lines": frame("lines", lines + self.again["lines"]),
        }
        return Org(name="planted", as_of=AS_OF, profile=profile, tables=tables)


@dataclass(frozen=True)
class Site:
    """One county: its bureau, the body in it, its field offices; each office has a branch ``<office>-b``."""

    m: Made
    unit: str
    body: str
    offices: list[str]

    @property
    def branches(self) -> list[str]:
        return [f"{office}-b" for office in self.offices]

    @property
    def bodies(self) -> list[str]:
        return [self.body, *self.branches]

    def orphans(self, units: list[str], cause: tuple[str, str]) -> None:
        """These units no longer reach a top."""
        for unit in units:
            self.m.expect("STR106", unit, cause)


Plant = Callable[[Site, str], None]  # the site, and the profile's vertical line kind
Fault = tuple[str, Plant, str | None]  # code, what plants it, the kind of body that the county needs


def bureau(m: Made, id: str, level: str, kind: str, members: int) -> str:
    """A bureau with its leading group, body and work committee; gives the id of the body."""
    m.unit(id, "bureau", level=level, system="s", area=id)
    m.unit(f"{id}-owc", "organ_work_committee", level=level, area=id)
    m.unit(f"{id}-lg", "leading_group", host=id)
    body = m.unit(f"{id}-b", kind, host=id, members=members)
    if kind == COMMITTEE:
        m.unit(f"{id}-dc", "discipline_commission", host=id)
    return body


def county(m: Made, c: str, above: str, kind: str | None) -> Site:
    """A clean county: a committee under accepted dual leadership, or a general branch affiliated to the city's."""
    rng = m.rng
    kind = kind or rng.choice([COMMITTEE, GENERAL])
    body = bureau(m, c, "county", kind, rng.randint(100, 110) if kind == COMMITTEE else rng.randint(50, 60))
    m.line(c, above, "management")
    m.line(f"{c}-lg", f"{above}-lg", "leadership")
    m.line(body, f"{c}-owc" if kind == COMMITTEE else f"{above}-b", "affiliation")
    offices = [f"{c}-s{i}" for i in range(rng.randint(2, 5))]
    for office in offices:
        m.unit(office, "field_office", level="township", system="s", area=office)
        m.line(office, c, "management")
        m.unit(f"{office}-b", "branch", host=office, members=rng.randint(3, 6))
        m.line(f"{office}-b", body, "affiliation")
    return Site(m, c, body, offices)


def department(m: Made, c: str, above: str) -> Site:
    """A clean part of a matrix: a department of a few teams, some with a dotted line to the head."""
    m.line(m.unit(c, "unit"), above, "solid")
    teams = [m.unit(f"{c}-s{i}", "unit") for i in range(m.rng.randint(4, 7))]
    for team in teams:
        m.line(team, c, "solid")
        if m.rng.random() < 0.3:
            m.line(team, "r", "dotted")
    return Site(m, c, c, teams)


def upper_levels(m: Made, cities: int) -> list[str]:
    """The top of the vertical side with its provinces and cities, each with a committee of its own; gives the cities."""
    m.line(bureau(m, "r", "nation", COMMITTEE, 150), "r-owc", "affiliation")
    tier = ["r"]
    for level, size in (("province", ceil(cities / SPAN)), ("city", cities)):
        names = [f"{level[0]}{i:02}" for i in range(size)]
        for i, name in enumerate(names):
            over = tier[i % len(tier)]
            m.line(bureau(m, name, level, COMMITTEE, m.rng.randint(100, 180)), f"{name}-owc", "affiliation")
            m.line(name, over, "management")
            m.line(f"{name}-lg", f"{over}-lg", "leadership")
        tier = names
    return tier


def group(m: Made, departments: int) -> list[str]:
    """The head of a matrix, and the tiers that its departments need so that no span is wide; gives the lowest tier."""
    m.unit("r", "unit")
    tier = ["r"]
    sizes = [departments]
    while sizes[-1] > SPAN_MATRIX:
        sizes.append(ceil(sizes[-1] / SPAN_MATRIX))
    for depth, size in enumerate(reversed(sizes[1:])):
        names = [f"m{depth}-{i:03}" for i in range(size)]
        for i, name in enumerate(names):
            m.line(m.unit(name, "unit"), tier[i % len(tier)], "solid")
        tier = names
    return tier


def planted(seed: int, size: int, faults: list[Fault], profile: str) -> tuple[Org, set[Found]]:
    """An org of at least ``size`` units with these faults, and the findings that it must give."""
    m = Made(Random(seed))
    p = profiles.load(profile)
    party = p.roles.affiliation is not None
    sites = ceil(size / (USUAL if party else USUAL_MATRIX)) if size > 1 else 0
    # In a matrix as many clean departments stand beside, so that no division loses nearly all of its own.
    sites = max(sites, len(faults) if party else 2 * len(faults) + 4 * bool(faults))
    above = upper_levels(m, ceil(sites / SPAN)) if party else group(m, sites)
    m.tops.append("r")
    for number in range(sites):
        _, plant, kind = faults[number] if number < len(faults) else ("", None, None)
        over, id = above[number % len(above)], f"u{number:04}"
        site = county(m, id, over, kind) if party else department(m, id, over)
        if plant:
            plant(site, p.roles.vertical)
    return m.org(profile), m.found
