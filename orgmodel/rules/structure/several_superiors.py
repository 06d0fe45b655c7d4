"""A unit has two or more superiors by a kind of line that allows one.

Why: Two superiors by the same right can give contrary orders, and neither answers alone. For chains the first
line of the file counts as the superior.
Remedy: Keep the line that is in force and take the others out, or give them a kind that binds less. Structural.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from orgmodel.graph import Derived
from orgmodel.rules.base import Rule


def _superiors(d: Derived, row: Mapping[str, Any]) -> dict[str, Any]:
    at = np.flatnonzero(d.lines["low"].to_numpy() == row["low"])
    same = d.lines.select("superior", "kind")[at].filter(pl.col("kind") == row["kind"])
    return {"superiors": same["superior"].unique(maintain_order=True).to_list()}


RULE = Rule(
    code="STR105",
    name="several-superiors",
    title_zh="多个上级",
    severity="error",
    table="lines",
    where=lambda p: (pl.col("superiors") > 1) & pl.col("first_superior") & (pl.col("low") >= 0),
    subject="subordinate",
    values=lambda p: {"unit": pl.col("subordinate"), "kind": pl.col("kind"), "count": pl.col("superiors")},
    detail=_superiors,
    ids=("unit", "superiors"),
    kinds=("kind",),
    column="superior",
    zh="{unit_name}的{kind_label}有{count}个上级：{superiors_name}",
    en="{kind_label}: {unit_name} has {count} superiors: {superiors_name}",
    about_zh="""只应有一个上级的关系，同一单位填报了两个及以上上级。

影响：政出多门，责任不清；计算链条时只取表中的第一个上级。
处理：保留实际有效的一条，其余删除或改为业务指导等其他关系。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: east, name: Division East, solid: hq}
  - {id: west, name: Division West, solid: hq}
  - {id: plant, name: Plant, solid: east}
lines:
  - {subordinate: plant, superior: west, kind: solid}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: east, name: Division East, solid: hq}
  - {id: west, name: Division West, solid: hq}
  - {id: plant, name: Plant, solid: east}
lines:
  - {subordinate: plant, superior: west, kind: dotted}
""",
)
