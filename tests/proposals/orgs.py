"""Small random orgs of the kind that proposals are made for: a city, counties, field offices, and the local side."""

import datetime
from random import Random
from typing import Any

from orgmodel.model import Org, frame

Row = dict[str, Any]


class _Maker:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.units: list[Row] = []
        self.lines: list[Row] = []

    def unit(self, id: str, kind: str, **more: Any) -> str:
        self.units.append({"id": id, "name": id, "kind": kind, **more})
        return id

    def line(self, low: str, high: str, kind: str, **more: Any) -> None:
        self.lines.append({"subordinate": low, "superior": high, "kind": kind, **more})

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def local(self, low: str, high: str) -> None:
        """An affiliation to the local side, with tie and consent."""
        rng = self.rng
        tie = rng.choice([None, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0])
        consent = rng.choice([None, None, "needed", "granted", "granted", "refused"])
        self.line(low, high, "affiliation", tie=tie, consent=consent)

    def body(self, id: str, kind: str, host: str, low: int, high: int) -> str:
        frozen = True if self.chance(0.05) else None
        approval = "granted" if self.chance(0.2) else None
        return self.unit(
            id, kind, host=host, members=self.rng.randint(low, high), frozen=frozen, approval=approval
        )


def plan_org(seed: int) -> Org:
    """A random org with broken and half-detached chains, thresholds in reach, refusals and frozen units."""
    m = _Maker(Random(seed))
    rng = m.rng
    m.unit("city", "bureau", level="city", system="s", area="city")
    m.unit("city-owc", "organ_work_committee", level="city", area="city")
    if m.chance(0.8):
        m.unit("city-lg", "leading_group", host="city")
    if m.chance(0.9):
        m.body("city-pc", "organ_committee", "city", 60, 200)
        m.line("city-pc", "city-owc", "affiliation")
        if m.chance(0.6):
            m.unit("city-dc", "discipline_commission", host="city")
    for c in range(rng.choice([1, 1, 2])):
        _county(m, f"c{c}")
    if m.chance(0.1):
        m.unit("lone", "bureau", level="city", system=rng.choice(["s", "z"]))
    tables = {"units": frame("units", m.units), "lines": frame("lines", m.lines)}
    return Org("random", datetime.date(2016, 12, 1), "cn-party-2010", "zh", tables=tables)


def _county(m: _Maker, c: str) -> None:
    rng = m.rng
    frozen = True if m.chance(0.05) else None
    m.unit(c, "bureau", level="county", system="s", area=c, frozen=frozen)
    m.line(c, rng.choice(["city"] * 12 + ["ctiy", "gone"]), "management")
    m.unit(f"{c}-owc", "organ_work_committee", level="county", area=c)
    m.unit(f"{c}-lc", "local_committee", level="county", area=rng.choice([c, c, None]))
    if m.chance(0.8):
        m.unit(f"{c}-lg", "leading_group", host=c)
        if m.chance(0.6):
            m.line(f"{c}-lg", "city-lg", "leadership")
    kind = rng.choice(["organ_committee", "general_branch", "general_branch", "branch", None])
    if kind:
        m.body(f"{c}-b", kind, c, 50, 120)
        where = rng.choice(["owc", "lc", "lc", "city-pc", "none", "nowhere", "own"])
        if where in ("owc", "lc"):
            m.local(f"{c}-b", f"{c}-{where}")
        elif where == "own":
            m.line(f"{c}-b", f"{c}-s0-b", "affiliation")
        elif where != "none":
            m.line(f"{c}-b", where, "affiliation")
        if m.chance(0.3):
            m.unit(f"{c}-dc", "discipline_commission", host=c)
    if m.chance(0.15):
        m.body(f"{c}-b2", rng.choice(["branch", "general_branch"]), c, 5, 30)
        m.local(f"{c}-b2", f"{c}-lc")
    for s in range(rng.choice([0, 1, 2, 2, 3])):
        _office(m, c, f"{c}-s{s}")


def _office(m: _Maker, c: str, s: str) -> None:
    rng = m.rng
    m.unit(s, "field_office", level="township", system="s", area=s)
    m.line(s, rng.choice([c] * 14 + ["city", "c_lost"]), "management")
    town = rng.choice([f"{s}-t", f"{c}-t"])
    if all(u["id"] != town for u in m.units):
        m.unit(town, "township_committee", level="township", area=town)
    if m.chance(0.1):
        return
    b = m.body(f"{s}-b", "branch", s, 5, 40)
    where = rng.choice(["town"] * 8 + ["up", "none", "nowhere", "self", "both", "city-pc"])
    if where in ("town", "both"):
        m.local(b, town)
    if where in ("up", "both"):
        m.line(b, f"{c}-b", "affiliation")
    if where in ("nowhere", "city-pc"):
        m.line(b, where, "affiliation")
    if where == "self":
        m.line(b, b, "affiliation")
    if m.chance(0.1):
        m.line(b, town, "cooperation")
