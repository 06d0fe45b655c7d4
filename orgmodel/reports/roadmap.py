"""When a plan is carried out: its phases with what they take, as a table."""

import datetime
from collections import Counter
from collections.abc import Iterable

from orgmodel.moves import catalogue
from orgmodel.profiles import of
from orgmodel.proposals import Plan, Plans
from orgmodel.proposals.roadmap import Phase, schedule
from orgmodel.reports.columns import aligned
from orgmodel.reports.listing import Lines
from orgmodel.reports.plans import names_text

MOST = 4  # kinds of move that a line names
WORDS = {
    "title": ("实施步骤", "Roadmap"),
    "note": (
        "同一阶段的措施同步推进，有先后关系的依次实施；前一阶段完成后转入下一阶段；天数含征求同意和报批所需时间。",
        "Moves of a phase run side by side unless one presupposes another; phases follow each other. Days include consents and approvals.",
    ),
    "head": (
        ("方案", "阶段", "开始", "完成", "天数", "措施", "主要内容"),
        ("plan", "phase", "start", "end", "days", "moves", "chiefly"),
    ),
}


def stages(plans: Plans, plan: Plan, start: datetime.date | None) -> tuple[Phase, ...]:
    """The phases of a plan with the days that the org's profile allows for them."""
    return schedule(plan.phases, of(plans.org), start)


def roadmap_text(
    plans: Plans, names: Iterable[str], start: datetime.date | None, language: str, titled: bool = True
) -> Lines:
    """The phases of these plans under each other; plans of equal moves are told once."""
    side = 0 if language == "zh" else 1
    told: dict[frozenset[str], list[str]] = {}
    for name in names:
        if plans[name].moves:
            told.setdefault(frozenset(m.id for m in plans[name].moves), []).append(name)
    rows = []
    for same in told.values():
        for n, phase in enumerate(stages(plans, plans[same[0]], start)):
            days = [str(phase.start), str(phase.end)] if start else ["", ""]
            name = names_text(same, language) if n == 0 else ""
            rows.append(
                [
                    name,
                    str(phase.number),
                    *days,
                    str(phase.days),
                    str(len(phase.moves)),
                    _chiefly(phase, language),
                ]
            )
    if not rows:
        return []
    table = [list(WORDS["head"][side]), *rows]
    left_out = {2, 3} if not start else set()
    table = [[cell for i, cell in enumerate(row) if i not in left_out] for row in table]
    out: Lines = [(str(WORDS["title"][side]), "title")] if titled else []
    out += [(line, "") for line in aligned(table, indent=2)]
    return [*out, (str(WORDS["note"][side]), "quiet")]


def _chiefly(phase: Phase, language: str) -> str:
    kinds = sorted(Counter(m.kind for m in phase.moves).items(), key=lambda item: (-item[1], item[0]))
    named = [f"{catalogue()[kind].title(language)} {n}" for kind, n in kinds[:MOST]]
    text = ("、" if language == "zh" else ", ").join(named)
    if len(kinds) <= MOST:
        return text
    return text + ("等" if language == "zh" else ", …")


def phase_title(phase: Phase, language: str) -> str:
    """A phase as a heading: its number, how much there is to do, how long it takes."""
    count = len(phase.moves)
    days = f"{phase.start}至{phase.end}" if language == "zh" else f"{phase.start} to {phase.end}"
    when = (f"，{days}" if language == "zh" else f", {days}") if phase.start else ""
    if language == "zh":
        return f"第{_ordinal(phase.number)}阶段（{count}项，{phase.days}天{when}）"
    moves = "1 move" if count == 1 else f"{count} moves"
    return f"Phase {phase.number} ({moves}, {phase.days} days{when})"


def _ordinal(n: int) -> str:
    """A small number in Chinese: 1 is 一, 12 is 十二."""
    digits = "零一二三四五六七八九"
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")
