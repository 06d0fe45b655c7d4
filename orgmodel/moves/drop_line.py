"""A line that is its unit's own, stands twice, leads nowhere or closes a circle is dropped.

Why: Such a line says nothing that another line does not say better; a circle of superiors joins nobody to the top, and
one line out of it brings everybody in it back.
Needs: for a line that leads nowhere or to a dissolved unit another superior of the same kind, and that no correction of
the line is proposed; for a circle a line that lies on every way around. Structural.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from orgmodel.graph.cycles import loop
from orgmodel.graph.lines import APART, SUBJECT
from orgmodel.moves.base import FindingKey, Move, MoveKind
from orgmodel.moves.situation import Situation

if TYPE_CHECKING:
    import networkx as nx

TRIED = 2_000_000  # lines looked at, at most, to find the one that opens a knot of several circles
Row = dict[str, Any]


@dataclass(frozen=True)
class Faulty:
    """All copies of one line (rows of the table of lines in force), those to be dropped, and what is found about it."""

    line: Row
    copies: list[Row]
    dropped: list[Row]
    findings: tuple[FindingKey, ...]


def candidates(s: Situation) -> list[Move]:
    """One move a subordinate and superior with a faulty line between them."""
    faults = defaultdict[tuple[str, str], list[Faulty]](list)
    for fault in [*_opened(s), *_faulty(s)]:
        pair = faults[(fault.line["subordinate"], fault.line["superior"])]
        if all(
            f.line["kind"] != fault.line["kind"] for f in pair
        ):  # a line that opens a circle goes as a whole
            pair.append(fault)
    out = []
    for (low, high), pair in sorted(faults.items()):
        findings = [f for fault in pair for f in fault.findings]
        frozen = s.frozen(s.row(low), s.base.index.get(high, -1))
        if frozen:
            s.refuse(findings, "frozen", frozen)
        else:
            out.append(_move(s, low, high, pair, findings))
    by_unit = defaultdict[str, list[str]](list)
    for move in out:
        by_unit[move.subject].append(move.slot)
    opening = {m.id for m in out if any(code == "STR104" for code, _ in m.clears)}
    return [
        replace(m, excludes=(*m.excludes, *(slot for slot in by_unit[m.subject] if slot != m.slot)))
        if m.id in opening
        else m
        for m in out
    ]


def _move(s: Situation, low: str, high: str, pair: list[Faulty], findings: list[FindingKey]) -> Move:
    several = s.findings["STR105"]
    for fault in pair:
        # A single superior is left where this was the second one; the copies kept of a line are no second.
        alone = len(fault.dropped) == len(fault.copies) and fault.line["superiors"] == 2
        if alone and low in several and _told_once(s, low) and several[low] not in findings:
            findings = [*findings, several[low]]
    affiliated = any(fault.line["kind"] == s.profile.roles.affiliation for fault in pair)
    tie = 0
    for fault in pair:
        if fault.line["retired"] and fault.line["kind"] == s.profile.roles.affiliation:
            row = s.org.lines.row(fault.copies[0]["row"], named=True)
            tie += s.tie_of(
                {"row": {k: v for k, v in row.items() if v is not None}, "high": fault.line["high"]}
            )
    return Move(
        "drop-line",
        low,
        None,
        high,
        slot=f"drop-line:{low}>{high}",
        effort=s.profile.efforts["drop-line"],
        tie=tie,
        edits=tuple(
            replace(s.rewrite("lines", row["row"]), after=None) for fault in pair for row in fault.dropped
        ),
        clears=tuple(findings),
        excludes=(f"reattach:{low}",) if affiliated else (),
    )


def _told_once(s: Situation, unit: str) -> bool:
    """Whether only one kind of line gives the unit several superiors."""
    lines = s.base.lines.filter((pl.col("subordinate") == unit) & (pl.col("superiors") > 1))
    return lines["kind"].n_unique() == 1


def _faulty(s: Situation) -> Iterable[Faulty]:
    """Lines that stand twice, are their unit's own, or lead nowhere beside another that does not."""
    wanted = [subject for code in ("STR102", "STR103", "STR110", "STR111") for subject in s.findings[code]]
    if not wanted:
        return
    lines = s.base.lines.filter((pl.col("home") == "lines") & (pl.col("low") >= 0)).with_columns(
        subject=SUBJECT
    )
    found = lines.filter(pl.col("subject").is_in(wanted))
    left = lines.filter(pl.col("valid") & ~pl.col("retired")).join(found, on=["low", "kind"], how="semi")
    kept = set(left.select("subordinate", "superior", "kind").iter_rows())
    others = defaultdict[tuple[str, str], set[str]](set)
    for low, high, kind in kept:
        others[(low, kind)].add(high)
    for subject, rows in found.group_by("subject", maintain_order=True):
        copies = rows.to_dicts()
        line = copies[0]
        hierarchical = line["kind"] in s.profile.hierarchical
        other = bool(others[(line["subordinate"], line["kind"])] - {line["superior"]})
        lost = line["high"] < 0 or line["retired"]
        bodies = line["kind"] == s.profile.roles.affiliation
        repointed = bool(s.made("repoint", line["subordinate"])) and line["kind"] == s.profile.roles.vertical
        whole = other if lost or (line["itself"] and bodies) else line["itself"]
        whole &= not (lost and (repointed or not hierarchical))
        dropped = copies if whole else _again(copies) if hierarchical else []
        codes = ("STR102", "STR103", "STR110", "STR111") if whole else ("STR111",)
        findings = tuple(s.findings[c][str(subject[0])] for c in codes if str(subject[0]) in s.findings[c])
        if dropped and findings:
            yield Faulty(line, copies, dropped, findings)


def _again(copies: list[Row]) -> list[Row]:
    """Those of the copies that say no more than one before them."""
    said, again = set[tuple[str | None, ...]](), []
    for row in copies:
        what = tuple(row[column] for column in APART)
        if what in said:
            again.append(row)
        said.add(what)
    return again


def _opened(s: Situation) -> Iterable[Faulty]:
    """For each circle of vertical lines the line that opens it."""
    vertical = s.profile.roles.vertical
    table = s.base.table("cycles")
    subjects = table.filter(table["subject"].is_in(list(s.findings["STR104"])))
    for smallest, rows in subjects.group_by("subject", maintain_order=True):
        ring = str(smallest[0])
        if rows["kind"].to_list() != [vertical]:
            continue  # of bodies, or of both: then one line does not clear the finding
        best = _opening(s, ring)
        if best is None:
            s.refuse([("STR104", ring)], "target", ring)
            continue
        low, high = best
        same = s.base.lines.filter(
            (pl.col("kind") == vertical) & (pl.col("low") == low) & (pl.col("high") == high)
        )
        copies = same.with_columns(subject=SUBJECT).to_dicts()
        subject = copies[0]["subject"]
        codes = ("STR110", "STR111")
        clears = [("STR104", ring), *(s.findings[c][subject] for c in codes if subject in s.findings[c])]
        yield Faulty(copies[0], copies, copies, tuple(clears))


def _opening(s: Situation, smallest: str) -> tuple[int, int] | None:
    """Of the lines that lie on every way around the one that leaves most units joined to a top; None without any.

    Every unit around and below comes to hang below the subordinate of the line: most are joined where that one has
    another superior that is joined to a top, else where it may be a top itself; the highest level is the likeliest one.
    """
    vertical, d = s.profile.roles.vertical, s.base
    rings = d.rings(vertical)
    on = rings == rings[d.index[smallest]]
    lines = d.lines.filter((pl.col("kind") == vertical) & pl.col("valid"))
    inner = lines.filter(pl.Series(on[lines["low"].to_numpy()] & on[lines["high"].to_numpy()]))
    arcs = sorted(set(inner.select("low", "high").iter_rows()))
    rows = [d.index[id] for id in loop(d, vertical, smallest)]
    around = list(zip(rows, [*rows[1:], rows[0]], strict=True))
    if len(arcs) > int(on.sum()):
        if len(arcs) * len(around) > TRIED:
            return None
        from networkx import DiGraph

        graph: nx.DiGraph[int] = DiGraph(arcs)
        around = [arc for arc in around if _opens(graph, arc)]
    known = d.lines.filter((pl.col("kind") == vertical) & pl.col("low").is_in([low for low, _ in around]))
    named = defaultdict[int, list[Row]](list)
    for line in known.select("low", "high", "valid", "retired").iter_rows(named=True):
        named[line["low"]].append(line)
    joined = (~d.forest(vertical).loops & (d.lean("units")["cut_word"] < 0).to_numpy()).tolist()

    def rank(arc: tuple[int, int]) -> tuple[int, int, str]:
        rest = [line for line in named[arc[0]] if line["high"] != arc[1]]
        ups = [line["high"] for line in rest if line["valid"]]
        # 0: joined to a top that is there; 1: a top itself, or joined to one by way of the opened circle; 2: to none
        place = (0 if joined[ups[0]] else 1 if on[ups[0]] else 2) if ups else 2 if rest else 1
        level = int(d.level[arc[0]])
        return place, level if level >= 0 else len(s.profile.levels), str(d.ids[arc[0]])

    return min(around, key=rank, default=None)


def _opens(graph: "nx.DiGraph[int]", arc: tuple[int, int]) -> bool:
    """Whether no circle is left without this line."""
    from networkx import is_directed_acyclic_graph

    graph.remove_edge(*arc)
    open_ = is_directed_acyclic_graph(graph)
    graph.add_edge(*arc)
    return bool(open_)


MOVE = MoveKind(
    kind="drop-line",
    title_zh="撤销错误关系",
    order=6,
    repairs=("STR102", "STR103", "STR104", "STR105", "STR110", "STR111"),
    candidates=candidates,
    zh="撤销{subject}以{target}为上级的错误或者重复关系",
    en="Drop the faulty or duplicate line of {subject} to {target}",
    standing=("target",),
    about_zh="""撤销以自身为上级、重复填报、指向不存在或者已撤销单位的关系，或者构成循环的一条垂直关系。

影响：循环之内及其以下的单位重新接续；重复和错误的关系不再干扰上下级的认定。
前提：指向不存在或者已撤销单位的，须另有同类上级，且不能更正；循环的，所撤销的一条须为各循环所共有。
""",
    bad="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant}
  - {id: lab, name: Laboratory, solid: plant}
lines:
  - {subordinate: plant, superior: lab, kind: solid}
  - {subordinate: plant, superior: hq, kind: solid}
""",
    good="""
profile: matrix
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: Plant, solid: hq}
  - {id: lab, name: Laboratory, solid: plant}
""",
)
