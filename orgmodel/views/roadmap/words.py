"""The words of the roadmap in Chinese and English."""

import datetime

from orgmodel.graph.days import day_words
from orgmodel.graph.periods import period_words
from orgmodel.proposals import Plan, Plans
from orgmodel.proposals.roadmap import Phase
from orgmodel.views._words import say

_TERMS = {
    "title": ("{org}实施步骤（{plan}方案{of}）", "{org}: roadmap (plan {plan}{of})"),
    "nameless": ("实施步骤（{plan}方案{of}）", "Roadmap (plan {plan}{of})"),
    "moves": ("措施{n}项", "{n} moves"),
    "moves-1": ("措施{n}项", "{n} move"),
    "phases": ("分{n}个阶段实施", "{n} phases"),
    "phases-1": ("分{n}个阶段实施", "{n} phase"),
    "days": ("共需{n}天", "{n} days"),
    "days-1": ("共需{n}天", "{n} day"),
    "dates": ("自{first}起至{last}", "from {first} to {last}"),
    "consents": ("须征得{n}个组织同意", "consents to obtain from {n}"),
    "approvals": ("须报批{n}项", "{n} to be approved"),
    "phase": ("第{n}阶段", "Phase {n}"),
    "again": ("第{n}阶段（续）", "Phase {n} (continued)"),
    "extent": ("{n}项，{days}天", "{moves}, {spent}"),
    "span": ("{first}至{last}", "{first} to {last}"),
    "row": ("{who}：{what}", "{who}: {what}"),
    "and": ("、", " and "),
    "some": ("{who}等{n}个单位", "{who} and {more} more"),
    "into": ("{what}（{kind}）", "{what} ({kind})"),
    "times": ("{row} ×{n}", "{row} ×{n}"),
    "after": ("（第{n}项完成后）", " (after {n})"),
    "in-days": ("{n}天", "{n} d"),
    "key-bar": ("实施", "Carrying out"),
    "key-ask": ("征求同意、报批", "Asking for consent or approval"),
    "key-head": ("阶段", "Phase"),
    "key-end": ("阶段完成", "End of a phase"),
    "key-need": ("完成后方可实施", "To be done before"),
    "mandatory": ("必改", "mandatory"),
    "balance": ("平衡", "balance"),
    "full": ("彻底", "full"),
    "custom": ("自定", "custom"),
    "alternative": ("备选", "alternative"),
}


def term(key: str, lang: str, **values: object) -> str:
    """A term in one language with its values filled in."""
    return _TERMS[key][lang != "zh"].format(**values)


def _named(name: str, lang: str) -> str:
    if name.startswith("alternative-"):
        number = name.removeprefix("alternative-")
        return term("alternative", lang) + ("" if lang == "zh" else " ") + number
    return term(name, lang)


def title(plans: Plans, plan: Plan, page: int, pages: int, lang: str) -> str:
    """The heading of a page."""
    comma = "，" if lang == "zh" else ", "
    of = comma + say("page", lang, page, pages) if pages > 1 else ""
    key = "title" if plans.org.name else "nameless"
    return term(key, lang, org=plans.org.name, plan=_named(plan.name, lang), of=of)


def note(plans: Plans, plan: Plan, phases: tuple[Phase, ...], lang: str) -> str:
    """As of when, how much there is to do, how long it takes, and whom to ask."""
    comma = "，" if lang == "zh" else ", "
    needs = [need for m in plan.moves for need in m.needs]
    asked = len({need for need in needs if need.startswith("consent:")})
    told = [_count("moves", len(plan.moves), lang), _count("phases", len(phases), lang)]
    told.append(_count("days", sum(p.days for p in phases), lang))
    if phases[0].start and phases[-1].end:
        first, last = day_words(phases[0].start, lang), day_words(phases[-1].end, lang)
        told[-1] += comma + term("dates", lang, first=first, last=last)
    parts = [say("as_of", lang, day_words(plans.org.as_of, lang))] if plans.org.as_of else []
    parts.append(comma.join(told))
    ask = [term("consents", lang, n=asked)] if asked else []
    ask += [term("approvals", lang, n=needs.count("approval"))] if "approval" in needs else []
    parts += [comma.join(ask)] if ask else []
    return say("stop", lang).join(parts)


def _count(key: str, n: int, lang: str) -> str:
    return term(f"{key}-1" if n == 1 else key, lang, n=n)


def phase_words(phase: Phase, again: bool, lang: str) -> str:
    """A phase as a heading: its number, how much there is to do, how long it takes."""
    number = _ordinal(phase.number) if lang == "zh" else str(phase.number)
    head = term("again" if again else "phase", lang, n=number)
    moves, spent = _count("moves", len(phase.moves), lang), _count("days", phase.days, lang)
    extent = term("extent", lang, n=len(phase.moves), days=phase.days, moves=moves, spent=spent)
    return f"{head}（{extent}）" if lang == "zh" and not again else f"{head}: {extent}" if not again else head


def span(phase: Phase, lang: str) -> str:
    """The first and the last day of a phase, empty where there is no calendar."""
    if phase.start is None or phase.end is None:
        return ""
    return term("span", lang, first=short_day(phase.start, lang), last=short_day(phase.end, lang))


def short_day(when: datetime.date, lang: str) -> str:
    """A date within a chart whose axis tells the year.

    >>> short_day(datetime.date(2017, 1, 9), "zh"), short_day(datetime.date(2017, 1, 9), "en")
    ('1月9日', '9 Jan')
    """
    return f"{when.month}月{when.day}日" if lang == "zh" else f"{when.day} {_MONTHS[when.month - 1]}"


def month(when: datetime.date, lang: str) -> str:
    """A month with its year."""
    return period_words(f"{when.year}-{when.month:02}", lang)


def quarter(when: datetime.date, lang: str) -> str:
    """A quarter with its year.

    >>> quarter(datetime.date(2017, 5, 1), "zh"), quarter(datetime.date(2017, 5, 1), "en")
    ('2017年第二季度', 'Q2 2017')
    """
    return period_words(f"{when.year}Q{(when.month + 2) // 3}", lang)


def year(when: datetime.date, lang: str) -> str:
    """A year."""
    return period_words(str(when.year), lang)


def days_words(first: int, last: int, lang: str) -> str:
    """A stretch of days, counted from 1.

    >>> days_words(1, 30, "zh"), days_words(31, 31, "en")
    ('第1—30天', 'day 31')
    """
    some = str(first) if first == last else f"{first}—{last}" if lang == "zh" else f"{first}–{last}"
    return f"第{some}天" if lang == "zh" else f"day{'s' * (first != last)} {some}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _ordinal(n: int) -> str:
    """A small number in Chinese: 1 is 一, 12 is 十二."""
    digits = "零一二三四五六七八九"
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")
