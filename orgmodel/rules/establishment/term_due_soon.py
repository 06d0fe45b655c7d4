"""A body's term ends within the time of warning.

Why: An election needs months of preparation; a superior reminds in time. The profile says how long before; a horizon given
to the check takes its place.
Remedy: Put the election on the plan. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule
from orgmodel.rules.horizon import step


def _soon(p: Profile) -> pl.Expr:
    if "term_warning" not in p.thresholds:
        return pl.lit(False)
    last = pl.col("today").dt.offset_by(step(p.thresholds["term_warning"]))
    return (pl.col("due") >= pl.col("today")) & (pl.col("due") <= last)


RULE = Rule(
    code="EST411",
    name="term-due-soon",
    title_zh="即将届满",
    severity="info",
    table="boards",
    where=_soon,
    needs=("units.term_start",),
    dated=True,
    values=lambda p: {
        "kind": pl.col("kind"),
        "due": pl.col("due").cast(pl.String),
        "days": (pl.col("due") - pl.col("today")).dt.total_days(),
    },
    ids=("subject",),
    kinds=("kind",),
    column="term_start",
    zh="{subject_name}本届任期将于{due_day}届满，还有{days}天",
    en="The term of {subject_name} ends on {due_day}, in {days} days",
    about_zh="""任期即将届满。

影响：换届准备需要时间，不提前筹备容易超期。
处理：列入工作计划，提前提醒并做好换届准备。
""",
    bad="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, term_start: 2015-06-01}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
as_of: 2016-12-01
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, term_start: 2015-06-02}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
