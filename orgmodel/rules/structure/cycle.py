"""Lines of one hierarchical kind lead in a circle.

Why: Within the circle each unit is above and below every other, so none of them answers to the top.
Remedy: Find the line that points the wrong way and turn it to the real superior. Structural.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from orgmodel.graph import Derived
from orgmodel.graph.cycles import loop
from orgmodel.rules.base import Rule


def _loop(d: Derived, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"loop": loop(d, row["kind"], row["subject"])}


RULE = Rule(
    code="STR104",
    name="cycle",
    title_zh="层级循环",
    severity="error",
    table="cycles",
    where=lambda p: pl.col("size") > 0,
    values=lambda p: {"kind": pl.col("kind"), "size": pl.col("size")},
    detail=_loop,
    ids=("subject", "loop"),
    kinds=("kind",),
    home="lines",
    column="superior",
    zh="{kind_label}形成循环，涉及{size}个单位：{loop_path}",
    en="{kind_label} runs in a circle through {size} units: {loop_path}",
    about_zh="""同一类层级关系首尾相接，形成循环。

影响：循环之内互为上下级，循环之内及其以下的单位都不能到达最高一级。
处理：找出方向有误的一条关系，改为实际的上级。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: lab}
  - {id: lab, name: Laboratory, solid: plant}
  - {id: shop, name: Workshop, solid: hq}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: lab, name: Laboratory, solid: plant}
  - {id: shop, name: Workshop, solid: hq}
""",
)
