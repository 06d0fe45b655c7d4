"""A body of the smallest kind with too many members becomes two, or as many as its size asks for.

Why: So many members no longer meet; two bodies of half the size do, each with its own committee.
Needs: one valid superior that both can have; the elections of the new body.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from orgmodel.model import Edit
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation

ORDINALS = "一二三四五六七八九十"
MOVED = ("level", "system", "area")  # what says where a body stands; a new one beside it stands there too


def candidates(s: Situation) -> list[Move]:
    """One move a body that is too large."""
    if s.profile.roles.basic is None or "branch_most" not in s.profile.thresholds:
        return []
    most = int(s.profile.threshold("branch_most"))
    faulty = {f for code in ("CHN203", "STR105", "STR108") for f in s.findings[code]}
    out = []
    for id, finding in sorted(s.findings["EST405"].items()):
        row = s.row(id)
        lines = s.lines_up.get(row, [])
        above = [f"{id}>{line['row']['superior']}:{line['row']['kind']}" for line in lines]
        if len(lines) != 1 or s.host[row] < 0 or not faulty.isdisjoint([id, *above]):
            s.refuse([finding], "target", id)
            continue
        frozen = s.frozen(row, s.host[row], lines[0]["high"])
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        unit = s.units[row]
        members = shares(unit["members"], -(-unit["members"] // most))
        full = shares(unit.get("full_members"), len(members))
        superior, kind = lines[0]["row"]["superior"], s.profile.roles.affiliation or ""
        edits = [s.rewrite("units", row, members=members[0], full_members=full[0])]
        new = fresh(s, id, 2)
        for n, (some, of_them) in enumerate(zip(members[1:], full[1:], strict=True), 2):
            made = next(new)
            name = numbered(s, unit, n)
            edits += [founded(s, row, made, name, some, of_them), s.line(made, superior, kind)]
            edits += posts_beside(s, row, made, name)
        out.append(
            Move(
                "split",
                id,
                None,
                None,
                slot=f"split:{id}",
                effort=s.profile.efforts["split"] * (len(members) - 1),
                edits=tuple(edits),
                clears=(finding,),
                excludes=(f"reattach:{id}",),
            )
        )
    return out


def shares(count: int | None, parts: int) -> list[int | None]:
    """A number in nearly equal parts, the larger ones first; nothing in each where it is not known.

    >>> shares(52, 3)
    [18, 17, 17]
    """
    if count is None:
        return [None] * parts
    return [count // parts + (i < count % parts) for i in range(parts)]


def fresh(s: Situation, stem: str, first: int) -> Iterator[str]:
    """Ids that no unit has: ``<stem>-<number>`` from this number on."""
    n = first
    while True:
        if f"{stem}-{n}" not in s.base.index:
            yield f"{stem}-{n}"
        n += 1


def numbered(s: Situation, unit: dict[str, Any], n: int) -> str:
    """The name of the n-th body beside one of this name."""
    name, kind = str(unit["name"]), s.profile.kinds[unit["kind"]]
    if name.endswith(kind.zh):
        ordinal = ORDINALS[n - 1] if n <= len(ORDINALS) else str(n)
        return f"{name.removesuffix(kind.zh)}第{ordinal}{kind.zh}"
    return f"{name} {n}"


def founded(
    s: Situation, like: int, id: str, name: str, members: int | None, full: int | None, beside: bool = True
) -> Edit:
    """A new body of the smallest kind: ``beside`` a like body in the same host, or in the unit ``like`` itself."""
    unit = s.units[like]
    row = {
        "id": id,
        "name": name,
        "kind": unit["kind"] if beside else s.profile.roles.basic,
        "host": unit["host"] if beside else unit["id"],
        **({column: unit.get(column) for column in MOVED} if beside else {}),
        "members": members,
        "full_members": full,
        "seats": board(s, members, full),
    }
    return Edit("units", (id,), None, {k: v for k, v in row.items() if v is not None})


def board(s: Situation, members: int | None, full: int | None) -> int | None:
    """The seats that a new body of this size needs on its committee; None below the size and where the file tells no seats."""
    asked = s.profile.thresholds.get("branch_committee")
    least = s.profile.thresholds.get("basic_seats_least")
    seats = s.base.tables["units"]["seats"]
    if asked is None or seats.null_count() == len(seats):
        return None
    counted = full if asked.unit == "full_members" else members
    if counted is None or counted < asked.value:
        return None
    return int(least.value) if least else 1


def posts_beside(s: Situation, body: int, id: str, name: str) -> list[Edit]:
    """The posts of a body once more for a new one beside it, still to be filled, with duties over the new body's field.

    A commissioner is among them even where the body itself has none. Full-time posts are not doubled.
    """
    old = str(s.units[body]["id"])
    posts = s.org.tables["posts"]
    if not len(posts):
        return []
    held = posts.filter(pl.col("unit") == old).unique("id", keep="first", maintain_order=True).to_dicts()
    duties = s.org.tables["duties"]
    known, known_duties = set(posts["id"]), set(duties["id"])
    out: list[Edit] = []

    def post(was: dict[str, Any]) -> str:
        new = _free(f"{was['id']}-{id.rpartition('-')[2]}", known)
        row = {"id": new, "unit": id, "role": was["role"], "seats": was.get("seats"), "filled": 0}
        row |= {"on_committee": was.get("on_committee"), "full_time": was.get("full_time")}
        out.append(Edit("posts", (new,), None, {k: v for k, v in row.items() if v is not None}))
        return new

    for was in held:
        if was.get("full_time") or was["role"] == s.profile.roles.deputy:
            continue
        new = post(was)
        for duty in duties.filter(pl.col("holder") == was["id"]).to_dicts():
            key = _free(f"{duty['id']}-{id.rpartition('-')[2]}", known_duties)
            more = {
                "id": key,
                "holder": new,
                "scope": f"{duty['scope']}（{name}）" if duty.get("scope") else name,
            }
            out.append(
                Edit("duties", (key,), None, {k: v for k, v in {**duty, **more}.items() if v is not None})
            )
    watch = s.profile.roles.commissioner
    if held and watch and all(p["role"] != watch for p in held):
        post({"id": f"{old}-{watch.replace('_', '-')}", "role": watch, "on_committee": True})
    return out


def _free(id: str, known: set[str]) -> str:
    """This id, or the first one after it that is not taken; it is taken then."""
    new, n = id, 2
    while new in known:
        new, n = f"{id}-{n}", n + 1
    known.add(new)
    return new


MOVE = MoveKind(
    kind="split",
    title_zh="分设",
    order=8,
    repairs=("EST405",),
    candidates=candidates,
    role="basic",
    zh="将{subject}分设为规模适当的组织，分别选举产生委员会",
    en="Divide {subject} into bodies of a size that can meet",
    about_zh="""将成员过多的基层组织分设为两个或者几个。

影响：成员能够集中活动，各组织分别选举产生委员会，责任落实到位。
前提：现有唯一、有效的上级组织，分设后一并隶属；新设组织按规定选举。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 101}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-pc, members: 53, seats: 5}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 101}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-pc, members: 27, seats: 5}
  - {id: f-b-2, name: 某分局第二党支部, kind: branch, host: f, affiliation: c-pc, members: 26, seats: 3}
""",
)
