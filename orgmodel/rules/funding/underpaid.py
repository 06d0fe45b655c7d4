"""Much less of the funding arrives than was planned.

Why: A budget that is not paid out secures nothing. The share below which this is told is the profile's own.
Remedy: See to it that what is planned is paid.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="FND603",
    name="underpaid",
    title_zh="经费到位不足",
    severity="warning",
    table="units",
    where=lambda p: (
        pl.col("active")
        & (pl.col("budget_planned") > 0)
        & (pl.col("budget_paid") * 100 < p.threshold("paid_share") * pl.col("budget_planned"))
        if "paid_share" in p.thresholds
        else pl.lit(False)
    ),
    values=lambda p: {
        "planned": pl.col("budget_planned"),
        "paid": pl.col("budget_paid"),
        "share": (pl.col("budget_paid") * 100 / pl.col("budget_planned")).round(1),
    },
    ids=("subject",),
    needs=("units.budget_paid",),
    column="budget_paid",
    zh="{subject_name}工作经费预算{planned}万元，到位{paid}万元，到位率{share}%",
    en="{subject_name}: {paid} of {planned} planned funding was paid ({share} %)",
    about_zh="""工作经费虽已列入预算，但到位不足。

影响：年初安排的工作难以落实。
处理：督促按预算足额拨付。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: budgeted, budget_planned: 20, budget_paid: 8}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: budgeted, budget_planned: 20, budget_paid: 19}
""",
)
