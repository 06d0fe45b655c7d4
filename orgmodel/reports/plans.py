"""A proposal as text: the named plans side by side, the frontier, and what each plan orders and leaves."""

from collections import Counter

from orgmodel.moves import catalogue
from orgmodel.proposals import Plan, Plans
from orgmodel.reports.columns import aligned
from orgmodel.reports.listing import Lines
from orgmodel.rules.catalogue import place

POINTS = 40  # frontier points that a text shows

WORDS = {
    "head": (
        ("方案", "问题分值", "地方联系损失", "工作量", "未消除错误", "措施", "阶段", "结论"),
        ("plan", "exposure", "ties lost", "effort", "errors", "moves", "phases", "status"),
    ),
    "stay": ("维持现状", "stay"),
    "mandatory": ("必改", "mandatory"),
    "balance": ("平衡", "balance"),
    "full": ("彻底", "full"),
    "reference": ("参照", "reference"),
    "optimal": ("经证明最优", "proven optimal"),
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
    "left": ("{plan}尚余：{left}", "{plan} leaves: {left}"),
    "part": ("{code} {n}项（{why}）", "{code} {n} ({why})"),
    "beyond": ("各方案均无措施可消除：{left}", "No kind of move repairs these: {left}"),
    "price": ("可以消除，因代价较大未采用", "could be cleared, at a price"),
    "no-move": ("暂无可采取的措施", "no move repairs it"),
    "consent": ("对方不同意", "consent refused"),
    "frozen": ("已锁定", "frozen"),
    "target": ("没有合适的接收方", "no fitting receiver"),
    "consents": ("须征得{count}个组织同意", "consents to obtain: {count}"),
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
    for name, plan in plans.items():
        out += _orders(plan, language) if name != "stay" else []
    return out + _beyond(plans["stay"], language)


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
    left = Counter((r.code, r.reason) for r in plan.residual if r.reason != "no-move")
    if left:
        found = sorted(left.items(), key=lambda item: place(item[0][0]))
        parts = [word("part", language, code=code, n=n, why=word(why, language)) for (code, why), n in found]
        out.append((word("left", language, plan=name, left=comma.join(parts)), "quiet"))
    return out


def _beyond(plan: Plan, language: str) -> Lines:
    """What no kind of move repairs, said once for all plans."""
    left = Counter(r.code for r in plan.residual if r.reason == "no-move")
    parts = [f"{code} {n}" for code, n in sorted(left.items(), key=lambda item: place(item[0]))]
    comma = "、" if language == "zh" else ", "
    return [(word("beyond", language, left=comma.join(parts)), "quiet")] if parts else []
