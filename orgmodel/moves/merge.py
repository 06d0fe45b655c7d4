"""A body with too few full members is joined with a neighbouring one.

Why: Below the least number a body can elect nobody; together with its neighbour it can, and no member is lost.
Needs: a body of the smallest kind with the same superior, in the same unit or one under the same vertical superior; together
enough full members, and no more than one such body holds.
"""

from typing import Any

import numpy as np
import polars as pl

from orgmodel.model import ROWS, Edit
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.establish import most_members
from orgmodel.moves.situation import Situation
from orgmodel.moves.split import board

OFFERED = 3  # partners, at most
# Where a body or its post is named, and what two rows must share to say the same once it is named alike.
NAMED = {
    "duties": ("holder", ("item", "function", "step", "kind", "scope")),
    "reviews": ("post", ROWS["reviews"].keys[1:]),
    "assignments": ("unit", ROWS["assignments"].keys[1:]),
    "tasks": ("target", ("key", "line", "period")),
}


def candidates(s: Situation) -> list[Move]:
    """Up to three partners for each body that is too small."""
    small = sorted(s.findings["EST404"])
    if s.profile.roles.basic is None or not small:
        return []
    beside = _beside(s, [s.row(id) for id in small])
    totals = dict(s.base.bodies.select("row", "total").iter_rows())
    out = []
    for id in small:
        finding, row = s.findings["EST404"][id], s.row(id)
        host = s.host[row]
        frozen = s.frozen(row, host, *(line["high"] for line in s.lines_up.get(row, [])))
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        partners = [] if host < 0 or _left_bare(s, row) else _partners(s, row, beside, totals)
        if not partners:
            s.refuse([finding], "target", id)
        line = s.lines_up[row][0] if partners else {}
        for partner in partners[:OFFERED]:
            to = str(s.units[partner]["id"])
            uses = tuple(f"merging:{x}" for x in (id, to))
            s.capacities.update(dict.fromkeys(uses, 1))
            out.append(
                Move(
                    "merge",
                    id,
                    None,
                    to,
                    slot=f"merge:{id}",
                    effort=s.profile.efforts["merge"],
                    tie=s.tie_of(line),
                    edits=(*_joined(s, row, partner), *_handed_over(s, id, to)),
                    clears=tuple(s.findings["EST404"][x] for x in (id, to) if x in s.findings["EST404"]),
                    excludes=(f"reattach:{id}",),
                    uses=uses,
                )
            )
    return out


def _beside(s: Situation, small: list[int]) -> dict[int, list[int]]:
    """Superior row of a small body -> the active bodies of the smallest kind under it."""
    parent = s.affiliation.parent
    above = [r for r in parent[small].tolist() if r >= 0]
    basic = s.profile.kinds[s.profile.roles.basic or ""].rank
    out: dict[int, list[int]] = {}
    for row in np.flatnonzero(np.isin(parent, above) & (s.base.rank == basic)).tolist():
        out.setdefault(int(parent[row]), []).append(row)
    return out


def _left_bare(s: Situation, body: int) -> bool:
    """Whether the unit would be left without a body although it has full members enough for one."""
    alone = s.bodies_in.get(s.host[body], []) == [body]
    return alone and (s.units[s.host[body]].get("full_members") or 0) >= s.profile.threshold("branch_least")


def _partners(
    s: Situation, body: int, beside: dict[int, list[int]], totals: dict[int, int | None]
) -> list[int]:
    """The bodies that this one may join: fewest members first, then by id."""
    lines = s.lines_up.get(body, [])
    superior = int(s.affiliation.parent[body])
    if len(lines) != 1 or superior < 0 or body in s.rings:
        return []
    up = s.base.forest(s.profile.roles.vertical).parent
    least, most = s.profile.threshold("branch_least"), most_members(s)
    host, unit = s.host[body], s.units[body]

    def fits(row: int) -> bool:
        other = s.units[row]
        at = s.host[row]
        near = at >= 0 and (at == host or (up[at] == up[host] and up[at] >= 0))
        known = other.get("full_members") is not None
        enough = known and other["full_members"] + unit["full_members"] >= least
        few = (totals[row] or 0) + (totals[body] or 0) <= most
        return row != body and near and enough and few and not s.frozen(row, at)

    def size(row: int) -> tuple[int, str]:
        other = s.units[row]
        return other.get("members") or other["full_members"], str(other["id"])

    return sorted((row for row in beside[superior] if fits(row)), key=size)


def _joined(s: Situation, body: int, partner: int) -> list[Edit]:
    """The members in the partner, the small body dissolved and without its superior."""
    unit, other = s.units[body], s.units[partner]
    sums = {
        column: None
        if unit.get(column) is None and other.get(column) is None
        else (unit.get(column) or 0) + (other.get(column) or 0)
        for column in ("members", "full_members")
    }
    after: dict[str, Any] = dict(sums)
    joint = _joint_kind(s)
    if s.host[body] != s.host[partner] and joint and other["kind"] != joint:
        after |= {"kind": joint, "name": s.renamed(str(other["name"]), other["kind"], joint)}
    if board(s, other.get("members"), other.get("full_members")) is None and not other.get("seats"):
        after["seats"] = board(s, sums["members"], sums["full_members"])
    dissolved = s.rewrite("units", body, status="dissolved", members=None, full_members=None)
    line = s.lines_up[body][0]["row"]
    cut = Edit("lines", (line["subordinate"], line["superior"], line["kind"]), line, None)
    return [s.rewrite("units", partner, **after), dissolved, cut]


def _joint_kind(s: Situation) -> str | None:
    """The other kind of body of the smallest rank, if there is just one: that of a body for several units."""
    basic = s.profile.roles.basic or ""
    others = [k for k in s.profile.kinds_where(rank=s.profile.kinds[basic].rank) if k != basic]
    return others[0] if len(others) == 1 else None


def _handed_over(s: Situation, small: str, to: str) -> list[Edit]:
    """What names the small body or its posts names the partner or its posts instead.

    A post of a class that the partner has too is given up, and its duties pass to the partner's; a row that would then
    say what another says already is dropped.
    """
    names, out = {small: to}, []
    posts = s.org.tables["posts"].with_row_index("\0row")
    if len(posts):
        held = posts.filter(pl.col("unit") == to).unique("role", keep="first", maintain_order=True)
        same = dict(held.select("role", "id").iter_rows())
        for row, id, role in posts.filter(pl.col("unit") == small).select("\0row", "id", "role").iter_rows():
            if role in same:
                names[id] = same[role]
                out.append(_gone(s.rewrite("posts", row)))
            else:
                out.append(s.rewrite("posts", row, unit=to))
    for table, (column, rest) in NAMED.items():
        out += _renaming(s, table, column, list(rest), names)
    return out + _subordinates(s, small, to)


def _renaming(s: Situation, table: str, column: str, rest: list[str], names: dict[str, str]) -> list[Edit]:
    data = s.base.tables[table]
    touched = data.with_row_index("\0row").filter(pl.col(column).is_in([*names, *names.values()]))
    said = {(row[column], *(row[c] for c in rest)) for row in touched.to_dicts() if row[column] not in names}
    out = []
    for row in touched.filter(pl.col(column).is_in(list(names))).to_dicts():
        now = (names[row[column]], *(row[c] for c in rest))
        edit = s.rewrite(table, row["\0row"], **{column: now[0]})
        out.append(_gone(edit) if now in said else edit)
        said.add(now)
    return out


def _subordinates(s: Situation, small: str, to: str) -> list[Edit]:
    """The lines of active units to the small body lead to the partner, once each."""
    lines = s.base.lines.filter((pl.col("home") == "lines") & (pl.col("superior").is_in([small, to])))
    said = {
        (low, kind)
        for low, high, kind in lines.select("subordinate", "superior", "kind").iter_rows()
        if high == to
    }
    out = []
    for line in lines.filter((pl.col("superior") == small) & (pl.col("low") >= 0)).to_dicts():
        if not s.base.active[line["low"]]:
            continue
        now = (line["subordinate"], line["kind"])
        edit = s.rewrite("lines", line["row"], superior=to)
        out.append(_gone(edit) if now in said or now[0] in (small, to) else edit)
        said.add(now)
    return out


def _gone(edit: Edit) -> Edit:
    return Edit(edit.table, edit.key, edit.before, None, edit.nth)


MOVE = MoveKind(
    kind="merge",
    title_zh="联合组建",
    order=7,
    repairs=("EST404",),
    candidates=candidates,
    role="basic",
    zh="将{subject}并入{target}，联合组建基层组织",
    en="Join {subject} with {target} into one body",
    about_zh="""正式成员不足规定人数的，与邻近单位的组织联合组建，原组织撤销。

影响：联合后能够依规选举、议事，成员都有组织管理。
前提：隶属于同一上级组织，同在一个单位或者同属一个上级单位；联合后正式成员达到规定人数，总数不超过规模上限。
""",
    bad="""
profile: cn-party-2019
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 101}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, affiliation: c-pc, members: 2, full_members: 2}
  - {id: g, name: 邻分局, kind: field_office, level: township, system: s, management: c}
  - {id: g-b, name: 邻分局党支部, kind: branch, host: g, affiliation: c-pc, members: 4, full_members: 3}
""",
    good="""
profile: cn-party-2019
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 101}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county}
  - {id: f, name: 某分局, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: 某分局党支部, kind: branch, host: f, status: dissolved}
  - {id: g, name: 邻分局, kind: field_office, level: township, system: s, management: c}
  - {id: g-b, name: 邻分局联合党支部, kind: joint_branch, host: g, affiliation: c-pc, members: 6, full_members: 5}
""",
)
