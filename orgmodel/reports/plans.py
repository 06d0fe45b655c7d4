"""A proposal as text: the named plans side by side, the frontier, and what each plan orders and leaves."""

from collections import Counter
from collections.abc import Iterable, Sequence

from orgmodel.graph import derive
from orgmodel.moves import Move, catalogue
from orgmodel.proposals import FrontierPoint, Plan, Plans
from orgmodel.proposals.clock import Clock
from orgmodel.reports.columns import aligned, width
from orgmodel.reports.folded import folded
from orgmodel.reports.listing import Lines
from orgmodel.rules.catalogue import place

POINTS = 40  # frontier points that a text shows unless asked for more or fewer
DIFFER = 6  # reattachments that the line of an alternative names

WORDS = {
    "head": (
        ("方案", "问题分值", "地方联系损失", "工作量", "未消除错误", "措施", "阶段", "下限", "结论"),
        ("plan", "exposure", "ties lost", "effort", "errors", "moves", "phases", "bound", "status"),
    ),
    "stay": ("维持现状", "stay"),
    "mandatory": ("必改", "mandatory"),
    "balance": ("平衡", "balance"),
    "full": ("彻底", "full"),
    "custom": ("自定", "custom"),
    "alternative": ("备选", "alternative"),
    "reference": ("参照", "reference"),
    "optimal": ("经证明最优", "proven optimal"),
    "time-limit": ("限时未完成证明，差距{gap}%", "not proven in time, gap {gap}%"),
    "first-proven": ("限时内仅证明首项标准", "only the first criterion proven in time"),
    "model": (
        "下限指任何方案都不可能低于的数值：“必改”按未消除错误计，其余按问题分值计。模型：决策变量{variables}个，约束{rows}行。",
        "No plan falls below the bound: errors for mandatory, else exposure. The model: {variables} variables, {rows} rows.",
    ),
    "meant": (
        "“必改”先求未消除错误最少，再求工作量最小；“平衡”兼顾问题与地方联系；“彻底”求问题分值最低。",
        "mandatory: fewest errors, then least effort; balance weighs exposure against ties; full: least exposure.",
    ),
    "frontier": (
        "问题分值与地方联系损失的最优前沿：{count}个点，全部证明最优，差距0",
        "Exact frontier of exposure against ties lost, each point proven optimal, gap 0; points: {count}",
    ),
    "some": (
        "工作量限额由各部分共用，不逐一列出前沿各点：以下{count}个点均经证明最优，“平衡”为其中的平衡点",
        "The budget is shared by too many parts to list every point of the frontier; each of these is proven optimal: {count}",
    ),
    "reached": (
        "限时未求得完整的最优前沿，以下为已求得的{count}个点",
        "The frontier was not proven in time; points found so far: {count}",
    ),
    "point": (("问题分值", "地方联系损失", "工作量", ""), ("exposure", "ties lost", "effort", "")),
    "here": ("← {names}", "<- {names}"),
    "more": ("另有{count}个点未列出，可用 --points 调整", "Points not shown: {count}; --points shows more"),
    "straight": (
        "前沿为直线，没有平衡点：“平衡”与“彻底”相同",
        "The frontier is straight and has no balance point: balance equals full",
    ),
    "single": (
        "前沿只有一个点：各项措施之间没有取舍",
        "The frontier is a single point: nothing has to be weighed against anything",
    ),
    "total": ("{plan}：措施{count}项", "{plan}: moves {count}"),
    "nothing": ("{plan}：不采取措施", "{plan}: nothing is done"),
    "consents": ("须征得{count}个组织同意", "consents to obtain from {count}"),
    "approvals": ("须报批{count}项", "{count} to be approved"),
    "orders": ("措施构成：", "by kind: "),
    "kept": (
        "有意保留的地方联系：{count}条，数值合计{tie}；因此未消除的问题：{left}",
        "ties kept on purpose: {count}, worth {tie}; findings left for their sake: {left}",
    ),
    "left": ("尚余（{why}）：", "left ({why}): "),
    "part": ("{code} {n}项", "{code} {n}"),
    "differs": ("{plan}与“{base}”相比，", "{plan}, unlike {base}: "),
    "more-moves": ("另调整隶属关系{count}项：", "{count} more to reattach: "),
    "less-moves": ("不调整隶属关系{count}项：", "{count} fewer to reattach: "),
    "as-reattached": ("隶属关系的调整相同", "the same reattachments"),
    "moved": ("{subject}至{target}", "{subject} to {target}"),
    "further": ("等", " and others"),
    "fewer": ("要求备选方案{asked}个，可供选择的仅有{found}个", "Further plans asked for: {asked}; there are no more than {found}"),
    "none": ("要求备选方案{asked}个，没有可供选择的其他方案", "Further plans asked for: {asked}; there are none"),
    "late": ("要求备选方案{asked}个，限时内求得{found}个", "Further plans asked for: {asked}; found in time: {found}"),
    "beyond": ("各方案均无措施可以消除：", "No kind of move clears these: "),
    "price": ("可以消除，本方案权衡后未列入", "could be cleared, not worth it in this plan"),
    "unfinished": ("可以消除，限时内未及列入", "could be cleared, but time ran out"),
    "offset": (
        "现有措施无法消除，或者消除后引起同等以上的问题",
        "no choice of moves clears them, or none without raising as much elsewhere",
    ),
    "limited": ("受总量限制，未能列入", "the limits leave no room for them"),
    "no-move": ("暂无可采取的措施", "no kind of move clears them"),
    "consent": ("对方明确不同意", "consent refused"),
    "frozen": ("已锁定", "frozen"),
    "forbidden": ("按要求不采取有关措施", "the moves that would clear them are forbidden"),
    "target": ("没有合适的接收方", "no fitting receiver"),
    "pool": ("没有载明可调配的专职数，或者余额不足", "no pool of posts, or too few left in it"),
    "commissioner": ("须先明确负责监督的岗位", "a post that watches over discipline must come first"),
}  # fmt: skip


def word(key: str, language: str, /, **values: object) -> str:
    """One of the fixed texts in ``zh`` or ``en``; the name of a plan, also of ``alternative-2``."""
    name, _, count = key.partition("-") if key.startswith("alternative-") else (key, "", "")
    text = WORDS[name][0 if language == "zh" else 1]
    assert isinstance(text, str)
    if count:
        return f"{text}{count}" if language == "zh" else f"{text} {count}"
    return text.format(**values)


def number(value: float) -> str:
    """A tie as people write it: 35.1, 0, 0.25."""
    return f"{round(value, 6):.12g}"


def names_text(names: Iterable[str], language: str) -> str:
    """Names of plans as a list."""
    return ("、" if language == "zh" else ", ").join(word(n, language) for n in names)


def status_text(plan: Plan | FrontierPoint, language: str) -> str:
    """What is proven; a gap is always told, rounded up, so that none reads as 0."""
    if plan.status == "time-limit" and not plan.gap:
        return word("first-proven", language)
    if plan.status == "time-limit":
        return word("time-limit", language, gap=number(max(0.1, -(-plan.gap * 1000 // 1) / 10)))
    return word(plan.status, language)


def plans_text(plans: Plans, language: str, points: int | None = None, clock: Clock | None = None) -> Lines:
    """The whole proposal as styled lines, with so many points of the frontier; ``clock`` is that of the search."""
    out: Lines = [(plans.org.name, "title"), *_table(plans, language)]
    if plans.straight and plans.solution.proven:
        out.append((word("straight" if len(plans.frontier) > 1 else "single", language), "warning"))
    out += [("", ""), *_frontier(plans, language, points or POINTS), ("", "")]
    told: dict[frozenset[str], list[str]] = {}
    for name, plan in plans.items():
        if name != "stay" and plan.status != "alternative":
            told.setdefault(frozenset(m.id for m in plan.moves), []).append(name)
    for names in told.values():
        out += _orders(plans, names, language)
    out += _alternatives(plans, language)
    out += _fewer(plans, language, clock)
    return out + _beyond(plans["stay"], language)


def shown_points(plans: Plans, most: int | None) -> list[FrontierPoint]:
    """At most so many points of the frontier, evenly spread; its ends and those of named plans are always there."""
    points = plans.frontier
    if most is None or len(points) <= most:
        return list(points)
    last, steps = len(points) - 1, max(most, 2) - 1
    evenly = {round(n * last / steps) for n in range(steps + 1)}
    return [p for n, p in enumerate(points) if n in evenly or _here(plans, p)]


def recommended(plans: Plans) -> str:
    """The plan to look at first: the planner's own where there is one."""
    return "custom" if "custom" in plans else "balance"


def _table(plans: Plans, language: str) -> Lines:
    rows = [list(WORDS["head"][0 if language == "zh" else 1])]
    for plan in plans.values():
        figures = (plan.exposure, plan.ties, plan.effort, plan.errors, len(plan.moves), len(plan.phases))
        bound = "" if plan.status in ("reference", "alternative") else number(plan.bound)
        rows.append([word(plan.name, language), *map(number, figures), bound, status_text(plan, language)])
    out: Lines = [(line, "title" if i == 0 else "") for i, line in enumerate(aligned(rows))]
    size = plans["full"].certificate
    size_told = word("model", language, variables=size.variables, rows=size.rows)
    return [*out, (word("meant", language), "quiet"), (size_told, "quiet")]


def _here(plans: Plans, point: FrontierPoint) -> list[str]:
    at = (point.exposure, point.ties, point.effort)
    return [n for n, p in plans.items() if p.status != "reference" and (p.exposure, p.ties, p.effort) == at]


def _frontier(plans: Plans, language: str, most: int) -> Lines:
    shown = shown_points(plans, most)
    proven = all(p.status == "optimal" for p in plans.frontier) and plans.solution.proven
    rows = [list(WORDS["point"][0 if language == "zh" else 1])]
    for point in shown:
        here = names_text(_here(plans, point), language)
        mark = word("here", language, names=here) if here else ""
        rows.append([*map(number, (point.exposure, point.ties, point.effort)), mark])
        if not proven:
            rows[-1].insert(3, status_text(point, language))
    said = "frontier" if plans.complete else "some" if proven else "reached"
    out: Lines = [(word(said, language, count=len(plans.frontier)), "title")]
    out += [(line, "") for line in aligned(rows, indent=2)]
    if len(shown) < len(plans.frontier):
        out.append((word("more", language, count=len(plans.frontier) - len(shown)), "quiet"))
    return out


def _orders(plans: Plans, names: Sequence[str], language: str) -> Lines:
    plan, title = plans[names[0]], names_text(names, language)
    if not plan.moves:
        out: Lines = [(word("nothing", language, plan=title), "title")]
        return out + _left(plans, plan, language)
    needs = [need for m in plan.moves for need in m.needs]
    asked = len({need for need in needs if need.startswith("consent:")})
    told = [word("total", language, plan=title, count=len(plan.moves))]
    told += [word("consents", language, count=asked)] if asked else []
    told += [word("approvals", language, count=needs.count("approval"))] if "approval" in needs else []
    out = [(("，" if language == "zh" else ", ").join(told), "title")]
    kinds = sorted(Counter(m.kind for m in plan.moves).items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{catalogue()[kind].title(language)} {n}" for kind, n in kinds]
    out += [(line, "") for line in folded(word("orders", language), parts, language, 2)]
    if set(names) & {"balance", "custom"}:
        out += _kept(plans, names[0], language)
    return out + _left(plans, plan, language)


def _kept(plans: Plans, name: str, language: str) -> Lines:
    kept = plans.kept(name)
    if not kept:
        return []
    left = codes_text(sorted({f for k in kept for f in k.leaves}), language)
    comma = "、" if language == "zh" else ", "
    tie = number(sum(k.tie for k in kept))
    return [("  " + word("kept", language, count=len(kept), tie=tie, left=comma.join(left)), "")]


def codes_text(findings: Iterable[tuple[str, str]], language: str) -> list[str]:
    """How many findings of each rule, rule by rule."""
    counts = sorted(Counter(code for code, _ in findings).items(), key=lambda item: place(item[0]))
    return [word("part", language, code=code, n=n) for code, n in counts]


def why_left(plans: Plans, reason: str, language: str) -> str:
    """Why findings stay; of a plan that is not proven nobody knows whether the price was too high."""
    return word("unfinished" if reason == "price" and not plans.solution.proven else reason, language)


def _left(plans: Plans, plan: Plan, language: str) -> Lines:
    out: Lines = []
    for why in sorted({r.reason for r in plan.residual} - {"no-move"}):
        parts = codes_text([(r.code, r.subject) for r in plan.residual if r.reason == why], language)
        head = word("left", language, why=why_left(plans, why, language))
        out += [(line, "quiet") for line in folded(head, parts, language, 2)]
    return out


def _alternatives(plans: Plans, language: str) -> Lines:
    """For each further plan the reattachments in which it differs."""
    base = plans[recommended(plans)]
    out: Lines = []
    for name, plan in plans.items():
        if plan.status != "alternative":
            continue
        new, old = ({m.id: m for m in p.moves if m.kind == "reattach"} for p in (plan, base))
        head = word("differs", language, plan=word(name, language), base=word(base.name, language))
        groups = {
            "more-moves": [m for id, m in new.items() if id not in old],
            "less-moves": [m for id, m in old.items() if id not in new],
        }
        for key, moves in groups.items():
            if moves:
                parts = [_moved(plans, m, language) for m in moves[:DIFFER]]
                parts[-1] += word("further", language) if len(moves) > DIFFER else ""
                title = head + word(key, language, count=len(moves))
                out += [(line, "") for line in folded(title, parts, language)]
                head = " " * width(head)
        if not any(groups.values()):
            out.append((head + word("as-reattached", language), ""))
    return out


def _fewer(plans: Plans, language: str, clock: Clock | None) -> Lines:
    """That there are fewer further plans than asked for, if so."""
    asked = plans.solution.world.options.alternatives
    found = sum(p.status == "alternative" for p in plans.values())
    if found >= asked:
        return []
    late = not plans.solution.proven or (clock is not None and clock.over)
    said = "late" if late else "fewer" if found else "none"
    return [(word(said, language, asked=asked, found=found), "warning")]


def _moved(plans: Plans, move: Move, language: str) -> str:
    names = {"subject": move.subject, "target": move.target or ""}
    index = derive(plans.org).index
    told = {k: str(plans.org.units["name"][index[id]]) if id in index else id for k, id in names.items()}
    return word("moved", language, **told)


def _beyond(plan: Plan, language: str) -> Lines:
    """What no kind of move repairs, said once for all plans."""
    parts = codes_text([(r.code, r.subject) for r in plan.residual if r.reason == "no-move"], language)
    return [(line, "quiet") for line in folded(word("beyond", language), parts, language)] if parts else []
