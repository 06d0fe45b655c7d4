"""A post has not gone through report, evaluation and assessment in a year.

Why: The three belong together: who reports but is not assessed answers to nobody for what was reported. Due are the posts for
which the profile asks for a yearly review, in each year of which any review is on file, and every post reviewed in part.
Remedy: Hold the missing part and record it. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="APR905",
    name="missing-review",
    title_zh="述职评议考核未完成",
    severity="warning",
    table="reviewed",
    where=lambda p: pl.col("missing").list.len() > 0,
    needs=("reviews.kind",),
    values=lambda p: {
        "unit": pl.coalesce("unit", "subject"),
        "year": pl.col("year"),
        "missing": pl.col("missing"),
        "role": pl.coalesce("role", "subject"),
    },
    ids=("unit",),
    kinds=("missing", "role"),
    zh="{unit_name}的岗位{role_label}（{subject}）{year}年未完成：{missing_label}",
    en="{role_label} ({subject}) of {unit_name} has not gone through this in {year}: {missing_label}",
    about_zh="""岗位在某一年度没有完成述职、评议、考核全部环节。

影响：只述不评、只评不考，责任落实情况无人评定，结果无法运用。
处理：补办所缺环节并登记。
""",
    bad="""
profile: cn-party-2010
as_of: 2016-12-31
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
functions:
  - {id: f, name: 党建}
posts:
  - {id: p1, unit: c-b, role: branch_secretary, business_scope: 全面工作}
duties:
  - {id: d1, item: 抓组织建设, function: f, step: 部署, holder: p1, kind: first, scope: 本支部}
reviews:
  - {post: p1, level: county, year: 2016, kind: report}
  - {post: p1, level: county, year: 2016, kind: evaluate}
""",
    good="""
profile: cn-party-2010
as_of: 2016-12-31
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
functions:
  - {id: f, name: 党建}
posts:
  - {id: p1, unit: c-b, role: branch_secretary, business_scope: 全面工作}
duties:
  - {id: d1, item: 抓组织建设, function: f, step: 部署, holder: p1, kind: first, scope: 本支部}
reviews:
  - {post: p1, level: county, year: 2016, kind: report}
  - {post: p1, level: county, year: 2016, kind: evaluate}
  - {post: p1, level: county, year: 2016, kind: assess}
""",
)
