"""The findings as the detector's definitions have them, in plain loops over a handful of units.

The yardstick for the product's arrays and for brute-forced proposals. :func:`findings_of` works on rows (dicts), so
that thousands of variants of one small org cost no tables.
"""

from collections import Counter
from functools import cached_property
from typing import Any

from orgmodel import profiles
from orgmodel.model import Org
from orgmodel.profiles import Profile
from tests.reading import WORSE, Row, chain
from tests.views_of_links import Found, Views

SEVERITY = {
    **dict.fromkeys(
        ("STR101", "STR102", "STR103", "STR104", "STR105", "STR106", "STR110", "STR112"), "error"
    ),
    **dict.fromkeys(("STR107", "STR108", "STR111"), "warning"),
    **dict.fromkeys(("CHN201", "CHN203"), "error"),
    **dict.fromkeys(("CHN202", "CHN204", "CHN205", "CHN208"), "warning"),
    **dict.fromkeys(("EST401", "EST402", "EST403", "EST405", "EST406"), "warning"),
    **dict.fromkeys(("STR109", "CHN206", "CHN207", "MTX973"), "info"),
    **{"MTX971": "warning", "MTX972": "error"},
}


class Judged(Views):
    """A reading with every rule of the catalogue, one method a family."""

    def structure(self) -> list[Found]:
        out: list[Found] = []
        p = self.profile
        seen = Counter(row["id"] for row in self.all_units)
        out += [("STR101", id, None, None) for id, n in seen.items() if n > 1]
        times = dict.fromkeys((ln["subordinate"], ln["superior"], ln["kind"]) for ln in self.lines)
        superiors: dict[tuple[str, str], set[str]] = {}
        facts = ("subordinate", "superior", "kind", "channel", "scope")
        told = Counter(tuple(ln.get(fact) for fact in facts) for ln in self.lines)
        again = {key[:3] for key, n in told.items() if n > 1}
        for low, high, kind in times:
            line = f"{low}>{high}:{kind}"
            if low not in self.unit or high not in self.unit:
                out.append(("STR102", line, None, None))
            if low == high:
                out.append(("STR103", line, None, None))
            if (low, high, kind) in again:
                out.append(("STR111", line, None, None))
            if kind not in p.lines:
                out.append(("STR112", line, None, None))
            if kind in p.single and low in self.unit:
                superiors.setdefault((low, kind), set()).add(high)
            if low in self.unit and high in self.unit and low != high:
                if self.active(low) and not self.active(high):
                    out.append(("STR110", line, None, None))
                if kind in p.hierarchical:
                    mine, theirs = self.level(low), self.level(high)
                    if mine is not None and theirs is not None and theirs > mine:
                        out.append(("STR108", line, None, None))
                if kind == p.roles.vertical:
                    mine, theirs = self.level(low), self.level(high)
                    if mine is not None and theirs is not None and mine > theirs + 1:
                        out.append(("STR109", line, None, None))
        out += [("STR105", low, None, None) for (low, _), names in superiors.items() if len(names) > 1]
        for kind in p.hierarchical:
            out += [("STR104", min(ring), None, None) for ring in self.rings(kind)]
        for id, row in self.unit.items():
            if row.get("host") is not None and row["host"] not in self.unit:
                out.append(("STR102", f"{id}>{row['host']}:host", None, None))
            if not p.open_kinds and row["kind"] not in p.kinds:
                out.append(("STR112", id, None, None))
            if p.levels and row.get("level") is not None and row["level"] not in p.level_rank:
                out.append(("STR112", id, None, None))
        return out + self.orphan_units() + self.several_tops()

    def orphan_units(self) -> list[Found]:
        out: list[Found] = []
        p = self.profile
        joined = {
            x for k in p.hierarchical for ln in self.of_kind(k) for x in (ln["subordinate"], ln["superior"])
        }
        hosts = {row.get("host") for row in self.unit.values()}
        for id, row in self.unit.items():
            if not self.active(id):
                continue
            why = self.cut(id, p.roles.vertical, self.vertical)
            if why:
                out.append(("STR106", id, *why))
                continue
            kind = p.kinds.get(row["kind"])
            territorial = kind is not None and (kind.side == "territorial" or kind.recognised_end)
            loose = row.get("host") is None and id not in hosts and id not in joined
            if loose and not territorial and len(self.all_units) > 1:
                out.append(("STR106", id, None, None))
        return out

    def several_tops(self) -> list[Found]:
        lines = self.of_kind(self.profile.roles.vertical)
        have_superior = {ln["subordinate"] for ln in lines}
        tops: dict[str | None, set[str]] = {}
        for line in lines:
            top = line["superior"]
            led = self.valid(line) and self.active(line["subordinate"])
            if led and top not in have_superior and self.active(top):
                tops.setdefault(self.unit[top].get("system"), set()).add(top)
        return [("STR107", min(ids), None, None) for ids in tops.values() if len(ids) > 1]

    def chains(self) -> list[Found]:
        codes = {"broken": "CHN201", "half": "CHN202"}
        out: list[Found] = [(codes[s], u, None, None) for u, (s, _) in self.links.items() if s in codes]
        kind = self.profile.roles.affiliation
        for body in self.bodies:
            if self.reaches(body):
                continue
            why = self.cut(body, kind, self.affiliation)
            path = [body, *chain(self.affiliation, body)]
            end = path[-1]
            if why is None and end != body:
                if self.unit[end]["kind"] not in self.profile.kinds and not self.profile.open_kinds:
                    why = ("STR112", end)
                else:
                    head = [x for x in path if self.rank(x) is not None][-1]
                    why = ("CHN203", head) if head != body else None
            out.append(("CHN203", body, *(why or (None, None))))
        return out

    def establishment(self) -> list[Found]:
        p = self.profile
        if p.roles.committee is None:
            return []
        out: list[Found] = []
        due = p.kinds[p.roles.committee].rank or 0
        watched = {
            self.host(id) for id, r in self.unit.items() if self.active(id) and r["kind"] == p.roles.oversight
        }
        for body in self.bodies:
            total = self.total(body) if "committee_members" in p.thresholds else None
            if (
                total is not None
                and total >= p.threshold("committee_members")
                and (self.rank(body) or 0) < due
            ):
                out.append(("EST401", body, None, None))
            out += self.middling(body, total)
            if self.unit[body]["kind"] != p.roles.committee:
                continue
            small = total is not None and total < p.threshold("committee_members")
            if small and self.unit[body].get("approval") != "granted":
                out.append(("EST402", body, None, None))
            host = self.host(body)
            if p.roles.oversight and (host is None or host not in watched):
                out.append(("EST406", body, None, None))
        return out

    def middling(self, body: str, total: int | None) -> list[Found]:
        """Bodies too large for their kind and too small for a committee."""
        p = self.profile
        out: list[Found] = []
        rank = self.rank(body) or 0
        members = self.unit[body].get("members") or 0
        basic, general = p.kinds.get(p.roles.basic or ""), p.kinds.get(p.roles.general or "")
        if basic and rank == basic.rank and members > p.threshold("branch_most"):
            out.append(("EST405", body, None, None))
        large = total is not None and p.threshold("general_members") <= total < p.threshold(
            "committee_members"
        )
        if general and rank < (general.rank or 0) and large:
            out.append(("EST403", body, "EST405", body))
        return out

    @cached_property
    def found(self) -> list[Found]:
        """Every finding; a cause is kept only where that finding exists."""
        every = [*self.structure(), *self.chains(), *self.views(), *self.establishment(), *self.commands()]
        every = [f for f in every if not self.profile.off(f[0])]
        here = {(code, subject) for code, subject, _, _ in every}
        return [f if (f[2], f[3]) in here else (f[0], f[1], None, None) for f in every]

    def weight(self, found: Found) -> int:
        return self.profile.weights[self.profile.severities.get(found[0]) or SEVERITY[found[0]]]


def reading(org: Org) -> Judged:
    """The reading of an org."""
    return Judged(org.units.to_dicts(), org.lines.to_dicts(), profiles.of(org), org.as_of)


def findings_of(units: list[Row], lines: list[Row], profile: Profile, as_of: Any = None) -> set[Found]:
    """Code, subject and cause of every finding; entries of ``allow`` are not considered."""
    return set(Judged(units, lines, profile, as_of).found)


def exposure_of(units: list[Row], lines: list[Row], profile: Profile, as_of: Any = None) -> int:
    """Sum of the severity weights of all root findings; entries of ``allow`` are not considered."""
    read = Judged(units, lines, profile, as_of)
    return sum(read.weight(f) for f in read.found if f[2] is None)


def findings(org: Org) -> set[Found]:
    """Code, subject and cause of every finding of an org, allowed or not."""
    return set(reading(org).found)


def exposure(org: Org) -> int:
    """Sum of the severity weights of the root findings that no entry of ``allow`` covers."""
    allowed = {
        (a["rule"], a["subject"])
        for a in org.tables["allow"].to_dicts()
        if org.as_of is None or a["until"] is None or a["until"] >= org.as_of
    }
    read = reading(org)
    return sum(read.weight(f) for f in read.found if f[2] is None and f[:2] not in allowed)


def link_counts(org: Org) -> dict[str, int]:
    """How many links have each status."""
    counts = Counter(status for status, _ in reading(org).links.values())
    return {s: counts[s] for s in WORSE}


def shares(org: Org) -> tuple[float, float] | None:
    """Direct share and continuity; None where there are no links to speak of."""
    counts = link_counts(org)
    lines = sum(counts.values())
    if not lines or profiles.of(org).roles.affiliation is None:
        return None
    return counts["direct"] / lines, (counts["direct"] + counts["dual"]) / lines
