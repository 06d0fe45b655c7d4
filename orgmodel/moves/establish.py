"""An oversight body is set up beside a committee.

Why: A committee should have one; a body raised to a committee by the plan needs it too.
Needs: a committee, or a body that the plan raises to one.
"""

from orgmodel.model import Edit
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation


def candidates(s: Situation) -> list[Move]:
    """One move a host that has, or may get, a committee without oversight."""
    oversight = s.profile.roles.oversight
    if oversight is None:
        return []
    guarded = {s.host[r] for r in (s.base.kind_is(oversight) & s.base.active).nonzero()[0].tolist()}
    raised = {m.subject for m in s.moves if m.kind == "upgrade"}
    out: dict[int, Move] = {}
    for host, rows in sorted(s.bodies_in.items()):
        for row in rows:
            id = s.units[row]["id"]
            finding = s.findings["EST406"].get(id)
            standing = s.base.active[host] and host not in guarded and host not in out
            if not standing or not (finding or id in raised):
                continue
            frozen = s.frozen(host)
            if frozen:
                s.refuse([finding] if finding else [], "frozen", frozen)
                continue
            out[host] = _move(s, host, oversight, [("EST406", s.units[r]["id"]) for r in rows])
    return list(out.values())


def _move(s: Situation, host: int, kind: str, clears: list[tuple[str, str]]) -> Move:
    unit = s.units[host]
    stem = f"{unit['id']}-{kind.replace('_', '-')}"
    id, n = stem, 2
    while id in s.base.index:
        id, n = f"{stem}-{n}", n + 1
    label = s.profile.kinds[kind].label(s.org.language)
    space = "" if s.org.language == "zh" else " "
    row = {"id": id, "name": f"{unit['name']}{space}{label}", "kind": kind, "host": unit["id"]}
    return Move(
        "establish",
        str(unit["id"]),
        None,
        kind,
        slot=f"establish:{unit['id']}:{kind}",
        effort=s.profile.efforts["establish"],
        edits=(Edit("units", (id,), None, row),),
        clears=tuple(clears),
    )


MOVE = MoveKind(
    kind="establish",
    title_zh="设立机构",
    order=4,
    repairs=("EST406",),
    candidates=candidates,
    role="oversight",
    between_kinds=True,
    zh="在{subject}设立{target}",
    en="Set up in {subject}: {target}",
    about_zh="""在设立委员会的单位设立纪律检查机构。

影响：设立委员会的单位应当按规定设立纪律检查机构；方案将组织升格为委员会的，同样需要。
前提：已设立委员会，或方案将设立委员会。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-pc, name: 某市局机关党委, kind: organ_committee, host: city, affiliation: owc}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
""",
    good="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: city-pc, name: 某市局机关党委, kind: organ_committee, host: city, affiliation: owc}
  - {id: owc, name: 市直属机关工委, kind: organ_work_committee, level: city}
  - {id: city-discipline-commission, name: 某市局机关纪委, kind: discipline_commission, host: city}
""",
)
