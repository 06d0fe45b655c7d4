"""Bodies of one unit's field offices are affiliated in different ways: some in an accepted way, some outside.

Accepted are the way to the unit's own body and dual leadership.

Why: The same work reaches some field offices through the vertical line and others through the territorial side, so that it
is asked for twice here and not at all there.
Remedy: Affiliate all of them in the same way. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CHN207",
    name="mixed-affiliation",
    title_zh="派出机构隶属不一致",
    severity="info",
    table="fields",
    where=lambda p: (pl.col("joined") > 0) & (pl.col("joined") < pl.col("offices")),
    cause=lambda p: (pl.col("cause_code"), pl.col("cause_about")),
    values=lambda p: {
        "offices": pl.col("offices"),
        "joined": pl.col("joined"),
        "others": pl.col("offices") - pl.col("joined"),
    },
    ids=("subject",),
    column="id",
    zh="{subject_name}派出机构的组织隶属关系不一致：{joined}个归口管理或者双重领导，{others}个不归口管理",
    en="The bodies of the field offices of {subject_name} are affiliated in different ways: {joined} to its own"
    " body or in dual leadership, {others} elsewhere",
    about_zh="""同一单位的派出机构，组织隶属关系有的归口管理或者属于认可的双重领导，有的两者都不是。

影响：同一项工作两条渠道部署，有的重复，有的遗漏。
处理：统一派出机构的组织隶属关系。
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
  - {id: f-b, name: 甲分局党支部, kind: branch, host: f, affiliation: c-pc}
  - {id: g, name: 乙分局, kind: field_office, level: township, system: s, management: c}
  - {id: g-b, name: 乙分局党支部, kind: branch, host: g, affiliation: t}
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
  - {id: g, name: 乙分局, kind: field_office, level: township, system: s, management: c}
  - {id: g-b, name: 乙分局党支部, kind: branch, host: g, affiliation: c-pc}
""",
)
