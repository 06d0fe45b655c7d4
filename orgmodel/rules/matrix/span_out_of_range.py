"""A unit directs more units than one superior can follow, or so few that the level is hardly worth having.

Why: A wide span leaves subordinates to themselves; a narrow one adds a level through which everything must pass. Both
numbers are practice and stand in the profile; solid lines alone count. A span is narrow only between two levels: a top
may have a single subordinate.
Remedy: Spread the subordinates over more superiors, or merge the level with the one above. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule

_ENDS = ("span_narrow", "span_wide")


def _outside(p: Profile) -> pl.Expr:
    if not set(_ENDS) <= set(p.thresholds):
        return pl.lit(False)
    narrow = pl.col("middle") & (pl.col("span") < p.threshold("span_narrow"))
    return narrow | (pl.col("span") > p.threshold("span_wide"))


RULE = Rule(
    code="MTX974",
    name="span-out-of-range",
    title_zh="管理幅度不当",
    severity="info",
    table="spans",
    where=_outside,
    values=lambda p: {
        "span": pl.col("span"),
        "least": pl.lit(p.threshold("span_narrow")),
        "most": pl.lit(p.threshold("span_wide")),
        "side": pl.when(pl.col("span") > p.threshold("span_wide"))
        .then(pl.lit("too_wide"))
        .otherwise(pl.lit("too_narrow")),
    },
    ids=("subject",),
    kinds=("side",),
    column="id",
    zh="{subject_name}直接管理{span}个单位，{side_label}（一般{least}至{most}个）",
    en="Direct subordinates of {subject_name}: {span}, {side_label} (usual are {least} to {most})",
    about_zh="""直接管理的单位过多或过少。标准为经验值，只计实线关系。

影响：幅度过宽则疏于管理，幅度过窄则多设一级，增加传递环节。
处理：幅度过宽的适当分设，幅度过窄的与上一级合并。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: south, name: Division South, solid: hq}
  - {id: lab, name: Laboratory, solid: north}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: north, name: Division North, solid: hq}
  - {id: south, name: Division South, solid: hq}
  - {id: lab, name: Laboratory, solid: north}
  - {id: ward, name: Ward, solid: north}
""",
)
