"""What the values of closed columns are called: in Chinese workbooks and texts, and in English texts.

A file may give a value or its Chinese word; two values of one column have different words.
"""

from functools import cache
from typing import Any

from orgmodel.model.row import Row, base_type, choices
from orgmodel.model.rows import ROWS

Pair = tuple[str, str]  # Chinese, English
FLAGS: dict[bool, Pair] = {True: ("是", "yes"), False: ("否", "no")}
CLOSED: dict[str, dict[str, Pair]] = {
    "status": {
        "active": ("在设", "active"), "dissolved": ("已撤销", "dissolved"),
        "draft": ("拟稿", "draft"), "in_force": ("有效", "in force"), "obsolete": ("过时", "obsolete"),
    },
    "budget": {
        "budgeted": ("列入预算", "budgeted"), "temporary": ("临时性开支", "temporary"), "none": ("未列支", "none"),
    },
    "approval": {"granted": ("已批准", "granted")},
    "consent": {
        "granted": ("已同意", "granted"), "needed": ("须征得同意", "needed"), "refused": ("不同意", "refused"),
    },
    "channel": {
        "superior": ("上级", "superior"), "discipline": ("纪检", "discipline"), "members": ("成员", "members"),
        "public": ("群众", "public"), "media": ("媒体", "media"),
    },
    "rhythm": {
        "daily": ("日常", "daily"), "periodic": ("定期", "periodic"), "ad_hoc": ("不定期", "ad hoc"),
    },
    "kind": {
        "principal": ("主体责任", "principal"), "first": ("第一责任", "first"), "dual": ("一岗双责", "dual"),
        "accountable": ("负责", "accountable"), "responsible": ("承办", "responsible"),
        "consulted": ("征求意见", "consulted"), "informed": ("告知", "informed"),
        "report": ("述职", "report"), "evaluate": ("评议", "evaluation"), "assess": ("考核", "assessment"),
    },
    "scale": {
        "daily": ("日常考核", "daily"), "annual": ("年度考核", "annual"), "special": ("专项考核", "special"),
    },
    "part": {"basic": ("基本指数", "basic"), "feature": ("特征指数", "feature")},
    "rater": {
        "superior": ("上级", "superior"), "peers": ("同级", "peers"), "members": ("成员", "members"),
        "public": ("群众", "public"),
    },
}  # fmt: skip


def values(row: type[Row], column: str) -> dict[str, str]:
    """Value -> Chinese word of a closed column; nothing for an open one.

    >>> values(ROWS["units"], "approval"), values(ROWS["units"], "kind")
    ({'granted': '已批准'}, {})
    """
    return {value: CLOSED[column][value][0] for value in choices(row, column)}


@cache
def labels(table: str) -> dict[str, dict[Any, str]]:
    """Column -> value -> Chinese word of the closed columns of a table and of those that say yes or no.

    >>> labels("assignments")
    {'dedicated': {True: '是', False: '否'}}
    """
    out: dict[str, dict[Any, str]] = {}
    for name, field in ROWS[table].model_fields.items():
        if base_type(field.annotation) is bool:
            out[name] = {flag: zh for flag, (zh, _) in FLAGS.items()}
        elif words := values(ROWS[table], name):
            out[name] = dict(words)
    return out


def said(value: object, column: str, language: str) -> str | None:
    """A closed value in words, whatever its table; None for any other.

    >>> said("daily", "rhythm", "zh"), said(True, "frozen", "zh"), said("bureau", "kind", "zh")
    ('日常', '是', None)
    """
    pair = FLAGS[value] if isinstance(value, bool) else CLOSED.get(column, {}).get(str(value))
    return pair and pair[0 if language == "zh" else 1]


@cache
def told(allowed: str) -> str | None:
    """What a closed column allows, listed in a message, with the Chinese words beside the values; None for any other list.

    >>> told("active, dissolved")
    '在设（active）、已撤销（dissolved）'
    """
    for row in ROWS.values():
        for column in row.model_fields:
            words = values(row, column)
            if words and allowed == ", ".join(words):
                return "、".join(f"{zh}（{value}）" for value, zh in words.items())
    return None
