"""A proposal as text: the named plans side by side, the frontier, and what each plan orders and leaves."""

from collections import Counter

from orgmodel.moves import catalogue
from orgmodel.proposals import Plan, Plans
from orgmodel.reports.columns import aligned
from orgmodel.reports.listing import Lines

POINTS = 40  # frontier points that a text shows

WORDS = {
    "head": (
        ("方案", "问题分值", "地方联系损失", "工作量", "遗留错误", "措施", "阶段", "结论"),
        ("plan", "exposure", "ties lost", "effort", "errors", "moves", "phases", "status"),
    ),
    "stay": ("维持现状", "stay"),
    "mandatory": ("必办", "mandatory"),
    "balance": ("平衡", "balance"),
    "full": ("彻底", "full"),
    "reference": ("参照", "reference"),
    "optimal": ("已证最优", "proven optimal"),
    "frontier": (
        "问题分值与地方联系损失的最优前沿：{count}个点，全部证明最优，差距0",
        "Exact frontier of exposure against ties lost: {count} points, all proven optimal, gap 0",
    ),
    "point": (("问题分值", "地方联系损失", "工作量", ""), ("exposure", "ties lost", "effort", "")),
    "here": ("← {names}", "<- {names}"),
    "more": ("另有{count}个点，见 --format json", "{count} more points: see --format json"),
    "straight": (
        "前沿为直线，没有平衡点：“平衡”与“彻底”相同",
        "The frontier is straight and has no balance point: balance equals full",
    ),
    "single": (
        "前沿只有一个点：各项措施之间没有取舍",
        "The frontier is a single point: nothing has to be weighed against anything",
    ),
    "orders": ("{plan}：{moves}", "{plan}: {moves}"),
    "left": ("{plan}保留：{left}", "{plan} leaves: {left}"),
    "price": ("可消除，因代价未取", "could be cleared, at a price"),
    "no-move": ("没有可用措施", "no move repairs it"),
    "consent": ("对方不同意", "consent refused"),
    "frozen": ("已锁定", "frozen"),
    "target": ("没有合适的接收方", "no fitting receiver"),
    "consents": ("须征得同意：{count}家", "consents to obtain: {count}"),
}


def word(key: str, language: str, **values: object) -> str:
    """One of the fixed texts in ``zh`` or ``en``."""
    text = WORDS[key][0 if language == "zh" else 1]
    assert isinstance(text, str)
    return text.format(**values)


def number(value: float) -> str:
    """A tie as people write it: 35.1, 0, 0.25."""
    return f"{value:g}"


def plans_text(plans: Plans, language: str) -> Lines:
    """The whole proposal as styled lines."""
    out: Lines = [(plans.org.name, "title")]
    rows = [list(WORDS["head"][0 if language == "zh" else 1])]
    for plan in plans.values():
        figures = (plan.exposure, plan.ties, plan.effort, plan.errors, len(plan.moves), len(plan.phases))
        rows.append([word(plan.name, language), *map(number, figures), word(plan.status, language)])
    out += [(line, "title" if i == 0 else "") for i, line in enumerate(aligned(rows))]
    if plans.straight:
        out.append((word("straight" if len(plans.frontier) > 1 else "single", language), "warning"))
    out += [("", ""), *_frontier(plans, language), ("", "")]
    for plan in plans.values():
        out += _orders(plan, language)
    return out


def _frontier(plans: Plans, language: str) -> Lines:
    points = plans.frontier
    rows = [list(WORDS["point"][0 if language == "zh" else 1])]
    for point in points[:POINTS]:
        here = [
            word(p.name, language)
            for p in plans.values()
            if (p.exposure, p.ties, p.effort) == (point.exposure, point.ties, point.effort)
        ]
        mark = word("here", language, names=("、" if language == "zh" else ", ").join(here)) if here else ""
        rows.append([*map(number, (point.exposure, point.ties, point.effort)), mark])
    out: Lines = [(word("frontier", language, count=len(points)), "title")]
    out += [(line, "") for line in aligned(rows, indent=2)]
    if len(points) > POINTS:
        out.append((word("more", language, count=len(points) - POINTS), "quiet"))
    return out


def _orders(plan: Plan, language: str) -> Lines:
    name = word(plan.name, language)
    comma = "，" if language == "zh" else ", "
    out: Lines = []
    if plan.moves:
        kinds = Counter(m.kind for m in plan.moves)
        asked = {need for m in plan.moves for need in m.needs if need.startswith("consent:")}
        parts = [f"{catalogue()[kind].title(language)} {n}" for kind, n in sorted(kinds.items())]
        if asked:
            parts.append(word("consents", language, count=len(asked)))
        out.append((word("orders", language, plan=name, moves=comma.join(parts)), ""))
    if plan.residual:
        left = Counter((r.code, r.reason) for r in plan.residual)
        parts = [f"{code} {n}（{word(why, 'zh')}）" for (code, why), n in sorted(left.items())]
        if language != "zh":
            parts = [f"{code} {n} ({word(why, 'en')})" for (code, why), n in sorted(left.items())]
        out.append((word("left", language, plan=name, left=comma.join(parts)), "quiet"))
    return out
