"""A post of the profile's template holds no duty in the list of responsibility.

Why: The template names the posts that share responsibility, layer by layer. A post without an item is a gap in the
list, whoever fills it.
Remedy: Write down what the post answers for. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP704",
    name="post-without-duties",
    title_zh="岗位未列责任清单",
    severity="warning",
    table="posts",
    where=lambda p: pl.col("layer").is_not_null() & (pl.col("duties") == 0),
    values=lambda p: {"unit": pl.col("unit"), "role": pl.col("role")},
    ids=("unit",),
    kinds=("role",),
    needs=("duties.holder",),
    column="id",
    zh="{unit_name}的{role_label}（{subject}）没有列入责任清单",
    en="{role_label} of {unit_name} ({subject}) holds no duty",
    about_zh="""岗位模板所列岗位在责任清单中没有任何事项。

影响：岗位有名无责，责任传导在这一层中断。
处理：逐岗列明责任事项。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
posts:
  - {id: c-1, unit: c-lg, role: group_secretary}
  - {id: c-2, unit: c-lg, role: group_member}
duties:
  - {id: d1, item: 党建工作, function: building, step: 总责, holder: c-1, kind: first}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
posts:
  - {id: c-1, unit: c-lg, role: group_secretary}
  - {id: c-2, unit: c-lg, role: group_member}
duties:
  - {id: d1, item: 党建工作, function: building, step: 总责, holder: c-1, kind: first}
  - {id: d2, item: 分管领域党建, function: building, step: 落实, holder: c-2, kind: dual}
""",
)
