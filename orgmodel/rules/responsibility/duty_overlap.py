"""Two or more holders in one unit answer for the same item in the same way.

Why: Where two are responsible, each waits for the other. Only one holder a unit may be principal, first responsible or
accountable for an item, a step and a scope; dual duty is shared by its nature.
Remedy: Leave one holder, or divide the scope between them. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP702",
    name="duty-overlap",
    title_zh="职责交叉",
    severity="warning",
    table="items",
    where=lambda p: pl.col("holders").is_not_null(),
    values=lambda p: {
        "item": pl.col("item"),
        "what": pl.concat_str("item", "step", separator=" · ", ignore_nulls=True),
        "function": pl.col("function_name"),
        "step": pl.col("step"),
        "place": pl.col("place"),
        "holders": pl.col("holders"),
    },
    ids=("place", "holders"),
    needs=("duties.kind",),
    column="holder",
    zh="{place_name}的责任事项“{what}”由{holders_name}同时负责，职责交叉",
    en="{place_name}: {holders_name} all answer for {what}",
    about_zh="""同一单位的同一责任事项由两个以上主体以同一方式负责。

影响：职责交叉、界限模糊，相互推诿。
处理：确定一个责任主体，或者划清各自范围。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 主题教育, function: building, step: 方案, holder: c-o, kind: accountable}
  - {id: d2, item: 主题教育, function: building, step: 方案, holder: c-p, kind: accountable}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 主题教育, function: building, step: 方案, holder: c-o, kind: accountable, scope: 机关}
  - {id: d2, item: 主题教育, function: building, step: 方案, holder: c-p, kind: accountable, scope: 离退休}
""",
)
