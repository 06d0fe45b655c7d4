"""Full-time posts are allotted to a unit from the stated pool.

Why: Part-time staff cannot attend to the work beside their own. As many posts are offered as clear one more finding and
raise none; who is allotted does the work in fact, so that STF505 may be cleared too.
Needs: a pool of posts, stated by the unit or by the nearest unit above it that states one. The pool's own cell stays as it
is: several units draw on one pool, and the plan counts how much they take together.
"""

from typing import Any

import numpy as np
import polars as pl

from orgmodel.model import Edit
from orgmodel.moves.base import Move, MoveKind
from orgmodel.moves.situation import Situation

WANTING = ("STF501", "STF502", "STF503")  # what posts are allotted for
CHANGED = (*WANTING, "STF505", "STF506")  # what a number of full-time staff can clear or raise


def candidates(s: Situation) -> list[Move]:
    """One move for each number of posts that helps a unit; target is the number."""
    short = {unit for code in WANTING for unit in s.findings[code]}
    if not short:
        return []
    units = s.base.table("staffing").filter(pl.col("subject").is_in(list(short)))
    pools = {row: _pool(s, row) for row in units["row"].to_list()}
    posts = _Posts(s, list(pools))
    offered = _offered(s, units, pools)
    out = []
    for row, unit in units.select("row", "subject").iter_rows():
        findings = [s.findings[code][unit] for code in WANTING if unit in s.findings[code]]
        pool, options = pools[row], offered.get(unit, [])
        if not options:
            s.refuse(findings, "pool", str(s.units[pool]["id"]) if pool >= 0 else unit)
            continue
        name = f"pool:{s.units[pool]['id']}"
        for number, cleared in options:
            edits, touched = posts.allotted(row, number)
            frozen = s.frozen(row, pool, *touched)
            if frozen or not edits:
                s.refuse(findings, "frozen" if frozen else "target", frozen or unit)
                break
            s.capacities[name] = s.units[pool]["pool"]
            out.append(
                Move(
                    "staff",
                    unit,
                    None,
                    str(number),
                    slot=f"staff:{unit}",
                    effort=s.profile.efforts["staff"] * number,
                    needs=(name,),
                    edits=edits,
                    clears=tuple(s.findings[code][unit] for code in cleared if unit in s.findings[code]),
                    uses=(name,) * number,
                )
            )
    return out


def _pool(s: Situation, row: int) -> int:
    """The unit whose pool a unit draws on: the nearest at or above it that states one; -1 for none."""
    up = s.base.forest(s.profile.roles.vertical).up
    while row >= 0 and s.units[row]["pool"] is None:
        row = int(up[row])
    return row


def _offered(
    s: Situation, units: pl.DataFrame, pools: dict[int, int]
) -> dict[str, list[tuple[int, list[str]]]]:
    """For each unit the numbers of posts at which one more finding is cleared and none raised, with the codes cleared.

    The rules themselves are asked, over rows of ``staffing`` as they would be with 0, 1, 2, … more posts.
    """
    load = s.profile.thresholds["member_load"].value if "member_load" in s.profile.thresholds else 0.0
    numbers = []
    for unit in units.to_dicts():
        at = pools[unit["row"]]
        loaded = int((unit["members"] or 0) // load) + 1 if load else 0
        useful = max(1, (unit["quota"] or 0) - unit["full_time"], loaded - unit["full_time"])
        numbers.append(min(useful, s.units[at]["pool"] if at >= 0 else 0))
    more = pl.col("number")
    grown = units.with_columns(number=pl.int_ranges(0, pl.Series(numbers, dtype=pl.Int64) + 1)).explode(
        "number"
    )
    grown = grown.with_columns(*(pl.col(c) + more for c in ("full_time", "posted", "said", "effective")))
    codes = [code for code in CHANGED if not s.profile.off(code)]
    found = grown.select(
        "subject",
        "number",
        *(s.report.rules[c].where(s.profile).fill_null(False).alias(c) for c in codes),
    )
    out: dict[str, list[tuple[int, list[str]]]] = {}
    start: dict[str, set[str]] = {}
    for row in found.to_dicts():
        unit, now = row["subject"], {c for c in codes if row[c]}
        before = start.setdefault(unit, now)
        told = out.setdefault(unit, [])
        most = len(told[-1][1]) if told else 0
        if now < before and len(before - now) > most:
            told.append((row["number"], sorted(before - now)))
    return out


class _Posts:
    """Where the facts about the full-time staff of some units stand, and what changes when posts are allotted."""

    def __init__(self, s: Situation, rows: list[int]) -> None:
        self.s = s
        self.taken = set(s.org.tables["posts"]["id"])
        self.inside: dict[int, list[int]] = {row: [row] for row in rows}
        for row in np.flatnonzero(np.isin(s.base.host, rows) & s.base.active).tolist():
            self.inside.setdefault(s.host[row], []).append(row)
        self.posts: dict[int, list[dict[str, Any]]] = {}
        for post in s.base.table("posts").filter(pl.col("place_row").is_in(rows)).to_dicts():
            self.posts.setdefault(post["place_row"], []).append(post)

    def allotted(self, unit: int, number: int) -> tuple[tuple[Edit, ...], list[int]]:
        """The edits that allot these posts to a unit, none where its posts have no role for them; and whom they touch."""
        cells: dict[int, dict[str, float]] = {}
        for column in ("full_time_staff", "effective_staff"):
            told = [row for row in self.inside[unit] if self.s.units[row][column] is not None]
            if told:  # the unit's own word counts, else the sum of what stands in it
                cells.setdefault(told[0], {})[column] = self.s.units[told[0]][column] + number
        edits = [self.s.rewrite("units", row, **changed) for row, changed in cells.items()]
        posts = self.posts.get(unit, [])
        if any(post["full_time"] is not None for post in posts):
            listed = self._listed(str(self.s.units[unit]["id"]), posts, number)
            if listed is None:
                return (), []
            edits.append(listed)
            return tuple(edits), [*cells, self.s.row(str((listed.after or {})["unit"]))]
        return tuple(edits), [*cells]

    def _listed(self, unit: str, posts: list[dict[str, Any]], number: int) -> Edit | None:
        """The list of posts with these: a full-time post that has more people, or else a new one."""
        profile = self.s.profile
        usual = next((c.role for c in profile.posts if c.designated and self._plain(c.role)), None)
        full = [
            p for p in posts if p["full_time"] and (p["role"] == usual if usual else self._plain(p["role"]))
        ]
        if full:
            heads = full[0]["heads"] + number
            seats = {"seats": heads} if heads > (full[0]["seats"] or 1) else {}
            return self.s.rewrite("posts", full[0]["row"], filled=heads, **seats)
        role = usual or next((p["role"] for p in posts if self._plain(p["role"])), None)
        if role is None:
            return None
        id, n = f"{unit}-staff", 2
        while id in self.taken:
            id, n = f"{unit}-staff-{n}", n + 1
        new = {"id": id, "unit": unit, "role": role, "full_time": True, "seats": number, "filled": number}
        return Edit("posts", (id,), None, new)

    def _plain(self, role: str) -> bool:
        """Whether a post of this role is asked for nothing that a new one would lack: duties, reviews."""
        known = next((c for c in self.s.profile.posts if c.role == role), None)
        asked = known is None if self.s.profile.posts else False
        asked = asked or (known is not None and (known.layer is not None or known.dual))
        return not asked and role not in self.s.profile.reviewed_roles


MOVE = MoveKind(
    kind="staff",
    title_zh="配备专职人员",
    order=13,
    repairs=(*WANTING, "STF505"),
    candidates=candidates,
    whole=True,
    between="words",
    zh="为{subject}配备专职人员{target}名",
    en="Allot full-time posts to {subject}: {target}",
    about_zh="""从可调配的专职数中为单位配备专职人员。

影响：日常工作有人专门负责，力量与在职人数、服务人数相适应。
前提：本单位或者上级单位载明可调配的专职数，且尚有余额；几个单位共用的，合并计算。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s, staff: 90, full_time_staff: 1, pool: 2}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m, staff: 120, full_time_staff: 0}
""",
    good="""
profile: cn-party-2010
units:
  - {id: m, name: 某市局, kind: bureau, level: city, system: s, staff: 90, full_time_staff: 1, pool: 2}
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, management: m, staff: 120, full_time_staff: 2}
""",
)
