"""A line leads from a unit to itself.

Why: A unit that answers to itself answers to nobody: its chain and all chains below it end there.
Remedy: Name the real superior, or take the line out. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR103",
    name="self-line",
    title_zh="以自身为上级",
    severity="error",
    table="lines",
    where=lambda p: pl.col("itself") & (pl.col("copy") == 0),
    values=lambda p: {"unit": pl.col("subordinate"), "kind": pl.col("kind")},
    ids=("unit",),
    kinds=("kind",),
    column="superior",
    zh="{unit_name}的{kind_label}以自身为上级",
    en="{kind_label}: {unit_name} is its own superior",
    about_zh="""一条关系的上级与下级是同一单位。

影响：以自身为上级等于没有上级，该单位及其以下各级均不能上溯。
处理：更正为实际的上级单位，或删除该关系。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: plant, name: Plant, solid: plant}
  - {id: line-1, name: Line one, solid: plant}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: plant, name: Plant, solid: hq}
  - {id: line-1, name: Line one, solid: plant}
""",
)
