"""The affiliation of a body is moved to another body, or to the local superior that the profile accepts.

Why: It closes a broken or half-detached chain, and gives a body without a valid superior one.
Needs: the consent of the superior that loses the body (a refusal is final); a receiver that is active, not
frozen and not below the body.
"""

from collections import defaultdict

from orgmodel.model import Edit
from orgmodel.moves.base import FindingKey, Move, MoveKind
from orgmodel.moves.situation import Situation


def wanted(s: Situation) -> dict[int, list[FindingKey]]:
    """Body row -> the findings for which it might be moved."""
    out: dict[int, list[FindingKey]] = defaultdict(list)
    for code in ("CHN201", "CHN202"):
        for unit, finding in s.findings[code].items():
            rows = s.bodies_in[s.row(unit)]
            for body in rows:
                if s.rank[body] == s.rank[rows[0]]:
                    out[body].append(finding)
    for id in s.findings["CHN203"]:
        out[s.row(id)].append(("CHN203", id))
    for body, ring in s.rings.items():
        out[body].append(("STR104", ring))
    for body in sorted(b for rows in s.bodies_in.values() for b in rows):
        id = s.units[body]["id"]
        if id in s.findings["STR105"] and len({line["row"]["superior"] for line in s.lines_up[body]}) > 1:
            out[body].append(("STR105", id))
        for line in s.lines_up[body]:
            subject = f"{id}>{line['row']['superior']}:{line['row']['kind']}"
            out[body].extend(
                (c, subject) for c in ("STR102", "STR103", "STR110", "STR111") if subject in s.findings[c]
            )
    return {body: found for body, found in sorted(out.items()) if found}


def inner_target(s: Situation, body: int) -> tuple[int | None, tuple[str, ...]]:
    """The receiver inside the system, and the mended lines without which it is none.

    The highest body of the unit itself if that outranks this one, else of the nearest unit above that hosts one.
    """
    host = s.host[body]
    if host < 0:
        return None, ()
    own = s.bodies_in[host][0]
    if s.rank[own] > s.rank[body]:
        return own, ()
    mended: list[str] = []
    at, seen = host, {host}
    while True:
        mended += [m.id for m in s.made("repoint", s.units[at]["id"]) if m.clears[0][0] == "STR102"]
        at = int(s.vertical.parent[at])
        if at < 0 or at in seen:
            return None, ()
        seen.add(at)
        if s.bodies_in.get(at):
            return s.bodies_in[at][0], tuple(mended)


def local_target(s: Situation, body: int, kind: str) -> int | None:
    """The local superior that the profile accepts for a body of this kind, of the same area as its host."""
    known = s.profile.kinds[kind]
    host = s.host[body]
    if known.accepted_superior is None or host < 0 or not s.units[host]["area"]:
        return None
    level = int(s.base.level[host])
    lowest = s.profile.level_rank[known.accepted_level] if known.accepted_level else level
    if level < 0 or level > lowest:
        return None
    fitting = s.local_superiors.get((known.accepted_superior, s.units[host]["area"]), [])
    return min((r for r in fitting if not s.frozen(r)), key=lambda r: str(s.units[r]["id"]), default=None)


def candidates(s: Situation) -> list[Move]:
    """Up to two receivers for every body with a finding."""
    out: list[Move] = []
    for body, findings in wanted(s).items():
        frozen = s.frozen(body, s.host[body], *(line["high"] for line in s.lines_up[body]))
        refusing = [line["row"]["superior"] for line in s.lines_up[body] if s.consent_of(line) == "refused"]
        if frozen or refusing:
            s.refuse(findings, "frozen" if frozen else "consent", frozen or refusing[0])
            continue
        target, mended = inner_target(s, body)
        made = []
        if target is not None:
            made.append(_move(s, body, target, findings, tuple((m,) for m in mended)))
        kind = s.units[body]["kind"]
        local = local_target(s, body, kind)
        needs: tuple[tuple[str, ...], ...] = ()
        if local is None and kind == s.profile.roles.general and s.profile.roles.committee:
            local = local_target(s, body, s.profile.roles.committee)
            id = s.units[body]["id"]
            raised = f"upgrade:{id}>{s.profile.roles.committee}"
            needs = ((raised, f"{raised}+approval"),)
        if local is not None:
            made.append(_move(s, body, local, findings, needs))
        found = [m for m in made if m]
        out += found
        if not found:
            held = s.frozen(*(t for t in (target, local) if t is not None))
            s.refuse(findings, "frozen" if held else "target", held or s.units[body]["id"])
    return out


def _move(
    s: Situation, body: int, target: int, findings: list[FindingKey], requires: tuple[tuple[str, ...], ...]
) -> Move | None:
    id, to = s.units[body]["id"], s.units[target]["id"]
    lines = s.lines_up[body]
    kept = next((line for line in lines if line["high"] == target), None)
    cut = [line for line in lines if line is not kept]
    barred = s.affiliation.over(body, target) or not s.base.active[target] or s.frozen(target)
    if barred or (kept and not cut):
        return None
    kind = s.profile.roles.affiliation or ""
    area = s.units[target]["area"]
    tie, asked, carried = 0, [], None
    for n, line in enumerate(cut):
        same = (
            s.territorial(target)
            and s.territorial(line["high"])
            and area
            and s.units[line["high"]]["area"] == area
        )
        again = any(
            other["row"]["superior"] == line["row"]["superior"] for other in cut[:n]
        )  # a copy counts once
        tie += 0 if same or again else s.tie_of(line)
        if same:
            carried = line["row"].get("tie")
        if s.consent_of(line) == "needed" and line["row"]["superior"] not in asked:
            asked.append(line["row"]["superior"])
    edits = [Edit("lines", (id, line["row"]["superior"], kind), line["row"], None) for line in cut]
    if kept is None:
        edits.append(s.line(id, to, kind, tie=carried))
    return Move(
        "reattach",
        id,
        cut[0]["row"]["superior"] if cut else None,
        to,
        slot=f"reattach:{id}",
        effort=s.profile.efforts["reattach"] + s.profile.consent_effort * len(asked),
        tie=tie,
        needs=tuple(f"consent:{a}" for a in asked),
        edits=tuple(edits),
        clears=tuple(findings),
        requires=requires,
    )


MOVE = MoveKind(
    kind="reattach",
    title_zh="调整隶属关系",
    order=1,
    repairs=("CHN201", "CHN202", "CHN203", "STR102", "STR103", "STR104", "STR105", "STR110", "STR111"),
    candidates=candidates,
    role="affiliation",
    zh="将{subject}的隶属关系由{source}调整至{target}",
    en="Move the affiliation of {subject} from {source} to {target}",
    first_zh="明确{subject}隶属于{target}",
    first_en="Affiliate {subject} to {target}",
    standing=("source",),
    about_zh="""将组织的隶属关系调整到本系统上级单位的组织，或可认定的地方上级。

影响：接通断层或半脱节的链条，使没有有效上级的组织有所归属。
前提：失去该组织的一方同意（明确不同意的，不得列入方案）；接收方在设、未锁定，且不在该组织之下。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
lines:
  - {subordinate: f-b, superior: t, kind: affiliation, tie: 2, consent: granted}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-pc}
  - {id: t, name: 某镇党委, kind: township_committee, level: township}
""",
)
