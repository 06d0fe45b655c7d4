"""The work of one office is carried below by offices of several kinds.

Why: What one office hands down arrives at different doors: the lines cross, and nobody below can be compared with
anybody else. The number of kinds is the fan-out; one is the aim.
Remedy: Give the functions of the office to offices of one and the same kind in every unit below. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CPT301",
    name="split-counterparts",
    title_zh="对口机构不统一",
    severity="warning",
    table="counterparts",
    where=lambda p: pl.col("kinds") > 1,
    values=lambda p: {
        "functions": pl.col("function_names"),
        "kinds": pl.col("kinds"),
        "pairs": pl.col("pairs"),
        "kind_names": pl.col("kind_names"),
    },
    ids=("subject",),
    kinds=("kind_names",),
    needs=("assignments.function",),
    column="id",
    zh="{subject_name}（{functions}）在下级由{kinds}类机构对口承接：{kind_names_label}，对口关系共{pairs}条",
    en="{subject_name} ({functions}) faces {kinds} kinds of office below over {pairs} pairs: {kind_names_label}",
    about_zh="""上级一个机构的职能，在下级由几类不同机构分别承接。

影响：对口关系交叉，上下衔接不畅，考核难以比较，遇事相互推诿。
处理：明确各下级单位由同一类机构统一承接；没有该类机构的，先行设立。
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
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
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
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
""",
)
