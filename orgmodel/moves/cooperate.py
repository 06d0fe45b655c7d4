"""A body that moves away from a local superior keeps a cooperation line to it, and with it half of the tie.

Why: The local side loses less, and so does the unit: joint activities and candidates for honours go on.
Needs: the plan moves the body away; no local superior and no county takes part in more cooperation lines
than the profile's limit. Structural.
"""

import polars as pl

from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation


def county_of(s: Situation, body: int) -> str:
    """The unit whose cooperation lines are counted together: the nearest at the profile's level, else the host."""
    wanted = s.profile.level_rank.get(s.profile.cooperation_level or "", -1)
    at, seen = s.host[body], set[int]()
    up = s.base.forest(s.profile.roles.vertical).parent
    while at >= 0 and at not in seen:
        if s.base.level[at] == wanted:
            return str(s.units[at]["id"])
        seen.add(at)
        at = int(up[at])
    return str(s.units[s.host[body] if s.host[body] >= 0 else body]["id"])


def candidates(s: Situation) -> list[Move]:
    """One move a local line that some proposed reattachment cuts."""
    kind = s.profile.roles.cooperation
    if kind is None:
        return []
    lines = s.base.lines.filter((pl.col("kind") == kind) & (pl.col("low") >= 0)).select(
        "subordinate", "superior"
    )
    held = set(lines.iter_rows())
    taken: dict[str, int] = {}
    for low, high in held:
        for name in (f"superior:{high}", f"county:{county_of(s, s.row(low))}"):
            taken[name] = taken.get(name, 0) + 1
    out = []
    for body, cutting in sorted(_cuts(s).items()):
        row = s.row(body[0])
        if body in held or s.frozen(s.row(body[1])):
            continue
        tie = s.tie_of(next(line for line in s.lines_up[row] if line["row"]["superior"] == body[1]))
        if not tie:
            continue
        uses = (f"superior:{body[1]}", f"county:{county_of(s, row)}")
        for name in uses:
            s.capacities[name] = max(0, s.profile.cooperation_limit - taken.get(name, 0))
        out.append(
            Move(
                "cooperate",
                body[0],
                None,
                body[1],
                slot=f"cooperate:{body[0]}>{body[1]}",
                effort=s.profile.efforts["cooperate"],
                tie=-tie // 2,
                edits=(s.line(*body, kind),),
                requires=(tuple(cutting),),
                uses=uses,
            )
        )
    return out


def _cuts(s: Situation) -> dict[tuple[str, str], list[str]]:
    """(body, local superior) -> ids of the reattachments that give up that tie."""
    out: dict[tuple[str, str], list[str]] = {}
    for move in s.moves:
        if move.kind != "reattach" or not move.tie:
            continue
        area = s.unit(str(move.target))["area"] if s.territorial(s.row(str(move.target))) else None
        for edit in move.edits:
            if edit.after is not None or edit.before is None:
                continue
            superior = edit.before["superior"]
            row = s.base.index.get(superior, -1)
            if s.territorial(row) and not (area and s.units[row]["area"] == area):
                cutting = out.setdefault((move.subject, superior), [])
                if move.id not in cutting:
                    cutting.append(move.id)
    return out


MOVE = MoveKind(
    kind="cooperate",
    title_zh="组织联建",
    order=5,
    repairs=(),
    candidates=candidates,
    role="cooperation",
    whole=True,
    zh="{subject}与{target}开展组织联建，保留部分联系",
    en="Let {subject} and {target} cooperate, which keeps half of the tie",
    about_zh="""调整隶属关系后，与原地方上级开展组织联建，保留部分联系（按一半计）。

影响：减轻地方和单位的损失，联合活动、推荐表彰等得以延续。
前提：方案已将其隶属关系调出；每个地方上级、每个县级单位的联建数不超过配置的上限。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
    good="""
profile: cn-party-2010
units:
  - {id: f, name: 某分局, kind: field_office, level: township}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: t}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
lines:
  - {subordinate: f-b, superior: t, kind: cooperation}
""",
)
