"""A function that the superior and a like unit beside it carry, or that the file lists, is carried by nobody here.

Why: Work that comes down the line has no door to arrive at. A function that nobody in the file carries is missed
in the units at the top. Offices and bodies in the unit count, and whoever carries a wider function.
Remedy: Give the function to an office of the unit, of the kind that carries it elsewhere. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CPT302",
    name="unowned-function",
    title_zh="职能无机构承担",
    severity="error",
    table="coverage",
    where=lambda p: pl.col("unowned").list.len() > 0,
    values=lambda p: {"functions": pl.col("unowned")},
    ids=("subject",),
    needs=("assignments.function",),
    column="id",
    zh="{subject_name}无机构承担：{functions}",
    en="{subject_name} has nobody who carries: {functions}",
    about_zh="""上级和同类单位均有机构承担的职能，或文件所列的职能，在本单位无机构承担。

影响：工作部署到这里没有承接机构，事项落空。
处理：明确由本单位与其他单位同类的机构承担。
""",
    bad="""
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
