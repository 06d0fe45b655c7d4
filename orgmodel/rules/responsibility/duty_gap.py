"""Nobody answers for an item of responsibility.

Why: There are people who do the work or are asked about it, but none to turn to when it fails. Somebody in the unit, or in
a unit above it on the vertical line, must answer: as principal, first responsible, dual or accountable.
Remedy: Give the item one holder who answers for it. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP701",
    name="duty-gap",
    title_zh="责任事项无人负责",
    severity="error",
    table="items",
    where=lambda p: ~pl.col("answered"),
    values=lambda p: {
        "item": pl.col("item"),
        "what": pl.concat_str("item", "step", separator=" · ", ignore_nulls=True),
        "function": pl.col("function_name"),
        "step": pl.col("step"),
        "place": pl.col("place"),
    },
    ids=("place",),
    needs=("duties.kind",),
    column="kind",
    zh="{place_name}的责任事项“{what}”无人负责",
    en="{place_name}: nobody answers for {what}",
    about_zh="""责任事项只有承办方、知会方，没有负责的主体。

影响：一旦出现问题，难以找到责任主体。
处理：为该事项明确一个责任主体。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 发展党员, function: building, step: 预审, holder: c-o, kind: responsible}
  - {id: d2, item: 发展党员, function: building, step: 预审, holder: c-p, kind: consulted}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 发展党员, function: building, step: 预审, holder: c-o, kind: accountable}
  - {id: d2, item: 发展党员, function: building, step: 预审, holder: c-p, kind: consulted}
""",
)
