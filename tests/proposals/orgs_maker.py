"""What small random orgs over all tables are made with, and a city and a county in which all is in order."""

import datetime
from random import Random
from typing import Any

from orgmodel.model import ROWS, Org, frame

Row = dict[str, Any]


class Maker:
    """Rows by table; units can still be changed by the faults that come later."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.units: dict[str, Row] = {}
        self.rows: dict[str, list[Row]] = {name: [] for name in ROWS}
        self.offices: list[str] = []
        self.counties: list[str] = ["c"]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, *values: Any) -> Any:
        return self.rng.choice(values)

    def unit(self, id: str, kind: str, **more: Any) -> str:
        self.units.setdefault(id, {"id": id, "name": id, "kind": kind, **more})
        return id

    def line(self, low: str, high: str, kind: str, **more: Any) -> None:
        self.rows["lines"].append({"subordinate": low, "superior": high, "kind": kind, **more})

    def cut(self, low: str, kind: str) -> None:
        """Take away the lines of a kind that start at a unit."""
        kept = [x for x in self.rows["lines"] if (x["subordinate"], x["kind"]) != (low, kind)]
        self.rows["lines"] = kept

    def add(self, table: str, **row: Any) -> None:
        self.rows[table].append({"id": f"{table}{len(self.rows[table])}", **row})

    def local(self, low: str, high: str) -> None:
        """An affiliation to the local side, with tie and consent."""
        tie = self.pick(None, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
        consent = self.pick(None, "needed", "granted", "granted", "granted", "refused")
        self.line(low, high, "affiliation", tie=tie, consent=consent)

    def office(self, body: str | None = "branch") -> str:
        """A field office of the county, its branch affiliated to the county's body."""
        id = f"s{len(self.offices)}"
        self.offices.append(id)
        self.unit(id, "field_office", level="township", system="s", area=f"{id}-area")
        self.line(id, "c", "management")
        if body:
            members = self.rng.randint(4, 12)
            self.unit(f"{id}-b", body, host=id, members=members, full_members=members)
            self.line(f"{id}-b", "c-pc", "affiliation")
        return id

    def county(self) -> str:
        """One more county, with nothing but its bureau."""
        id = f"c{len(self.counties)}"
        self.counties.append(self.unit(id, "bureau", level="county", system="s", area=id))
        self.line(id, "city", "management")
        return id

    def org(self, name: str, profile: str, as_of: datetime.date | None) -> Org:
        self.rows["units"] = list(self.units.values())
        known = {
            t: [{k: v for k, v in r.items() if k in ROWS[t].model_fields} for r in rows]
            for t, rows in self.rows.items()
        }
        return Org(name, as_of, profile, "zh", tables={t: frame(t, rows) for t, rows in known.items()})


def base(m: Maker) -> None:
    """A city and a county in which all is in order."""
    for id, over, level in (("city", None, "city"), ("c", "city", "county")):
        m.unit(id, "bureau", level=level, system="s", area=id)
        m.unit(f"{id}-owc", "organ_work_committee", level=level, area=id)
        m.unit(f"{id}-lg", "leading_group", host=id)
        members = m.rng.randint(101, 140)
        m.unit(f"{id}-pc", "organ_committee", host=id, members=members, full_members=members)
        m.unit(f"{id}-dc", "discipline_commission", host=id)
        m.line(f"{id}-pc", f"{id}-owc", "affiliation")
        if over:
            m.line(id, over, "management")
            m.line(f"{id}-lg", f"{over}-lg", "leadership")
