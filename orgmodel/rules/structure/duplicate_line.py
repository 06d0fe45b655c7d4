"""The same line stands in the file twice or more.

Lines that differ in channel or scope say different things and are no repetition.

Why: A line counts once. A second row often carries another tie or consent, and then it is unclear which holds.
Remedy: Keep one row with the facts that hold. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR111",
    name="duplicate-line",
    title_zh="关系重复填报",
    severity="warning",
    table="lines",
    where=lambda p: (pl.col("home") == "lines") & (pl.col("repeats") > 1),
    values=lambda p: {
        "kind": pl.col("kind"),
        "unit": pl.col("subordinate"),
        "superior": pl.col("superior"),
        "copies": pl.col("repeats"),
    },
    ids=("unit", "superior"),
    kinds=("kind",),
    zh="{unit_name}与{superior_name}之间的{kind_label}重复填报{copies}次",
    en="{kind_label} of {unit_name} to {superior_name} stands in the file {copies} times",
    about_zh="""下级、上级、类别均相同，监督渠道和约束范围也相同的关系填报了两次及以上。

影响：各行所填的地方联系、同意情况不一致时，无法确定以哪一行为准。
处理：合并为一行，保留有效的内容。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: plant, name: Plant, solid: hq}
lines:
  - {subordinate: plant, superior: lab, kind: dotted}
  - {subordinate: plant, superior: lab, kind: dotted, note: again}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: plant, name: Plant, solid: hq}
lines:
  - {subordinate: plant, superior: lab, kind: dotted, scope: quality}
  - {subordinate: plant, superior: lab, kind: dotted, scope: safety}
""",
)
