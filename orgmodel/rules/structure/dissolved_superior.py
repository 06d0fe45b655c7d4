"""A unit is still attached to a superior that has been dissolved.

Why: Nobody is left at the upper end of the line: the unit is directed, led or answered for by a body that is gone.
Remedy: Turn the line to the unit that took over, or close it with a date. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR110",
    name="dissolved-superior",
    title_zh="上级已撤销",
    severity="error",
    table="lines",
    where=lambda p: pl.col("retired") & (pl.col("copy") == 0),
    values=lambda p: {
        "kind": pl.col("kind"),
        "unit": pl.col("subordinate"),
        "superior": pl.col("superior"),
    },
    ids=("unit", "superior"),
    kinds=("kind",),
    column="superior",
    zh="{unit_name}的{kind_label}仍指向已撤销的{superior_name}",
    en="{kind_label}: {unit_name} is still attached to {superior_name}, which is dissolved",
    about_zh="""关系的上级单位已经撤销，下级单位仍在运行。

影响：上级一端已无人承接，下级处于无人管理的状态。
处理：改为承接其职责的单位，或填写该关系的失效日期。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: division, name: Division, solid: hq, status: dissolved}
  - {id: plant, name: Plant, solid: division}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: division, name: Division, solid: hq, status: dissolved}
  - {id: plant, name: Plant, solid: hq}
""",
)
