"""Two lines gave the same task to the same unit for the same period.

Why: The unit does and reports the work twice, and answers to two sides for one result.
Remedy: Let one line issue the task, jointly with the other where both need it, and strike the other row. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="COO951",
    name="duplicate-deployment",
    title_zh="重复部署",
    severity="warning",
    table="deployments",
    where=lambda p: pl.col("issuers").list.len() > 1,
    values=lambda p: {
        "key": pl.col("key"),
        "target": pl.col("target"),
        "period": pl.col("period"),
        "issuers": pl.col("issuers"),
    },
    ids=("target",),
    home="tasks",
    column="line",
    zh="{period_words}的任务“{key}”由{issuers}向{target_name}重复部署",
    en="Task {key} for {period_words} was given to {target_name} more than once: by {issuers}",
    about_zh="""不同条线在同一时段向同一单位部署同一任务。

影响：重复部署、重复报送，同一结果向多头负责，加重基层负担。
处理：明确由一个条线牵头部署，需要的条线联合行文，取消重复部署。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
tasks:
  - {key: 专题学习, line: 党建, target: c, period: 2016Q4}
  - {key: 专题学习, line: 党风廉政, target: c, period: 2016Q4}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
tasks:
  - {key: 专题学习, line: 党建, target: c, period: 2016Q3}
  - {key: 专题学习, line: 党风廉政, target: c, period: 2016Q4}
""",
)
