"""The weights of all indicators do not add up to 100.

Why: A score out of 100 cannot be reached, or is passed, and the share of each function in the appraisal is not what its
weight says.
Remedy: Correct the weights so that they add up to 100. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

WHOLE = 100  # points

RULE = Rule(
    code="APR901",
    name="weights-not-100",
    title_zh="权重合计不为100",
    severity="error",
    table="appraisal",
    where=lambda p: pl.col("weight") != WHOLE,
    values=lambda p: {
        "indicators": pl.col("indicators"),
        "weight": pl.col("weight"),
        "difference": (pl.col("weight") - WHOLE).round(3),
    },
    column="weight",
    zh="{indicators}项考核指标的权重合计为{weight}，应为100（相差{difference}）",
    en="The weights of the {indicators} indicators add up to {weight} instead of 100 (by {difference})",
    about_zh="""全部考核指标的权重合计不等于100。

影响：得分不能按百分制计算，各项职能在考核中的比重失真。
处理：调整各项指标的权重，使合计等于100。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, weight: 60}
  - {id: i2, name: 阵地建设, function: f, weight: 30}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, weight: 60}
  - {id: i2, name: 阵地建设, function: f, weight: 40}
""",
)
