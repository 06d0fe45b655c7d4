"""A vertical line passes over a level of the profile.

Why: What comes down the line misses the level in between, and nobody there answers for the unit. It may be meant; then
an entry of allow says so. A unit without a level of its own stands at its host's.
Remedy: Put the unit under a superior one level up, or correct the level of either. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _level(p: Profile, column: str) -> pl.Expr:
    names = {rank: name for name, rank in p.level_rank.items()}
    return pl.col(column).replace_strict(names, default=None, return_dtype=pl.String)


RULE = Rule(
    code="STR109",
    name="skipped-level",
    title_zh="越级隶属",
    severity="info",
    table="lines",
    where=lambda p: (
        (pl.col("kind") == p.roles.vertical)
        & pl.col("valid")
        & (pl.col("copy") == 0)
        & (pl.col("high_level") >= 0)
        & (pl.col("low_level") > pl.col("high_level") + 1)
    ),
    values=lambda p: {
        "unit": pl.col("subordinate"),
        "superior": pl.col("superior"),
        "level": _level(p, "low_level"),
        "superior_level": _level(p, "high_level"),
        "skipped": pl.col("low_level") - pl.col("high_level") - 1,
    },
    ids=("unit", "superior"),
    kinds=("level", "superior_level"),
    column="superior",
    zh="{unit_name}为{level_label}，其上级{superior_name}为{superior_level_label}，中间越过{skipped}级",
    en="{unit_name} ({level_label}) is directly below {superior_name} ({superior_level_label}); levels passed over:"
    " {skipped}",
    about_zh="""垂直管理关系越过了中间层级。未填层级的，以所在单位的层级为准。

影响：工作部署越级下达，中间层级不掌握情况，也不承担责任。
处理：改由上一级单位管理，或更正层级；确属体制安排的，列入豁免并注明理由。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: m}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
""",
)
