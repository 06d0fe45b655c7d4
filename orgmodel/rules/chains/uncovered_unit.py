"""A unit has members enough for a body of its own, and no body.

Why: Its members take part in nothing that the bodies do, and nobody asks them to: coverage ends before this unit.
Remedy: Set up the smallest body in the unit, under a body of its superior.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _uncovered(p: Profile) -> pl.Expr:
    if "branch_least" not in p.thresholds:
        return pl.lit(False)
    return (pl.col("bodies") > 0) & (pl.col("full_members") >= p.threshold("branch_least"))


RULE = Rule(
    code="CHN208",
    name="uncovered-unit",
    title_zh="应建未建组织",
    severity="warning",
    table="uncovered",
    where=_uncovered,
    needs=("units.full_members",),
    values=lambda p: {
        "count": pl.col("full_members"),
        "counted": pl.lit("full_members"),
        "threshold": pl.lit(p.threshold("branch_least")),
        "basic": pl.lit(p.roles.basic),
    },
    ids=("subject",),
    kinds=("counted", "basic"),
    column="full_members",
    zh="{subject_name}有{counted_label}{count}人，已满{threshold}人，未设立{basic_label}",
    en="{subject_name} has {count} {counted_label}, enough ({threshold}) for a body of its own ({basic_label}), and none",
    about_zh="""正式成员已达到设立组织的人数，单位内没有任何基层组织。

影响：组织覆盖存在空白，成员没有组织管理。
处理：报经批准后设立基层组织，隶属于上级单位的组织。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c, full_members: 3}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c, full_members: 2}
""",
)
