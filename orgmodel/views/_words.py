"""The words of the pictures in Chinese and English, in one place so that they agree; statuses are the detector's."""

from collections.abc import Collection

from orgmodel.graph.labels import STATUS_LABELS, status_label
from orgmodel.profiles import Profile
from orgmodel.scene import Key

SHOWS = {
    "before": ("调整前", "before"),
    "after": ("调整后", "after"),
    "diff": ("变动对照", "changes"),
}
_TERMS = {
    "chart": ("组织关系图", "organisation chart"),
    "now": ("现状", "as it stands"),
    "page": ("第{}页，共{}页", "page {} of {}"),
    "next": ("转下页", "continued"),
    "back": ("接上页", "continued"),
    "as_of": ("截至{}", "As of {}"),
    "links": ("垂直管理关系{}条", "{} vertical links"),
    "vertical": ("条", "Vertical"),
    "territorial": ("块", "Territory"),
    "tier": ("第{}层", "Tier {}"),
    "dissolved": ("（已撤销）", " (dissolved)"),
    "colon": ("：", ": "),
    "stop": ("；", "; "),
    "none": ("无", "none"),
    "then-before": ("调整前", "before the change"),
    "then-after": ("调整后", "after the change"),
    "emptied": ("{}无单位", "no units {}"),
    "unbound": ("{}无隶属关系", "no affiliation {}"),
}
# Legend: class and part -> words. Lines that the profile names are filled in by `legend`.
_KEYS = {
    ("vertical", "box"): ("系统单位（条）", "Unit of the vertical line"),
    ("territorial", "box"): ("地方组织（块）", "Local body"),
    ("half", "box"): ("半脱节单位", "Half-detached unit"),
    ("broken", "box"): ("断层单位", "Broken"),
    ("orphan", "box"): ("脱离单位", "Orphaned unit"),
    ("upgraded", "box"): ("组织升格", "Body upgraded"),
    ("established", "box"): ("新设组织", "Body set up"),
    ("changed", "box"): ("组织改设", "Body changed"),
    ("added", "box"): ("新设单位", "Unit added"),
    ("removed", "box"): ("撤销单位", "Unit removed"),
    ("linked", "box"): ("新隶属组织", "New superior body"),
    ("released", "box"): ("原隶属组织", "Former superior body"),
    ("unknown", "box"): ("编号不存在或已撤销", "Unknown or dissolved unit"),
    ("elsewhere", "box"): ("详见他页", "Shown on another page"),
    ("half", "line"): ("隶属地方（半脱节）", "Local affiliation, half-detached"),
    ("broken", "line"): ("隶属地方（断层）", "Local affiliation, chain broken"),
    ("orphan", "line"): ("隶属去向不明", "Affiliation that leads nowhere"),
    ("added", "line"): ("新增关系", "Line added"),
    ("removed", "line"): ("撤销关系", "Line removed"),
    ("broken", "mark"): ("断层处", "Broken"),
    ("half", "mark"): ("半脱节处", "Half-detached"),
    ("orphan", "mark"): ("脱离处", "Orphaned"),
    ("circle", "mark"): ("循环关系", "Runs in a circle"),
}


def say(term: str, lang: str, *values: object) -> str:
    """A term in one language with its values filled in."""
    return _TERMS[term][lang != "zh"].format(*values)


def title(of: str, show: str, lang: str, *, two: bool, page: int, pages: int) -> str:
    """The heading of a page: whose chart, which side of the change, which page."""
    side = SHOWS[show][lang != "zh"] if two else say("now", lang)
    sheet = say("page", lang, page, pages) if pages > 1 else ""
    if lang == "zh":
        return f"{of}{say('chart', lang)}（{'，'.join(x for x in (side, sheet) if x)}）"
    told = ", ".join(x for x in (side, sheet) if x)
    chart = say("chart", lang)
    return f"{of}: {chart} ({told})" if of else f"{chart.capitalize()}: {told}"


def counts(before: dict[str, int], after: dict[str, int] | None, lang: str) -> str:
    """The links by status: one number each, or the number before and after."""
    shown = []
    for status in sorted(STATUS_LABELS, key=lambda s: s == "none"):
        old, new = before.get(status, 0), (after or before).get(status, 0)
        if old or new:
            number = f"{old}→{new}" if after is not None else f"{old}"
            word = status_label(status, lang)
            shown.append(f"{word}{number}" if lang == "zh" else f"{number} {word}")
    total = sum(before.values())
    if after is not None and sum(after.values()) != total:
        whole = f"{total}→{sum(after.values())}"
    else:
        whole = str(total)
    if not shown:
        return ""
    return say("links", lang, whole) + say("colon", lang) + ("、" if lang == "zh" else ", ").join(shown)


def legend(
    cls: str, part: str, profile: Profile, lang: str, *, sided: bool, kinds: Collection[str] = ()
) -> Key:
    """The entry that explains a class of part; lines take the names that the profile gives them.

    ``kinds`` are the line kinds shown of those that have no class of their own; if none is named, all of them.
    """
    roles = profile.roles
    named = {
        "management": roles.vertical,
        "affiliation": roles.affiliation,
        "cooperation": roles.cooperation,
    }
    if part == "line" and named.get(cls):
        text = profile.lines[str(named[cls])].label(lang)
    elif part == "line" and cls in ("dotted", "functional"):
        rest = [
            k.label(lang)
            for n, k in profile.lines.items()
            if n not in named.values() and k.binding == (cls == "functional") and (not kinds or n in kinds)
        ]
        text = ("、" if lang == "zh" else ", ").join(rest)
    elif (cls, part) == ("vertical", "box") and not sided:
        text = "单位" if lang == "zh" else "Unit"
    else:
        text = _KEYS[cls, part][lang != "zh"]
    return Key(cls, part, text)  # type: ignore[arg-type]
