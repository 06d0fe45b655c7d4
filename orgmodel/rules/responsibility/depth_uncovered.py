"""Responsibility does not get down to a body through every layer of the profile.

Why: What the top answers for must pass every layer on its way to the last body, at the foot of the vertical line. It
follows from the broken link on the way, or from a missing layer that CHN205 tells; else it stands by itself.
Remedy: Mend the link, or set up what holds the missing layer. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="RSP707",
    name="depth-uncovered",
    title_zh="纵向未到底",
    severity="warning",
    table="depth",
    where=lambda p: ~pl.col("reached"),
    cause=lambda p: (pl.col("cause_code"), pl.col("cause_subject")),
    values=lambda p: {"host": pl.col("host"), "why": pl.col("why")},
    ids=("subject", "host"),
    kinds=("why",),
    needs=("requirements.function",),
    column="id",
    zh="{subject_name}的责任未“纵向到底”，缺少：{why_label}",
    en="Responsibility does not reach {subject_name} through every layer; missing: {why_label}",
    about_zh="""从上到下的责任没有逐层传导到最基层的组织。

影响：责任链条有断点或缺层，未做到“纵向到底”。
处理：先接通断开的环节；缺层的，补设相应组织。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: owc}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 甲县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-b, name: 甲县局党支部, kind: branch, host: c, affiliation: m-pc}
  - {id: e, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: e-lg, name: 乙县局党组, kind: leading_group, host: e, leadership: m-lg}
  - {id: e-gb, name: 乙县局党总支, kind: general_branch, host: e, affiliation: m-pc}
assignments:
  - {unit: c, function: building}
  - {unit: e, function: building}
requirements:
  - {function: building, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-lg, name: 某市局党组, kind: leading_group, host: m}
  - {id: m-pc, name: 某市局机关党委, kind: organ_committee, host: m, affiliation: owc}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: c-lg, name: 甲县局党组, kind: leading_group, host: c, leadership: m-lg}
  - {id: c-b, name: 甲县局党支部, kind: branch, host: c, affiliation: m-pc}
  - {id: e, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: e-lg, name: 乙县局党组, kind: leading_group, host: e, leadership: m-lg}
  - {id: e-gb, name: 乙县局党总支, kind: general_branch, host: e, affiliation: m-pc}
  - {id: e-b, name: 乙县局党支部, kind: branch, host: e, affiliation: e-gb}
assignments:
  - {unit: c, function: building}
  - {unit: e, function: building}
requirements:
  - {function: building, level: county}
""",
)
