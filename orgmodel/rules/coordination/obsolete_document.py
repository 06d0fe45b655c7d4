"""A rule document has been replaced but is still in force, or is obsolete but others in force still rest on it.

Why: Two texts rule the same matter, or a text rests on one that no longer holds; everybody may pick the one that suits.
Remedy: Repeal the document, and base those that rest on it on the one in force. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule, Values

_REPLACED = pl.col("valid") & (pl.col("replaced_by").list.len() > 0)
_RELIED_ON = (pl.col("status") == "obsolete") & (pl.col("relied_on_by").list.len() > 0)


def _values(p: Profile) -> Values:
    reason = pl.when(_REPLACED).then(pl.lit("replaced")).otherwise(pl.lit("relied_on"))
    others = pl.when(_REPLACED).then("replaced_by").otherwise("relied_on_by")
    return {"name": pl.col("name"), "reason": reason, "others": others}


RULE = Rule(
    code="COO954",
    name="obsolete-document",
    title_zh="制度过时",
    severity="info",
    table="documents",
    where=lambda p: _REPLACED | _RELIED_ON,
    values=_values,
    ids=("others",),
    kinds=("reason",),
    home="documents",
    column="status",
    zh="制度《{name}》{reason_label}：{others_name}",
    en="{name} {reason_label}: {others_name}",
    about_zh="""制度文件已被取代仍列为有效，或已过时而仍有文件据以执行。

影响：制度之间相互脱节、相互抵消，执行时各取所需。
处理：适时废止过时的制度，依据它制定的文件改以现行文件为依据。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
documents:
  - {id: d1, name: 学习制度（2010年）, status: in_force}
  - {id: d2, name: 学习制度（2015年）, status: in_force, supersedes: d1}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
documents:
  - {id: d1, name: 学习制度（2010年）, status: obsolete}
  - {id: d2, name: 学习制度（2015年）, status: in_force, supersedes: d1}
""",
)
