"""The funding of the work is listed in the budget.

Why: What is in no budget depends on goodwill from one year to the next; temporary spending leaves the rest of the year
open.
Needs: nothing but the entry in the unit's own budget; how much is planned and paid is not touched.
"""

from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation


def candidates(s: Situation) -> list[Move]:
    """One move a unit whose funding is in no budget, or temporary only."""
    out = []
    for unit, finding in sorted({**s.findings["FND601"], **s.findings["FND602"]}.items()):
        row = s.row(unit)
        frozen = s.frozen(row, s.host[row])
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        out.append(
            Move(
                "budget",
                unit,
                None,
                None,
                slot=f"budget:{unit}",
                effort=s.profile.efforts["budget"],
                edits=(s.rewrite("units", row, budget="budgeted"),),
                clears=(finding,),
            )
        )
    return out


MOVE = MoveKind(
    kind="budget",
    title_zh="列入预算",
    order=14,
    repairs=("FND601", "FND602"),
    candidates=candidates,
    whole=True,
    zh="将{subject}的工作经费列入预算",
    en="List the funding of {subject} in the budget",
    about_zh="""将工作经费列入本单位预算。

影响：工作经费有稳定来源，不再依靠临时性开支。
前提：由本单位列入预算；预算数和到位数不作改动。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: temporary}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, budget: budgeted}
""",
)
