"""A committee has no oversight body beside it in its unit.

Why: The profile asks that a committee be watched on site. Without such a body oversight comes from above alone, late
and now and then.
Remedy: Set up the oversight body in the unit that hosts the committee.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="EST406",
    name="no-discipline-commission",
    title_zh="未设监督机构",
    severity="warning",
    table="bodies",
    where=lambda p: (
        (pl.col("kind") == (p.roles.committee or "")) & ~pl.col("oversight")
        if p.roles.oversight
        else pl.lit(False)
    ),
    values=lambda p: {
        "kind": pl.col("kind"),
        "host": pl.col("host"),
        "oversight": pl.lit(p.roles.oversight),
    },
    ids=("subject",),
    kinds=("kind", "oversight"),
    column="id",
    zh="{subject_name}未设立{oversight_label}",
    en="{subject_name} has no {oversight_noun}",
    about_zh="""设有委员会的单位没有相应的监督机构。

影响：监督只能依靠上级定期检查，日常监督缺位。
处理：在委员会所在单位设立监督机构。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
)
