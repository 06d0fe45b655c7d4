"""What the summary says in Chinese and English, and what units that are counted together are called."""

from orgmodel.scene.text import wide

TERMS = {
    "chart": ("组织关系汇总图", "organisation chart in summary"),
    "counted": (
        "×n表示n个单位；线旁数字为关系条数",
        "×n: n units; beside lines: n lines",
    ),
    "boxes": ("×n表示n个单位", "×n: n units"),
}
# What a name may begin with when the part that differs from unit to unit is left out: 青岩|县局, 城关|镇委员会.
_DIVISIONS = ("省", "自治区", "市", "自治州", "盟", "县", "区", "旗", "乡", "镇", "街道")


def say(term: str, lang: str) -> str:
    """A term in one language."""
    return TERMS[term][lang != "zh"]


def common_name(names: list[str], label: str, lang: str) -> str:
    """What units of one kind are called together: what their names end with, or else the label of the kind.

    >>> common_name(["青岩县局", "云溪县局"], "局", "zh"), common_name(["税务局", "财务局"], "局", "zh")
    ('县局', '局')
    """
    if len(names) == 1:
        return names[0]
    if lang != "zh" or not wide(names[0]):
        return label[:1].upper() + label[1:]
    first = min(names)
    ending = ""
    for n in range(1, len(first)):
        if not all(name.endswith(first[-n:]) and len(name) > n for name in names):
            break
        ending = first[-n:]
    starts = [ending[i:] for i in range(len(ending)) if ending[i:].startswith(_DIVISIONS)]
    return next((s for s in starts if len(s) > 1), label)
