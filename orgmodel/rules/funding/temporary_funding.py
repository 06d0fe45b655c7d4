"""The work is paid for from case to case.

Why: Temporary spending covers single events and leaves the rest of the year open; it is no substitute for a line in the
budget.
Remedy: List the funding in the unit's budget.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="FND602",
    name="temporary-funding",
    title_zh="经费属临时性开支",
    severity="warning",
    table="units",
    where=lambda p: pl.col("active") & (pl.col("budget") == "temporary"),
    values=lambda p: {"budget": pl.col("budget")},
    ids=("subject",),
    needs=("units.budget",),
    column="budget",
    zh="{subject_name}的工作经费只有临时性开支",
    en="{subject_name}: the work is paid for from case to case only",
    about_zh="""工作经费没有列入预算，只有临时性开支。

影响：经费时有时无，工作难以持续。
处理：将工作经费列入本单位预算。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: temporary}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: budgeted}
""",
)
