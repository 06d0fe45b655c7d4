"""Every indicator is rated by the superior.

Why: The superior sees reports and files; peers, members and the public see the work. An appraisal from above alone
rewards what looks well from above. Looked at are indicators that state who rates.
Remedy: Let peers, members or the public rate some of the indicators. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="APR906",
    name="superior-only",
    title_zh="只由上级评价",
    severity="warning",
    table="appraisal",
    where=lambda p: pl.col("raters").list.join(",") == "superior",
    needs=("indicators.rater",),
    values=lambda p: {"weight": pl.col("superior_weight"), "raters": pl.col("raters")},
    column="rater",
    zh="列明评价主体的考核指标全部由上级评价（权重合计{weight}）",
    en="All indicators that state a rater are rated by the superior (weights of {weight} in all)",
    about_zh="""考核全部由上级评价。

影响：评价主体单一，主要看汇报和材料，难以反映群众感受和工作实效。
处理：对部分指标引入同级、成员或群众评价。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, weight: 60, rater: superior}
  - {id: i2, name: 作用发挥, function: f, weight: 40, rater: superior}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, weight: 60, rater: superior}
  - {id: i2, name: 作用发挥, function: f, weight: 40, rater: members}
""",
)
