"""A plain reading of every rule that counts, over all tables: what brute force judges a choice of moves by."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from math import ceil

from orgmodel.profiles.schema import Term, Threshold
from tests.proposals.orgs_functions import first_rows
from tests.proposals.orgs_work import Work
from tests.reading import Row
from tests.reference import SEVERITY
from tests.views_of_links import Found

GRAVE = {
    **SEVERITY,
    **dict.fromkeys(("EST404", "EST410", "CPT302", "FND601", "RSP701", "APR901"), "error"),
    **dict.fromkeys(
        ("EST407", "EST408", "EST409", "EST412", "EST413", "SUP801", "SUP802", "SUP803"), "warning"
    ),
    **dict.fromkeys(("STF501", "STF502", "STF503", "STF505", "FND602", "FND603"), "warning"),
    **dict.fromkeys(("CPT301", "CPT303", "CPT304", "CPT306"), "warning"),
    **dict.fromkeys(("RSP702", "RSP704", "RSP705", "RSP706", "RSP707", "RSP708"), "warning"),
    **dict.fromkeys(("APR902", "APR904", "APR905", "APR906", "COO951", "COO952", "COO955"), "warning"),
    "EST411": "info",
}
FAULTS = ("EST406", "EST407", "EST408", "EST409", "EST410", "EST411", "EST412")  # of a weak body


def months_on(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later, or the last one that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def later(day: datetime.date, by: Threshold) -> datetime.date:
    """A day moved by a number of days, months or years."""
    if by.unit == "days":
        return day + datetime.timedelta(days=int(by.value))
    return months_on(day, int(by.value) * (12 if by.unit == "years" else 1))


class Whole(Work):
    """A reading with every rule whose findings count in exposure, and those that make a body weak."""

    def limit(self, name: str) -> Fraction | None:
        """A threshold as it is written in decimals."""
        return Fraction(str(self.profile.thresholds[name].value)) if name in self.profile.thresholds else None

    @cached_property
    def guarded(self) -> set[str | None]:
        kind = self.profile.roles.oversight
        return {self.host(u) for u in self.unit if self.active(u) and self.unit[u]["kind"] == kind} - {None}

    # -- bodies and their committees ---------------------------------------------------------------------

    def boards(self) -> Iterator[Found]:
        p = self.profile
        basic = p.kinds[p.roles.basic].rank if p.roles.basic else None
        for body in self.bodies:
            row = self.unit[body]
            least, count = self.limit("branch_least"), row.get("full_members")
            if self.rank(body) == basic and least is not None and count is not None and count < least:
                yield "EST404", body, None, None
            enough = p.thresholds.get("branch_committee")
            count = row.get(enough.unit) if enough else None
            alone = self.rank(body) == basic and not row.get("seats") and self.told("units.seats")
            if alone and enough and count is not None and count >= enough.value:
                yield "EST407", body, None, None
            for role in ("committee", "general", "basic"):
                kind, seats = getattr(p.roles, role), row.get("seats")
                if kind and seats and self.rank(body) == p.kinds[kind].rank:
                    low, high = self.limit(f"{role}_seats_least"), self.limit(f"{role}_seats_most")
                    if (low is not None and seats < low) or (high is not None and seats > high):
                        yield "EST409", body, None, None
            if row.get("seats") is not None and row.get("seats_filled", row["seats"]) < row["seats"]:
                yield "EST412", body, None, None
            due = self.due(body)
            if due and self.as_of and self.as_of > due:
                yield "EST410", body, None, None
            elif due and self.as_of and due <= self.warned:
                yield "EST411", body, None, None

    @cached_property
    def warned(self) -> datetime.date:
        """The last day of which the check warns; the org's day where it does not."""
        warning = self.profile.thresholds.get("term_warning")
        return later(self.as_of, warning) if warning else datetime.date.min

    def due(self, body: str) -> datetime.date | None:
        """The last day of a body's term, the approved extension counted up to what the profile allows."""
        row = self.unit[body]
        start: datetime.date | None = row.get("term_start")
        term = next((t for t in self.profile.terms if self.fits(t, body, start)), None)
        if start is None or term is None:
            return None
        longest = self.limit("term_extension")
        extension = row.get("term_extension") or 0
        return months_on(
            start, term.years * 12 + int(extension if longest is None else min(extension, longest))
        )

    def fits(self, term: Term, body: str, start: datetime.date | None) -> bool:
        levels = [self.profile.level_rank[name] for name in term.levels]
        held = self.unit[body]["kind"] in term.kinds and (not levels or self.level(body) in levels)
        return held and (term.since is None or (start is not None and start >= term.since))

    def deputies(self) -> Iterator[Found]:
        seated: dict[str, list[bool]] = defaultdict(list)
        for post in self.tables["posts"]:
            at = post["unit"]
            if post["role"] != self.profile.roles.deputy or at not in self.unit:
                continue
            if self.rank(at) is None:
                place = self.place(at)
                beside = (u for u in self.unit if self.active(u) and self.host(u) == place)
                at = next((u for u in beside if self.unit[u]["kind"] == self.profile.roles.committee), None)
            if at is not None and post.get("on_committee") is not None:
                seated[at].append(post["on_committee"])
        yield from (("EST408", body, None, None) for body, held in seated.items() if not any(held))

    def supervision(self) -> Iterator[Found]:
        watched: dict[str, list[Row]] = defaultdict(list)
        for line in self.of_kind(self.profile.roles.supervision):
            if self.valid(line) and self.active(line["subordinate"]):
                watched[line["subordinate"]].append(line)
        few = self.limit("supervision_channels")
        for unit, lines in watched.items():
            channels, rhythms = ({x.get(c) for x in lines} for c in ("channel", "rhythm"))
            if few is not None and None not in channels and len(channels) < few:
                yield "SUP801", unit, None, None
            if rhythms == {"periodic"}:
                yield "SUP802", unit, None, None
        for body in self.bodies:
            posts = [x for x in self.tables["posts"] if x["unit"] == body]
            committee = self.unit[body].get("seats") or any(x.get("on_committee") for x in posts)
            watching = any(x["role"] == self.profile.roles.commissioner for x in posts)
            guarded = self.host(body) in self.guarded or self.profile.roles.commissioner is None
            if posts and committee and not watching and not guarded:
                yield "SUP803", body, None, None

    # -- staff and funds ---------------------------------------------------------------------------------

    def staffing(self) -> Iterator[Found]:
        p = self.profile
        for unit in filter(self.stands, self.unit):
            inside = [u for u in self.unit if self.active(u) and self.host(u) == unit]
            posts = [x for x in first_rows(self.tables["posts"]) if self.place(x["unit"]) == unit]
            full = self.full_time(unit, inside, posts)
            staff, effective = (self.own_or_inside(unit, inside, c) for c in ("staff", "effective_staff"))
            upper = self.limit("staff_quota_upper") or 0.0
            small = None if staff is None else staff * upper < 100
            named = [x for x in posts if any(c.role == x["role"] and c.designated for c in p.posts)]
            designated = sum(x.get("filled", x.get("seats", 1)) for x in named) > 0 or (effective or 0) > 0
            if full is None:
                continue
            asks = "designated_person" not in p.thresholds or (small is not False and not designated)
            if full == 0 and asks:
                yield "STF501", unit, None, None
            quota = None if staff is None else max(1, ceil(staff * (self.limit("staff_quota") or 0.0) / 100))
            some = full > 0 or ("designated_person" in p.thresholds and small is False)
            if "staff_quota" in p.thresholds and some and quota is not None and full < quota:
                yield "STF502", unit, None, None
            members = [m for u in (unit, *inside) if (m := self.unit[u].get("members")) is not None]
            load, share = self.limit("member_load"), self.limit("effective_share")
            if load is not None and full > 0 and members and sum(members) >= load * full:
                yield "STF503", unit, None, None
            if share is not None and full > 0 and effective is not None and effective * 100 < share * full:
                yield "STF505", unit, None, None

    def own_or_inside(self, unit: str, inside: list[str], column: str) -> float | None:
        own: float | None = self.unit[unit].get(column)
        told = [v for u in inside if (v := self.unit[u].get(column)) is not None]
        return own if own is not None else sum(told) if told else None

    def full_time(self, unit: str, inside: list[str], posts: list[Row]) -> float | None:
        """Full-time heads as the posts tell them, else as the unit does."""
        if any(x.get("full_time") is not None for x in posts):
            return sum(x.get("filled", x.get("seats", 1)) for x in posts if x.get("full_time"))
        return self.own_or_inside(unit, inside, "full_time_staff")

    def funding(self) -> Iterator[Found]:
        share = self.limit("paid_share")
        for id in filter(self.active, self.unit):
            row = self.unit[id]
            listed = {"none": "FND601", "temporary": "FND602"}.get(row.get("budget") or "")
            if listed:
                yield listed, id, None, None
            planned, paid = row.get("budget_planned"), row.get("budget_paid")
            if share is not None and planned and paid is not None and paid * 100 < share * planned:
                yield "FND603", id, None, None

    # -- all of it ---------------------------------------------------------------------------------------

    @cached_property
    def found(self) -> list[Found]:
        """Every finding; a cause is kept only where that finding exists."""
        every = [*self.structure(), *self.chains(), *self.views(), *self.establishment(), *self.commands()]
        for family in (self.boards, self.deputies, self.supervision, self.staffing, self.funding):
            every += family()
        for family in (self.counterparts, self.appraised, self.coverage, self.duties, self.post_duties):
            every += family()
        for family in (self.depth, self.appraisal, self.tasks, self.documents, self.reviews):
            every += family()
        every = [f for f in every if not self.profile.off(f[0])]
        of: dict[str, set[str]] = defaultdict(set)
        for code, subject, _, _ in every:
            if code in FAULTS:
                of[subject].add(code)
        weak = self.limit("weak_body")
        if weak is not None and not self.profile.off("EST413"):
            every += [("EST413", b, None, None) for b in self.bodies if len(of[b]) >= weak]
        here = {(code, subject) for code, subject, _, _ in every}
        return [f if (f[2], f[3]) in here else (f[0], f[1], None, None) for f in every]

    def weight(self, found: Found) -> int:
        return self.profile.weights[self.profile.severities.get(found[0]) or GRAVE[found[0]]]

    def allowed(self, found: Found) -> bool:
        """Whether the planner accepts the finding on this day."""
        return any(
            (row["rule"], row["subject"]) == found[:2]
            for row in self.tables["allow"]
            if not (self.as_of and row.get("until") and row["until"] < self.as_of)
        )

    def roots(self) -> list[tuple[str, int]]:
        """Code and weight of each root finding that counts and that nobody allows."""
        roots = (f for f in self.found if f[2] is None and not self.allowed(f))
        return [(f[0], w) for f in roots if (w := self.weight(f))]
