"""The posts of a unit tell another number of full-time staff than the unit itself.

Why: One of the two is out of date. All other rules and the measures go by the posts.
Remedy: Correct the table of posts, or the number of the unit. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STF506",
    name="posts-differ",
    title_zh="专职人数填报不一致",
    severity="info",
    table="staffing",
    where=lambda p: pl.col("posted") != pl.col("said"),
    values=lambda p: {"posted": pl.col("posted"), "said": pl.col("said")},
    ids=("subject",),
    needs=("posts.full_time",),
    column="full_time_staff",
    zh="{subject_name}填报专职{said}人，岗位表合计{posted}人，以岗位表为准",
    en="{subject_name} states {said} full-time staff, its posts add up to {posted}; the posts count",
    about_zh="""单位填报的专职人数与岗位表合计不一致，以岗位表为准。

影响：配备比例可能失实。
处理：核实后更正岗位表或单位填报的人数。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 90, full_time_staff: 2}
posts:
  - {id: p1, unit: c, role: affairs_officer, full_time: true, filled: 1}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, staff: 90, full_time_staff: 2}
posts:
  - {id: p1, unit: c, role: affairs_officer, full_time: true, filled: 2}
""",
)
