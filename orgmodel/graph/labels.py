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
    "full_members": ("正式成员", "full members"),
    "ties": ("地方联系损失", "ties lost"),
    "above_it": ("这一层", "above it"),
    "leadership_above": (
        "，且与上级单位之间无领导关系",
        ", nor does the superior's leading body lead its own",
    ),
    "led_by": ("领导", "to lead it"),
    # Status of a link at which a chain breaks, and what a span or scope is
    **STATUS_LABELS,
    "any_scope": ("未分事项", "no scope named"),
    "too_wide": ("幅度过宽", "too wide"),
    "too_narrow": ("幅度过窄", "too narrow"),
    "role": ("岗位类别", "role"),
    "link": ("连续的上下链条", "an unbroken line"),
    # Channels of supervision and raters
    "superior": ("上级", "the superior"),
    "discipline": ("纪检", "the discipline body"),
    "public": ("群众", "the public"),
    "media": ("媒体", "the media"),
    "peers": ("同级", "peers"),
    # Appraisal
    "daily": ("日常考核", "daily"),
    "annual": ("年度考核", "annual"),
    "special": ("专项考核", "special"),
    "scale": ("考核方式", "time scale"),
    "method": ("考核方法", "method"),
    "rater": ("评价主体", "rater"),
    "quantified": ("是否量化", "whether it is measured"),
    "target": ("目标值", "target"),
    "report": ("述职", "report"),
    "evaluate": ("评议", "evaluation"),
    "assess": ("考核", "assessment"),
    # Rule documents
    "replaced": ("已被取代，仍列为有效，取代文件", "is still in force though replaced by"),
    "relied_on": ("已过时，仍有文件据以执行", "is obsolete, yet others rest on it"),
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
    """The label of a kind, line kind, level, layer or word of the profile, or of a column that messages speak of."""
    found = profile.any_label(name, language)
    if found != name:
        return found
    layers = {layer.name: layer for layer in profile.layers}
    own = profile.words.get(name) or layers.get(name)
    if own:
        return own.label(language)
    return _pick(_WORDS[name], language) if name in _WORDS else found


def word(profile: Profile | None, name: str, language: str) -> str:
    """What the profile, if one is known, calls a thing such as ``members`` or ``ties``, or else the plain word for it."""
    own = profile.words.get(name) if profile else None
    return own.label(language) if own else _pick(_WORDS[name], language)
