"""The words of the pictures of counterparts."""

from orgmodel.views._table import Words

WHAT = ("对口关系图", "counterparts")
TERMS = {
    "fan": ("对口机构{}类，对口关系{}条", "{} kinds of office (κ), {} pairs (λ)"),
    "units": ("涉及下级单位{}个", "{} units below"),
    "none": ("无对口关系", "faces nobody"),
    "pairs": ("{}条", "{} pairs"),
    "cell": ("{}个单位", "{} units"),
    "one pairs": ("{}条", "{} pair"),
    "one cell": ("{}个单位", "{} unit"),
    "mixed": ("{}个单位（兼办{}）", "{} units ({} lodged)"),
    "missing": ("无机构承接", "Nobody"),
    "kind": ("未注明类别", "Kind not told"),
    "functions": ("上级机构职能", "Functions of the office"),
}
_KEYS = {
    ("head", "box"): ("上级部署机构", "Office above"),
    ("found", "box"): ("对口机构不止一类", "Faces several kinds of office"),
    ("chosen", "box"): ("对口机构统一为一类", "Faces one kind of office"),
    ("elsewhere", "box"): ("此时无对口关系", "Faces nobody at this time"),
    ("vertical", "box"): ("下级承担机构", "Office below"),
    ("added", "box"): ("新增承担", "Newly carried"),
    ("changed", "box"): ("单位数有变", "Number changed"),
    ("removed", "box"): ("不再承担", "No longer carried"),
    ("cell-full", "box"): ("有专设机构承担", "Carried by an office of its own"),
    ("cell-part", "box"): ("有单位由其他机构兼办", "Lodged with another office in some units"),
    ("cell-none", "box"): ("无机构承接", "Carried by nobody"),
    ("cell-blank", "box"): ("不承担", "Not carried"),
    ("functional", "line"): ("对口关系", "Counterpart"),
    ("added", "line"): ("新增对口", "New counterpart"),
    ("removed", "line"): ("不再对口", "No longer a counterpart"),
}  # fmt: skip


def term(name: str, lang: str, *values: object) -> str:
    """A term with its values filled in; one pair and one unit are said in the singular."""
    if str(values[0] if values else "") == "1" and f"one {name}" in TERMS:
        name = f"one {name}"
    return TERMS[name][lang != "zh"].format(*values)


def words(lang: str) -> Words:
    """The legend."""
    return {key: pair[lang != "zh"] for key, pair in _KEYS.items()}


def turned(old: object, new: object) -> str:
    """A number, or what it was and what it becomes."""
    return str(new) if old == new else f"{old}→{new}"
