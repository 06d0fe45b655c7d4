"""The leading body of the superior is given the lead of the unit's own leading body.

Why: Where the body answers to an accepted local superior, this second leg makes the leadership dual and closes
the chain without cutting any local line.
Needs: both leading bodies exist and the unit's has no other superior; the link becomes dual by it. Structural.
"""

from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation


def candidates(s: Situation) -> list[Move]:
    """One move a broken link that can become dual."""
    kind = s.profile.roles.leadership
    if kind is None:
        return []
    leaders: dict[int, list[int]] = {}
    for row in (s.base.kind_is(s.profile.roles.leader) & s.base.active).nonzero()[0].tolist():
        leaders.setdefault(s.host[row], []).append(row)
    below = s.base.forest(kind)
    led = set(s.base.lines.filter(s.base.lines["kind"] == kind)["subordinate"])
    out = []
    links = s.lifted.links.filter(s.lifted.links["subject"].is_in(list(s.findings["CHN201"])))
    for link in links.to_dicts():
        low = min(leaders.get(link["unit_row"], []), key=lambda r: str(s.units[r]["id"]), default=None)
        high = min(leaders.get(link["superior_row"], []), key=lambda r: str(s.units[r]["id"]), default=None)
        if low is None or high is None or s.units[low]["id"] in led:
            continue
        if below.over(low, high):
            continue  # it would be led by a body that it leads
        moved = s.made("reattach", link["body"])
        local = [m.id for m in moved if s.territorial(s.row(str(m.target)))]
        if not link["accepted"] and not local:
            continue
        frozen = s.frozen(low, high, link["unit_row"])
        if frozen:
            s.refuse([("CHN201", link["subject"])], "frozen", frozen)
            continue
        mended = [(m.id,) for m in s.made("repoint", link["unit"]) if m.clears[0][0] == "STR102"]
        ids = s.units[low]["id"], s.units[high]["id"]
        out.append(
            Move(
                "lead",
                ids[0],
                None,
                ids[1],
                slot=f"lead:{ids[0]}",
                effort=s.profile.efforts["lead"],
                edits=(s.line(*ids, kind),),
                clears=(("CHN201", link["subject"]),),
                requires=(*mended, *(() if link["accepted"] else (tuple(local),))),
            )
        )
    return out


MOVE = MoveKind(
    kind="lead",
    title_zh="明确领导关系",
    order=3,
    repairs=("CHN201",),
    candidates=candidates,
    role="leadership",
    zh="明确{target}对{subject}的领导关系",
    en="Establish that {target} leads {subject}",
    about_zh="""明确上级领导机构对下级领导机构的领导关系。

影响：组织隶属于可认定的地方上级的，补上这一条即形成双重领导，不切断任何地方联系。
前提：上下级领导机构均已设立，下级没有另外的领导关系；补上后链条确能成为双重领导。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-lg, name: 某市局党组, kind: leading_group, host: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, area: c, management: city}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county, area: c}
""",
    good="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-lg, name: 某市局党组, kind: leading_group, host: city}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, area: c, management: city}
  - {id: c-lg, name: 某县局党组, kind: leading_group, host: c, leadership: city-lg}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county, area: c}
""",
)
