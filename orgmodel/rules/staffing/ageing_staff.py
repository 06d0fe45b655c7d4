"""A large part of the staff who do this work are 46 or older.

Why: Nobody is growing into their place. Only shares are used, and never for fewer than three people; the threshold is
the profile's own.
Remedy: Bring in and train younger staff. Structural.
"""

import polars as pl

from orgmodel.graph.staffing import FEWEST, exact
from orgmodel.rules.base import Rule

RULE = Rule(
    code="STF504",
    name="ageing-staff",
    title_zh="人员年龄偏大",
    severity="info",
    table="staffing",
    where=lambda p: (
        (pl.col("aged") >= FEWEST)
        & (pl.col("ge46") * 100 >= exact(p.threshold("ageing_share") * pl.col("aged")))
        if "ageing_share" in p.thresholds
        else pl.lit(False)
    ),
    values=lambda p: {"share": (pl.col("ge46") * 100 / pl.col("aged")).round(1)},
    ids=("subject",),
    needs=("units.age_ge46",),
    column="age_ge46",
    zh="{subject_name}的专兼职工作人员中，46岁以上的占{share}%",
    en="{subject_name}: {share} % of the staff who do this work are 46 or older",
    about_zh="""专兼职工作人员年龄普遍偏大。

影响：后备力量不足，人员退休后难以接续。
处理：充实和培养年轻力量。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 300, full_time_staff: 4, age_lt40: 1, age_40_45: 0, age_ge46: 3}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 300, full_time_staff: 4, age_lt40: 2, age_40_45: 1, age_ge46: 1}
""",
)
