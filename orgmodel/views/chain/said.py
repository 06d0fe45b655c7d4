"""What the picture of one chain says of it: beside its links what they lack, above it date, counts and the gravest finding."""

from dataclasses import dataclass
from functools import partial

import polars as pl

from orgmodel.graph import derive
from orgmodel.graph.broken import CODES
from orgmodel.graph.days import day_words
from orgmodel.graph.labels import status_label
from orgmodel.graph.links import CONTINUOUS
from orgmodel.model import Org
from orgmodel.profiles import Profile
from orgmodel.scene import Font
from orgmodel.scene.text import broken, plain
from orgmodel.views._asked import Asked
from orgmodel.views._cast import Cast
from orgmodel.views._look import Edge, Look
from orgmodel.views._words import SHOWS
from orgmodel.views._words import say as common
from orgmodel.views.chain.path import Ways
from orgmodel.views.chain.words import cited, say, turned

NOTE = 48.0  # mm: the widest line of what is said at a break
MARKED = ("half", "broken", "orphan")


@dataclass(frozen=True)
class Said:
    """The words about one unit's chain in one org, or before and after."""

    asked: Asked
    unit: str
    orgs: list[Org]
    casts: list[Cast]
    ways: list[Ways]

    @property
    def lang(self) -> str:
        """The language of the words."""
        return self.asked.lang

    @property
    def font(self) -> Font:
        """What words are measured with."""
        return self.asked.font

    @property
    def profile(self) -> Profile:
        """What line kinds are called."""
        return self.casts[0].profile

    def status(self, id: str, nth: int) -> str:
        """The status of the link of a unit in one of the orgs."""
        actor = self.casts[min(nth, len(self.casts) - 1)].actors.get(id)
        return actor.status if actor else ""

    def note(self, e: Edge, show: str, looks: dict[str, Look]) -> tuple[str, ...]:
        """What stands beside a link of the vertical way: its status and, at a break, what is missing."""
        if e.strand != "vertical" or e.cls == "removed" or not self.judged(e):
            return ()
        first, last = self.status(e.tail, 0), self.status(e.tail, 1)
        if show == "diff":
            told = turned(first, last, self.lang)
        else:
            told = (
                status_label(first if show == "before" else last, self.lang)
                if (first if show == "before" else last)
                else ""
            )
        clauses = [told] if told else []
        if e.mark in MARKED and told:
            first_, *rest = self.missing(e, show, looks)
            clauses = [told + say("colon", self.lang) + first_, *rest]
        measure = partial(self.font.width, size=8.0)
        return tuple(line for c in clauses for line in broken(c, measure, NOTE, 9) or (c,))

    def judged(self, e: Edge) -> bool:
        """True for the link that the status of a unit speaks of, not for a second line to another superior."""
        ties = (t for c in self.casts for t in c.ties if (t.tail, t.head) == (e.tail, e.head))
        return any(t.strand == "vertical" and t.status for t in ties)

    def missing(self, e: Edge, show: str, looks: dict[str, Look]) -> list[str]:
        """What a broken link lacks, in clauses, from the columns that its status was judged by."""
        org = self.orgs[0 if show == "before" else -1]
        d = derive(org)
        link = d.links.filter(pl.col("unit") == e.tail).row(0, named=True)
        roles, lang = self.profile.roles, self.lang
        lead = (
            self.profile.lines[roles.leadership].label(lang) if roles.leadership else say("leadership", lang)
        )
        if e.mark == "orphan":
            return [say("nowhere", lang)]
        head = next((x.faces[e.head] for x in looks.values() if e.head in x.faces), None)
        above = f"{head.name}" if head else say("superior", lang)
        if len(above) > 24:
            above = say("superior", lang)
        return [say("missing", lang, above), say("led_only" if link["led"] else "not_led", lang, lead)]

    def heading(self, show: str, page: int, pages: int) -> tuple[str, str]:
        """The title, and a note with date, counts and the finding that stands at the break."""
        lang = self.lang
        nth = 0 if show == "before" else len(self.orgs) - 1
        side = SHOWS[show][lang != "zh"] if len(self.orgs) > 1 else common("now", lang)
        of = common("page", lang, page, pages) if pages > 1 else ""
        inner = [x for x in (side, of) if x]
        title = say("chart", lang, self.called()) + (
            "（" + "，".join(inner) + "）" if lang == "zh" else f" ({', '.join(inner)})"
        )
        org = self.orgs[nth]
        parts = [common("as_of", lang, day_words(org.as_of, lang))] if org.as_of else []
        tally = say("links", lang, len(self.ways[nth].vertical) - 1)
        if self.casts[0].counts:
            tally += self.continuity(show, nth)
        if not self.asked.focus and self.links(0, MARKED):
            tally += say("chosen", lang)
        parts.append(tally)
        told = self.told(0 if show == "diff" else nth)
        if told and show == "diff":
            told = [SHOWS["before"][lang != "zh"] + say("colon", lang) + told[0]]
        return title, common("stop", lang).join([*parts, *told])

    def called(self) -> str:
        """The unit by its name in full, as the title says not where it belongs; as its box has it where the font lacks that."""
        actor = next(c.actors[self.unit] for c in self.casts if self.unit in c.actors)
        names = (n for org in self.orgs for n in org.units.filter(pl.col("id") == self.unit)["name"])
        return next((n for n in map(plain, filter(None, names)) if not self.font.missing(n)), actor.name)

    def continuity(self, show: str, nth: int) -> str:
        """How many links of the vertical way are broken and how many lack a body; that it is unbroken where all hold."""
        told = []
        for term, statuses in (("breaks", MARKED), ("bare", ("none",))):
            was, now = self.links(0, statuses), self.links(nth, statuses)
            number = f"{was}→{now}" if show == "diff" and was != now else f"{now}"
            told += [say(term, self.lang, number)] if number != "0" else []
        if not told and self.links(nth, CONTINUOUS) == len(self.ways[nth].vertical) - 1:
            told = [say("sound", self.lang)]
        return "".join(say("comma", self.lang) + each for each in told)

    def links(self, nth: int, statuses: tuple[str, ...]) -> int:
        """How many links of the vertical way have one of these statuses in one of the orgs."""
        return sum(self.status(i, nth) in statuses for i in self.ways[nth].vertical)

    def told(self, nth: int) -> list[str]:
        """The first finding at a link of the chain, with what it rests on."""
        report = self.asked.findings[nth] if nth else self.asked.findings[0]
        if report is None:
            return []
        about = set(self.ways[nth].vertical)
        bodies = self.orgs[nth].units.filter(pl.col("host").is_in(sorted(about)))["id"].to_list()
        hits = report.standing.filter(
            pl.col("code").is_in(sorted(CODES.values())) & pl.col("subject").is_in(sorted({*about, *bodies}))
        )
        found = report.told(hits, self.lang)
        order = {id: n for n, id in enumerate(self.ways[nth].vertical)}
        found.sort(key=lambda f: (order.get(f.subject, -1), f.code))
        return [f"{f.message}{cited(f.cites, self.lang)}" for f in found[:1]]
