"""A plain reading of the rules about posts, duties, appraisal and joint work, for a handful of rows."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from tests.proposals.orgs_functions import Functions, first_rows, listed
from tests.reading import Row, chain
from tests.views_of_links import Found

ONE_HOLDER = ("principal", "first", "accountable")


class Work(Functions):
    """A reading with the rules over posts, duties, indicators, tasks and documents."""

    @cached_property
    def posts(self) -> dict[str, Row]:
        return {row["id"]: row for row in first_rows(self.tables["posts"])}

    def duties(self) -> Iterator[Found]:
        groups: dict[Any, list[Row]] = defaultdict(list)
        for row in self.tables["duties"]:
            post = self.posts.get(row["holder"])
            at = (self.place(post["unit"]) if post else None) or self.place(row["holder"])
            groups[(row["item"], row["function"], row.get("step"), at)].append(row)
        answering = {
            key for key, rows in groups.items() if any(r["kind"] in (*ONE_HOLDER, "dual") for r in rows)
        }
        for (*item, at), rows in groups.items():
            way = [at, *(chain(self.vertical, at) if at else [])]
            if not any((*item, above) in answering for above in way):
                yield "RSP701", rows[0]["id"], None, None
            holders: dict[Any, set[str]] = defaultdict(set)
            for r in rows:
                if r["kind"] in ONE_HOLDER:
                    holders[(r.get("scope"), r["kind"])].add(r["holder"])
            if any(len(h) > 1 for h in holders.values()):
                yield "RSP702", rows[0]["id"], None, None

    def post_duties(self) -> Iterator[Found]:
        if not self.tables["duties"]:
            return
        template = {c.role: c for c in self.profile.posts}
        for id, post in self.posts.items():
            held = [d["kind"] for d in self.tables["duties"] if d["holder"] == id]
            asked = template.get(post["role"])
            if asked and asked.layer and not held:
                yield "RSP704", id, None, None
            if asked and asked.dual and "dual" not in held and "first" not in held:
                yield "RSP705", id, "RSP704", id
        yield from self.classes(template)

    def classes(self, template: dict[str, Any]) -> Iterator[Found]:
        """Bodies of units that list posts, with the classes of post that they lack."""
        at: dict[str, set[tuple[str, str]]] = defaultdict(set)  # unit -> (where the post stands, role)
        layers = set()
        for post in self.posts.values():
            asked, place = template.get(post["role"]), self.place(post["unit"])
            if asked and asked.layer and place:
                at[place].add((post["unit"], post["role"]))
                layers.add(asked.layer)
        for id in filter(self.active, self.unit):
            place = self.place(id) or ""
            if len(layers) > 1 and place in at:
                roles = [c.role for c in template.values() if c.layer and self.unit[id]["kind"] in c.kinds]
                if any((id, r) not in at[place] and (place, r) not in at[place] for r in roles):
                    yield "RSP708", id, None, None

    def depth(self) -> Iterator[Found]:
        """Bodies at the foot of the vertical line to which responsibility does not get down."""
        counted = any(row.get("members") is not None for row in self.all_units)
        for body in self.bodies:
            host = self.host(body)
            over = any(self.affiliation.get(b) == body for b in self.bodies)
            if host is None or over or self.below(host) or not self.tables["requirements"]:
                continue
            way = [host, *chain(self.vertical, host)]
            lacking = False
            for layer in self.profile.layers:
                hosts = {
                    self.host(u) for u in self.unit if self.unit[u]["kind"] in layer.kinds and self.active(u)
                }
                if hosts:
                    lacking |= not hosts.intersection(way)
                elif not layer.kinds and counted:
                    lacking |= not self.unit[body].get("members")
            broken = next((u for u in way if self.finding(u) or self.cut_of(u)), None)
            if not self.reaches(body):
                heads = [x for x in (body, *chain(self.affiliation, body)) if self.rank(x) is not None]
                yield "RSP707", body, "CHN203", heads[-1]
            elif broken is not None:
                yield "RSP707", body, *(self.headed(broken) or self.cut_of(broken) or (None, None))
            elif lacking:
                yield "RSP707", body, "CHN205", body

    def cut_of(self, unit: str) -> tuple[str, str] | None:
        return self.cut(unit, self.profile.roles.vertical, self.vertical)

    def headed(self, unit: str) -> tuple[str, str] | None:
        """The finding at a link; that of an orphaned body stands at the uppermost body of its chain."""
        found = self.finding(unit)
        if found and found[0] == "CHN203":
            way = [found[1], *chain(self.affiliation, found[1])]
            return "CHN203", [x for x in way if self.rank(x) is not None][-1]
        return found

    # -- appraisal and joint work ------------------------------------------------------------------------

    def appraisal(self) -> Iterator[Found]:
        rows = first_rows(self.tables["indicators"])
        if rows and round(sum(r["weight"] for r in rows), 3) != 100:
            yield "APR901", "indicators", None, None
        scales = {r["scale"] for r in rows if r.get("scale")}
        if scales and len(scales) < 3:
            yield "APR902", "indicators", None, None
        if {r["rater"] for r in rows if r.get("rater")} == {"superior"}:
            yield "APR906", "indicators", None, None
        for name in dict.fromkeys(r["name"] for r in rows):
            same = [r for r in rows if r["name"] == name]
            compared = ("scale", "method", "rater", "quantified", "target")
            differ = any(len({r.get(c) for r in same}) > 1 for c in compared)
            if differ and len({r["function"] for r in same}) > 1:
                yield "APR904", same[0]["id"], None, None

    def tasks(self) -> Iterator[Found]:
        lines: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in self.tables["tasks"]:
            lines[(row["key"], row["period"], row["target"])].add(row["line"])
        peers: dict[Any, list[str]] = defaultdict(list)
        for id in filter(self.active, self.unit):
            unit = self.unit[id]
            peers[(unit["kind"], unit.get("level"), unit.get("system"))].append(id)
        for (key, period, target), issuers in lines.items():
            if len(issuers) > 1:
                yield "COO951", f"{key}>{target}:{period}", None, None
        for key, period in dict.fromkeys((k, p) for k, p, _ in lines):
            for like in peers.values():
                given = [u for u in like if (key, period, u) in lines]
                if len(given) > 1 and len(given) * 2 > len(like):
                    for u in like:
                        if u not in given:
                            yield "COO952", f"{key}>{u}:{period}", None, None

    def documents(self) -> Iterator[Found]:
        valid = {
            r["id"]: r
            for r in first_rows(self.tables["documents"])
            if r.get("status", "in_force") == "in_force"
        }
        pairs = {
            tuple(sorted((id, other)))
            for id, row in valid.items()
            for other in listed(row.get("conflicts_with"))
            if other in valid and other != id
        }
        for low, high in pairs:
            yield "COO955", f"{low}>{high}:conflicts_with", None, None

    def reviews(self) -> Iterator[Found]:
        """Posts reviewed in part, or not at all in a year in which others were."""
        held = [r for r in self.tables["reviews"] if not self.as_of or r["year"] <= self.as_of.year]
        asked = self.profile.reviewed_roles
        posts = [id for id, p in self.posts.items() if p["role"] in asked and p.get("filled", 1) > 0]
        due = {(post, r["year"]) for post in posts for r in held} | {(r["post"], r["year"]) for r in held}
        for post, year in due:
            if len({r["kind"] for r in held if (r["post"], r["year"]) == (post, year)}) < 3:
                yield "APR905", post, None, None
