"""One vertical system begins at two or more units.

Why: A vertical line has one top. A second one is mostly a unit whose own superior was left out of the file.
Remedy: Give all tops but one their superior, or name different systems. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR107",
    name="several-tops",
    title_zh="多个最高单位",
    severity="warning",
    table="tops",
    where=lambda p: pl.col("tops") > 1,
    values=lambda p: {"system": pl.col("system"), "count": pl.col("tops"), "tops": pl.col("names")},
    ids=("subject", "tops"),
    column="id",
    zh="同一系统有{count}个最高单位：{tops_name}",
    en="One system has {count} tops: {tops_name}",
    about_zh="""同一垂直系统有两个及以上没有上级的单位。

影响：系统内不能形成自上而下的单一链条，多数情形是漏填了上级。
处理：补填上级，只保留一个最高单位；确属不同系统的，分别填写系统名称。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: board, name: Board}
  - {id: lab, name: Laboratory, solid: board}
""",
    good="""
profile: matrix
units:
  - {id: board, name: Board}
  - {id: hq, name: Headquarters, solid: board}
  - {id: plant, name: Plant, solid: hq}
  - {id: lab, name: Laboratory, solid: board}
""",
)
