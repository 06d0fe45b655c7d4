"""Why a plan is as it is: each move with what it clears and what would change it, what is kept, and what is left."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from orgmodel.graph.rowwords import RowWords
from orgmodel.moves import TWENTIETHS, FindingKey, Move, sentence
from orgmodel.proposals import Left, Plan, Plans
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.reasons import Kept, Reason, studies
from orgmodel.reports.areas import Areas
from orgmodel.reports.columns import aligned
from orgmodel.reports.folded import folded
from orgmodel.reports.listing import Lines
from orgmodel.reports.plans import number, status_text, why_left, word
from orgmodel.reports.roadmap import phase_title, roadmap_text, stages
from orgmodel.rules.catalogue import catalogue, place

GROUPED = 8  # moves of a phase from which on they are told by area
WORDS = {
    "title": ("“{plan}”方案说明", "Why the plan {plan} is as it is"),
    "figures": (
        "问题分值{exposure}（现状{before}），地方联系损失{ties}，工作量{effort}，未消除错误{errors}；{status}",
        "exposure {exposure} (now {before}), ties lost {ties}, effort {effort}, errors left {errors}; {status}",
    ),
    "unproven": (
        "计算在时限内没有完成，未测算各项措施的临界值。",
        "Not proven in time: the ties at which moves would drop out are not worked out.",
    ),
    "limited": (
        "方案受总量限制，各项措施互相牵制，未逐项测算临界值。",
        "Limits tie the moves of this plan together: the ties at which they would drop out are not worked out.",
    ),
    "second": (
        "备选方案不测算各项措施的临界值。",
        "Of a further plan the ties at which moves would drop out are not worked out.",
    ),
    "late": (
        "计算时限已到，其中{count}项措施未测算临界值。",
        "Time ran out: the ties at which moves would drop out are not worked out for {count} of them.",
    ),
    "area": ("{name}（{count}项）", "{name} ({count})"),
    "elsewhere": ("其他", "elsewhere"),
    "effort": ("工作量{n}", "effort {n}"),
    "tie": ("地方联系损失{n}", "tie lost {n}"),
    "saved": ("保留地方联系{n}", "keeps {n} of a tie"),
    "consent": ("须征得{who}同意", "consent of {who}"),
    "approval": ("须报上级批准", "to be approved by the superior"),
    "threshold": ("按达到规定人数设立", "due by numbers"),
    "pool": ("从{who}可调配的专职数中安排{n}名", "{n} from the pool of {who}"),
    "clears": ("消除问题：", "clears: "),
    "serves": ("后续措施：", "opens the way for: "),
    "drop": ("该联系的数值不超过{n}时采取本措施", "made as long as that tie is at most {n}"),
    "ever": ("无论该联系的数值多大，均采取本措施", "made whatever that tie is"),
    "firm": ("各项联系的数值上下浮动30%以内，均采取本措施", "made even if all ties are off by up to 30 per cent"),
    "loose": ("各项联系的数值在30%以内浮动时，可能改变取舍", "may drop out if ties are off by up to 30 per cent"),
    "kept": ("有意保留的地方联系（{count}条，数值合计{tie}）", "Ties kept on purpose ({count}, worth {tie})"),
    "kept-head": (
        ("下级组织", "地方上级组织", "数值", "因此未消除"),
        ("body", "local superior", "tie", "left for it"),
    ),
    "left": ("尚余问题（{count}项）", "What is left ({count})"),
    "left-why": ("{why}（{count}项）", "{why} ({count})"),
    "left-by": ("{why}：{who}（{count}项）", "{why}: {who} ({count})"),
}  # fmt: skip


def say(key: str, language: str, /, **values: object) -> str:
    """One of the fixed texts in ``zh`` or ``en``."""
    text = WORDS[key][0 if language == "zh" else 1]
    assert isinstance(text, str)
    return text.format(**values)


def reasons_text(
    plans: Plans,
    name: str,
    language: str,
    start: datetime.date | None = None,
    clock: Clock | None = None,
) -> Lines:
    """The whole explanation of one plan as styled lines; what ``clock`` left no time for is said to be left out."""
    plan, areas = plans[name], Areas(plans.org)
    out: Lines = [(f"{plans.org.name}  {say('title', language, plan=word(name, language))}", "title")]
    figures = {
        "exposure": plan.exposure,
        "ties": number(plan.ties),
        "effort": plan.effort,
        "errors": plan.errors,
    }
    status = status_text(plan, language)
    out.append((say("figures", language, before=plans["stay"].exposure, status=status, **figures), ""))
    why, kept = plans.reasons(name, clock), plans.kept(name) if name != "stay" else []
    words = RowWords.of_subjects(plans.org, _subjects(plan, why, kept), language)
    if told := _unstudied(plans, plan, why, language):
        out.append((told, "quiet"))
    if roadmap := roadmap_text(plans, [name], start, language):
        out += [("", ""), *roadmap]
    out += _moves(plans, plan, areas, words, why, start)
    return [*out, *_kept(kept, areas, words), *_left(plans, plan, words)]


def _subjects(plan: Plan, why: Mapping[str, Reason], kept: Iterable[Kept]) -> Iterator[str]:
    """What the findings of which an explanation tells speak of, and who stands in their way."""
    yield from (subject for reason in why.values() for _, subject in reason.clears)
    yield from (subject for tie in kept for _, subject in tie.leaves)
    yield from (id for left in plan.residual for id in (left.subject, left.by) if id)


def _unstudied(plans: Plans, plan: Plan, why: Mapping[str, Reason], language: str) -> str:
    """Why it is not told of the moves of a plan up to where they hold; empty where nothing is to be said."""
    known = {id for id, reason in why.items() if reason.studied}
    missed = len(studies(plans.solution, plan.name, plan.moves)) - len(known)
    if missed:
        return say("late", language, count=missed)
    if not plan.moves or known:
        return ""
    if plan.status == "alternative":
        return say("second", language)
    return say("limited" if plans.solution.proven else "unproven", language)


def _moves(
    plans: Plans,
    plan: Plan,
    areas: Areas,
    words: RowWords,
    why: Mapping[str, Reason],
    start: datetime.date | None,
) -> Lines:
    language = words.language
    texts = {m.id: sentence(plans.org, m, language) for m in plan.moves}
    out: Lines = []
    count = 0
    for phase in stages(plans, plan, start):
        out += [("", ""), (phase_title(phase, language), "title")]
        for title, moves in _by_area(phase.moves, areas, language):
            out += [(f"  {title}", "title")] if title else []
            for move in moves:
                count += 1
                out.append((f"  {count}. {texts[move.id]}", ""))
                told = _told(move, why[move.id], texts, areas, words)
                out += [(line, "quiet") for line in told]
    return out


def _by_area(moves: Sequence[Move], areas: Areas, language: str) -> list[tuple[str, list[Move]]]:
    """The moves of a phase by area, in the order of the org file; all together where that is no shorter."""
    found: dict[int, list[Move]] = {}
    for move in moves:
        found.setdefault(areas.of(move), []).append(move)
    if len(moves) < GROUPED or 3 * len(found) > 2 * len(moves):
        return [("", list(moves))]
    rows = sorted(found, key=lambda row: (row < 0, row))
    return [
        (
            say("area", language, name=areas.title(row) or say("elsewhere", language), count=len(found[row])),
            found[row],
        )
        for row in rows
    ]


def _told(move: Move, why: Reason, texts: dict[str, str], areas: Areas, words: RowWords) -> list[str]:
    language = words.language
    comma, stop = ("，", "；") if language == "zh" else (", ", "; ")
    facts = [say("effort", language, n=move.effort)]
    if move.tie:
        key = "tie" if move.tie > 0 else "saved"
        facts.append(say(key, language, n=number(abs(move.tie) / TWENTIETHS)))
    lines = [comma.join([*facts, *_needs(move, areas, language)])]
    out = [f"     {line}" for line in lines]
    if why.clears:
        out += folded(say("clears", language), findings_text(why.clears, words), language, 5)
    for id in why.serves:
        out.append(f"     {say('serves', language)}{texts[id]}")
    margin = _margin(move, why, language) if why.studied else []
    return [*out, f"     {stop.join(margin)}"] if margin else out


def _needs(move: Move, areas: Areas, language: str) -> list[str]:
    out = []
    for need in dict.fromkeys(move.needs):
        kind, _, who = need.partition(":")
        posts = max(1, move.uses.count(need))
        out.append(say(kind, language, who=areas.name(who), n=posts))
    return out


def _margin(move: Move, why: Reason, language: str) -> list[str]:
    """Up to where the move holds; nothing to tell where no tie is at stake."""
    if move.tie <= 0:
        return [] if why.firm else [say("loose", language)]
    limit = say("ever", language) if why.drop_out is None else say("drop", language, n=number(why.drop_out))
    return [limit, say("firm" if why.firm else "loose", language)]


def findings_text(findings: Iterable[FindingKey], words: RowWords) -> list[str]:
    """Findings by code and name of their subject, in the order of the rules."""
    found = sorted(findings, key=lambda f: (place(f[0]), f[1]))
    return [f"{code} {_about(code, subject, words)}" for code, subject in found]


def _about(code: str, subject: str, words: RowWords) -> str:
    """What a finding speaks of; of a rule of the profile's own it is not known in which table that stands."""
    rule = catalogue().get(code)
    return words.about(subject, rule.home if rule else "units")


def _kept(kept: Sequence[Kept], areas: Areas, words: RowWords) -> Lines:
    if not kept:
        return []
    language = words.language
    total = number(sum(k.tie for k in kept))
    rows = [list(WORDS["kept-head"][0 if language == "zh" else 1])]
    comma = "、" if language == "zh" else ", "
    for k in kept:
        left = comma.join(findings_text(k.leaves, words))
        rows.append([areas.name(k.body), areas.name(k.superior), number(k.tie), left])
    out: Lines = [("", ""), (say("kept", language, count=len(kept), tie=total), "title")]
    return out + [(line, "") for line in aligned(rows, indent=2)]


def _left(plans: Plans, plan: Plan, words: RowWords) -> Lines:
    """What stays, by reason and by who stands in the way."""
    if not plan.residual:
        return []
    language = words.language
    found: dict[tuple[str, str], list[Left]] = {}
    for left in plan.residual:
        found.setdefault((left.reason, "" if left.by in (None, left.subject) else left.by), []).append(left)
    out: Lines = [("", ""), (say("left", language, count=len(plan.residual)), "title")]
    for (reason, by), these in sorted(found.items(), key=lambda item: (item[0][0] == "no-move", item[0])):
        key = "left-by" if by else "left-why"
        who = words.about(by)
        head = say(key, language, why=why_left(plans, reason, language), who=who, count=len(these))
        out.append((f"  {head}", ""))
        by_code: dict[str, list[str]] = {}
        for r in sorted(these, key=lambda r: (place(r.code), r.subject)):
            by_code.setdefault(r.code, []).append(_about(r.code, r.subject, words))
        for code, parts in by_code.items():
            out += [(line, "quiet") for line in folded(f"{code}  ", parts, language, 4)]
    return out
