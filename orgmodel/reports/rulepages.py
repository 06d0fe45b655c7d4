"""The rules as a folder of pages: one Markdown file a rule in both languages, and an index by family."""

import re
from itertools import groupby
from pathlib import Path

from orgmodel import profiles
from orgmodel.moves import repairs
from orgmodel.profiles import Profile
from orgmodel.reports.listing import titles
from orgmodel.reports.markdown import cell
from orgmodel.reports.rulebook import SEVERITY, WORDS, about
from orgmodel.rules import Rule, catalogue

INDEX = "README.md"
FAMILIES = {
    "STR": ("结构", "Structure"),
    "CHN": ("责任链条", "Chains"),
    "CPT": ("对口部门", "Counterparts"),
    "EST": ("组织设置", "Establishment"),
    "STF": ("人员配备", "Staffing"),
    "FND": ("经费", "Funding"),
    "RSP": ("责任清单", "Responsibility"),
    "SUP": ("监督", "Supervision"),
    "APR": ("考核", "Appraisal"),
    "COO": ("协同", "Coordination"),
    "MTX": ("矩阵", "Matrix"),
}
_MADE = "<!-- Made from the rules by `make docs`; change the rule, not this page. -->"


def pages() -> dict[str, str]:
    """File name -> text, for every rule and the index; the same rules give the same bytes."""
    known = [profiles.load(name) for name in profiles.builtin()]
    out = {f"{rule.code}.md": _page(rule, known) for rule in catalogue().values()}
    return {INDEX: _index(list(catalogue().values()))} | out


def stale(folder: Path) -> list[str]:
    """Names of the pages in a folder that are missing, old, or of a rule that is no more."""
    wanted = pages()
    there = {p.name: p.read_text("utf-8") for p in folder.glob("*.md")} if folder.is_dir() else {}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def _index(rules: list[Rule]) -> str:
    out = [_MADE, "", "# 规则 / Rules", ""]
    out.append("`orgmodel rules CODE` 显示同样的内容。 / `orgmodel rules CODE` prints the same.")
    for family, these in groupby(rules, key=lambda r: r.code[:3]):
        out += ["", f"## {family} {' / '.join(FAMILIES.get(family, ()))}", "", "| | | |", "|---|---|---|"]
        for rule in these:
            zh, en = (_inline(about(rule, language).splitlines()[0]) for language in ("zh", "en"))
            out.append(f"| [{rule.code}]({rule.code}.md) {rule.title_zh} {rule.name} | {zh} | {en} |")
    return "\n".join([*out, ""])


def _page(rule: Rule, known: list[Profile]) -> str:
    out = [_MADE, "", f"# {rule.code} {rule.title_zh} / {rule.name}", "", f"[{INDEX}]({INDEX})"]
    for language, title in (("zh", "中文"), ("en", "English")):
        side = 0 if language == "zh" else 1
        out += ["", f"## {title}", ""]
        out.append(_paragraphs(about(rule, language)))
        if moves := repairs(rule.code):
            out += ["", WORDS["repairs"][side] + titles(moves, language)]
        if rule.needs:
            out += ["", WORDS["needs"][side] + ", ".join(f"`{n}`" for n in rule.needs)]
        heads = (("配置", "级别", "依据"), ("Profile", "Severity", "Basis"))[side]
        out += ["", f"| {' | '.join(heads)} |", "|---|---|---|"]
        out += [_row(rule, profile, language) for profile in known]
    for key, example in (("bad", rule.bad), ("good", rule.good)):
        title = " / ".join(text.rstrip("：: ") for text in WORDS[key])
        out += ["", f"## {title}", "", "```yaml", *example.strip("\n").splitlines(), "```"]
    return "\n".join([*out, ""])


def _row(rule: Rule, profile: Profile, language: str) -> str:
    off = profile.off(rule.code)
    label = SEVERITY[rule.severity_in(profile)][0 if language == "zh" else 1]
    severity = ("停用", "off")[0 if language == "zh" else 1] if off else label
    cites = ("；" if language == "zh" else "; ").join(c.text(language) for c in profile.cites(rule.code))
    return f"| {profile.profile} | {severity} | {cell(cites) or '—'} |"


def _paragraphs(text: str) -> str:
    """The rule's text with a paragraph for each of what, why and mend."""
    return _inline(re.sub(r"\n+(?=\w+[:：])", "\n\n", text))


def _inline(text: str) -> str:
    """Prose as Markdown: backquotes keep their meaning, angle brackets and bars do not start anything."""
    return text.replace("<", "&lt;").replace("|", "\\|")
