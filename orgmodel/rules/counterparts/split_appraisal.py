"""One indicator is answered below by offices of several kinds.

Why: The same appraisal goes to different doors in different units, so that results cannot be compared and points are
handed on. It follows from split counterparts where an office above carries the function.
Remedy: Give the function of the indicator to offices of one kind below. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CPT304",
    name="split-appraisal",
    title_zh="考核指标分头承接",
    severity="warning",
    table="appraised",
    where=lambda p: pl.col("kinds") > 1,
    cause=lambda p: (
        pl.when(pl.col("office").is_not_null()).then(pl.lit("CPT301")),
        pl.col("office"),
    ),
    values=lambda p: {
        "name": pl.col("name"),
        "superior": pl.col("superior"),
        "kinds": pl.col("kinds"),
        "kind_names": pl.col("kind_names"),
    },
    ids=("superior",),
    kinds=("kind_names",),
    needs=("indicators.function",),
    column="function",
    zh="考核指标“{name}”在{superior_name}下级由{kinds}类机构分别承接：{kind_names_label}",
    en="Indicator {name} is answered below {superior_name} by {kinds} kinds of office: {kind_names_label}",
    about_zh="""同一项考核指标，在下级由几类不同机构分别承接。

影响：考核结果难以比较，失分互相推诿。
处理：明确各下级单位由同一类机构承担该指标所属职能。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
assignments:
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
indicators:
  - {id: i1, name: 组织建设, function: building, weight: 100}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局机关党委办, kind: party_office, host: b}
assignments:
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
indicators:
  - {id: i1, name: 组织建设, function: building, weight: 100}
""",
)
