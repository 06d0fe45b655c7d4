"""A hierarchy has more levels than the profile thinks useful.

Why: Each level costs time and loses a part of what passes through it. The number is practice and stands in the profile.
Remedy: Merge levels, above all those with a single subordinate. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _deep(p: Profile) -> pl.Expr:
    return pl.col("levels") > p.threshold("levels_most") if "levels_most" in p.thresholds else pl.lit(False)


RULE = Rule(
    code="MTX975",
    name="too-many-levels",
    title_zh="管理层级过多",
    severity="info",
    table="commands",
    where=_deep,
    values=lambda p: {"levels": pl.col("levels"), "most": pl.lit(p.threshold("levels_most"))},
    ids=("subject",),
    column="id",
    zh="{subject_name}以下共{levels}级，超过{most}级",
    en="The hierarchy below {subject_name} has {levels} levels, more than {most}",
    about_zh="""从最高单位到末级单位的层级过多。标准为经验值。

影响：每多一级，传递就慢一步，情况就失真一分。
处理：合并层级，首先合并只有一个下级的单位。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: a, name: Division, solid: hq}
  - {id: a2, name: Division two, solid: hq}
  - {id: b, name: Region, solid: a}
  - {id: b2, name: Region two, solid: a}
  - {id: c, name: Plant, solid: b}
  - {id: c2, name: Plant two, solid: b}
  - {id: e, name: Department, solid: c}
  - {id: e2, name: Department two, solid: c}
  - {id: f, name: Section, solid: e}
  - {id: f2, name: Section two, solid: e}
  - {id: g, name: Team, solid: f}
  - {id: g2, name: Team two, solid: f}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: a, name: Division, solid: hq}
  - {id: a2, name: Division two, solid: hq}
  - {id: b, name: Region, solid: a}
  - {id: b2, name: Region two, solid: a}
  - {id: c, name: Plant, solid: b}
  - {id: c2, name: Plant two, solid: b}
  - {id: e, name: Department, solid: c}
  - {id: e2, name: Department two, solid: c}
  - {id: f, name: Section, solid: e}
  - {id: f2, name: Section two, solid: e}
""",
)
