"""The words of the frontier in Chinese and English."""

from collections.abc import Iterable

from orgmodel.graph.days import day_words
from orgmodel.proposals import FrontierPoint, Plan, Plans
from orgmodel.views._scale import figure
from orgmodel.views._words import say

_TERMS = {
    "title": ("{org}调整方案的最优前沿", "{org}: frontier of the proposals"),
    "nameless": ("调整方案的最优前沿", "Frontier of the proposals"),
    "all": (
        "最优前沿共{count}个点，均经证明最优",
        "points of the exact frontier, each proven optimal: {count}",
    ),
    "one": (
        "最优前沿只有一个点，经证明最优：各项措施之间没有取舍",
        "the exact frontier is a single point, proven optimal: nothing is weighed against anything",
    ),
    "some": (
        "工作量限额由各部分共用，所示{count}个点均经证明最优",
        "the budget is shared by many parts; points shown, each proven optimal: {count}",
    ),
    "reached": (
        "限时未求得完整的最优前沿，所示为已求得的{count}个点",
        "the frontier was not proven in time; points found so far: {count}",
    ),
    "thinned": ("图上标出其中{count}个", "marked here: {count}"),
    "straight": ("前沿为直线，没有平衡点", "the frontier is straight and has no balance point"),
    "x": ("问题分值", "Exposure"),
    "y": ("地方联系损失", "Ties lost"),
    "place": ("{plans}（{x}，{y}）", "{plans} ({x}, {y})"),
    "effort": ("工作量{n}", "effort {n}"),
    "as-is": ("不采取措施", "nothing done"),
    "gap": ("未完成证明，差距{gap}%", "not proven, gap {gap}%"),
    "stay": ("维持现状", "stay"),
    "mandatory": ("必改", "mandatory"),
    "balance": ("平衡", "balance"),
    "full": ("彻底", "full"),
    "custom": ("自定", "custom"),
    "alternative": ("备选", "alternative"),
    "key-front": ("最优前沿", "Exact frontier"),
    "key-found": ("已求得的范围", "Reached so far"),
    "key-point": ("前沿上的点", "Point of the frontier"),
    "key-plan": ("方案", "Plan"),
    "key-stay": ("维持现状（参照）", "Nothing done (reference)"),
    "key-chord": ("前沿两端的连线", "Chord of the frontier"),
    "key-distance": ("平衡点至连线的差距", "Balance point to chord"),
    "key-bound": ("问题分值的下限", "Lower bound of the exposure"),
}


def term(key: str, lang: str, **values: object) -> str:
    """A term in one language with its values filled in."""
    return _TERMS[key][lang != "zh"].format(**values)


def plan_name(name: str, lang: str) -> str:
    """The name of a plan, also of ``alternative-2``."""
    if name.startswith("alternative-"):
        count = name.removeprefix("alternative-")
        return term("alternative", lang) + ("" if lang == "zh" else " ") + count
    return term(name, lang)


def title(plans: Plans, lang: str) -> str:
    """The heading of the picture."""
    return term("title" if plans.org.name else "nameless", lang, org=plans.org.name)


def note(plans: Plans, marked: int, lang: str) -> str:
    """As of when, how many points, and what is proven of them."""
    count = len(plans.frontier)
    proven = plans.solution.proven
    key = "reached" if not proven else "some" if not plans.complete else "one" if count == 1 else "all"
    said = term(key, lang, count=count)
    parts = [said]
    if marked < count:
        parts[0] += ("，" if lang == "zh" else ", ") + term("thinned", lang, count=marked)
    if proven and plans.straight and count > 1:
        parts.append(term("straight", lang))
    if plans.org.as_of is not None:
        parts.insert(0, say("as_of", lang, day_words(plans.org.as_of, lang)))
    return say("stop", lang).join(parts)


def tag(names: Iterable[str], at: Plan, lang: str) -> tuple[str, ...]:
    """The lines beside a mark: which plans, where they stand, what they take, and what is not proven of them."""
    said = ("、" if lang == "zh" else ", ").join(plan_name(n, lang) for n in names)
    lines = [term("place", lang, plans=said, x=figure(at.exposure), y=figure(at.ties))]
    lines.append(term("as-is", lang) if at.name == "stay" else term("effort", lang, n=at.effort))
    if at.gap:
        lines.append(term("gap", lang, gap=gap(at)))
    return tuple(lines)


def gap(of: Plan | FrontierPoint) -> str:
    """A gap in percent, rounded up, so that none reads as 0."""
    return figure(max(0.1, -(-of.gap * 1000 // 1) / 10))
