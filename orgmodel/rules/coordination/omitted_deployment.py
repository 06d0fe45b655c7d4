"""A unit was not given a task that most units of its kind, level and system were given for that period.

Why: The task does not reach the whole line, and nobody notices until its results are collected. Most is more than half
of the peers, the unit itself counted among them.
Remedy: Give the task to the unit too, or allow the finding where it is left out on purpose. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="COO952",
    name="omitted-deployment",
    title_zh="漏部署",
    severity="warning",
    table="omissions",
    where=lambda p: pl.lit(True),
    values=lambda p: {
        "key": pl.col("key"),
        "target": pl.col("target"),
        "period": pl.col("period"),
        "given": pl.col("given"),
        "peers": pl.col("peers"),
    },
    ids=("target",),
    zh="{period_words}的任务“{key}”未部署到{target_name}（同类单位{peers}个，已部署{given}个）",
    en="Task {key} for {period_words} was not given to {target_name}, though {given} of {peers} units of its kind have it",
    about_zh="""同类单位大多已部署的任务，个别单位没有部署。

影响：工作部署遗漏，任务不能全面覆盖，到收集结果时才被发现。
处理：补充部署；确属有意不部署的，登记豁免并说明理由。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: c, name: 丙县局, kind: bureau, level: county, system: s, management: m}
tasks:
  - {key: 专题学习, line: 党建, target: a, period: 2016Q4}
  - {key: 专题学习, line: 党建, target: b, period: 2016Q4}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: c, name: 丙县局, kind: bureau, level: county, system: s, management: m}
tasks:
  - {key: 专题学习, line: 党建, target: a, period: 2016Q4}
  - {key: 专题学习, line: 党建, target: b, period: 2016Q4}
  - {key: 专题学习, line: 党建, target: c, period: 2016Q4}
""",
)
