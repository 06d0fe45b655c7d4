"""The funding of the work is in no budget.

Why: What is in no budget depends on goodwill from one year to the next. The profile's regulation asks that it be listed.
Remedy: List the funding in the unit's budget.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="FND601",
    name="not-budgeted",
    title_zh="经费未列入预算",
    severity="error",
    table="units",
    where=lambda p: pl.col("active") & (pl.col("budget") == "none"),
    values=lambda p: {"budget": pl.col("budget")},
    ids=("subject",),
    needs=("units.budget",),
    column="budget",
    zh="{subject_name}的工作经费未列入预算",
    en="{subject_name}: the funding of the work is in no budget",
    about_zh="""工作经费没有列入预算。

影响：活动和阵地建设没有经费保障。
处理：将工作经费列入本单位预算。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: none}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: budgeted}
""",
)
