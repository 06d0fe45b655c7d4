"""An office faces clearly more counterparts than there are units below it.

Why: Each unit below answers it through more than one office on average, so that one piece of work is followed up
several times. The measure is pairs of unit and office a unit; the threshold is the profile's own.
Remedy: Bring its functions together in one office a unit. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CPT305",
    name="counterpart-load",
    title_zh="对口机构过多",
    severity="info",
    table="counterparts",
    where=lambda p: (
        pl.col("pairs") >= p.threshold("counterpart_load") * pl.col("units")
        if "counterpart_load" in p.thresholds
        else pl.lit(False)
    ),
    values=lambda p: {"pairs": pl.col("pairs"), "units": pl.col("units")},
    ids=("subject",),
    needs=("assignments.function",),
    column="id",
    zh="{subject_name}对应{units}个下级单位的{pairs}个对口机构",
    en="{subject_name} faces {pairs} offices in {units} units below",
    about_zh="""一个机构面对的对口机构数，明显多于下级单位数。

影响：同一项工作要向一个单位的几个机构分别部署，协调成本高。
处理：将相关职能归并到每个单位的一个机构。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-1, name: 甲县局办公室, kind: general_office, host: a}
  - {id: a-2, name: 甲县局第二办公室, kind: general_office, host: a}
assignments:
  - {unit: m-o, function: building}
  - {unit: m-o, function: thought}
  - {unit: a-1, function: building}
  - {unit: a-2, function: thought}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-1, name: 甲县局办公室, kind: general_office, host: a}
  - {id: a-2, name: 甲县局第二办公室, kind: general_office, host: a}
assignments:
  - {unit: m-o, function: building}
  - {unit: m-o, function: thought}
  - {unit: a-1, function: building}
  - {unit: a-1, function: thought}
""",
)
