"""A body of the smallest kind has fewer full members of its own than the least that the profile asks for.

Why: Below that number a body cannot elect anybody or decide anything by majority.
Remedy: Join it with the body of a neighbouring unit, or affiliate its members to one.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _small(p: Profile) -> pl.Expr:
    if p.roles.basic is None or "branch_least" not in p.thresholds:
        return pl.lit(False)
    basic = pl.col("rank") == p.kinds[p.roles.basic].rank
    return basic & (pl.col("full_members") < p.threshold("branch_least"))


RULE = Rule(
    code="EST404",
    name="branch-too-small",
    title_zh="人数不足以设组织",
    severity="error",
    table="boards",
    where=_small,
    needs=("units.full_members",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "count": pl.col("full_members"),
        "counted": pl.lit("full_members"),
        "threshold": pl.lit(p.threshold("branch_least")),
    },
    ids=("subject",),
    kinds=("kind", "counted"),
    column="full_members",
    zh="{subject_name}有{counted_label}{count}人，不足{threshold}人，不具备设立{kind_label}的条件",
    en="{subject_name} has {count} {counted_label} of its own, fewer than the {threshold} that this needs: {kind_label}",
    about_zh="""本级正式成员少于规定的最少人数。

影响：选举、表决无法进行，组织名存实亡。
处理：与邻近单位联合设立，或将成员转入其他组织。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, full_members: 2}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, full_members: 3}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
