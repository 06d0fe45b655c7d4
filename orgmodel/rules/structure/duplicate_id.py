"""One id stands in two or more rows of the units table.

Why: Every line to that id could mean either unit. The first row counts, the others are kept out of every hierarchy.
Remedy: Give each unit its own id, or take out the row that repeats another. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR101",
    name="duplicate-id",
    title_zh="编号重复",
    severity="error",
    table="units",
    where=lambda p: pl.col("copy") == 1,
    values=lambda p: {"copies": pl.col("copies")},
    ids=("subject",),
    column="id",
    zh="编号“{subject}”重复使用{copies}次",
    en="The id {subject} is used {copies} times",
    about_zh="""同一编号对应两行及以上单位。

影响：指向该编号的关系究竟属于哪个单位无法确定，只有首行参与计算。
处理：为各单位分别编号，或删除重复的行。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: plant, name: Plant two}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: plant-2, name: Plant two, solid: hq}
""",
)
