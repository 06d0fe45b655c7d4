"""The full-time staff of a unit have too many members each to look after.

Why: A committee of several hundred with a single full-time post cannot do more than file papers. Counted are the own
members of the bodies in the unit; the threshold is the profile's own.
Remedy: Allot more full-time posts. Structural.
"""

import polars as pl

from orgmodel.graph.staffing import exact
from orgmodel.rules.base import Rule

RULE = Rule(
    code="STF503",
    name="member-load",
    title_zh="人均服务人数过多",
    severity="warning",
    table="staffing",
    where=lambda p: (
        (pl.col("full_time") > 0)
        & (pl.col("members") >= exact(p.threshold("member_load") * pl.col("full_time")))
        if "member_load" in p.thresholds
        else pl.lit(False)
    ),
    values=lambda p: {
        "members": pl.col("members"),
        "full_time": pl.col("full_time"),
        "threshold": pl.lit(p.threshold("member_load")),
    },
    ids=("subject",),
    needs=("units.full_time_staff", "posts.full_time"),
    column="full_time_staff",
    zh="{subject_name}有{members_word}{members}人、专职{full_time}人，每名专职人员服务{members_word}{threshold}人以上",
    en="{subject_name} has {members} {members_word} and {full_time} full-time staff: {threshold} or more each",
    about_zh="""专职人员人均服务的成员数过多。

影响：专职人员只能应付事务，工作难以做深做细。
处理：增配专职人员。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 90, members: 320, full_time_staff: 1}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 90, members: 320, full_time_staff: 2}
""",
)
