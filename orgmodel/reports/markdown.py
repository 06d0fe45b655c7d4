"""A check as Markdown: the root causes by severity and rule, one table a rule, fit for a memo or a merge request."""

import re
from collections.abc import Mapping
from itertools import groupby

from orgmodel.graph.rowwords import RowWords
from orgmodel.reports.findings import followers, place_text
from orgmodel.reports.listing import say, titles
from orgmodel.reports.rulebook import about
from orgmodel.rules import Finding, Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")
RULE = {"zh": "规则", "en": "Rule"}
WHY = {"zh": "原因", "en": "Why"}
HEADS = {"zh": ("对象", "问题", "位置", "由此引起"), "en": ("Subject", "Finding", "Where", "Follow from it")}


def cell(text: str) -> str:
    """A text as it stands in a table: nothing in it is read as markup.

    >>> cell("a|b <i>_c_")
    'a\\\\|b \\\\<i\\\\>\\\\_c\\\\_'
    """
    return " ".join(_SPECIAL.sub(r"\\\1", text).split())


def check_markdown(
    report: Report, repairs: Mapping[str, list[str]], language: str, limit: int | None = None
) -> str:
    """The whole check; ``limit`` counts root causes."""
    org = report.org
    facts = [org.profile, org.as_of.isoformat() if org.as_of else ""]
    told = say("fine", language) if report.standing.is_empty() else say("summary", language, **report.summary)
    out = [f"# {cell(org.name)}".rstrip(), "", cell("  ".join(f for f in facts if f)), "", told]
    roots = report.summary["roots"]
    found = report.shown_roots(limit, language)
    follow = followers(report, found)
    for severity, these in groupby(found, key=lambda f: f.severity):
        out += ["", f"## {say(severity, language)} ({report.summary[severity]})"]
        for code, group in groupby(these, key=lambda f: f.code):
            out += _rule(report, list(group), follow, repairs.get(code, []), language)
    if roots > len(found):
        out += ["", say("more", language, count=roots - len(found))]
    return "\n".join([*out, *_allowed(report, language), *_stale(report, language), ""])


def _rule(
    report: Report,
    findings: list[Finding],
    follow: Mapping[tuple[str, str], Mapping[str, int]],
    repairs: list[str],
    language: str,
) -> list[str]:
    code = findings[0].code
    total = report.root_codes[code]
    out = [
        "",
        f"### {code} {report.rules[code].title(language)} ({total})",
        "",
        about(report.rules[code], language).splitlines()[0],
    ]
    for cite in findings[0].cites:
        out += ["", say("basis", language) + cell(cite.text(language))]
    if repairs:
        out += ["", say("repairs", language) + titles(repairs, language)]
    heads = HEADS[language]
    rows, words = [], RowWords.of_subjects(report.org, (f.subject for f in findings), language)
    for finding in findings:
        after = follow.get((finding.code, finding.subject), {})
        told = ", ".join(f"{c} {n}" for c, n in after.items())
        rows.append(
            [
                words.about(finding.subject, report.rules[finding.code].home),
                finding.message,
                place_text(finding.location, named=True),
                told,
            ]
        )
    shown = [i for i in range(len(heads)) if any(row[i] for row in rows)]
    out += ["", _line([heads[i] for i in shown]), _line(["---"] * len(shown))]
    return out + [_line([cell(row[i]) for i in shown]) for row in rows]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _allowed(report: Report, language: str) -> list[str]:
    if report.covered.is_empty():
        return []
    found = report.told(report.covered, language)
    words = RowWords.of_subjects(report.org, (f.subject for f in found), language)
    rows = [
        _line([f.code, cell(words.about(f.subject, report.rules[f.code].home)), cell(f.message)])
        for f in found
    ]
    heads = [_line([RULE[language], *HEADS[language][:2]]), _line(["---"] * 3)]
    return ["", f"## {say('allowed', language, count=len(found))}", "", *heads, *rows]


def _stale(report: Report, language: str) -> list[str]:
    """Entries of ``allow`` that cover nothing."""
    if not report.stale:
        return []
    rows = [_line([rule, cell(subject), say(why, language)]) for rule, subject, why in report.stale]
    heads = [_line([RULE[language], HEADS[language][0], WHY[language]]), _line(["---"] * 3)]
    return ["", f"## {say('stale', language, count=len(report.stale))}", "", *heads, *rows]
