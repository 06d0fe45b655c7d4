"""A unit has nobody who does this work full time.

Why: Part-time staff cannot attend to it beside their own work. Where the profile asks that a unit too small for
full-time staff have a designated person at least, such a unit is at fault only without one, and larger units fall
under the quota.
Remedy: Allot a full-time post, or name a designated person where that is enough.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _none(p: Profile) -> pl.Expr:
    nobody = pl.col("full_time") == 0
    if "designated_person" not in p.thresholds:
        return nobody
    return nobody & pl.col("small").fill_null(True) & ~pl.col("designated")


RULE = Rule(
    code="STF501",
    name="no-full-time-staff",
    title_zh="无专职人员",
    severity="warning",
    table="staffing",
    where=_none,
    values=lambda p: {"staff": pl.col("staff")},
    ids=("subject",),
    needs=("units.full_time_staff", "posts.full_time"),
    column="full_time_staff",
    zh="{subject_name}没有配备专职工作人员",
    en="{subject_name} has no full-time staff",
    about_zh="""单位没有配备专职工作人员。

影响：兼职人员难以兼顾，日常工作无人专门负责。
处理：配备专职人员；人员较少的单位应当明确专人负责。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 120, full_time_staff: 0}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 120, full_time_staff: 2}
""",
)
