"""A body of the smallest kind is large enough for a committee and has none.

Why: From that number on the profile asks for a committee, so that the work does not hang on one person. Whether members
or full members count is the profile's matter. A body without any seat filled in counts as one without a committee.
Remedy: Call a meeting and elect a committee.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _without(p: Profile) -> pl.Expr:
    if p.roles.basic is None or "branch_committee" not in p.thresholds:
        return pl.lit(False)
    basic = pl.col("rank") == p.kinds[p.roles.basic].rank
    enough = pl.col(_counted(p)) >= p.threshold("branch_committee")
    return basic & enough & (pl.col("seats").fill_null(0) == 0)


def _counted(p: Profile) -> str:
    """The column that the threshold counts."""
    return p.thresholds["branch_committee"].unit


RULE = Rule(
    code="EST407",
    name="no-branch-committee",
    title_zh="未设委员会",
    severity="warning",
    table="boards",
    where=_without,
    needs=("units.seats",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "count": pl.col(_counted(p)),
        "counted": pl.lit(_counted(p)),
        "threshold": pl.lit(p.threshold("branch_committee")),
    },
    ids=("subject",),
    kinds=("kind", "counted"),
    column="seats",
    zh="{subject_name}有{counted_label}{count}人，已满{threshold}人，未设立委员会",
    en="{subject_name} has {count} {counted_label}, enough ({threshold}) for a committee of its own, and none",
    about_zh="""基层组织的人数已达到应设立委员会的人数，没有设立委员会。

影响：工作由个别人承担，没有分工，也缺少内部监督。
处理：召开大会选举产生委员会。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 7, full_members: 7, seats: 0}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 6, full_members: 6, seats: 0}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
