"""A line that does not bind runs to the superior that binds the unit anyway.

Why: It says nothing that the binding line does not say, and blurs the chart; mostly another superior was meant.
Remedy: Remove the line, or turn it to the superior that was meant. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="MTX973",
    name="dotted-equals-solid",
    title_zh="虚实线重复",
    severity="info",
    table="doubled",
    where=lambda p: pl.lit(True),
    values=lambda p: {
        "unit": pl.col("unit"),
        "superior": pl.col("superior"),
        "kind": pl.col("kind"),
        "vertical": pl.lit(p.roles.vertical),
    },
    ids=("unit", "superior"),
    kinds=("kind", "vertical"),
    column="superior",
    zh="{unit_name}到{superior_name}的{kind_label}与{vertical_label}重复",
    en="{kind_label} from {unit_name} to {superior_name} repeats what this says: {vertical_label}",
    about_zh="""不具约束力的关系与直接隶属的关系指向同一上级。

影响：重复的关系没有意义，多数情形是上级填写有误，应当指向另一单位的关系反而缺失。
处理：删除重复的关系，或改为应当指向的上级。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: south, name: Division South, solid: hq}
lines:
  - {subordinate: north, superior: hq, kind: dotted}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: south, name: Division South, solid: hq}
lines:
  - {subordinate: north, superior: south, kind: dotted}
""",
)
