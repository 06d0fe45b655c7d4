"""An item of responsibility names neither a step nor a scope.

Why: A duty that covers everything obliges to nothing. It is told only where the file breaks other items down.
Remedy: Break the item down into steps, or say what it covers. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP703",
    name="vague-duty",
    title_zh="责任未细化",
    severity="info",
    table="items",
    where=lambda p: pl.col("vague"),
    values=lambda p: {
        "item": pl.col("item"),
        "what": pl.concat_str("item", "step", separator=" · ", ignore_nulls=True),
        "function": pl.col("function_name"),
        "step": pl.col("step"),
        "place": pl.col("place"),
    },
    ids=("place",),
    needs=("duties.step", "duties.scope"),
    column="step",
    zh="{place_name}的责任事项“{what}”未细化到环节，也未明确范围",
    en="{place_name}: {what} is broken down neither by step nor by scope",
    about_zh="""责任事项没有细化到环节，也没有明确范围。

影响：责任笼统，难以检查和追究。
处理：按环节分解，或者写明范围。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 主题教育, function: building, holder: c-o, kind: accountable}
  - {id: d2, item: 发展党员, function: building, step: 预审, holder: c-o, kind: accountable}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 主题教育, function: building, step: 方案, holder: c-o, kind: accountable}
  - {id: d2, item: 发展党员, function: building, step: 预审, holder: c-o, kind: accountable}
""",
)
