"""A joint meeting is founded over the functions of an office whose work is split over several kinds of office below.

Why: Where counterparts differ, a standing joint meeting is the least that keeps plans and standards alike. The office
calls it, and every office below that faces it is a member.
Needs: offices below that may be touched; the meeting changes nothing in who carries what. Structural.
"""

from typing import Any

import polars as pl

from orgmodel.graph.counterparts import below
from orgmodel.model import Edit
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation

PERIOD = {"zh": "每季度", "en": "quarterly"}


def candidates(s: Situation) -> list[Move]:
    """One move an office without a joint meeting; target are the functions in words."""
    found = s.findings["CPT306"]
    if not found:
        return []
    split = s.base.table("counterparts").filter((pl.col("kinds") > 1) & ~pl.col("met"))
    split = split.filter(pl.col("subject").is_in(list(found)))
    facing = _facing(s, split)
    office = {row["subject"]: row for row in split.to_dicts()}
    of_unit: dict[str, list[str]] = {}
    for id, row in office.items():
        of_unit.setdefault(row["host"], []).append(id)
    taken = set(s.org.tables["meetings"]["id"])
    out = []
    for id, row in office.items():
        functions, lower = facing[id]
        members = [id, *(x for x in lower if not s.frozen(s.row(x), s.host[s.row(x)]))]
        frozen = s.frozen(s.row(id), s.host[s.row(id)]) or (None if members[1:] else lower[0])
        if frozen:
            s.refuse([found[id]], "frozen", frozen)
            continue
        # Whoever sits in the meeting itself, or through its unit, over a function of its own has one too.
        sitting = {*(m for m in members if m in office), *(x for m in members for x in of_unit.get(m, ()))}
        met = [x for x in sorted(sitting) if set(office[x]["functions"]) & set(functions)]
        meeting = _meeting(s, row, functions, members, taken)
        out.append(
            Move(
                "meet",
                id,
                None,
                _words(s, row, functions),
                slot=f"meet:{id}",
                effort=s.profile.efforts["meet"],
                edits=(Edit("meetings", (meeting["id"],), None, meeting),),
                clears=tuple(found[x] for x in met),
            )
        )
    return out


def _facing(s: Situation, split: pl.DataFrame) -> dict[str, tuple[list[str], list[str]]]:
    """Each of these offices with those of its functions that are carried below, and the offices that do it."""
    at = pl.Series([s.row(host) for host in split["host"]], dtype=pl.Int32)
    faced = (
        split.select("subject", function="functions", superior_row=at)
        .explode("function")
        .join(s.base.once(below), on=["superior_row", "function"])
        .group_by("subject")
        .agg(pl.col("function").unique().sort(), pl.col("office").unique().sort())
    )
    return {row["subject"]: (row["function"], row["office"]) for row in faced.to_dicts()}


def _words(s: Situation, office: dict[str, Any], functions: list[str]) -> str:
    names = dict(zip(office["functions"], office["function_names"], strict=True))
    return ("、" if s.org.language == "zh" else ", ").join(names[f] for f in functions)


def _meeting(
    s: Situation, office: dict[str, Any], functions: list[str], members: list[str], taken: set[str]
) -> dict[str, str]:
    stem = f"{office['subject']}-meeting"
    id, n = stem, 2
    while id in taken:
        id, n = f"{stem}-{n}", n + 1
    unit, words = s.unit(office["host"])["name"], _words(s, office, functions)
    return {
        "id": id,
        "name": f"{unit}{words}联席会议" if s.org.language == "zh" else f"{unit}: joint meeting on {words}",
        "members": ";".join(members),
        "functions": ";".join(functions),
        "period": PERIOD[s.org.language],
    }


MOVE = MoveKind(
    kind="meet",
    title_zh="建立联席会议",
    order=15,
    repairs=("CPT306",),
    candidates=candidates,
    whole=True,
    between="words",
    zh="由{subject}牵头，与下级对口机构就{target}建立联席会议",
    en="Let {subject} call a joint meeting with its counterparts below on {target}",
    about_zh="""职能在下级分属几类机构的，由上级承办机构牵头建立联席会议。

影响：计划和标准有固定的场合统筹，不再只靠个别沟通。
前提：下级对口机构未锁定；职能的承担机构不作变动。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
assignments:
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
meetings:
  - {id: j, name: 甲县局党建工作联席会议, members: [a-o, a], functions: [building], period: 每半年}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s}
  - {id: m-o, name: 市局机关党委办, kind: party_office, host: m}
  - {id: a, name: 甲县局, kind: bureau, level: county, system: s, management: m}
  - {id: a-o, name: 甲县局机关党委办, kind: party_office, host: a}
  - {id: b, name: 乙县局, kind: bureau, level: county, system: s, management: m}
  - {id: b-o, name: 乙县局人事科, kind: personnel_office, host: b}
assignments:
  - {unit: m-o, function: building}
  - {unit: a-o, function: building}
  - {unit: b-o, function: building}
meetings:
  - {id: j, name: 甲县局党建工作联席会议, members: [a-o, a], functions: [building], period: 每半年}
  - {id: m-o-meeting, name: 某市局党建联席会议, members: [m-o, a-o, b-o], functions: [building], period: 每季度}
""",
)
