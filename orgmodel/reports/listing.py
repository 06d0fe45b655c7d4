"""A check as text: the root causes by severity and rule, with what follows from each folded under it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import polars as pl

from orgmodel import moves
from orgmodel.model import ROWS
from orgmodel.reports.columns import aligned
from orgmodel.reports.findings import followers, place_text
from orgmodel.rules import Finding, Report
from orgmodel.rules.catalogue import place

Lines = list[tuple[str, str]]  # text and the name of its style

WORDS = {
    "error": ("错误", "Errors"),
    "warning": ("警告", "Warnings"),
    "info": ("提示", "Notes"),
    "fine": ("未发现问题", "No findings"),
    "summary": (
        "根源问题{roots}项（错误{error}、警告{warning}、提示{info}），由其引起的{consequences}项",
        "Root causes: {roots} (errors {error}, warnings {warning}, notes {info}); consequences: {consequences}",
    ),
    "follows": ("由此引起{count}项：{codes}", "{count} more follow from this: {codes}"),
    "loose": (
        "由未列出的规则引起{count}项：{codes}",
        "{count} follow from rules that are not shown: {codes}",
    ),
    "basis": ("相关条款：", "See: "),
    "repairs": ("可用措施：", "Moves that repair: "),
    "more": (
        "另有{count}项根源问题未列出，可用 --limit 调整",
        "{count} more root causes are not shown; --limit shows more",
    ),
    "allowed": ("已豁免（{count}项）", "Allowed ({count})"),
    "stale": ("失效的豁免（{count}项）", "Entries of allow that cover nothing ({count})"),
    "expired": ("已过期", "expired"),
    "unmatched": ("没有对应的问题", "matches no finding"),
    "silent": (
        "因缺少数据未检查的规则（{count}条），填写所列表格后启用，所需字段见 orgmodel rules",
        "Not checked for lack of data ({count} rules); filling in these tables switches them on (orgmodel rules CODE says how)",
    ),
}


def say(key: str, language: str, /, **values: object) -> str:
    """One of the fixed texts in ``zh`` or ``en``."""
    return WORDS[key][0 if language == "zh" else 1].format(**values)


def titles(kinds: Sequence[str], language: str) -> str:
    """Kinds of move by their names, as a list within a sentence."""
    named = [moves.catalogue()[k].title(language) for k in kinds]
    return ("、" if language == "zh" else ", ").join(named)


def check_text(
    report: Report, repairs: Mapping[str, list[str]], language: str, limit: int | None = None
) -> Lines:
    """The whole check as styled lines; ``limit`` counts root causes."""
    org = report.org
    facts = [org.name, org.profile, org.as_of.isoformat() if org.as_of else ""]
    out: Lines = [("  ".join(f for f in facts if f), "title")]
    if report.standing.is_empty():
        out.append((say("fine", language), ""))
    else:
        out.append((say("summary", language, **report.summary), ""))
    roots = report.summary["roots"]
    found = report.shown_roots(limit, language)
    follow = followers(report, found)
    for severity, these in groupby(found, key=lambda f: f.severity):
        count = report.summary[severity]
        out += [("", ""), (f"{say(severity, language)} ({count})", severity)]
        for code, group in groupby(these, key=lambda f: f.code):
            out += _group(report, code, list(group), follow, repairs.get(code, []), language)
    if roots > len(found):
        out += [("", ""), (say("more", language, count=roots - len(found)), "quiet")]
    return out + _loose(report, language) + _apart(report, language)


def _group(
    report: Report,
    code: str,
    findings: list[Finding],
    follow: Mapping[tuple[str, str], Mapping[str, int]],
    repairs: list[str],
    language: str,
) -> Lines:
    total = report.root_codes[code]
    out: Lines = [(f"  {code} {report.rules[code].title(language)} ({total})", "title")]
    for cite in findings[0].cites:
        out.append((f"    {say('basis', language)}{cite.text(language)}", "quiet"))
    if repairs:
        out.append((f"    {say('repairs', language)}{titles(repairs, language)}", "quiet"))
    rows = [[f.subject, _message(f)] for f in findings]
    for finding, line in zip(findings, aligned(rows, indent=4), strict=True):
        out.append((line, ""))
        codes = follow.get((finding.code, finding.subject))
        if codes:
            told = ", ".join(f"{c} {n}" for c, n in codes.items())
            text = say("follows", language, count=sum(codes.values()), codes=told)
            out.append((f"      {text}", "quiet"))
    return out


def _message(finding: Finding) -> str:
    place = place_text(finding.location)
    return f"{finding.message}  [{place}]" if place else finding.message


def _loose(report: Report, language: str) -> Lines:
    """Findings whose cause is a rule that is not shown."""
    hidden = pl.col("cause_code").is_not_null() & ~pl.col("cause_code").is_in(sorted(report.codes))
    codes = dict(report.standing.filter(hidden).group_by("code").len().sort("code").iter_rows())
    if not codes:
        return []
    told = ", ".join(f"{c} {n}" for c, n in codes.items())
    return [("", ""), (say("loose", language, count=sum(codes.values()), codes=told), "quiet")]


def _apart(report: Report, language: str) -> Lines:
    out: Lines = []
    if not report.covered.is_empty():
        out += [("", ""), (say("allowed", language, count=len(report.covered)), "title")]
        for finding in report.told(report.covered, language):
            out.append((f"  {finding.code} {finding.subject}: {finding.message}", "quiet"))
    if report.stale:
        out += [("", ""), (say("stale", language, count=len(report.stale)), "title")]
        out += [
            (f"  {rule} {subject}: {say(why, language)}", "warning") for rule, subject, why in report.stale
        ]
    return out + _silent(report, language)


def _silent(report: Report, language: str) -> Lines:
    """Once for all rules that had no facts: the tables that would switch them on."""
    by_table: dict[str, list[str]] = {}
    for code, needs in sorted(report.silent.items(), key=lambda item: place(item[0])):
        if code in report.codes:
            tables = dict.fromkeys(need.partition(".")[0] for need in needs)
            by_table.setdefault(" / ".join(_headed(t, language) for t in tables), []).append(code)
    if not by_table:
        return []
    count = sum(map(len, by_table.values()))
    rows = [[tables, ", ".join(codes)] for tables, codes in by_table.items()]
    out: Lines = [("", ""), (say("silent", language, count=count), "quiet")]
    return out + [(line, "quiet") for line in aligned(rows, indent=2)]


def _headed(table: str, language: str) -> str:
    """A table by its name in the language of the text."""
    if table == "as_of":
        return "截至日期" if language == "zh" else "as_of"
    return ROWS[table].zh if language == "zh" and table in ROWS else table
