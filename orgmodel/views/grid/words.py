"""The words of the pictures of grids."""

from typing import Any

from orgmodel.views._table import Words

_TERMS = {
    "functions": ("职能落实网格图", "grid of functions and units"),
    "posts": ("岗位责任网格图", "grid of posts and duties"),
    "unit": ("单位", "Unit"),
    "post": ("责任主体", "Holder"),
    "down": ("纵向贯通", "Reached from above"),
    "missing": ("缺项", "missing"),
    "lost": ("新缺项", "now missing"),
    "several": ("{}类机构", "{} kinds"),
    "wider": ("落实", "covered"),
    "reached": ("已贯通", "reached"),
    "unreached": ("未贯通", "not reached"),
    "across": (
        "横向到边：应落实{}项，已落实{}项（{}）",
        "horizontal: {} cells required, {} covered ({})",
    ),
    "along": (
        "纵向到底：末端组织{}个，已贯通{}个（{}）",
        "vertical: {} bodies at the foot, {} reached ({})",
    ),
    "continued": ("{}（续）", "{} (cont.)"),
    "number": ("事项数", "Items"),
    "items": ("{}项", "{}"),
    "none": ("无", "none"),
    "elsewhere": ("所在单位不明", "Unit not known"),
    "counted posts": ("岗位{}个，未列入责任清单{}个", "{} posts, {} without a duty"),
    "counted items": (
        "责任事项（分环节）{}项，无人负责{}项，多头负责{}项",
        "{} items by step, {} that nobody answers for, {} with several who do",
    ),
}
DUTIES = {
    "principal": ("主体责任", "principal"),
    "first": ("第一责任", "first"),
    "dual": ("一岗双责", "dual"),
    "accountable": ("负责", "accountable"),
    "responsible": ("承办", "responsible"),
    "consulted": ("征求意见", "consulted"),
    "informed": ("告知", "informed"),
}


def say(term: str, lang: str, *values: object) -> str:
    """A term in one language with its values filled in."""
    return _TERMS[term][lang != "zh"].format(*values)


def share(told: list[dict[str, Any]], part: str, of: str = "") -> str:
    """A number of each org, or its share of another, as one text with an arrow where it changes.

    >>> share([{"a": 60, "b": 62}, {"a": 62, "b": 62}], "a", "b")
    '96.8%→100.0%'
    """
    shown = [
        (f"{t[part] / t[of]:.1%}" if t[of] else "—") if of else str(t[part])
        for t in told
    ]  # fmt: skip
    return "→".join(dict.fromkeys(shown)) if len(set(shown)) > 1 else shown[0]


def functions_words(lang: str, down: bool) -> Words:
    """The legend of functions against units; ``down`` where a column tells of the vertical."""
    zh = lang == "zh"
    return {
        ("cell-full", "box"): ("已落实" + "（已贯通）" * down) if zh else "Covered" + " (reached)" * down,
        ("cell-part", "box"): "仅由其他机构兼办" if zh else "Lodged with another office only",
        ("elsewhere", "box"): "不作要求，已承担" if zh else "Carried, not required",
        ("cell-none", "box"): ("缺项" + "（未贯通）" * down) if zh else "Missing" + " (not reached)" * down,
        ("added", "box"): ("新落实" + "（新贯通）" * down) if zh else "Newly covered" + " (reached)" * down,
        ("changed", "box"): "承担机构有变" if zh else "Carried by another office",
        ("removed", "box"): "不再要求或承担" if zh else "No longer required or carried",
        ("cell-blank", "box"): "不作要求" if zh else "Not required",
    }


def posts_words(lang: str) -> Words:
    """The legend of posts against duties."""
    zh = lang == "zh"
    return {
        ("cell-full", "box"): "承担责任" if zh else "Answers for it",
        ("cell-part", "box"): "参与（承办、征求意见、告知）" if zh else "Takes part",
        ("half", "box"): "同一事项多个主体负责" if zh else "Several answer for one item",
        ("cell-none", "box"): "无人负责或未列事项" if zh else "Nobody answers, or no item",
        ("added", "box"): "新增或新落实" if zh else "New, or answered for now",
        ("changed", "box"): "有变动" if zh else "Changed",
        ("removed", "box"): "取消" if zh else "Dropped",
        ("cell-blank", "box"): "不涉及" if zh else "Not concerned",
    }
