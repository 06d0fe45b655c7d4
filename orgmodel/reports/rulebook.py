"""The pages of the rules: what each finds, why it matters, how to mend it, and an example of both sides."""

import inspect
from collections.abc import Sequence
from typing import Any

from orgmodel.profiles import Profile
from orgmodel.reports.columns import aligned
from orgmodel.reports.findings import cite_json
from orgmodel.reports.listing import Lines, titles
from orgmodel.rules import Rule

SEVERITY = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "note")}
WORDS = {
    "basis": ("依据：", "Basis: "),
    "uncited": ("本配置未引用条文", "This profile cites no regulation for it"),
    "repairs": ("可用措施：", "Moves that repair: "),
    "needs": ("所需数据：", "Needs: "),
    "bad": ("有此问题的示例：", "An example that has it:"),
    "good": ("无此问题的示例：", "An example that does not:"),
}


def _say(key: str, language: str) -> str:
    return WORDS[key][0 if language == "zh" else 1]


def about(rule: Rule, language: str) -> str:
    """What the rule finds, why it matters and how to mend it."""
    return rule.about_zh.strip() if language == "zh" else inspect.cleandoc(rule.about)


def listing(rules: Sequence[Rule], profile: Profile, language: str) -> Lines:
    """One line a rule: code, name, severity in this profile, and what it finds."""
    rows = [
        [
            rule.code,
            rule.title(language),
            SEVERITY[rule.severity_in(profile)][0 if language == "zh" else 1],
            about(rule, language).splitlines()[0],
        ]
        for rule in rules
        if not profile.off(rule.code)
    ]
    return [(line, "") for line in aligned(rows)]


def page(rule: Rule, profile: Profile, repairs: Sequence[str], language: str) -> Lines:
    """The rule's page, with its examples as org files."""
    severity = rule.severity_in(profile)
    label = SEVERITY[severity][0 if language == "zh" else 1]
    out: Lines = [(f"{rule.code} {rule.title(language)} ({label})", "title"), ("", "")]
    out += [(line, "") for line in about(rule, language).splitlines()]
    out.append(("", ""))
    cites = [c.text(language) for c in profile.cites(rule.code)]
    joined = ("；" if language == "zh" else "; ").join(cites)
    out.append((_say("basis", language) + joined if cites else _say("uncited", language), "quiet"))
    if repairs:
        out.append((_say("repairs", language) + titles(repairs, language), "quiet"))
    if rule.needs:
        out.append((_say("needs", language) + ", ".join(rule.needs), "quiet"))
    for key, example in (("bad", rule.bad), ("good", rule.good)):
        if not example:
            continue
        out += [("", ""), (_say(key, language), "title")]
        out += [(f"  {line}", "") for line in example.strip().splitlines()]
    return [*out, ("", "")]


def rule_json(rule: Rule, profile: Profile, repairs: Sequence[str]) -> dict[str, Any]:
    """The rule as plain data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "title_zh": rule.title_zh,
        "severity": rule.severity_in(profile),
        "disabled": profile.off(rule.code),
        "zh": about(rule, "zh"),
        "en": about(rule, "en"),
        "cites": [cite_json(c) for c in profile.cites(rule.code)],
        "needs": list(rule.needs),
        "repairs": list(repairs),
        "bad": rule.bad.strip(),
        "good": rule.good.strip(),
    }
