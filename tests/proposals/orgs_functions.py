"""A plain reading of the rules about functions and who carries them, for a handful of rows."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from orgmodel.profiles import Profile
from tests.reading import Row, chain
from tests.reference import Judged
from tests.views_of_links import Found


def listed(cell: str | None) -> list[str]:
    """The ids of a cell that holds several."""
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def first_rows(rows: list[Row]) -> list[Row]:
    """Of several rows with one id the first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row["id"], row)
    return list(found.values())


class Functions(Judged):
    """A reading of all tables with the rules over functions."""

    def __init__(self, tables: dict[str, list[Row]], profile: Profile, as_of: Any = None) -> None:
        super().__init__(tables["units"], tables["lines"], profile, as_of)
        self.tables = tables
        self.as_of = as_of

    def told(self, *columns: str) -> bool:
        """Whether any of these columns (``units.members``) is filled anywhere."""
        at = (c.split(".") for c in columns)
        return any(row.get(name) is not None for table, name in at for row in self.tables[table])

    def place(self, id: str | None) -> str | None:
        """The unit that a unit, body or office stands in: its host, or itself."""
        return (self.host(id) or id) if id in self.unit else None

    def stands(self, id: str) -> bool:
        """A unit of the vertical side that stands in no other."""
        kind = self.profile.kinds.get(self.unit[id]["kind"])
        outside = kind is not None and (kind.body or kind.office or kind.side != "vertical")
        return self.active(id) and self.host(id) is None and not outside

    # -- functions ---------------------------------------------------------------------------------------

    @cached_property
    def carriers(self) -> list[tuple[str, str, str, bool | None]]:
        """(office, its unit, function, dedicated) of everyone who carries a function and is still there."""
        seen, out = set(), []
        for row in self.tables["assignments"]:
            key = (row["unit"], row["function"])
            at = self.place(row["unit"])
            if key not in seen and at is not None and self.active(row["unit"]) and self.active(at):
                out.append((row["unit"], at, row["function"], row.get("dedicated")))
            seen.add(key)
        return out

    @cached_property
    def wider(self) -> dict[str, list[str]]:
        """Each function with itself and every wider one that it belongs to."""
        parent: dict[str, str] = {}
        for row in self.tables["functions"]:
            if row.get("parent") is not None:
                parent.setdefault(row["id"], row["parent"])
        names = {r["id"] for r in self.tables["functions"]}
        for table in ("assignments", "requirements", "duties", "indicators"):
            names |= {r["function"] for r in self.tables[table]}
        return {f: list(dict.fromkeys([f, *chain(parent, f)])) for f in names}

    @cached_property
    def below_them(self) -> set[tuple[str, str, str, str, str]]:
        """(superior, unit, office, kind of the office, function) of what the units below carry, wider ones too."""
        return {
            (self.vertical[at], at, office, self.unit[office]["kind"], w)
            for office, at, function, _ in self.carriers
            if at in self.vertical
            for w in self.wider[function]
        }

    def counterparts(self) -> Iterator[Found]:
        own: dict[tuple[str, str], set[str]] = defaultdict(set)
        for office, at, function, _ in self.carriers:
            own[(office, at)].add(function)
        seats = {
            (who, what)
            for m in self.tables["meetings"]
            for who in listed(m["members"])
            for what in listed(m["functions"])
        }
        for (office, at), functions in own.items():
            kinds = {k for top, _, _, k, f in self.below_them if top == at and f in functions}
            met = any((who, f) in seats for who in (office, at) for f in functions)
            if len(kinds) > 1:
                yield "CPT301", office, None, None
                if not met and self.told("meetings.functions"):
                    yield "CPT306", office, None, None

    def appraised(self) -> Iterator[Found]:
        for row in first_rows(self.tables["indicators"]):
            kinds: dict[str, set[str]] = defaultdict(set)
            for top, _, _, kind, function in self.below_them:
                if function == row["function"]:
                    kinds[top].add(kind)
            if kinds:
                top = min(kinds, key=lambda t: (-len(kinds[t]), t))
                offices = [o for o, at, f, _ in self.carriers if at == top and f == row["function"]]
                if len(kinds[top]) > 1:
                    yield "CPT304", row["id"], *(("CPT301", min(offices)) if offices else (None, None))

    def coverage(self) -> Iterator[Found]:
        carried = {(unit, n) for o, at, f, _ in self.carriers for unit in (o, at) for n in self.narrower(f)}
        required, expected = set(self.required()), set(self.expected())
        for unit in self.unit:
            lacks = {f for u, f in required if u == unit and (u, f) not in carried}
            unowned = {f for u, f in expected if u == unit and (u, f) not in carried}
            here = [(f, dedicated) for _, at, f, dedicated in self.carriers if at == unit]
            shared = any(all(d is False for g, d in here if g == f) for f, _ in here)
            if unowned and self.carriers_told:
                yield "CPT302", unit, None, None
            if shared:
                yield "CPT303", unit, None, None
            if lacks and self.tables["requirements"]:
                yield "RSP706", unit, *((None, None) if lacks - unowned else ("CPT302", unit))

    @property
    def carriers_told(self) -> bool:
        return bool(self.tables["assignments"])

    def narrower(self, function: str) -> list[str]:
        return [f for f, wider in self.wider.items() if function in wider]

    def required(self) -> Iterator[tuple[str, str]]:
        for row in self.tables["requirements"]:
            for id, unit in self.unit.items():
                host = self.host(id)
                level = unit.get("level") or (self.unit[host].get("level") if host else None)
                kind = row.get("kind")
                if kind is None:
                    if self.stands(id) and unit.get("level") == row["level"]:
                        yield id, row["function"]
                elif self.active(id) and unit["kind"] == kind and level == row["level"]:
                    yield id, row["function"]

    def expected(self) -> Iterator[tuple[str, str]]:
        upper = {(at, w) for _, at, f, _ in self.carriers for w in self.wider[f]}
        units = [id for id in self.unit if self.stands(id)]
        for top, at, _, _, function in self.below_them:
            if (top, function) not in upper or not self.stands(at):
                continue
            like = (self.unit[at]["kind"], self.unit[at].get("level"))
            for id in units:
                same = (self.unit[id]["kind"], self.unit[id].get("level")) == like
                if same and self.vertical.get(id) == top:
                    yield id, function
        owned = {w for _, _, f, _ in self.carriers for w in (*self.wider[f], *self.narrower(f))}
        nobody = {r["id"] for r in self.tables["functions"]} - owned
        for id in units:
            if id not in self.vertical and any(at == id for _, at, _, _ in self.carriers):
                yield from ((id, f) for f in nobody)
