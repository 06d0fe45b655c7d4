"""The body of a unit reaches its superior neither by affiliation nor through the leading bodies.

Why: The vertical line directs the unit, but responsibility for its body runs past the superior to the
territorial side: what is asked of the unit cannot be followed down to it.
Remedy: Affiliate the body to the body of its own superior, with the consent of the side that releases it; or,
where the profile accepts its local superior, let the superior's leading body lead the unit's.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CHN201",
    name="broken-chain",
    title_zh="责任链条断层",
    severity="error",
    table="links",
    where=lambda p: pl.col("status") == "broken",
    values=lambda p: {
        "superior": pl.col("superior"),
        "body": pl.col("body"),
        "body_superior": pl.col("body_superior"),
        "lacking": pl.when("accepted").then(pl.lit("leadership_above")),
    },
    ids=("subject", "superior", "body", "body_superior"),
    kinds=("lacking",),
    home="lines",
    zh="责任链条断层：{body_name}隶属于{body_superior_name}，不归口{superior_name}管理{lacking_label}",
    en="Chain broken: {body_name} is affiliated to {body_superior_name} and does not reach {superior_name}{lacking_label}",
    about_zh="""单位的组织既未沿隶属关系归口上级单位，上下级领导机构之间也没有领导关系。

影响：业务上垂直管理，组织上另归地方，责任压不到这一级，形成断层。
处理：经原上级同意，将其组织隶属关系归口上级单位；地方上级属可认定的，建立上下级领导机构之间的领导关系。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-pc}
""",
)
