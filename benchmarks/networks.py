"""Seeded national networks of stationed units, each county bureau with its field offices on the local side.

The structure is that of ``scenarios/city-bureau`` many times over: a county's body answers to the county's committee or work
committee, the branches of its field offices to township committees, with ties of one decimal and consents of which some
are refused. Moves that help couple a county: its body grows past a threshold with the branches that it receives, and few
cooperation lines are allowed to a county.
"""

import datetime
from random import Random
from typing import Any

from orgmodel.model import Org, frame

AS_OF = datetime.date(2016, 12, 1)
COUNTIES = 11  # of a city
CITIES = 12  # of a province
CONSENT = ["granted"] * 5 + ["needed"] * 4 + ["refused"]


class _Network:
    """Rows by table, drawn from one source of chance."""

    def __init__(self, seed: int, full: bool) -> None:
        self.rng = Random(seed)
        self.full = full
        self.rows: dict[str, list[dict[str, Any]]] = {"units": [], "lines": [], "posts": []}
        self.towns: set[str] = set()

    def unit(self, id: str, kind: str, **more: Any) -> str:
        self.rows["units"].append({"id": id, "name": id, "kind": kind, **more})
        return id

    def line(self, low: str, high: str, kind: str, **more: Any) -> None:
        self.rows["lines"].append({"subordinate": low, "superior": high, "kind": kind, **more})

    def local(self, low: str, high: str, most: int) -> None:
        """An affiliation to the local side that is worth up to ``most`` to it."""
        tie = self.rng.randint(0, most * 10) / 10
        self.line(low, high, "affiliation", tie=tie, consent=self.rng.choice(CONSENT))

    def bureau(self, id: str, over: str | None, level: str) -> None:
        """A bureau with its leading group, and the work committee of its area."""
        more = {"staff": self.rng.randint(40, 160), "pool": self.rng.randint(0, 2)} if self.full else {}
        self.unit(id, "bureau", level=level, system="s", area=id, **more)
        self.unit(f"{id}-owc", "organ_work_committee", level=level, area=id)
        if over:
            self.line(id, over, "management")
        if level != "county" or self.rng.random() < 0.9:
            self.unit(f"{id}-lg", "leading_group", host=id)
            if over and (level != "county" or self.rng.random() < 0.7):
                self.line(f"{id}-lg", f"{over}-lg", "leadership")

    def body(self, host: str, suffix: str, kind: str, least: int, most: int) -> str:
        """A body, in a full network with its seats, its term and what it is funded from."""
        rng, id = self.rng, f"{host}-{suffix}"
        more: dict[str, Any] = {}
        if self.full:
            seats = 3 if kind == "branch" else 7
            more["seats"], more["seats_filled"] = seats, seats - (rng.random() < 0.2)
            more["term_start"] = datetime.date(rng.randint(2012, 2016), rng.randint(1, 11), 1)
            more["budget"] = rng.choice(["budgeted"] * 5 + ["temporary", "none"])
            self.rows["posts"].append({"id": f"{id}-p", "unit": id, "role": "branch_secretary", "filled": 1})
        members = rng.randint(least, most)
        return self.unit(id, kind, host=host, members=members, full_members=members - members // 20, **more)

    def county(self, id: str, city: str, offices: int) -> None:
        """A county bureau, its body on the local side, and its field offices."""
        rng = self.rng
        self.bureau(id, city, "county")
        self.unit(f"{id}-lc", "local_committee", level="county", area=id)
        kind = rng.choices(["organ_committee", "general_branch", "branch"], [4, 5, 1])[0]
        large = kind == "organ_committee"
        body = self.body(
            id, "pc", kind, *((80, 140) if large else (30, 49) if kind == "branch" else (50, 130))
        )
        if rng.random() < 0.15:
            self.line(body, f"{city}-pc", "affiliation")
        else:
            self.local(body, f"{id}-{'owc' if large or rng.random() < 0.3 else 'lc'}", 6)
        if large and rng.random() < 0.4:
            self.unit(f"{id}-dc", "discipline_commission", host=id)
        for n in range(offices):
            self.office(f"{id}-s{n}", id, f"{id}-t{n // rng.randint(1, 2)}")

    def office(self, id: str, county: str, town: str) -> None:
        """A field office whose branch most often answers to the township."""
        self.unit(id, "field_office", level="township", system="s", area=town)
        self.line(id, county, "management")
        if town not in self.towns:
            self.towns.add(self.unit(town, "township_committee", level="township", area=town))
        branch = self.body(id, "b", "branch", 5, 40)
        if self.rng.random() < 0.15:
            self.line(branch, f"{county}-pc", "affiliation")
        else:
            self.local(branch, town, 4)

    def above(self, id: str, over: str | None, level: str) -> str:
        """A sound bureau above the counties: committee on the work committee, oversight body beside it."""
        self.bureau(id, over, level)
        self.line(self.body(id, "pc", "organ_committee", 120, 300), f"{id}-owc", "affiliation")
        return self.unit(f"{id}-dc", "discipline_commission", host=id).removesuffix("-dc")


def county_network(counties: int, offices: int, seed: int = 1, full: bool = False) -> Org:
    """A national network of so many county bureaus and field offices in all; ``full`` adds posts, terms, staff and funds.

    Cities, provinces and the national bureau stand above as needed and are sound. The same arguments give the same org.
    """
    m = _Network(seed, full)
    cities = -(-counties // COUNTIES)
    provinces = -(-cities // CITIES)
    nation = m.above("nation", None, "nation") if provinces > 1 else None
    over = [m.above(f"p{n}", nation, "province") for n in range(provinces)] if cities > 1 else [None]
    city = [m.above(f"m{n}", over[n // CITIES], "city") for n in range(cities)]
    share, rest = divmod(offices, counties)
    for n in range(counties):
        m.county(f"c{n}", city[n // COUNTIES], share + (n < rest))
    tables = {name: frame(name, rows) for name, rows in m.rows.items()}
    return Org(f"{counties} counties", AS_OF, "cn-party-2010", "zh", tables=tables)
