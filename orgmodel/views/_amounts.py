"""How many units and lines a picture has, for orgs whose links have no status to count."""

from collections import Counter

from orgmodel.views._cast import Cast


def sides(casts: tuple[Cast, Cast | None], show: str) -> tuple[Cast, Cast | None]:
    """What a show counts: one side of the change, or both."""
    first, second = casts
    if second is None or show == "before":
        return first, None
    return (second, None) if show == "after" else (first, second)


def amounts(first: Cast, second: Cast | None, lang: str) -> str:
    """Units, and lines by kind: one number each, or the number before and after."""

    def number(before: int, after: int) -> str:
        return str(before) if second is None or before == after else f"{before}→{after}"

    last = second or first
    units = number(*(sum(not a.unknown for a in c.actors.values()) for c in (first, last)))
    old, new = (Counter(t.id.rpartition(":")[2] for t in c.ties) for c in (first, last))
    kinds = [
        (k.label(lang), number(old[n], new[n])) for n, k in last.profile.lines.items() if old[n] or new[n]
    ]
    if lang == "zh":
        lines = "、".join(f"{name}{count}条" for name, count in kinds)
        return f"单位{units}个" + (f"；{lines}" if lines else "")
    named = [(name.lower() + "s" * (name.endswith("line") and count != "1"), count) for name, count in kinds]
    lines = ", ".join(f"{name} {count}" for name, count in named)
    return f"{units} unit{'' if units == '1' else 's'}" + (f"; {lines}" if lines else "")
