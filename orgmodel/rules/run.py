"""Runs every rule over the derived tables of an org, one pass a table."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import numpy as np
import polars as pl

from orgmodel.graph import Derived, derive
from orgmodel.graph.derived import SHARED
from orgmodel.model import Org
from orgmodel.model.abreast import abreast
from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule
from orgmodel.rules.catalogue import matching, place
from orgmodel.rules.custom import proved, rules_of
from orgmodel.rules.horizon import warning_in
from orgmodel.rules.report import HITS, Report


def check(
    org: Org, *, select: Iterable[str] = (), ignore: Iterable[str] = (), horizon: str | None = None
) -> Report:
    """All findings of an org.

    ``select`` and ``ignore`` are prefixes of codes; they choose what the report shows. A rule that is not shown is run where
    a finding that is shown may follow from it, so a consequence stays a consequence. ``horizon`` (``90d``, ``6m``, ``2y``) says
    how far ahead of the org's day terms are looked at; without it as far as the profile warns.

    :raises BadInput: for a prefix that no rule has, an unknown profile, or a horizon that is none.
    """
    d = derive(org)
    rules = rules_of(d.profile)
    shown = matching(select, rules) if tuple(select) else set(rules)
    shown -= matching(ignore, rules)
    asked = shown.union(org.tables["allow"]["rule"], *(rules[code].over for code in shown))
    profile = warning_in(d.profile, horizon, org)
    hits, silent = _found(org, d, rules, asked, profile, pl.DataFrame(schema=HITS))
    return Report(org, d, hits, {code: needs for code, needs in silent.items() if code in shown}, shown)


def recheck(before: Report, org: Org, codes: Collection[str]) -> Report:
    """The findings of an org that was made from another by a few changes.

    Only these rules are run; what the others found in the report on the org before is taken as it is.
    """
    d = derive(org)
    rules = {code: rule for code, rule in rules_of(d.profile).items() if code in codes}
    known = before.hits.filter(~pl.col("code").is_in(list(codes)))
    hits, silent = _found(org, d, rules, set(rules), d.profile, known)
    return Report(org, d, hits, silent, before.codes)


def _found(
    org: Org, d: Derived, rules: Mapping[str, Rule], asked: set[str], profile: Profile, known: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, tuple[str, ...]]]:
    """What the rules asked for find beside what is known, roots told from consequences; and the rules that had no facts."""
    on = {r.code: r for r in rules.values() if not d.profile.off(r.code)}
    silent: dict[str, tuple[str, ...]] = {}
    first: list[pl.DataFrame] = []
    left = dict(on)
    while due := [left.pop(code) for code in sorted(asked & left.keys())]:
        silent |= {rule.code: needs for rule in due if (needs := _wanting(org, rule))}
        chosen = [rule for rule in due if rule.code not in silent]
        proved(d, chosen)
        found = _each(d, chosen, profile, known, first)
        first += found
        if left:
            causes = [part["cause_code"] for part in found if on[part["code"][0]].cause]
            asked = set(pl.concat(causes).unique()) if causes else set()
    d.settle()
    parts = sorted(first, key=lambda part: place(part["code"][0]))
    hits = pl.concat([pl.DataFrame(schema=HITS), known.select(list(HITS)), *parts])
    if len(known):
        order = {code: n for n, code in enumerate(sorted(hits["code"].unique(), key=place))}
        rank = pl.col("code").replace_strict(order, return_dtype=pl.Int64)
        hits = hits.sort(rank, maintain_order=True)
    return _rooted(hits), silent


def _each(
    d: Derived, rules: list[Rule], profile: Profile, known: pl.DataFrame, before: list[pl.DataFrame]
) -> list[pl.DataFrame]:
    """The hits of these rules, one pass a table; those over others look at the hits known and found before, too."""
    tables: dict[str, list[Rule]] = defaultdict(list)
    again = {*SHARED, *(rule.table for rule in rules if rule.over)}
    for rule in rules:
        if not rule.over:
            tables[rule.table].append(rule)

    def found(item: tuple[str, list[Rule]]) -> list[pl.DataFrame]:
        name, these = item
        hits = _run(d, d.lean(name), name, these, profile)
        if name not in again:
            d.release(name)
        return hits

    d.lean("units")  # most others are built from it
    out = [part for parts in abreast(found, tables.items(), len(d.ids)) for part in parts]
    for rule in rules:
        if rule.over:
            out += _run(d, _counted(d, rule, known, [*before, *out]), rule.table, [rule], profile)
    return out


def _wanting(org: Org, rule: Rule) -> tuple[str, ...]:
    """What must be filled in before a rule can find anything."""
    if rule.dated and org.as_of is None:
        return ("as_of",)
    return () if any(_filled(org, need) for need in rule.needs) else rule.needs


def _filled(org: Org, need: str) -> bool:
    table, _, column = need.partition(".")
    data = org.tables[table]
    return column in data.columns and data[column].null_count() < len(data)


def _counted(d: Derived, rule: Rule, known: pl.DataFrame, first: list[pl.DataFrame]) -> pl.DataFrame:
    """The table of a rule over others, with the number of different codes found about each unit."""
    faults = np.zeros(len(d.ids), dtype=np.int64)
    of_codes = known.filter(pl.col("code").is_in(rule.over)).partition_by("code")
    for of_code in (*of_codes, *(part for part in first if part["code"][0] in rule.over)):
        about = d.rows_of(of_code["subject"])
        faulty = np.zeros(len(faults), dtype=bool)
        faulty[about[about >= 0]] = True
        faults += faulty
    table = d.lean(rule.table)
    return table.with_columns(faults=pl.Series(faults[table["row"].to_numpy()]))


def _run(
    d: Derived, table: pl.DataFrame, name: str, rules: list[Rule], profile: Profile
) -> list[pl.DataFrame]:
    """The hits of each of these rules that has any, in the order of their subjects."""
    if table.is_empty():
        return []
    where = [rule.where(profile).fill_null(False).alias(rule.code) for rule in rules]
    read = {"row", *(column for each in where for column in each.meta.root_names())}
    truth = d.spoken(name, table, read).select("row", *where).get_columns()[1:]
    none = (pl.lit(None, dtype=pl.String), pl.lit(None, dtype=pl.String))
    out = []
    for chosen, rule in zip(truth, rules, strict=True):
        if not chosen.any():
            continue
        code, subject = rule.cause(profile) if rule.cause else none
        at = pl.Series(np.flatnonzero(chosen.to_numpy()).astype(np.uint32))
        read = {"row", "home", rule.subject, *code.meta.root_names(), *subject.meta.root_names()}
        found = d.spoken(name, table, read, at if len(at) < len(table) else None).select_seq(
            code=pl.lit(rule.code),
            severity=pl.lit(rule.severity_in(profile)),
            subject=pl.col(rule.subject),
            table=pl.lit(name),
            at=at,
            home=pl.col("home") if "home" in table.columns else pl.lit(rule.home),
            row=pl.col("row").cast(pl.UInt32),
            cause_code=code.cast(pl.String),
            cause_subject=subject.cast(pl.String),
        )
        out.append(found if found["subject"].is_sorted() else found.sort("subject", maintain_order=True))
    return out


def _rooted(hits: pl.DataFrame) -> pl.DataFrame:
    """Keep a cause only where that finding exists; else the finding is a root itself."""
    pair = ["cause_code", "cause_subject"]
    follows = hits.select(pair).with_row_index("nth").filter(pl.col("cause_code").is_not_null())
    if follows.is_empty():
        return hits
    causes = hits.select(cause_code="code", cause_subject="subject")
    causes = causes.filter(pl.col("cause_code").is_in(follows["cause_code"].unique().implode()))
    lost = follows.join(causes, on=pair, how="anti", maintain_order="left")["nth"]
    if lost.is_empty():
        return hits
    keeps = pl.Series([True]).new_from_index(0, len(hits)).scatter(lost, False)
    return hits.with_columns(pl.when(keeps).then(pl.col(c)).alias(c) for c in pair)
