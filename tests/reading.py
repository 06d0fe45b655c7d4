"""A plain reading of the detector's definitions: units, chains and links as dicts and loops.

Written from the definitions alone; :mod:`tests.reference` reads the findings off it.
"""

from functools import cached_property
from typing import Any

from orgmodel.profiles import Profile

Row = dict[str, Any]
WORSE = ("none", "direct", "dual", "half", "broken", "orphan")


class Reading:
    """One org as dicts, and each definition as a method."""

    def __init__(self, units: list[Row], lines: list[Row], profile: Profile, as_of: Any = None) -> None:
        self.profile = profile
        self.all_units = units
        self.unit: dict[str, Row] = {}
        for row in units:
            self.unit.setdefault(row["id"], row)
        self.lines = [ln for ln in lines if _in_force(ln, as_of)]

    # -- units -------------------------------------------------------------------------------------------

    def active(self, id: str) -> bool:
        return self.unit[id].get("status") != "dissolved"

    def host(self, id: str) -> str | None:
        host = self.unit[id].get("host")
        return host if host in self.unit else None

    def rank(self, id: str) -> int | None:
        """Rank of an active body that has affiliation, else None."""
        kind = self.profile.kinds.get(self.unit[id]["kind"])
        return kind.rank if kind and self.active(id) else None

    @cached_property
    def bodies(self) -> list[str]:
        return [id for id in self.unit if self.rank(id) is not None]

    def level(self, id: str) -> int | None:
        ranks = self.profile.level_rank
        own = ranks.get(self.unit[id].get("level") or "")
        host = self.host(id)
        if own is None and host is not None:
            return ranks.get(self.unit[host].get("level") or "")
        return own

    def recognised_end(self, id: str) -> bool:
        kind = self.profile.kinds.get(self.unit[id]["kind"])
        return bool(kind and kind.recognised_end)

    # -- lines and chains --------------------------------------------------------------------------------

    def of_kind(self, kind: str | None) -> list[Row]:
        return [ln for ln in self.lines if ln["kind"] == kind]

    def valid(self, line: Row) -> bool:
        low, high = line["subordinate"], line["superior"]
        return low in self.unit and high in self.unit and low != high

    def parents(self, kind: str | None) -> dict[str, str]:
        """The first valid superior of each unit by a kind."""
        out: dict[str, str] = {}
        for line in self.of_kind(kind):
            if self.valid(line):
                out.setdefault(line["subordinate"], line["superior"])
        return out

    @cached_property
    def vertical(self) -> dict[str, str]:
        return self.parents(self.profile.roles.vertical)

    @cached_property
    def affiliation(self) -> dict[str, str]:
        return self.parents(self.profile.roles.affiliation) if self.profile.roles.affiliation else {}

    def cut(self, id: str, kind: str | None, parents: dict[str, str]) -> tuple[str, str] | None:
        """Why a chain of one kind leads nowhere: (code, subject) of the finding at its upper end."""
        path = [id, *chain(parents, id)]
        last = path[-1]
        if last in parents:  # it came round: the first unit met twice lies on the loop
            ring = next(x for x in path if x in chain(parents, x))
            return "STR104", min(next(s for s in self.rings(kind) if ring in s))
        for line in self.of_kind(kind):
            if line["subordinate"] == last:
                code = "STR103" if line["superior"] == last else "STR102"
                return code, line_name(line)
        return None

    def rings(self, kind: str | None) -> list[set[str]]:
        """Sets of two or more units each of which reaches each other by lines of a kind."""
        up: dict[str, set[str]] = {}
        for line in self.of_kind(kind):
            if self.valid(line):
                up.setdefault(line["subordinate"], set()).add(line["superior"])
        reach = {id: _reach(up, id) for id in up}
        out: list[set[str]] = []
        for id in up:
            if id in reach[id] and not any(id in s for s in out):
                out.append({x for x in reach[id] if id in reach.get(x, ())})
        return out

    # -- bodies ------------------------------------------------------------------------------------------

    def reaches(self, body: str) -> bool:
        path = chain(self.affiliation, body)
        return bool(path) and path[-1] not in self.affiliation and self.recognised_end(path[-1])

    def total(self, body: str) -> int | None:
        """Members of a body and of all bodies below it; None where nobody counted."""
        below = [b for b in self.bodies if b == body or body in chain(self.affiliation, b)]
        counted = [m for b in below if (m := self.unit[b].get("members")) is not None]
        return sum(counted) if counted else None

    # -- links -------------------------------------------------------------------------------------------

    def led(self, unit: str, superior: str) -> bool:
        leader, leadership = self.profile.roles.leader, self.profile.roles.leadership
        if leader is None or leadership is None:
            return False

        def leads_of(host: str, id: str) -> bool:
            return self.active(id) and self.unit[id]["kind"] == leader and self.host(id) == host

        return any(
            self.valid(ln) and leads_of(unit, ln["subordinate"]) and leads_of(superior, ln["superior"])
            for ln in self.of_kind(leadership)
        )

    def accepted(self, body: str, unit: str) -> bool:
        kind = self.profile.kinds[self.unit[body]["kind"]]
        superior = self.affiliation.get(body)
        if kind.accepted_superior is None or superior is None:
            return False
        if self.unit[superior]["kind"] != kind.accepted_superior:
            return False
        level = self.level(unit)
        if kind.accepted_level is None:
            return True
        return level is not None and level <= self.profile.level_rank[kind.accepted_level]

    def status(self, unit: str, superior: str, body: str) -> str:
        over = {superior, *chain(self.vertical, superior)}
        if any(self.host(a) in over for a in chain(self.affiliation, body) if a != body):
            return "direct"
        if not self.reaches(body):
            return "orphan"
        if self.led(unit, superior):
            return "dual" if self.accepted(body, unit) else "half"
        return "broken"

    @cached_property
    def links(self) -> dict[str, tuple[str, str | None]]:
        """Status and speaking body of the link above each active unit that has a vertical superior."""
        out: dict[str, tuple[str, str | None]] = {}
        hosted: dict[str | None, list[str]] = {}
        for b in self.bodies:
            hosted.setdefault(self.host(b), []).append(b)
        for unit, superior in self.vertical.items():
            if not self.active(unit):
                continue
            mine = hosted.get(unit, [])
            if not mine or self.profile.roles.affiliation is None:
                out[unit] = ("none", None)
                continue
            best = max(self.rank(b) or 0 for b in mine)
            judged = [(self.status(unit, superior, b), b) for b in mine if self.rank(b) == best]
            out[unit] = min(judged, key=lambda j: (-WORSE.index(j[0]), j[1]))
        return out


def _in_force(line: Row, as_of: Any) -> bool:
    if as_of is None:
        return True
    since, until = line.get("since"), line.get("until")
    return (since is None or since <= as_of) and (until is None or until >= as_of)


def chain(parents: dict[str, str], start: str) -> list[str]:
    """All units above one, upwards; a loop is gone round once (and then holds the start if it lies on it)."""
    out: list[str] = []
    seen: set[str] = set()
    at = parents.get(start)
    while at is not None and at not in seen:
        out.append(at)
        seen.add(at)
        at = parents.get(at)
    return out


def _reach(up: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(up.get(start, ()))
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += up.get(at, ())
    return seen


def line_name(line: Row) -> str:
    """How a finding names a line."""
    return f"{line['subordinate']}>{line['superior']}:{line['kind']}"
