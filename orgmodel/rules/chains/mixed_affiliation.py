"""Bodies of one unit's field offices are affiliated in different ways: some to the unit's own body, some outside.

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
    where=lambda p: (pl.col("direct") > 0) & (pl.col("direct") < pl.col("offices")),
    cause=lambda p: (pl.col("cause_code"), pl.col("cause_about")),
    values=lambda p: {
        "offices": pl.col("offices"),
        "direct": pl.col("direct"),
        "others": pl.col("offices") - pl.col("direct"),
    },
    ids=("subject",),
    column="id",
    zh="{subject_name}派出机构的组织隶属关系不一致：{direct}个归口管理，{others}个不归口管理",
    en="The bodies of the field offices of {subject_name} are affiliated in different ways: {direct} to its own"
    " body, {others} elsewhere",
    about_zh="""同一单位的派出机构，组织隶属关系有的归口管理，有的不归口管理。

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
  - {id: c, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 甲县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-pc, name: 甲县局机关党委, kind: organ_committee, host: c, affiliation: c-owc}
  - {id: c-owc, name: 甲县直属机关工委, kind: organ_work_committee, level: county}
  - {id: e, name: 乙区局, kind: bureau, level: county, system: s, management: m}
  - {id: e-gb, name: 乙区局党总支, kind: general_branch, host: e, affiliation: m-pc}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: m-owc}
  - {id: m-owc, name: 某市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 甲区局, kind: bureau, level: county, system: s, management: m}
  - {id: c-gb, name: 甲区局党总支, kind: general_branch, host: c, affiliation: m-pc}
  - {id: e, name: 乙区局, kind: bureau, level: county, system: s, management: m}
  - {id: e-gb, name: 乙区局党总支, kind: general_branch, host: e, affiliation: m-pc}
""",
)
