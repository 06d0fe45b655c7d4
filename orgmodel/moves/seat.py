"""The post of the full-time deputy is given a seat on its committee.

Why: Whoever does the daily work takes part in deciding on it. Of several such posts the one named first is seated: one
seat is enough, and the order of the file is the planner's own.
Needs: the seat must not lay bare another fault: where nothing yet says that the body has a committee, a post that
watches over discipline must be listed first. Structural.
"""

import polars as pl

from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation


def candidates(s: Situation) -> list[Move]:
    """One move a body whose deputy has no seat."""
    found = s.findings["EST408"]
    if not found:
        return []
    deputies = s.base.table("deputies").filter(pl.col("subject").is_in(list(found)))
    unwatched = _unwatched(s)
    out = []
    for body, row in deputies.select("subject", "row").sort("subject").iter_rows():
        frozen = s.frozen(s.row(body), s.host[s.row(body)])
        if frozen:
            s.refuse([found[body]], "frozen", frozen)
            continue
        if body in unwatched and s.org.tables["posts"]["unit"][row] == body:
            s.refuse([found[body]], "commissioner", body)
            continue
        out.append(
            Move(
                "seat",
                body,
                None,
                None,
                slot=f"seat:{body}",
                effort=s.profile.efforts["seat"],
                edits=(s.rewrite("posts", row, on_committee=True),),
                clears=(found[body],),
            )
        )
    return out


def _unwatched(s: Situation) -> set[str]:
    """The bodies without a known committee that would be seen to lack a commissioner as soon as they had one."""
    commissioner = s.profile.roles.commissioner
    if commissioner is None or s.profile.off("SUP803"):
        return set()
    watching = s.org.tables["posts"].filter(pl.col("role") == commissioner)["unit"]
    bodies = s.base.bodies.filter(~pl.col("oversight") & ~pl.col("subject").is_in(watching.implode()))
    known = s.base.table("commissions")["subject"]
    return set(bodies["subject"]) - set(known)


MOVE = MoveKind(
    kind="seat",
    title_zh="增补专职副职为委员",
    order=10,
    repairs=("EST408",),
    candidates=candidates,
    role="deputy",
    whole=True,
    zh="将{subject}的专职副职增补为委员",
    en="Give the full-time deputy of {subject} a seat on its committee",
    about_zh="""将负责日常工作的专职副职增补进入委员会。

影响：办理日常工作的人参加议事决策，工作得以统筹。
前提：委员会情况尚不明确的组织，须先列明负责监督的岗位。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, seats: 7, seats_filled: 7}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
posts:
  - {id: p1, unit: c-pc, role: fulltime_deputy_secretary, full_time: true, on_committee: false}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, seats: 7, seats_filled: 7}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 某县直属机关工委, kind: organ_work_committee, level: county}
posts:
  - {id: p1, unit: c-pc, role: fulltime_deputy_secretary, full_time: true, on_committee: true}
""",
)
