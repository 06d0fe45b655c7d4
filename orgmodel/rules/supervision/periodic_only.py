"""A unit is supervised at fixed dates only, neither from day to day nor unannounced.

Why: Between two inspections nobody looks, and everybody knows when the next one comes. Looked at are units whose
supervision lines all state their rhythm.
Remedy: Add daily supervision or unannounced checks, and record them as a supervision line. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="SUP802",
    name="periodic-only",
    title_zh="缺少日常监督",
    severity="warning",
    table="supervision",
    where=lambda p: pl.col("timed") & (pl.col("rhythms").list.join(",") == "periodic"),
    needs=("lines.rhythm",),
    values=lambda p: {"watchers": pl.col("watchers"), "rhythms": pl.col("rhythms")},
    ids=("subject", "watchers"),
    column="rhythm",
    zh="{subject_name}只接受定期检查，没有日常监督和不定期抽查（监督主体：{watchers_name}）",
    en="{subject_name} is inspected at fixed dates only, never daily or unannounced (by {watchers_name})",
    about_zh="""单位只接受定期检查，缺乏日常化、常态化的监督。

影响：两次检查之间的问题不能及时发现，监督滞后。
处理：在定期检查之外开展日常监督和不定期抽查，并在关系表中登记。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
lines:
  - {subordinate: c, superior: m, kind: supervision, channel: superior, rhythm: periodic}
  - {subordinate: c, superior: lc, kind: supervision, channel: discipline, rhythm: periodic}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
lines:
  - {subordinate: c, superior: m, kind: supervision, channel: superior, rhythm: periodic}
  - {subordinate: c, superior: lc, kind: supervision, channel: discipline, rhythm: ad_hoc}
""",
)
