"""A body is set up: oversight beside a committee, a larger body where one is due, the smallest where there is none.

Why: A committee should have oversight, and a body raised to one by the plan needs it too; a body past the size of its kind
asks for the larger kind with bodies below it; members without any body take part in nothing.
Needs: a committee, or a body that the plan raises to one; the size from which the larger kind is due, and no larger body
in the unit yet; for the smallest body a superior unit that hosts one.
"""

from dataclasses import replace
from itertools import islice
from typing import Any

import polars as pl

from orgmodel.model import Edit
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation
from orgmodel.moves.split import founded, fresh, numbered, posts_beside, shares

BOARD = (
    "seats",
    "seats_filled",
    "term_start",
    "term_extension",
)  # what goes with a committee and its election


def candidates(s: Situation) -> list[Move]:
    """Oversight where it is lacking, then the larger body where it is due, then the smallest in uncovered units."""
    roles = s.profile.roles
    larger = [("EST401", roles.committee), ("EST403", roles.general)]
    raised = [move for code, kind in larger if kind for move in _raised(s, code, kind)]
    return [*_oversight(s), *raised, *_smallest(s)]


def _oversight(s: Situation) -> list[Move]:
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
    return Move(
        "establish",
        str(unit["id"]),
        None,
        kind,
        slot=f"establish:{unit['id']}:{kind}",
        effort=s.profile.efforts["establish"],
        edits=(set_up(s, host, kind),),
        clears=tuple(clears),
    )


def set_up(s: Situation, host: int, kind: str) -> Edit:
    """A new body of a kind in a unit."""
    unit = s.units[host]
    id = _id(s, host, kind)
    return Edit(
        "units", (id,), None, {"id": id, "name": _name(s, host, kind), "kind": kind, "host": unit["id"]}
    )


def _id(s: Situation, host: int, kind: str) -> str:
    stem = f"{s.units[host]['id']}-{kind.replace('_', '-')}"
    return stem if stem not in s.base.index else next(fresh(s, stem, 2))


def _name(s: Situation, host: int, kind: str) -> str:
    space, known = "" if s.org.language == "zh" else " ", s.profile.kinds[kind]
    called = known.new.get(s.org.language) or known.label(s.org.language)
    return f"{s.units[host]['name']}{space}{called}"


def most_members(s: Situation) -> int:
    """The most members that a body of the smallest kind may have before it is too large or a larger kind is due."""
    known = s.profile.thresholds
    most = known["branch_most"].value if "branch_most" in known else float("inf")
    due = [known[name].value - 1 for name in ("general_members", "committee_members") if name in known]
    return int(min([most, *due])) if min([most, *due]) < float("inf") else 1_000_000


def _raised(s: Situation, code: str, kind: str) -> list[Move]:
    """One move a unit whose smallest body is due for a larger kind.

    The body keeps its place under its superior and becomes the larger one; new bodies below it take over its members,
    its committee and its posts.
    """
    roles = s.profile.roles
    if roles.basic is None:
        return []
    basic = s.profile.kinds[roles.basic].rank
    hosts: dict[int, Move] = {}
    for id, finding in sorted(s.findings[code].items()):
        row = s.row(id)
        host = s.host[row]
        if s.rank[row] != basic or host in hosts:
            continue
        if host < 0 or not s.base.active[host] or any(s.rank[b] != basic for b in s.bodies_in[host]):
            s.refuse([finding], "target", id)
            continue
        frozen = s.frozen(row, host)
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        edits, parts = _divided(s, row, kind)
        effort = s.profile.efforts["establish"] + s.profile.efforts.get("split", 0) * max(0, parts - 1)
        excludes = [f"{other}:{id}" for other in ("split", "elect", "fill")]
        if kind == roles.committee and roles.oversight and not _watched(s, host):
            edits.append(set_up(s, host, roles.oversight))
            effort += s.profile.efforts["establish"]
            excludes.append(f"establish:{s.units[host]['id']}:{roles.oversight}")
        hosts[host] = Move(
            "establish",
            str(s.units[host]["id"]),
            None,
            kind,
            slot=f"establish:{s.units[host]['id']}:{kind}",
            effort=effort,
            edits=tuple(edits),
            clears=tuple(s.findings[c][id] for c in (code, "EST405") if id in s.findings[c]),
            excludes=tuple(excludes),
        )
    return list(hosts.values())


def _divided(s: Situation, row: int, kind: str) -> tuple[list[Edit], int]:
    """A body raised to a larger kind, and the bodies below it that take its members; how many these are."""
    unit = s.units[row]
    id, own = str(unit["id"]), unit["members"] or 0
    parts = -(-own // most_members(s))
    after: dict[str, Any] = {"kind": kind, "name": s.renamed(str(unit["name"]), unit["kind"], kind)}
    if not parts:
        return [s.rewrite("units", row, **after)], 0
    after |= dict.fromkeys(("members", "full_members", *BOARD))
    edits = [s.rewrite("units", row, **after)]
    members, full = shares(own, parts), shares(unit.get("full_members"), parts)
    for n, new in enumerate(islice(fresh(s, id, 1), parts)):
        name = str(unit["name"]) if parts == 1 else numbered(s, unit, n + 1)
        made = founded(s, row, new, name, members[n], full[n])
        if n == 0:
            board = {c: unit.get(c) for c in BOARD if unit.get(c)}
            made = Edit("units", (new,), None, {**(made.after or {}), **board})
            edits += _moved_posts(s, id, new)
        else:
            edits += posts_beside(s, row, new, name)
        edits += [made, s.line(new, id, s.profile.roles.affiliation or "")]
    return edits, parts


def _moved_posts(s: Situation, body: str, to: str) -> list[Edit]:
    """The posts of a body, in another one."""
    posts = s.org.tables["posts"]
    if not len(posts):
        return []
    rows = posts.with_row_index("\0row").filter(pl.col("unit") == body)["\0row"]
    return [s.rewrite("posts", row, unit=to) for row in rows]


def _watched(s: Situation, host: int) -> bool:
    return bool((s.base.kind_is(s.profile.roles.oversight) & s.base.active & (s.base.host == host)).any())


def _smallest(s: Situation) -> list[Move]:
    """One move a unit that has members and no body: the smallest one, under the highest body of the next unit above."""
    kind, affiliation = s.profile.roles.basic, s.profile.roles.affiliation
    counted = s.base.tables["units"]["members"].drop_nulls().len() > 0
    out = []
    for id, finding in sorted(s.findings["CHN208"].items()):
        row = s.row(id)
        unit = s.units[row]
        full = unit["full_members"]
        own = unit.get("members")
        members = own if own is not None else full if counted else None
        target, mended = _above(s, row)
        if kind is None or affiliation is None or target is None or (members or full) > most_members(s):
            s.refuse([finding], "target", id)
            continue
        frozen = s.frozen(row, target)
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        new = _id(s, row, kind)
        edits = [
            founded(s, row, new, _name(s, row, kind), members, full, beside=False),
            s.line(new, str(s.units[target]["id"]), affiliation),
        ]
        if own is not None:
            edits.append(s.rewrite("units", row, members=None))
        move = _move(s, row, kind, [finding])
        out.append(replace(move, edits=tuple(edits), requires=tuple((m,) for m in mended)))
    return out


def _above(s: Situation, unit: int) -> tuple[int | None, list[str]]:
    """The highest body of the nearest unit above that hosts one, and the mended lines without which it is not above."""
    mended: list[str] = []
    at, seen = unit, {unit}
    while True:
        mended += [m.id for m in s.made("repoint", s.units[at]["id"]) if m.clears[0][0] == "STR102"]
        at = int(s.vertical.parent[at])
        if at < 0 or at in seen:
            return None, []
        seen.add(at)
        if s.bodies_in.get(at):
            body = s.bodies_in[at][0]
            return (None if 0 <= s.base.level[unit] < s.base.level[body] else body), mended


MOVE = MoveKind(
    kind="establish",
    title_zh="设立机构",
    order=4,
    repairs=("EST401", "EST403", "EST405", "EST406", "CHN208"),
    candidates=candidates,
    role="oversight",
    between="kinds",
    zh="在{subject}设立{target}",
    en="Set up in {subject}: {target}",
    about_zh="""设立机构：设有委员会的单位设立纪律检查机构；达到规模的设立上一级组织，下设基层组织；没有组织的设立基层组织。

影响：监督机构健全，组织层次与规模相适应，成员都编入组织。
前提：已设立委员会，或方案将设立委员会；人数达到设立上一级组织的规模，本单位尚无更高一级的组织；新设基层组织的，上级单位已设组织。
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
