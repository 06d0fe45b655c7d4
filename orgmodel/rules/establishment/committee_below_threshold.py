"""A committee is smaller than the size from which it is due, and no approval is on file.

Why: Below that size a committee may be set up only with the approval of its superior. Counted are its own members and
those of all bodies below it.
Remedy: Record the approval, obtain it, or set up the body of the size that the profile asks for.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _small(p: Profile) -> pl.Expr:
    if p.roles.committee is None or "committee_members" not in p.thresholds:
        return pl.lit(False)
    unapproved = pl.col("approval").ne_missing("granted")
    is_committee = pl.col("kind") == p.roles.committee
    return is_committee & (pl.col("total") < p.threshold("committee_members")) & unapproved


RULE = Rule(
    code="EST402",
    name="committee-below-threshold",
    title_zh="委员会人数不足",
    severity="warning",
    table="bodies",
    where=_small,
    needs=("units.members",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "total": pl.col("total"),
        "threshold": pl.lit(p.threshold("committee_members")),
    },
    ids=("subject",),
    kinds=("kind",),
    column="members",
    zh="{subject_name}共有{members_word}{total}人，不足{threshold}人，设立{kind_label}未见批准",
    en="{subject_name} has {total} {members_word}, fewer than {threshold}, and no approval is on file",
    about_zh="""委员会的规模（含所属下级组织）未达到规定人数，也没有经上级批准设立的记录。

影响：设立依据不足。
处理：补充批准文件；未经批准的，报上级审批，或按规模改设相应的组织。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 86}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 86, approval: granted}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
""",
)
