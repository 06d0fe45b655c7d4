"""The bars of a roadmap: when each move begins and ends, and which moves share a bar."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import NamedTuple

import polars as pl

from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.moves import Move, catalogue, sentence
from orgmodel.profiles import of
from orgmodel.proposals.roadmap import Phase, days, presupposed
from orgmodel.scene.text import plain
from orgmodel.views.roadmap.words import term

GRADES = ("move", "superior", "kind")  # what a bar stands for, the finest first


@dataclass(frozen=True)
class Bar:
    """Moves that begin and end together: ``begin``, ``asked`` and ``end`` in days from the first day of the roadmap.

    Until ``asked`` consent and approval are obtained. ``after`` holds the ids of bars of the same phase that must be done first.
    """

    id: str
    phase: int
    begin: int
    asked: int
    end: int
    words: str
    count: int
    after: tuple[str, ...] = ()


class _Shared(NamedTuple):
    """What moves of one bar have in common: the unit above them, their kind, and their days."""

    unit: str
    kind: str
    begin: int
    ask: int
    work: int


def bars(org: Org, phases: Sequence[Phase], grade: str, lang: str) -> list[list[Bar]]:
    """The bars of each phase, what presupposes another after it."""
    homes = _Homes(org)
    out: list[list[Bar]] = []
    begun = 0
    for phase in phases:
        out.append(_phase(org, phase, begun, grade, homes, lang))
        begun += phase.days
    return out


def _phase(org: Org, phase: Phase, begun: int, grade: str, homes: "_Homes", lang: str) -> list[Bar]:
    profile, order = of(org), presupposed(phase.moves)
    moves = {m.id: m for m in phase.moves}
    start: dict[str, int] = {}
    for id in TopologicalSorter({i: sorted(order[i]) for i in sorted(order)}).static_order():
        start[id] = max((start[other] + days(moves[other], profile) for other in order[id]), default=begun)
    groups: dict[_Shared, list[Move]] = defaultdict(list)
    for move in phase.moves:
        unit = {"move": move.id, "superior": homes.superior(move), "kind": ""}[grade]
        ask = days(move, profile) - profile.days(move.kind)
        groups[_Shared(unit, move.kind, start[move.id], ask, profile.days(move.kind))].append(move)
    of_move = {m.id: f"{phase.number}/{ms[0].id}" for ms in groups.values() for m in ms}
    made = []
    for shared, ms in groups.items():
        id, asked = of_move[ms[0].id], shared.begin + shared.ask
        after = sorted({of_move[other] for m in ms for other in order[m.id]} - {id})
        words = plain(sentence(org, ms[0], lang))
        if len(ms) > 1:
            row = catalogue()[shared.kind].title(lang)
            if grade == "superior" and shared.unit:
                row = term("row", lang, who=homes.name(shared.unit), what=row)
            words = term("times", lang, row=row, n=len(ms))
        made.append(
            Bar(id, phase.number, shared.begin, asked, asked + shared.work, words, len(ms), tuple(after))
        )
    return _ordered(made)


def _ordered(made: list[Bar]) -> list[Bar]:
    """Bars that presuppose each other stand together, the longer of those that come first above; the others follow."""
    by_id = {b.id: b for b in made}
    place = {b.id: n for n, b in enumerate(made)}
    joined: dict[str, set[str]] = {b.id: set(b.after) for b in made}
    for bar in made:
        for other in bar.after:
            joined[other].add(bar.id)
    out: list[Bar] = []
    seen: set[str] = set()
    for bar in made:
        if bar.id in seen or not joined[bar.id]:
            continue
        cluster, ahead = {bar.id}, [bar.id]
        while ahead:
            for other in sorted(joined[ahead.pop()] - cluster):
                cluster.add(other)
                ahead.append(other)
        seen |= cluster
        out += sorted((by_id[i] for i in cluster), key=lambda b: (b.begin, -b.end, place[b.id]))
    return out + [b for b in made if b.id not in seen]


class _Homes:
    """Finds the unit that a move is about, and its superior."""

    def __init__(self, org: Org) -> None:
        derived = derive(org)
        self._index = derived.index
        self._parent = derived.forest(derived.profile.roles.vertical).parent
        self._ids = org.units["id"].to_list()
        self._units = org.units
        self._hosts = org.units["host"].to_list()
        posts = org.tables.get("posts")
        self._posts = dict(posts.select("id", "unit").iter_rows()) if posts is not None else {}

    def superior(self, move: Move) -> str:
        """The id of the unit above the one that a move is about; of that itself where there is none, else empty."""
        for name in (move.subject, move.target, move.source):
            row = self._row(name)
            if row is not None:
                above = int(self._parent[row])
                return str(self._ids[above if above >= 0 else row])
        return ""

    def _row(self, name: str | None) -> int | None:
        """The row of the unit that a unit, body, post or line belongs to."""
        if name is None:
            return None
        id = self._posts.get(name, name)
        if id not in self._index:
            id = str(id).partition(">")[0]
        seen: set[str] = set()
        while id in self._index and self._hosts[self._index[id]] in self._index and id not in seen:
            seen.add(id)
            id = self._hosts[self._index[id]]
        return self._index.get(id)

    def name(self, id: str) -> str:
        """The short name of a unit, else its name."""
        row = self._units.filter(pl.col("id") == id).row(0, named=True)
        return plain(str(row["short_name"] or "")) or plain(str(row["name"])) or id
