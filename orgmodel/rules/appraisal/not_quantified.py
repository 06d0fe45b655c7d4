"""An indicator is not measured by a number.

Why: What is not measured is rated by impression, and two raters come to different results.
Remedy: Say what is counted and the value to reach, or let the indicator stand and allow the finding. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="APR903",
    name="not-quantified",
    title_zh="指标未量化",
    severity="info",
    table="standards",
    where=lambda p: ~pl.col("quantified"),
    needs=("indicators.quantified",),
    values=lambda p: {"name": pl.col("name"), "weight": pl.col("weight")},
    home="indicators",
    column="quantified",
    zh="考核指标“{name}”（权重{weight}）未量化",
    en="Indicator {name} (weight {weight}) is not measured by a number",
    about_zh="""考核指标没有量化。

影响：评分依赖主观印象，不同评价主体的结果难以比较。
处理：明确计量内容和目标值；确实不宜量化的，登记豁免并说明理由。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, weight: 60, quantified: true, target: 12}
  - {id: i2, name: 作用发挥, function: f, weight: 40, quantified: false}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
indicators:
  - {id: i1, name: 组织生活, function: f, weight: 60, quantified: true, target: 12}
  - {id: i2, name: 作用发挥, function: f, weight: 40, quantified: true, target: 90}
""",
)
