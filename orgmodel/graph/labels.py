"""What the detector calls its own states, in Chinese and English; all other labels come from the profile."""

from orgmodel.profiles import Profile

# The status of a link, from good to bad.
STATUS_LABELS = {
    "none": ("无组织", "no body"),
    "direct": ("归口", "direct"),
    "dual": ("双重领导", "dual leadership"),
    "half": ("半脱节", "half-detached"),
    "broken": ("断层", "broken"),
    "orphan": ("脱离", "orphaned"),
}
# Why a chain of affiliation reaches no recognised end.
STATE_LABELS = {
    "reaches": ("到达可认定的上级", "reaches a recognised end"),
    "no_superior": ("未明确上级", "it has no superior"),
    "dangling": ("上级编号不存在", "a superior on the way is no unit"),
    "itself": ("以自身为上级", "a unit on the way is its own superior"),
    "cycle": ("循环隶属", "the chain runs in a circle"),
    "end": ("终点不是可认定的上级", "it ends at a unit that is no recognised end"),
}
_WORDS = {
    "host": ("所在单位", "Host"),
    "kind": ("类别", "kind"),
    "level": ("层级", "level"),
    "line_kind": ("关系类别", "line kind"),
    "members": ("成员", "members"),
}


def _pick(pair: tuple[str, str], language: str) -> str:
    return pair[0] if language == "zh" else pair[1]


def status_label(status: str, language: str) -> str:
    """The label of a link's status.

    >>> status_label("half", "zh")
    '半脱节'
    """
    return _pick(STATUS_LABELS[status], language)


def state_label(state: str, language: str) -> str:
    """Why a chain reaches no recognised end, as a clause; ``none`` means that there is no superior at all."""
    return _pick(STATE_LABELS["no_superior" if state == "none" else state], language)


def label(profile: Profile, name: str, language: str) -> str:
    """The label of a kind, line kind or level of the profile, or of a column that messages speak of."""
    found = profile.any_label(name, language)
    return _pick(_WORDS[name], language) if found == name and name in _WORDS else found


def word(profile: Profile, name: str, language: str) -> str:
    """What the profile calls a thing such as ``members``, or else the plain word for it."""
    own = profile.words.get(name)
    return own.label(language) if own else _pick(_WORDS[name], language)
