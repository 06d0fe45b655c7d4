"""A line, or the host of a body, names an id that no unit has.

Why: Everything below the missing end hangs loose: nobody can follow its chain to the top.
Remedy: Correct the id, add the missing unit, or take the line out. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR102",
    name="dangling-line",
    title_zh="关系指向不存在的单位",
    severity="error",
    table="lines",
    where=lambda p: ((pl.col("low") < 0) | (pl.col("high") < 0)) & (pl.col("copy") == 0),
    values=lambda p: {
        "kind": pl.col("kind"),
        "missing": pl.when(pl.col("low") < 0).then("subordinate").otherwise("superior"),
    },
    kinds=("kind",),
    column="superior",
    zh="{kind_label}“{subject}”所指的单位“{missing}”不存在",
    en="{kind_label} {subject} names {missing}, which is no unit",
    about_zh="""关系或所在单位指向了表中没有的编号。

影响：断点以下的单位无法逐级上溯，责任无从落实。
处理：更正编号，或补录缺失的单位，或删除该关系。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: plant, name: Plant, solid: hp}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: plant, name: Plant, solid: hq}
""",
)
