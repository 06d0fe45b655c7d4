"""A body has a committee, but no post in it watches over discipline and no oversight body stands beside it.

Why: Nobody on site has the duty to look at how the body keeps its own rules; supervision then comes from outside only.
Looked at are bodies whose posts are listed.
Remedy: Set up the post of a commissioner in the committee, or an oversight body beside it. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _unwatched(p: Profile) -> pl.Expr:
    if p.roles.commissioner is None:
        return pl.lit(False)
    return (pl.col("posts") > 0) & (pl.col("commissioners") == 0) & ~pl.col("oversight")


RULE = Rule(
    code="SUP803",
    name="no-commissioner",
    title_zh="无专人负责监督",
    severity="warning",
    table="commissions",
    where=_unwatched,
    needs=("posts.role",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "posts": pl.col("posts"),
        "commissioner": pl.lit(p.roles.commissioner),
    },
    ids=("subject",),
    kinds=("kind", "commissioner"),
    zh="{subject_name}已列岗位{posts}个，其中没有{commissioner_label}，所在单位也未设专门的监督机构",
    en="{subject_name} has no post {commissioner_label} among the {posts} listed, and no oversight body stands beside it",
    about_zh="""设有委员会的组织没有负责纪律检查的委员，所在单位也未设专门的监督机构。

影响：组织内部无人承担日常监督职责，监督只能依靠外部。
处理：在委员会中增设负责纪律检查的委员，或设立专门的监督机构。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
posts:
  - {id: p1, unit: c-b, role: branch_secretary, on_committee: true, business_scope: 全面工作}
  - {id: p2, unit: c-b, role: branch_member, on_committee: true, business_scope: 组织工作}
duties:
  - {id: d1, item: 抓组织建设, function: f, step: 部署, holder: p1, kind: first, scope: 本支部}
  - {id: d2, item: 抓组织生活, function: f, step: 组织, holder: p2, kind: accountable, scope: 本支部}
functions:
  - {id: f, name: 党建}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
posts:
  - {id: p1, unit: c-b, role: branch_secretary, on_committee: true, business_scope: 全面工作}
  - {id: p2, unit: c-b, role: discipline_commissioner, on_committee: true, business_scope: 纪检工作}
duties:
  - {id: d1, item: 抓组织建设, function: f, step: 部署, holder: p1, kind: first, scope: 本支部}
  - {id: d2, item: 抓组织生活, function: f, step: 组织, holder: p2, kind: accountable, scope: 本支部}
functions:
  - {id: f, name: 党建}
""",
)
