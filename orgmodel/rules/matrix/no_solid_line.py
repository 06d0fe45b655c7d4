"""A unit is joined to others only by lines that do not bind it.

Why: Those who may advise or ask are known; who may order, and who answers for the unit, is not. A unit at which the
hierarchy begins needs no such line.
Remedy: Name the one superior that the unit answers to. Structural.
"""

import polars as pl

from orgmodel.rules.base import Rule

RULE = Rule(
    code="MTX972",
    name="no-solid-line",
    title_zh="无直接上级",
    severity="error",
    table="commands",
    where=lambda p: pl.col("other").is_not_null() & ~pl.col("solid") & ~pl.col("top"),
    cause=lambda p: (pl.lit("STR106"), pl.col("subject")),
    values=lambda p: {
        "superior": pl.col("other"),
        "kind": pl.col("other_kind"),
        "vertical": pl.lit(p.roles.vertical),
    },
    ids=("subject", "superior"),
    kinds=("kind", "vertical"),
    column="id",
    zh="{subject_name}只有{kind_label}（{superior_name}），没有{vertical_label}上级",
    en="{subject_name} has no superior by this kind of line: {vertical_label}; only {kind_label} to {superior_name}",
    about_zh="""单位只有不具约束力的关系，没有明确的直接上级。

影响：谁都可以提要求，没有谁对其负责，考核和问责落空。
处理：明确唯一的直接上级。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: south, name: Division South, solid: hq}
  - {id: team, name: Project team, host: north}
lines:
  - {subordinate: team, superior: south, kind: dotted}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: south, name: Division South, solid: hq}
  - {id: team, name: Project team, host: north}
  - {id: other, name: Other team, solid: hq}
lines:
  - {subordinate: other, superior: south, kind: dotted}
""",
)
