"""What a check gives: findings kept as columns, made into objects and prose only where they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph import Derived
from orgmodel.graph.called import called, with_id
from orgmodel.model import Location, Org
from orgmodel.profiles import Citation, Severity
from orgmodel.rules.base import Rule
from orgmodel.rules.custom import rules_of
from orgmodel.rules.prose import each, messages, plain

HITS = {
    "code": pl.String,
    "severity": pl.String,
    "subject": pl.String,
    "table": pl.String,
    "at": pl.UInt32,
    "home": pl.String,
    "row": pl.UInt32,
    "cause_code": pl.String,
    "cause_subject": pl.String,
}
NAMED = ("units", "functions", "meetings", "resources", "documents", "posts")  # whose rows messages name
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Cause:
    """The finding that another only follows from."""

    code: str
    subject: str


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found, with all that is needed to show it."""

    code: str
    name: str
    severity: Severity
    subject: str
    message: str
    values: Mapping[str, Any]
    cites: tuple[Citation, ...]
    location: Location | None
    cause: Cause | None


@dataclass(frozen=True, eq=False)
class Report:
    """All findings of one org.

    ``hits`` holds every finding of every rule as columns (:data:`HITS`); ``silent`` maps the code of each shown rule that had
    no facts to the columns that would switch it on; ``codes`` are the rules that are shown.
    """

    org: Org
    derived: Derived
    hits: pl.DataFrame
    silent: Mapping[str, tuple[str, ...]]
    codes: set[str] = field(default_factory=set)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All rules by code, those of the profile's own among them."""
        return rules_of(self.derived.profile)

    @cached_property
    def _judged(self) -> pl.DataFrame:
        allow = self.derived.tables["allow"].with_row_index("entry")
        if allow.is_empty():
            return self.hits.with_columns(entry=pl.lit(None, dtype=pl.UInt32), excused=pl.lit(False))
        as_of = self.org.as_of
        alive = (
            allow if as_of is None else allow.filter(pl.col("until").is_null() | (pl.col("until") >= as_of))
        )
        alive = alive.unique(["rule", "subject"], keep="first").select(
            code="rule", subject="subject", entry="entry"
        )
        found = self.hits.join(alive, on=["code", "subject"], how="left", maintain_order="left")
        return found.with_columns(excused=_excused(found))

    @cached_property
    def standing(self) -> pl.DataFrame:
        """The findings that count: those of shown rules that no entry of ``allow`` covers, nor what they follow from."""
        counts = pl.col("entry").is_null() & ~pl.col("excused") & pl.col("code").is_in(list(self.codes))
        return _those(self._judged, counts).drop("entry", "excused")

    @cached_property
    def roots(self) -> pl.DataFrame:
        """The findings that follow from no other."""
        return _those(self.standing, pl.col("cause_code").is_null())

    @cached_property
    def summary(self) -> dict[str, Any]:
        """Counts by severity, roots and consequences, and by code; severities count roots only, codes all."""
        roots = self.root_codes
        counts = dict.fromkeys(SEVERITIES, 0)
        for code, number in roots.items():
            counts[self.rules[code].severity_in(self.derived.profile)] += number
        return {
            **{str(severity): number for severity, number in counts.items()},
            "roots": sum(roots.values()),
            "consequences": len(self.standing) - sum(roots.values()),
            "by_code": dict(self.standing["code"].value_counts().sort("code").iter_rows()),
        }

    @cached_property
    def root_codes(self) -> dict[str, int]:
        """How many findings of each code follow from no other."""
        root = pl.col("cause_code").is_null()
        counted = self.standing.lazy().group_by("code").agg(root.sum()).sort("code").collect()
        return {code: number for code, number in counted.iter_rows() if number}

    @cached_property
    def exposure(self) -> int:
        """Sum of the severity weights of all root findings that count, of the rules that were run: all, unless some are selected."""
        weights = self.derived.profile.weights
        roots = self._judged.filter(pl.col("entry").is_null() & pl.col("cause_code").is_null())
        return sum(weights[s] * n for s, n in roots.group_by("severity").len().iter_rows())

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding that counts, in the org's language."""
        return self.shown()

    def shown(self, limit: int | None = None, language: str | None = None) -> list[Finding]:
        """The first findings that count, most severe first, with values and prose."""
        return self.told(leading(self.standing, limit), language)

    def shown_roots(self, limit: int | None = None, language: str | None = None) -> list[Finding]:
        """The first findings that follow from no other, most severe first, with values and prose."""
        count = self.summary["roots"]
        return self.told(leading(self.standing, count if limit is None else min(limit, count)), language)

    @cached_property
    def covered(self) -> pl.DataFrame:
        """The findings that an entry of ``allow`` covers."""
        return self._judged.filter(pl.col("entry").is_not_null()).drop("entry", "excused")

    @property
    def allowed(self) -> list[Finding]:
        """The findings that an entry of ``allow`` covers, in the org's language."""
        return self.told(self.covered)

    @cached_property
    def stale(self) -> list[tuple[str, str, str]]:
        """Entries of ``allow`` that cover nothing: rule, subject, and ``expired`` or ``unmatched``."""
        used = self._judged["entry"].drop_nulls().unique().to_list()
        rest = self.derived.tables["allow"].with_row_index("entry").filter(~pl.col("entry").is_in(used))
        day = self.org.as_of
        return [
            (r["rule"], r["subject"], "expired" if day and r["until"] and r["until"] < day else "unmatched")
            for r in rest.to_dicts()
        ]

    def told(self, hits: pl.DataFrame, language: str | None = None) -> list[Finding]:
        """These findings with values and prose, in their order."""
        language, profile = language or self.org.language, self.derived.profile
        numbered = hits.with_row_index("nth")
        out: dict[int, Finding] = {}
        for (code,), group in numbered.group_by("code", maintain_order=True):
            rule = self.rules[str(code)]
            values = self._values(rule, group["at"], language)
            prose = messages(rule, profile, language, values, self._named(rule, values, language))
            cites = profile.cites(rule.code)
            for row, told, message in zip(group.to_dicts(), values, prose, strict=True):
                out[row["nth"]] = self._told(rule, row, told, message, cites)
        return [out[i] for i in range(len(hits))]

    def _values(self, rule: Rule, at: pl.Series, language: str) -> list[dict[str, Any]]:
        d = self.derived
        rows = d.spoken(rule.table, rows=at)
        found = rows.select(subject=rule.subject, **rule.values(d.profile)).to_dicts()
        if rule.detail:
            for values, row in zip(found, rows.to_dicts(), strict=True):
                values.update(rule.detail(d, row))
        if rule.over:
            subjects = [values["subject"] for values in found]
            these = self.hits.filter(pl.col("code").is_in(rule.over) & pl.col("subject").is_in(subjects))
            about = dict(these.group_by("subject").agg(pl.col("code").unique().sort()).iter_rows())
            for values in found:
                codes = about.get(values["subject"], [])
                values.update(faults=len(codes), codes=codes)
        return found

    def _told(
        self,
        rule: Rule,
        row: dict[str, Any],
        values: dict[str, Any],
        message: str,
        cites: tuple[Citation, ...],
    ) -> Finding:
        return Finding(
            rule.code,
            rule.name,
            row["severity"],
            row["subject"],
            message,
            {k: plain(v) for k, v in values.items() if k != "subject" and v is not None},
            cites,
            self.org.location(row["home"], row["row"], rule.column),
            Cause(row["cause_code"], row["cause_subject"]) if row["cause_code"] else None,
        )

    def _named(self, rule: Rule, found: list[dict[str, Any]], language: str) -> dict[Any, str]:
        """Each id in these values that a row has -> what the row is called, the first of :data:`NAMED` that has it.

        A post is named with its id, as several may have unit and role in common.
        """
        left = {
            id for values in found for name in rule.ids for id in each(values[name]) if isinstance(id, str)
        }
        names: dict[Any, str] = {}
        for table in NAMED:
            told = called(self.derived, left, language, [table])[table]
            names |= {id: with_id(n, id, language) for id, n in told.items()} if table == "posts" else told
            left -= told.keys()
        return names


def foremost(findings: pl.DataFrame, limit: int | None = None) -> NDArray[np.int64]:
    """The rows of the first of these findings: roots before consequences, the most severe first, else in their order."""
    severity = pl.col("severity").replace_strict(
        {s: n for n, s in enumerate(SEVERITIES)}, return_dtype=pl.Int8
    )
    follows = pl.col("cause_code").is_not_null().cast(pl.Int8)
    rank = findings.select(follows * len(SEVERITIES) + severity).to_series().to_numpy()
    return np.argsort(rank, kind="stable")[:limit]


def leading(findings: pl.DataFrame, limit: int | None = None) -> pl.DataFrame:
    """The first of these findings, as :func:`foremost` puts them."""
    return findings[foremost(findings, limit)]


def _excused(judged: pl.DataFrame) -> pl.Series:
    """True for the findings that follow from one that an entry covers, through however many others."""
    keys = {"cause_code": "code", "cause_subject": "subject"}
    out = np.zeros(len(judged), dtype=bool)
    covered = judged.filter(pl.col("entry").is_not_null())
    left = judged.with_row_index("nth").filter(pl.col("entry").is_null() & pl.col("cause_code").is_not_null())
    while len(covered) and len(left):
        above = covered.select(**keys).unique()
        covered = left.join(above, on=list(keys), how="semi")
        left = left.join(above, on=list(keys), how="anti")
        out[covered["nth"].to_numpy()] = True
    return pl.Series(out)


def _those(findings: pl.DataFrame, holds: pl.Expr) -> pl.DataFrame:
    """The findings for which something holds; where it does for all, the same table and no copy of it."""
    chosen = findings.select(holds).to_series()
    return findings if chosen.all() else findings.filter(chosen)
