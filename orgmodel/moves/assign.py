"""A duty, or a required function, is given one holder who answers for it.

Why: Where nobody answers there is none to turn to, and where two answer each waits for the other. Raised is whoever does
the work, else whoever answers for the other steps of the item, else the unit itself. Of several who answer the one named
first stays so; the others do the work with it, and a leading post that answered first keeps its dual duty. A function goes
to the office of the unit whose like carries it elsewhere, else to the one that carries most of its sibling functions, else to
the unit itself.
Needs: a holder that the file knows. Structural.
"""

from collections import Counter, defaultdict
from typing import Any

import numpy as np
import polars as pl

from orgmodel.graph.carriers import wider
from orgmodel.graph.items import ANSWERS, ONE
from orgmodel.model import Edit
from orgmodel.moves.base import FindingKey, Move, MoveKind
from orgmodel.moves.situation import Situation

Duty = dict[str, Any]
STEP = ["item", "function", "step"]


def candidates(s: Situation) -> list[Move]:
    """One move a finding; source is who answers from now on, target what for."""
    return [*_duties(s), *_functions(s)]


def _move(s: Situation, subject: str, holder: str, what: str, slot: str, **more: Any) -> Move:
    return Move(
        "assign", subject, holder, what, slot=f"assign:{slot}", effort=s.profile.efforts["assign"], **more
    )


def _duties(s: Situation) -> list[Move]:
    """Moves for items that nobody answers for, or several do."""
    gaps, overlaps = s.findings["RSP701"], s.findings["RSP702"]
    if not gaps and not overlaps:
        return []
    items = s.base.table("items").filter(
        (pl.col("subject").is_in(list(gaps)) & ~pl.col("answered"))
        | (pl.col("subject").is_in(list(overlaps)) & pl.col("holders").is_not_null())
    )
    items = items.unique("subject", keep="none", maintain_order=True)
    listed = _Listed(s, items)
    below = _below(s, items)
    out = []
    for item in items.to_dicts():
        id, place = item["subject"], item["place_row"]
        gap = not item["answered"]
        cleared = [(gaps if gap else overlaps)[id]]
        if item["place"] is None:
            s.refuse(cleared, "target", listed.of(item)[0]["holder"])
            continue
        edits, holder = listed.raised(item) if gap else listed.divided(item)
        touched = [place, *(listed.stands(e.after["holder"]) for e in edits if e.after)]
        frozen = s.frozen(*touched)
        if frozen:
            s.refuse(cleared, "frozen", frozen)
            continue
        cleared += [gaps[other] for other in below[id]]
        what = " · ".join(x for x in (item["item"], item["step"]) if x)
        out.append(
            _move(s, id, holder, what, f"{item['place']}>{id}", edits=tuple(edits), clears=tuple(cleared))
        )
    return out


def _below(s: Situation, items: pl.DataFrame) -> dict[str, list[str]]:
    """For each item that nobody answers for, the same item in units below: who answers above answers for it too."""
    up = s.base.forest(s.profile.roles.vertical).up
    gaps = items.filter(~pl.col("answered") & pl.col("place").is_not_null())
    at = {(*step, place): id for *step, place, id in gaps.select(*STEP, "place_row", "subject").iter_rows()}
    out: dict[str, list[str]] = defaultdict(list)
    for (*step, place), id in at.items():
        high = int(up[place])
        while high >= 0:
            if (*step, high) in at:
                out[at[*step, high]].append(id)
            high = int(up[high])
    return out


class _Listed:
    """The list of duties around some items: who holds what, and where the holders stand."""

    def __init__(self, s: Situation, items: pl.DataFrame) -> None:
        self.s = s
        duties = s.org.tables["duties"].with_row_index("row")
        wanted = items.select("item", "function").unique()
        duties_there = duties.join(wanted, on=["item", "function"], how="semi").sort("row")
        holders = duties_there["holder"].implode()
        self.posts = {
            p["id"]: p for p in s.base.table("posts").filter(pl.col("id").is_in(holders)).to_dicts()
        }
        self.ids = set(duties["id"])
        self.rows: dict[tuple[str, str, int], list[Duty]] = defaultdict(list)
        for duty in duties_there.to_dicts():
            self.rows[duty["item"], duty["function"], self.place(duty["holder"])].append(duty)

    def stands(self, holder: str) -> int:
        """The row of the unit or body that a holder is, or has its post in; -1 unknown."""
        post = self.posts.get(holder)
        row = post["unit_row"] if post and post["place_row"] >= 0 else self.s.base.index.get(holder, -1)
        return int(row)

    def place(self, holder: str) -> int:
        """The row of the unit that a holder belongs to; -1 unknown."""
        row = self.stands(holder)
        return self.s.host[row] if row >= 0 and self.s.host[row] >= 0 else row

    def of(self, item: Duty) -> list[Duty]:
        """The duties of an item, in file order."""
        rows = self.rows[item["item"], item["function"], item["place_row"]]
        return [duty for duty in rows if duty["step"] == item["step"]]

    def raised(self, item: Duty) -> tuple[list[Edit], str]:
        """The edit that gives an item its first holder who answers, and that holder."""
        rows = self.of(item)
        doing = next((duty for duty in rows if duty["kind"] == "responsible"), None)
        if doing:
            return [self.s.rewrite("duties", doing["row"], kind="accountable")], doing["holder"]
        others = self.rows[item["item"], item["function"], item["place_row"]]
        holder = next((duty["holder"] for duty in others if duty["kind"] in ANSWERS), item["place"])
        id, n = f"{item['subject']}-accountable", 2
        while id in self.ids:
            id, n = f"{item['subject']}-accountable-{n}", n + 1
        row = {"id": id, **{c: item[c] for c in STEP}, "holder": holder, "kind": "accountable"}
        row["scope"] = rows[0]["scope"]
        return [Edit("duties", (id,), None, {k: v for k, v in row.items() if v is not None})], holder

    def divided(self, item: Duty) -> tuple[list[Edit], str]:
        """The edits that leave each scope of an item one holder who answers in one way, and the first such holder."""
        first: dict[tuple[str | None, str], str] = {}
        edits, kept = [], []
        for duty in self.of(item):
            if duty["kind"] not in ONE:
                continue
            holder = first.setdefault((duty["scope"], duty["kind"]), duty["holder"])
            if holder == duty["holder"]:
                continue
            post = self.posts.get(duty["holder"])
            dual = duty["kind"] == "first" and post is not None and post["dual"]
            edits.append(self.s.rewrite("duties", duty["row"], kind="dual" if dual else "responsible"))
            kept.append(holder)
        return edits, kept[0]


def _functions(s: Situation) -> list[Move]:
    """Moves for units that do not cover a function which their level requires."""
    found = s.findings["RSP706"]
    roots = s.report.roots.filter(pl.col("code") == "RSP706")["subject"]
    if not len(roots):
        return []
    cells = s.base.table("cells").filter(pl.col("required") & ~pl.col("carried"))
    cells = cells.filter(pl.col("subject").is_in(list(found)))
    lacks = cells.group_by("row").agg("function", "function_name")
    missing = {
        row["row"]: dict(zip(row["function"], row["function_name"], strict=True)) for row in lacks.to_dicts()
    }
    narrower: dict[str, set[str]] = defaultdict(set)
    for function, wide in s.base.once(wider).iter_rows():
        narrower[wide].add(function)
    fitting = _Carriers(s, missing)
    out = []
    for unit in sorted(set(roots)):
        row = s.row(unit)
        at = row if s.host[row] >= 0 else fitting.best(row, set(missing[row]))
        frozen = s.frozen(at, row, s.host[row])
        if frozen:
            s.refuse([found[unit]], "frozen", frozen)
            continue
        carrier = str(s.units[at]["id"])
        covered = {narrow for function in missing[row] for narrow in narrower[function] | {function}}
        both = {at, row, s.host[at]}
        cleared: list[FindingKey] = [
            found[s.units[r]["id"]] for r in sorted(both) if r in missing and set(missing[r]) <= covered
        ]
        edits = tuple(
            Edit("assignments", (carrier, f), None, {"unit": carrier, "function": f})
            for f in sorted(missing[row])
        )
        what = ("、" if s.org.language == "zh" else ", ").join(missing[row][f] for f in sorted(missing[row]))
        out.append(_move(s, unit, carrier, what, unit, edits=edits, clears=tuple(cleared)))
    return out


class _Carriers:
    """Which office of some units should carry their functions."""

    def __init__(self, s: Situation, missing: dict[int, dict[str, str]]) -> None:
        self.s = s
        self.parent = dict(s.org.tables["functions"].select("id", "parent").reverse().iter_rows()).get
        carriers = s.base.table("carriers")
        like = s.org.units.select(place_kind="kind", level=pl.Series(s.base.level)).with_row_index(
            "place_row"
        )
        wanted = {f for functions in missing.values() for f in functions}
        told = carriers.filter(pl.col("function").is_in(list(wanted))).with_columns(
            pl.col("place_row").cast(pl.UInt32)
        )
        told = told.join(like, on="place_row")
        self.usual = Counter(told.select("place_kind", "level", "kind", "function").iter_rows())
        self.inside: dict[int, list[int]] = {row: [row] for row in missing}
        for row in np.flatnonzero(np.isin(s.base.host, list(missing)) & s.base.active).tolist():
            self.inside[s.host[row]].append(row)
        self.carried: dict[int, list[str]] = defaultdict(list)
        near = carriers.filter(pl.col("place_row").is_in(list(missing)))
        for office, function in near.select("office_row", "function").iter_rows():
            self.carried[office].append(function)

    def best(self, unit: int, functions: set[str]) -> int:
        """The row of the office, body or unit that should carry these functions in a unit; of equals the unit itself."""
        peers = self.s.units[unit]["kind"], int(self.s.base.level[unit])
        parents = {self.parent(f) for f in functions}

        def fits(row: int) -> tuple[int, int]:
            kind = self.s.units[row]["kind"]
            usual = sum(self.usual[(*peers, kind, f)] for f in functions)
            return usual, sum(self.parent(f) in parents for f in self.carried[row])

        return max(self.inside[unit], key=fits)


MOVE = MoveKind(
    kind="assign",
    title_zh="明确责任",
    order=17,
    repairs=("RSP701", "RSP702", "RSP706"),
    candidates=candidates,
    zh="明确“{target}”由{source}负责",
    en="Let {source} answer for {target}",
    about_zh="""为责任事项或者应当落实的职能明确一个责任主体。

影响：出现问题有人负责，不再相互推诿，职能在本单位有着落。
前提：责任主体为文件所列的岗位或单位。无人负责的，由承办方负责；没有承办方的，由该事项其他环节的责任主体或者本单位
负责。多头负责的，以列在最前的为准，其余改为承办，领导岗位的第一责任改为“一岗双责”。职能缺项的，参照同类单位确定
承担机构。
""",
    bad="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 发展党员, function: building, step: 预审, holder: c-o, kind: responsible}
  - {id: d2, item: 发展党员, function: building, step: 预审, holder: c-p, kind: consulted}
""",
    good="""
profile: cn-party-2010
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s}
  - {id: c-o, name: 某县局机关党委办, kind: party_office, host: c}
  - {id: c-p, name: 某县局人事科, kind: personnel_office, host: c}
duties:
  - {id: d1, item: 发展党员, function: building, step: 预审, holder: c-o, kind: accountable}
  - {id: d2, item: 发展党员, function: building, step: 预审, holder: c-p, kind: consulted}
""",
)
