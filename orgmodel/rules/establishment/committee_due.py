"""A body has grown to the size from which a committee is due.

Why: From that size on the profile asks for a committee, which may have staff and bodies beside it of its own. Counted
are the body's own members and those of all bodies below it.
Remedy: Raise the body to a committee.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _due(p: Profile) -> pl.Expr:
    if p.roles.committee is None or "committee_members" not in p.thresholds:
        return pl.lit(False)
    smaller = pl.col("rank") < (p.kinds[p.roles.committee].rank or 0)
    return smaller & (pl.col("total") >= p.threshold("committee_members"))


RULE = Rule(
    code="EST401",
    name="committee-due",
    title_zh="应设委员会",
    severity="warning",
    table="bodies",
    where=_due,
    needs=("units.members",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "total": pl.col("total"),
        "threshold": pl.lit(p.threshold("committee_members")),
        "committee": pl.lit(p.roles.committee),
    },
    ids=("subject",),
    kinds=("kind", "committee"),
    column="members",
    zh="{subject_name}共有{members_word}{total}人，达到{threshold}人，应设立{committee_label}",
    en="{subject_name} has {total} {members_word}, the size ({threshold}) from which this is due: {committee_label}",
    about_zh="""组织规模（含所属下级组织）已达到应设立委员会的人数，现设层次较低。

影响：机构层次与规模不符，工作力量和监督机构难以配齐。
处理：报经批准后升格设立委员会。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc, members: 112}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-gb, name: 某县局党总支, kind: general_branch, host: c, affiliation: lc, members: 99}
  - {id: lc, name: 某县委, kind: local_committee, level: county}
""",
)
