"""A unit or line has a kind or level that the profile does not know.

Why: What the profile does not know has no rank, no side and no place in a hierarchy, so rules pass it over.
Remedy: Correct the name, or add it to a profile that extends this one. Structural.
"""

import re
from collections.abc import Mapping
from typing import Any

import polars as pl

from orgmodel.graph import Derived
from orgmodel.graph.names import known
from orgmodel.profiles import nearest
from orgmodel.rules.base import Rule


def _known(d: Derived, row: Mapping[str, Any]) -> dict[str, Any]:
    """The name that was meant, by its own or its Chinese label, with or without what that puts in brackets; else all."""
    allowed = known(d.profile, row["what"])
    said = {name: name for name in allowed}
    for name in allowed:
        zh = d.profile.any_label(name, "zh")
        said |= {zh: name, re.sub("（.*?）", "", zh): name}
    guess = nearest(row["value"], said)
    return {"known": [said[guess]] if guess else allowed}


RULE = Rule(
    code="STR112",
    name="unknown-kind",
    title_zh="类别不在配置之内",
    severity="error",
    table="names",
    where=lambda p: pl.col("value").is_not_null(),
    values=lambda p: {"what": pl.col("what"), "value": pl.col("value")},
    detail=_known,
    ids=("subject",),
    kinds=("what", "known"),
    zh="{subject_name}的{what_label}“{value}”不在配置之内，是否应为：{known_label}",
    en="{subject_name}: the profile knows no {what_label} {value}; is it {known}?",
    about_zh="""单位类别、层级或关系类别不在配置之内。

影响：配置之外的名称没有级次和归属，不参与链条计算，相关问题可能漏报。
处理：更正名称；确需新增的，在扩展配置中补充。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureu, level: county, system: s}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
""",
)
