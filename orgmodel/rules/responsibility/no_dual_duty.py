"""A leading post that directs business answers for nothing beyond it.

Why: Who directs a field of business also answers for the conduct of those in it. Asked are the posts for which the
profile's template says so, except one that is first responsible.
Remedy: Give the post a dual duty over the field that it directs.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP705",
    name="no-dual-duty",
    title_zh="未落实一岗双责",
    severity="warning",
    table="posts",
    where=lambda p: pl.col("dual") & (pl.col("dual_duties") == 0) & (pl.col("first_duties") == 0),
    cause=lambda p: (pl.lit("RSP704"), pl.col("subject")),
    values=lambda p: {
        "unit": pl.col("unit"),
        "role": pl.col("role"),
        "business": pl.col("business_scope"),
    },
    ids=("unit",),
    kinds=("role",),
    needs=("duties.kind",),
    column="business_scope",
    zh="{unit_name}的{role_label}（{subject}）未落实“一岗双责”",
    en="{role_label} of {unit_name} ({subject}) has no dual duty",
    about_zh="""分管业务的岗位没有“一岗双责”事项。

影响：只抓业务、不管队伍，责任与业务“两张皮”。
处理：结合分管领域，明确该岗位的“一岗双责”事项。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
posts:
  - {id: c-1, unit: c-lg, role: group_secretary}
  - {id: c-2, unit: c-lg, role: group_member, business_scope: 征收管理}
duties:
  - {id: d1, item: 党建工作, function: building, step: 总责, holder: c-1, kind: first}
  - {id: d2, item: 支部联系点, function: building, step: 指导, holder: c-2, kind: responsible}
  - {id: d3, item: 支部联系点, function: building, step: 指导, holder: c-1, kind: accountable}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
posts:
  - {id: c-1, unit: c-lg, role: group_secretary}
  - {id: c-2, unit: c-lg, role: group_member, business_scope: 征收管理}
duties:
  - {id: d1, item: 党建工作, function: building, step: 总责, holder: c-1, kind: first}
  - {id: d2, item: 分管领域党建, function: building, step: 落实, holder: c-2, kind: dual}
""",
)
