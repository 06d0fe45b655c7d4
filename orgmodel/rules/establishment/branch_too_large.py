"""A body of the smallest kind has more members of its own than the most that the profile allows.

Why: So many members no longer meet, and the work rests with a few.
Remedy: Divide the body, under a general branch or a committee where one is due.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _large(p: Profile) -> pl.Expr:
    if p.roles.basic is None or "branch_most" not in p.thresholds:
        return pl.lit(False)
    basic = pl.col("rank") == p.kinds[p.roles.basic].rank
    return basic & (pl.col("members") > p.threshold("branch_most"))


RULE = Rule(
    code="EST405",
    name="branch-too-large",
    title_zh="组织规模过大",
    severity="warning",
    table="boards",
    where=_large,
    needs=("units.members",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "count": pl.col("members"),
        "threshold": pl.lit(p.threshold("branch_most")),
    },
    ids=("subject",),
    kinds=("kind",),
    column="members",
    zh="{subject_name}本级有{members_word}{count}人，超过{kind_label}一般不超过{threshold}人的要求",
    en="{subject_name} has {count} {members_word} of its own, more than the {threshold} that this holds: {kind_label}",
    about_zh="""本级成员数超过一个基层组织的适当规模。

影响：成员难以集中开展活动，日常工作落在少数人身上。
处理：分设若干组织，达到规定人数的同时改设总支或委员会。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc, members: 51}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc, members: 51}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
)
