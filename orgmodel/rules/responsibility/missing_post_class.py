"""A body lacks posts of a class that the profile's template asks for.

Why: The template of posts covers every layer; a class without a post leaves its part of the list with nobody to hold it.
It is told where there is a list of responsibility, where the file lists posts of
more than one layer, and for units that list posts of the template at all.
Remedy: Add the missing posts to the file, or set them up. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP708",
    name="missing-post-class",
    title_zh="岗位类别不全",
    severity="warning",
    table="template",
    where=lambda p: pl.col("lacking").list.len() > 0,
    values=lambda p: {
        "kind": pl.col("kind"),
        "lacking": pl.col("lacking"),
        "asked": pl.col("asked"),
    },
    ids=("subject",),
    kinds=("kind", "lacking"),
    needs=("duties.holder",),
    column="id",
    zh="{subject_name}缺少岗位：{lacking_label}",
    en="{subject_name} lacks posts of these classes: {lacking_label}",
    about_zh="""组织缺少岗位模板要求的岗位类别。

影响：责任清单到这一类岗位无人承接。
处理：补列或者补设相应岗位。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc, members: 9}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
posts:
  - {id: c-1, unit: c-lg, role: group_secretary}
  - {id: b-1, unit: c-b, role: branch_secretary}
  - {id: b-2, unit: c-b, role: branch_member}
  - {id: b-3, unit: c-b, role: member, seats: 9}
duties:
  - {id: d1, item: 党建工作, function: building, step: 总责, holder: c-1, kind: first}
  - {id: d3, item: 组织生活, function: building, step: 组织, holder: b-1, kind: first}
  - {id: d4, item: 组织生活, function: building, step: 记录, holder: b-2, kind: accountable}
  - {id: d5, item: 组织生活, function: building, step: 参加, holder: b-3, kind: accountable}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc, members: 9}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
posts:
  - {id: c-1, unit: c-lg, role: group_secretary}
  - {id: c-2, unit: c-lg, role: group_member}
  - {id: b-1, unit: c-b, role: branch_secretary}
  - {id: b-2, unit: c-b, role: branch_member}
  - {id: b-3, unit: c-b, role: member, seats: 9}
duties:
  - {id: d1, item: 党建工作, function: building, step: 总责, holder: c-1, kind: first}
  - {id: d3, item: 组织生活, function: building, step: 组织, holder: b-1, kind: first}
  - {id: d4, item: 组织生活, function: building, step: 记录, holder: b-2, kind: accountable}
  - {id: d5, item: 组织生活, function: building, step: 参加, holder: b-3, kind: accountable}
  - {id: d2, item: 分管领域党建, function: building, step: 落实, holder: c-2, kind: dual}
""",
)
