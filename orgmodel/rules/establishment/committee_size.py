"""A committee has fewer or more seats than is usual for a body of its kind.

Why: Too few seats leave duties unassigned, too many make decisions slow. The numbers are mostly practice; where a text
names them, the profile cites it.
Remedy: Set the number of seats anew at the next election. Structural.
"""

import polars as pl

from orgmodel.profiles import Profile
from orgmodel.rules.base import Rule


def _bound(p: Profile, end: str) -> pl.Expr:
    """The bound of each body's kind, ``least`` or ``most``; null where the profile sets none."""
    out = pl.lit(None, dtype=pl.Float64)
    for role in ("committee", "general", "basic"):
        kind, name = getattr(p.roles, role), f"{role}_seats_{end}"
        if kind is not None and name in p.thresholds:
            of_kind = pl.col("rank") == p.kinds[kind].rank
            out = pl.when(of_kind).then(pl.lit(p.threshold(name))).otherwise(out)
    return out


RULE = Rule(
    code="EST409",
    name="committee-size",
    title_zh="委员职数不当",
    severity="warning",
    table="boards",
    where=lambda p: (
        (pl.col("seats") > 0)
        & ((pl.col("seats") < _bound(p, "least")) | (pl.col("seats") > _bound(p, "most")))
    ),
    needs=("units.seats",),
    values=lambda p: {
        "kind": pl.col("kind"),
        "seats": pl.col("seats"),
        "least": _bound(p, "least"),
        "most": _bound(p, "most"),
    },
    ids=("subject",),
    kinds=("kind",),
    column="seats",
    zh="{subject_name}设委员{seats}名，{kind_label}通常设{least}至{most}名",
    en="{subject_name} has {seats} seats; usual are {least} to {most} for this: {kind_label}",
    about_zh="""委员会职数少于或多于同类组织的一般职数。

影响：委员过少则分工落空，过多则议事效率低。
处理：换届时重新核定职数。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 20, seats: 2}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township, system: s}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t, members: 20, seats: 3}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
