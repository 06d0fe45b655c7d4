"""None of the bodies of a unit's field offices reaches the unit's own body, and none stands in accepted dual leadership.

Why: The body above has nobody below it in the vertical line: it answers for its own offices alone, and the field offices
answer to the territorial side.
Remedy: Affiliate the bodies of the field offices to the unit's. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CHN206",
    name="county-without-field-branches",
    title_zh="派出机构组织均不归口",
    severity="info",
    table="fields",
    where=lambda p: pl.col("joined") == 0,
    cause=lambda p: (pl.col("cause_code"), pl.col("cause_about")),
    values=lambda p: {"offices": pl.col("offices")},
    ids=("subject",),
    column="id",
    zh="{subject_name}有{offices}个派出机构设有组织，其隶属关系全部不归口{subject_name}管理",
    en="{offices} field offices of {subject_name} have bodies, and none of these reaches its own body",
    about_zh="""派出机构的组织隶属关系全部不归口所属单位管理，也不属于认可的双重领导。

影响：本级组织在系统内没有下级，只管机关，管不到派出机构。
处理：将派出机构的组织隶属关系归口所属单位。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: m-owc}
  - {id: m-owc, name: 某市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: m-pc}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
  - {id: f, name: 甲分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 甲分局党支部, kind: branch, host: f, affiliation: t}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: m-owc}
  - {id: m-owc, name: 某市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: m-pc}
  - {id: f, name: 甲分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 甲分局党支部, kind: branch, host: f, affiliation: c-pc}
""",
)
