"""A unit is joined to nothing, or its vertical chain reaches no top.

Why: Nobody directs it and nobody answers for it. Where a cut line or a cycle above it is the reason, this is only
a consequence and is folded under that finding.
Remedy: Give it a superior, or a host if it is a body; mend the line or cycle that it follows from. Structural.
"""

import polars as pl

from orgmodel.graph.units import CUT_CODES
from orgmodel.rules.base import Rule

RULE = Rule(
    code="STR106",
    name="orphan-unit",
    title_zh="未接入体系",
    severity="error",
    table="units",
    where=lambda p: (
        (pl.col("copy") == 0)
        & pl.col("active")
        & (
            (pl.col("cut_word") >= 0)
            | (
                (pl.col("side") == "vertical")
                & ~pl.col("recognised_end")
                & ~pl.col("hosted")
                & ~pl.col("hosts")
                & ~pl.col("joined")
                & ~pl.col("alone")
            )
        )
    ),
    cause=lambda p: (
        pl.col("cut").replace_strict(CUT_CODES, default=None, return_dtype=pl.String),
        pl.col("cut_at"),
    ),
    values=lambda p: {
        "kind": pl.col("kind"),
        "line": pl.lit(p.roles.vertical),
        "cut_at": pl.col("cut_at"),
    },
    ids=("subject",),
    kinds=("kind", "line"),
    column="id",
    zh="{subject_name}未接入{line_label}体系",
    en="{subject_name} reaches no top by {line_noun}",
    about_zh="""单位没有接入任何层级关系，或沿垂直关系不能到达最高一级。

影响：无人领导，也无人负责。由上方断线或循环引起的，归并到该项之下。
处理：明确其上级；属内设组织的，明确所在单位；先处理上方的断线或循环。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: lab, name: Laboratory}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: lab, name: Laboratory, solid: hq}
""",
)
