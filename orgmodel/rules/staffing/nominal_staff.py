"""Full-time posts exist on paper, but only a small part of them does the work.

Why: Staff who are counted as full-time and used for something else hide a gap that the quota does not show. The
threshold is the profile's own.
Remedy: Return the staff to their posts, or count only those who do the work. Structural.
"""

import polars as pl

from orgmodel.graph.staffing import exact
from orgmodel.rules.base import Rule

RULE = Rule(
    code="STF505",
    name="nominal-staff",
    title_zh="专职不专",
    severity="warning",
    table="staffing",
    where=lambda p: (
        (pl.col("full_time") > 0)
        & (pl.col("effective") * 100 < exact(p.threshold("effective_share") * pl.col("full_time")))
        if "effective_share" in p.thresholds
        else pl.lit(False)
    ),
    values=lambda p: {"effective": pl.col("effective"), "full_time": pl.col("full_time")},
    ids=("subject",),
    needs=("units.effective_staff",),
    column="effective_staff",
    zh="{subject_name}名义上有专职人员{full_time}人，实际在岗{effective}人",
    en="{subject_name} has {full_time} full-time staff in name, {effective} in fact",
    about_zh="""名义上配有专职人员，实际从事本职工作的不多。

影响：统计数字达标，工作力量落空。
处理：让专职人员回到本职岗位，或者据实统计。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 300, full_time_staff: 4, effective_staff: 1}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 300, full_time_staff: 4, effective_staff: 3.5}
""",
)
