"""The body of a unit lies outside the vertical line; only the leading bodies still join the unit to its superior.

Why: One of the two legs of dual leadership stands: the leading bodies are in line, but the body that carries the
work on site is affiliated to a local superior that the profile does not accept for it.
Remedy: Affiliate the body to the body of its superior, or raise it to the kind whose local superior is accepted and
affiliate it there.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CHN202",
    name="half-detached",
    title_zh="半脱节",
    severity="warning",
    table="links",
    where=lambda p: pl.col("status") == "half",
    values=lambda p: {
        "superior": pl.col("superior"),
        "body": pl.col("body"),
        "body_superior": pl.col("body_superior"),
    },
    ids=("subject", "superior", "body", "body_superior"),
    home="lines",
    zh="半脱节：{body_name}隶属于{body_superior_name}，仅通过领导机构间的领导关系与{superior_name}联系",
    en="Half-detached: {body_name} is affiliated to {body_superior_name}; only the leading bodies join it to"
    " {superior_name}",
    about_zh="""单位的领导机构受上级单位领导机构领导，但其基层组织隶属于配置未列为可认定上级的地方组织。

影响：双重领导只剩一条线，日常组织工作脱离上级单位，处于半脱节状态。
处理：将组织隶属关系归口上级单位，或按规定升格后改隶可认定的地方上级。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
)
