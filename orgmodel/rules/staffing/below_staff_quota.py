"""A unit has fewer full-time staff than the quota asks for.

Why: The quota is a share of all staff; a shortfall means that the work is done beside other work. A unit without any is
told of by STF501, unless the profile leaves that to small units alone.
Remedy: Allot full-time posts up to the quota.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _short(p: Profile) -> pl.Expr:
    if "staff_quota" not in p.thresholds:
        return pl.lit(False)
    some = pl.col("full_time") > 0
    if "designated_person" in p.thresholds:
        some = some | ~pl.col("small")
    return some & (pl.col("full_time") < pl.col("quota"))


RULE = Rule(
    code="STF502",
    name="below-staff-quota",
    title_zh="专职人员不足",
    severity="warning",
    table="staffing",
    where=_short,
    values=lambda p: {
        "staff": pl.col("staff"),
        "full_time": pl.col("full_time"),
        "quota": pl.col("quota"),
        "share": pl.lit(p.threshold("staff_quota")),
    },
    ids=("subject",),
    needs=("units.full_time_staff", "posts.full_time"),
    column="full_time_staff",
    zh="{subject_name}在职{staff}人，专职{full_time}人，按{share}%应不少于{quota}人",
    en="{subject_name} has {full_time} full-time of {staff} staff; {share} % asks for at least {quota}",
    about_zh="""专职人员数低于按在职人数比例应配备的人数。

影响：工作力量不足，难以覆盖日常工作。
处理：在编制内按比例配齐专职人员。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 240, full_time_staff: 2}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 240, full_time_staff: 3}
""",
)
