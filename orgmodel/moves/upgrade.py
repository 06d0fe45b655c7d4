"""A general branch becomes a committee.

Why: A body that has grown past the threshold is due for it; and only a committee may answer to the local
superior that makes dual leadership whole.
Needs: the threshold, counted over the bodies that the plan attaches; below it the approval of the superior.
"""

from orgmodel.moves.base import FindingKey, Move, MoveKind
from orgmodel.moves.situation import Situation

REASONS = ("CHN201", "CHN202", "CHN203", "EST401")


def candidates(s: Situation) -> list[Move]:
    """With and without approval, for each general branch with a finding or about to receive bodies."""
    roles = s.profile.roles
    if roles.general is None or roles.committee is None:
        return []
    receiving = {m.target for m in s.moves if m.kind == "reattach"}
    moving = {m.subject for m in s.moves if m.kind == "reattach"}
    out: list[Move] = []
    for rows in s.bodies_in.values():
        for row in rows:
            unit = s.units[row]
            if unit["kind"] != roles.general:
                continue
            host = s.units[s.host[row]]["id"]
            clears: list[FindingKey] = [
                s.findings[code][id]
                for code in REASONS
                for id in (unit["id"], host)
                if id in s.findings[code]
            ]
            if not clears and unit["id"] not in receiving | moving:
                continue
            frozen = s.frozen(row, s.host[row])
            if frozen:
                s.refuse(clears, "frozen", frozen)
                continue
            for approval in (False, True):
                out.append(_move(s, unit, tuple(clears), approval))
    return out


def _move(s: Situation, unit: dict[str, object], clears: tuple[FindingKey, ...], approval: bool) -> Move:
    kind, committee = str(unit["kind"]), s.profile.roles.committee or ""
    cells = {
        c: s.renamed(str(unit[c]), kind, committee) for c in ("name", "short_name") if unit[c] is not None
    }
    if approval:
        cells["approval"] = "granted"
    id = str(unit["id"])
    return Move(
        "upgrade",
        id,
        kind,
        committee,
        slot=f"upgrade:{id}",
        effort=s.profile.efforts["upgrade"] + (s.profile.approval_effort if approval else 0),
        needs=("approval",) if approval else ("threshold",),
        edits=(s.rewrite("units", s.row(id), kind=committee, **cells),),
        clears=clears,
    )


MOVE = MoveKind(
    kind="upgrade",
    title_zh="升格",
    order=2,
    repairs=("EST401", "CHN202"),
    candidates=candidates,
    role="general",
    between="kinds",
    zh="{subject}由{source}升格为{target}",
    en="Raise {subject} from {source} to {target}",
    about_zh="""将总支一级的组织升格为委员会一级。

影响：达到规模的应当升格；升格后方可隶属于可认定的地方上级，形成完整的双重领导。
前提：设立须报上级批准；人数按方案划入的组织一并计算，不足规定人数而因工作需要设立的，须在文件中载明批准情况。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-pc, name: 某市局机关党委, kind: organ_committee, host: city, affiliation: owc, members: 200}
  - {id: city-dc, name: 某市局机关纪委, kind: discipline_commission, host: city}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某区局, kind: bureau, level: county, system: s, management: city}
  - {id: c-gb, name: 某区局党总支, kind: general_branch, host: c, affiliation: city-pc, members: 112}
  - {id: c-dc, name: 某区局机关纪委, kind: discipline_commission, host: c}
""",
    good="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-pc, name: 某市局机关党委, kind: organ_committee, host: city, affiliation: owc, members: 200}
  - {id: city-dc, name: 某市局机关纪委, kind: discipline_commission, host: city}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: c, name: 某区局, kind: bureau, level: county, system: s, management: city}
  - {id: c-gb, name: 某区局机关党委, kind: organ_committee, host: c, affiliation: city-pc, members: 112}
  - {id: c-dc, name: 某区局机关纪委, kind: discipline_commission, host: c}
""",
)
