"""Two functions appraise the same thing by different standards.

Why: A unit that meets the one may fail the other, and reports twice. The same thing is an indicator of the same name; a
standard is its time scale, method, rater, measure and target, not its weight.
Remedy: Agree on one standard for the indicator, or give the two different names if they are different things. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="APR904",
    name="separate-standards",
    title_zh="考核标准不统一",
    severity="warning",
    table="standards",
    where=lambda p: (
        pl.col("leads") & (pl.col("functions").list.len() > 1) & (pl.col("differ").list.len() > 0)
    ),
    values=lambda p: {
        "name": pl.col("name"),
        "functions": pl.col("functions"),
        "differ": pl.col("differ"),
    },
    ids=("functions",),
    kinds=("differ",),
    home="indicators",
    column="name",
    zh="考核指标“{name}”在{functions_name}中标准不统一：{differ_label}不同",
    en="Indicator {name} has different standards in {functions_name}: {differ_label}",
    about_zh="""不同职能对同一事项的考核标准不统一。

影响：同一项工作多头考核、标准不一，基层重复报送、无所适从。
处理：由有关条线会商，统一考核方式、方法、评价主体和目标值；确属不同事项的，改用不同的指标名称。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
  - {id: g, name: 党风廉政建设}
indicators:
  - {id: i1, name: 集中学习, function: f, weight: 60, method: 查记录, quantified: true, target: 12}
  - {id: i2, name: 集中学习, function: g, weight: 40, method: 闭卷测试, quantified: true, target: 80}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
functions:
  - {id: f, name: 党建}
  - {id: g, name: 党风廉政建设}
indicators:
  - {id: i1, name: 集中学习, function: f, weight: 60, method: 查记录, quantified: true, target: 12}
  - {id: i2, name: 集中学习, function: g, weight: 40, method: 查记录, quantified: true, target: 12}
""",
)
