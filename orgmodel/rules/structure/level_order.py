"""A superior stands at a lower level than its subordinate.

Why: A hierarchy runs from higher levels to lower ones. Where it runs upwards, a level or the line is wrong. A unit
without a level of its own stands at its host's.
Remedy: Correct the level of either unit, or turn the line to a superior of at least the same level. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _level(p: Profile, column: str) -> pl.Expr:
    names = {rank: name for name, rank in p.level_rank.items()}
    return pl.col(column).replace_strict(names, default=None, return_dtype=pl.String)


RULE = Rule(
    code="STR108",
    name="level-order",
    title_zh="层级倒置",
    severity="warning",
    table="lines",
    where=lambda p: (
        pl.col("kind").is_in(list(p.hierarchical))
        & pl.col("valid")
        & (pl.col("copy") == 0)
        & (pl.col("low_level") >= 0)
        & (pl.col("high_level") > pl.col("low_level"))
    ),
    values=lambda p: {
        "kind": pl.col("kind"),
        "unit": pl.col("subordinate"),
        "superior": pl.col("superior"),
        "level": _level(p, "low_level"),
        "superior_level": _level(p, "high_level"),
    },
    ids=("unit", "superior"),
    kinds=("kind", "level", "superior_level"),
    column="superior",
    zh="{kind_label}层级倒置：{unit_name}为{level_label}，其上级{superior_name}为{superior_level_label}",
    en="{kind_label} runs upwards: {unit_name} ({level_label}) is below {superior_name} ({superior_level_label})",
    about_zh="""上级单位的层级低于下级单位。未填层级的，以所在单位的层级为准。

影响：层级倒置，多为层级或上级填写有误，据此推算的链条不可靠。
处理：更正层级，或将上级改为同级及以上的单位。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: f}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
""",
)
