"""Two or more superiors bind a unit in one and the same scope.

Why: Where both may order, they can order different things, and the unit answers to neither. Lines that bind in different
scopes (personnel, budget) do not clash; lines that name no scope bind in the same.
Remedy: Leave one of the lines binding and turn the others into lines that do not bind, or give each a scope. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="MTX971",
    name="dual-command",
    title_zh="多头指挥",
    severity="warning",
    table="commands",
    where=lambda p: pl.col("contested").list.len() > 1,
    cause=lambda p: (pl.lit("STR105"), pl.col("subject")),
    values=lambda p: {
        "superiors": pl.col("contested"),
        "scope": pl.col("scope"),
        "scope_kind": pl.when(pl.col("scope").is_null()).then(pl.lit("any_scope")),
    },
    ids=("subject", "superiors"),
    kinds=("scope_kind",),
    column="id",
    zh="{subject_name}在同一事项（{scope}{scope_kind_label}）上有多个有权下达指令的上级：{superiors_name}",
    en="{subject_name} is bound by several superiors in one scope ({scope}{scope_kind_label}): {superiors_name}",
    about_zh="""同一单位在同一事项上有两个及以上有权下达指令的上级。

影响：多头指挥，指令冲突时无所适从，出了问题责任不清。
处理：只保留一条有约束力的关系，其余改为指导性关系，或分别明确约束事项。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: quality, name: Quality, solid: hq}
  - {id: lab, name: Laboratory, solid: north}
  - {id: ward, name: Ward, solid: north}
  - {id: desk, name: Quality desk, solid: quality}
  - {id: audit, name: Audit, solid: quality}
lines:
  - {subordinate: lab, superior: quality, kind: functional}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: quality, name: Quality, solid: hq}
  - {id: lab, name: Laboratory, solid: north}
  - {id: ward, name: Ward, solid: north}
  - {id: desk, name: Quality desk, solid: quality}
  - {id: audit, name: Audit, solid: quality}
lines:
  - {subordinate: lab, superior: quality, kind: functional, scope: quality}
""",
)
