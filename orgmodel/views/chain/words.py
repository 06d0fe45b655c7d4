"""What the picture of one chain says in Chinese and English."""

from orgmodel.graph.labels import status_label
from orgmodel.profiles import Citation

TERMS = {
    "chart": ("{}责任链条图", "{}: chain of responsibility"),
    "links": ("链条{}级", "links up: {}"),
    "breaks": ("断点{}处", "broken: {}"),
    "bare": ("无组织{}处", "no body: {}"),
    "chosen": ("（断层最重的单位）", " (gravest break)"),
    "sound": ("链条连续", "unbroken"),
    "missing": ("未归口{}", "no affiliation to {}"),
    "led_only": ("仅靠{}衔接", "joined by {} alone"),
    "not_led": ("也无{}", "nor {}"),
    "nowhere": ("没有可认定的上级", "no recognised superior"),
    "superior": ("上级单位", "its superior"),
    "leadership": ("领导关系", "leadership"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
}


def say(term: str, lang: str, *values: object) -> str:
    """A term in one language with its values filled in."""
    return TERMS[term][lang != "zh"].format(*values)


def cited(cites: tuple[Citation, ...], lang: str) -> str:
    """The documents that a finding rests on, in brackets; empty for none."""
    out = [cite.text(lang) for cite in cites]
    if not out:
        return ""
    return f"（依据：{'、'.join(out)}）" if lang == "zh" else f" [{'; '.join(out)}]"


def turned(old: str, new: str, lang: str) -> str:
    """The status of a link, or how it changes: 断层→归口."""
    words = [status_label(s, lang) if s else "" for s in (old, new)]
    if words[0] == words[1] or not all(words):
        return words[1] or words[0]
    return "→".join(words)
