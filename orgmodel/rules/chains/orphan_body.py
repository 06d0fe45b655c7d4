"""The chain of affiliation of a body reaches no recognised end.

Why: A body whose chain is missing, cut, circular or ends at a unit that may not head it is answered for by nobody.
Bodies below the one where the chain fails follow from it and are folded under it.
Remedy: Affiliate the uppermost body of the chain to a recognised superior; mend the line or circle that cuts it.
"""

import polars as pl

from orgmodel.graph.units import CUT_CODES
from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _cause(p: Profile) -> tuple[pl.Expr, pl.Expr]:
    cut = pl.col("cut").is_not_null()
    strange = (pl.col("end") != pl.col("subject")) & ~pl.col("end_known") & (not p.open_kinds)
    below = pl.col("head") != pl.col("subject")
    code = (
        pl.when(cut)
        .then(pl.col("cut").replace_strict(CUT_CODES, default=None, return_dtype=pl.String))
        .when(strange)
        .then(pl.lit("STR112"))
        .when(below)
        .then(pl.lit("CHN203"))
    )
    subject = pl.when(cut).then("cut_at").when(strange).then("end").when(below).then("head")
    return code, subject


RULE = Rule(
    code="CHN203",
    name="orphan-body",
    title_zh="组织无有效上级",
    severity="error",
    table="bodies",
    where=lambda p: ~pl.col("reaches"),
    cause=_cause,
    values=lambda p: {
        "kind": pl.col("kind"),
        "state": pl.col("state"),
        "end": pl.when(pl.col("state") == "end").then("end"),
        "cut_at": pl.col("cut_at"),
    },
    ids=("subject",),
    kinds=("kind",),
    column="id",
    zh="{subject_name}的隶属关系未到达可认定的上级组织：{state_clause}",
    en="The affiliation of {subject_name} reaches no recognised end: {state_clause}",
    about_zh="""基层组织的隶属关系缺失、中断、循环，或终止于不能作为上级的单位。

影响：没有上级组织对其负责，处于脱离状态；其下级组织随之脱离，归并到最上一级。
处理：为链条最上一级的组织明确可认定的上级；属断线、循环的，先行处理。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
)
