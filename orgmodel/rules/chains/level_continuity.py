"""The way from an office at the lower end up to the top is not continuous at every level.

Why: What the top asks for must pass through every level to the last office. Where one link on the way is cut, or a unit in
between has no body, it stops there. A link under accepted dual leadership counts as continuous.
Remedy: Mend the link at which the way breaks, or set up a body in the unit that has none. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="CHN204",
    name="level-continuity",
    title_zh="逐级贯通中断",
    severity="warning",
    table="continuity",
    where=lambda p: pl.col("break_row") >= 0,
    cause=lambda p: (pl.col("cause_code"), pl.col("cause_about")),
    values=lambda p: {"break_at": pl.col("break_at"), "status": pl.col("status")},
    ids=("subject", "break_at"),
    kinds=("status",),
    column="id",
    zh="自上而下到{subject_name}未能贯通：{break_at_name}一级{status_label}",
    en="The way down to {subject_name} is not continuous: at {break_at_name} it is {status_label}",
    about_zh="""从最高单位到末级单位的链条没有逐级贯通。可认定的双重领导视为贯通。

影响：工作要求传到中断的一级就停下来，到不了末级单位。
处理：先接通中断的一级；中间单位没有设立组织的，先行设立。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: owc}
  - {id: owc, name: 某市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: m-pc}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: owc}
  - {id: owc, name: 某市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: m-pc}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-gb}
""",
)
