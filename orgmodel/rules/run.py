"""Runs every rule over the derived tables of an org, one pass a table."""

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from orgmodel.graph import Derived, derive
from orgmodel.model import Org
from orgmodel.rules.base import Rule
from orgmodel.rules.catalogue import catalogue, matching
from orgmodel.rules.report import HITS, Report


def check(org: Org, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Report:
    """All findings of an org.

    ``select`` and ``ignore`` are prefixes of codes; they choose what the report shows, not what is computed, so
    a consequence stays a consequence when the rule of its cause is not shown.

    :raises BadInput: for a prefix that no rule has, or an unknown profile.
    """
    d = derive(org)
    on = [r for r in catalogue().values() if r.code not in d.profile.disabled]
    silent = {r.code: r.needs for r in on if r.needs and not any(_filled(org, need) for need in r.needs)}
    tables: dict[str, list[Rule]] = defaultdict(list)
    for rule in on:
        if rule.code not in silent:
            tables[rule.table].append(rule)
    hits = pl.concat([pl.DataFrame(schema=HITS), *(_run(d, name, these) for name, these in tables.items())])
    hits = _rooted(hits)
    shown = matching(select) if tuple(select) else set(catalogue())
    shown -= matching(ignore)
    return Report(org, d, hits.sort("code", "subject", "at"), silent, shown)


def _filled(org: Org, need: str) -> bool:
    table, _, column = need.partition(".")
    data = org.tables[table]
    return column in data.columns and data[column].null_count() < len(data)


def _run(d: Derived, name: str, rules: list[Rule]) -> pl.DataFrame:
    table = d.table(name)
    truth = table.select(rule.where(d.profile).fill_null(False).alias(rule.code) for rule in rules)
    out = []
    for rule in rules:
        chosen = truth[rule.code]
        if not chosen.any():
            continue
        none = (pl.lit(None, dtype=pl.String), pl.lit(None, dtype=pl.String))
        code, subject = rule.cause(d.profile) if rule.cause else none
        out.append(
            table.with_row_index("at")
            .filter(chosen)
            .select(
                code=pl.lit(rule.code),
                severity=pl.lit(rule.severity_in(d.profile)),
                subject=pl.col(rule.subject),
                table=pl.lit(name),
                at=pl.col("at").cast(pl.Int64),
                home=pl.col("home") if "home" in table.columns else pl.lit(rule.home),
                row=pl.col("row").cast(pl.Int64),
                cause_code=code.cast(pl.String),
                cause_subject=subject.cast(pl.String),
            )
        )
    return pl.concat([pl.DataFrame(schema=HITS), *out])


def _rooted(hits: pl.DataFrame) -> pl.DataFrame:
    """Keep a cause only where that finding exists; else the finding is a root itself."""
    present = hits.select(cause_code="code", cause_subject="subject").unique().with_columns(present=True)
    joined = hits.join(present, on=["cause_code", "cause_subject"], how="left", maintain_order="left")
    kept = [pl.when(pl.col("present")).then(pl.col(c)).alias(c) for c in ("cause_code", "cause_subject")]
    return joined.with_columns(kept).drop("present")
