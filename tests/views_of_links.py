"""The detector's views of several links at once, and its rules for organisations without bodies, in plain loops."""

from collections.abc import Iterator

from tests.reading import Reading, chain, line_name

Found = tuple[str, str, str | None, str | None]  # code, subject, code and subject of its cause
CODES = {"broken": "CHN201", "half": "CHN202", "orphan": "CHN203"}


class Views(Reading):
    """A reading with the rules about whole ways, and about commands."""

    def below(self, unit: str) -> list[str]:
        return [u for u, superior in self.vertical.items() if superior == unit and self.active(u)]

    def leaf(self, unit: str) -> bool:
        return self.active(unit) and unit in self.vertical and not self.below(unit)

    def finding(self, unit: str | None) -> tuple[str, str] | None:
        """The finding at a unit's link."""
        status, body = self.links.get(unit or "", ("none", None))
        if status not in CODES:
            return None
        return CODES[status], str(body if status == "orphan" else unit)

    def views(self) -> list[Found]:
        if self.profile.roles.affiliation is None:
            return []
        return [*self.continuity(), *self.linkage(), *self.fields(), *self.uncovered()]

    def continuity(self) -> Iterator[Found]:
        for unit in self.unit:
            way = [unit, *chain(self.vertical, unit)]
            if not self.leaf(unit) or self.links[unit][0] == "none" or way[-1] in self.vertical:
                continue
            cut = [f for u in reversed(way) if (f := self.finding(u))]
            bare = [u for u in reversed(way) if u in self.links and self.links[u][0] == "none"]
            if cut:
                yield "CHN204", unit, *cut[0]
            elif bare:
                yield "CHN204", unit, "CHN208", bare[0]

    def linkage(self) -> Iterator[Found]:
        held = [layer for layer in self.profile.layers if layer.kinds]
        for body in self.bodies:
            host = self.host(body)
            way = chain(self.affiliation, body)
            if self.unit[body]["kind"] not in held[-1].kinds or host is None:
                continue
            kind = self.profile.kinds.get(self.unit[host]["kind"])
            if (kind and kind.side == "territorial") or (way and way[-1] in self.affiliation):
                continue
            counted = any(row.get("members") is not None for row in self.all_units)
            lacking = counted and self.unit[body].get("members") == 0
            at = body
            for layer in reversed(held[:-1]):
                of_layer = [u for u in self.unit if self.active(u) and self.unit[u]["kind"] in layer.kinds]
                if any(self.profile.kinds[k].rank is not None for k in layer.kinds):
                    above = next((a for a in chain(self.affiliation, at) if a in of_layer), None)
                else:
                    beside = {self.host(u) for u in of_layer} - {None}
                    above = at if self.host(at) in beside else None
                lacking |= bool(of_layer) and above is None
                at = above or at
            if lacking:
                lost = None if self.reaches(body) else ("CHN203", body)
                cause = lost or self.finding(host) or self.finding(self.host(at))
                if cause is None and host not in self.links:
                    cause = self.cut(host, self.profile.roles.vertical, self.vertical)
                yield "CHN205", body, *(cause or (None, None))

    def fields(self) -> Iterator[Found]:
        for unit in self.unit:
            below = self.below(unit)
            covered = any(self.host(b) == unit for b in self.bodies)
            if not self.active(unit) or not covered or not all(self.leaf(u) for u in below):
                continue
            with_body = sorted(u for u in below if self.links[u][0] != "none")
            joined = sum(self.links[u][0] in ("direct", "dual") for u in with_body)
            if with_body and joined < len(with_body):
                cause = next((f for u in with_body if (f := self.finding(u))), (None, None))
                yield "CHN207" if joined else "CHN206", unit, *cause

    def uncovered(self) -> Iterator[Found]:
        least = self.profile.thresholds.get("branch_least")
        for id, row in self.unit.items():
            kind = self.profile.kinds.get(row["kind"])
            barred = kind and (kind.body or kind.office or kind.side == "territorial" or kind.recognised_end)
            covered = any(self.host(b) == id for b in self.bodies)
            if not self.active(id) or barred or covered or row.get("host") is not None or not self.bodies:
                continue
            if least and (row.get("full_members") or 0) >= least.value:
                yield "CHN208", id, None, None

    def commands(self) -> list[Found]:
        """The rules for organisations without bodies."""
        p = self.profile
        if p.roles.affiliation is not None:
            return []
        out: list[Found] = []
        for id in filter(self.active, self.unit):
            mine = [ln for ln in self.lines if ln["subordinate"] == id]
            free = [
                ln
                for ln in mine
                if ln["kind"] in p.lines and not p.lines[ln["kind"]].binding and self.valid(ln)
            ]
            binding = [
                ln for ln in mine if ln["kind"] in p.lines and p.lines[ln["kind"]].binding and self.valid(ln)
            ]
            scopes: dict[str | None, set[str]] = {}
            for line in binding:
                scopes.setdefault(line.get("scope"), set()).add(line["superior"])
            if any(len(superiors) > 1 for superiors in scopes.values()):
                out.append(("MTX971", id, "STR105", id))
            named = any(ln["kind"] == p.roles.vertical for ln in mine)
            led = [ln for ln in self.of_kind(p.roles.vertical) if self.valid(ln) and ln["superior"] == id]
            top = any(self.active(ln["subordinate"]) for ln in led)
            if free and not named and not top:
                out.append(("MTX972", id, "STR106", id))
        vertical = {
            (ln["subordinate"], ln["superior"]) for ln in self.of_kind(p.roles.vertical) if self.valid(ln)
        }
        doubled = {
            line_name(ln)
            for ln in self.lines
            if ln["kind"] in p.lines
            and not p.lines[ln["kind"]].binding
            and (ln["subordinate"], ln["superior"]) in vertical
        }
        return out + [("MTX973", line, None, None) for line in sorted(doubled)]
