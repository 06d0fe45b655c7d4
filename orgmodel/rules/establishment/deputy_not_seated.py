"""The full-time deputy of a committee has no seat on it.

Why: The post runs the committee's daily work; without a seat it carries out what it had no voice in. Posts whose seat
nobody filled in are passed over.
Remedy: Elect the holder of the post to the committee. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="EST408",
    name="deputy-not-seated",
    title_zh="专职副职未进委员会",
    severity="warning",
    table="deputies",
    where=lambda p: ~pl.col("seated"),
    needs=("posts.on_committee",),
    values=lambda p: {"post": pl.col("post"), "role": pl.lit(p.roles.deputy)},
    ids=("subject",),
    kinds=("role",),
    home="posts",
    column="on_committee",
    zh="{subject_name}的{role_label}没有进入委员会",
    en="{role_label} of {subject_name}: no seat on its committee",
    about_zh="""负责日常工作的专职副职没有进入委员会。

影响：日常工作由其办理，议事决策却没有其参加，工作难以统筹。
处理：按规定程序增补进入委员会。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
posts:
  - {id: p1, unit: c-pc, role: fulltime_deputy_secretary, full_time: true, on_committee: false}
  - {id: p2, unit: c-pc, role: discipline_commissioner}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
posts:
  - {id: p1, unit: c-pc, role: fulltime_deputy_secretary, full_time: true, on_committee: true}
  - {id: p2, unit: c-pc, role: discipline_commissioner}
""",
)
