"""A body has grown to the size from which a general branch is due.

Why: From that size on one body can no longer bring all its members together; the profile asks for the size between the
smallest body and a committee. Counted are the body's own members and those of all bodies below it. Where its own members
alone are too many, this follows from that.
Remedy: Raise the body to a general branch, with bodies below it.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _due(p: Profile) -> pl.Expr:
    if p.roles.general is None or "general_members" not in p.thresholds:
        return pl.lit(False)
    smaller = pl.col("rank") < (p.kinds[p.roles.general].rank or 0)
    below = pl.lit(True)
    if "committee_members" in p.thresholds:
        below = pl.col("total") < p.threshold("committee_members")
    return smaller & (pl.col("total") >= p.threshold("general_members")) & below


RULE = Rule(
    code="EST403",
    name="general-branch-due",
    title_zh="应设总支",
    severity="warning",
    table="bodies",
    where=_due,
    needs=("units.members",),
    cause=lambda p: (pl.lit("EST405"), pl.col("subject")),
    values=lambda p: {
        "kind": pl.col("kind"),
        "total": pl.col("total"),
        "threshold": pl.lit(p.threshold("general_members")),
        "general": pl.lit(p.roles.general),
    },
    ids=("subject",),
    kinds=("kind", "general"),
    column="members",
    zh="{subject_name}共有{members_word}{total}人，达到{threshold}人，应设立{general_label}",
    en="{subject_name} has {total} {members_word}, the size ({threshold}) from which this is due: {general_label}",
    about_zh="""组织规模（含所属下级组织）已达到应设立总支的人数，尚未达到设立委员会的人数。

影响：一个组织难以把全体成员组织起来，活动流于形式。
处理：报经批准后改设总支，下设若干组织。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc, members: 38}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-b, members: 12}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-b, name: 某县局党支部, kind: branch, host: c, affiliation: lc, members: 38}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-b, members: 11}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
)
