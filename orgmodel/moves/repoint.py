"""A vertical line that names no unit, or a dissolved one, is pointed at the superior that it must mean.

Why: Everything below the missing end hangs loose; one corrected line brings all of it back.
Needs: a single unit that can be meant: one whose id is nearly the missing one, or the only unit of the level
above in the same system; for a dissolved superior, the nearest active unit above it. Structural.
"""

from collections import defaultdict
from difflib import SequenceMatcher

import polars as pl

from orgmodel.graph.lines import SUBJECT
from orgmodel.model import Edit
from orgmodel.moves.base import FindingKey, Move, MoveKind
from orgmodel.moves.situation import Situation

ALIKE = 0.75  # share of characters that two ids must have in common


def candidates(s: Situation) -> list[Move]:
    """One move a unit whose only vertical lines lead nowhere or to a dissolved unit."""
    vertical = s.profile.roles.vertical
    lines = s.base.lines.filter((pl.col("kind") == vertical) & (pl.col("low") >= 0) & (pl.col("copies") == 1))
    lines = lines.filter(pl.len().over("low") == 1)
    out = []
    lines = lines.filter((pl.col("high") < 0) | pl.col("retired"))
    near: dict[str, list[int]] = defaultdict(list)
    if len(lines):
        for row in (r for rows in s.standing.values() for r in rows):
            for slip in slips(s.units[row]["id"]):
                near[slip].append(row)
    for line in lines.with_columns(subject=SUBJECT).to_dicts():
        low, dissolved = line["low"], line["high"] >= 0
        finding: FindingKey = ("STR110" if dissolved else "STR102", line["subject"])
        target = _above(s, line["high"]) if dissolved else _meant(s, near, low, line["superior"])
        if not s.base.active[low]:
            continue
        if target is None:
            s.refuse([finding], "target", line["superior"])
            continue
        frozen = s.frozen(low, target)
        if frozen:
            s.refuse([finding], "frozen", frozen)
            continue
        before = {c: v for c, v in s.org.lines.row(line["row"], named=True).items() if v is not None}
        id = s.units[target]["id"]
        edit = Edit(
            "lines", (line["subordinate"], line["superior"], vertical), before, {**before, "superior": id}
        )
        out.append(
            Move(
                "repoint",
                line["subordinate"],
                line["superior"],
                id,
                slot=f"repoint:{line['subordinate']}",
                effort=s.profile.efforts["repoint"],
                edits=(edit,),
                clears=(finding,),
            )
        )
    return out


def _above(s: Situation, row: int) -> int | None:
    up = s.base.forest(s.profile.roles.vertical).up
    while row >= 0 and not s.base.active[row]:
        row = int(up[row])
    return row if row >= 0 else None


def _meant(s: Situation, near: dict[str, list[int]], low: int, missing: str) -> int | None:
    """The one unit that a missing superior can mean."""
    level, system = s.base.level, s.units[low]["system"]
    forest = s.base.forest(s.profile.roles.vertical)

    def possible(row: int) -> bool:
        higher = level[low] < 0 or 0 <= level[row] < level[low]
        return higher and not forest.over(low, row) and s.units[row]["system"] == system

    close = {row for slip in slips(missing) for row in near.get(slip, [])}
    alike = [
        r for r in close if SequenceMatcher(None, missing, s.units[r]["id"]).ratio() >= ALIKE and possible(r)
    ]
    if len(alike) == 1:
        return alike[0]
    one_up = s.standing.get((system, int(level[low]) - 1), []) if level[low] > 0 else []
    fitting = [row for row in one_up[:2] if possible(row)]
    return fitting[0] if len(fitting) == len(one_up) == 1 else None


def slips(id: str) -> set[str]:
    """An id and all that is left of it without one character: ids one slip apart have one of these in common.

    >>> sorted(slips("ctiy") & slips("city"))
    ['ciy', 'cty']
    """
    return {id, *(id[:i] + id[i + 1 :] for i in range(len(id)))}


MOVE = MoveKind(
    kind="repoint",
    title_zh="更正上级",
    order=0,
    repairs=("STR102", "STR110"),
    candidates=candidates,
    zh="将{subject}的上级由{source}更正为{target}",
    en="Correct the superior of {subject} from {source} to {target}",
    standing=("source",),
    about_zh="""将指向不存在或已撤销单位的垂直关系，更正到应当指向的上级。

影响：断点以下的单位全部悬空，更正一处即可整体接续。
前提：应指的单位唯一：编号极为相近，或为本系统上一级的唯一单位；上级已撤销的，取其上方最近的在设单位。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c1, name: 某县局, kind: bureau, level: county, system: s, management: ctiy}
""",
    good="""
profile: cn-party-2010
units:
  - {id: city, name: 某市局, kind: bureau, level: city, system: s}
  - {id: c1, name: 某县局, kind: bureau, level: county, system: s, management: city}
""",
)
