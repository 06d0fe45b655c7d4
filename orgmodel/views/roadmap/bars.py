"""The bars of a roadmap: when each move begins and ends, and which moves share a bar."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import NamedTuple

import polars as pl

from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.moves import Move, catalogue, sentence, spoken
from orgmodel.profiles import Profile, of
from orgmodel.proposals.roadmap import Phase, days, presupposed
from orgmodel.rules.prose import noun
from orgmodel.scene.text import plain
from orgmodel.views.roadmap.words import term

_QUOTED = re.compile("“[^“”]+”")
_NAMED = 2  # units that the words of a bar name one by one
GRADES = ("move", "superior", "kind")  # what a bar stands for, the finest first


@dataclass(frozen=True)
class Bar:
    """Moves that begin and end together: ``begin``, ``asked`` and ``end`` in days from the first day of the roadmap.

    Until ``asked`` consent and approval are obtained. ``after`` holds the ids of bars of the same phase that must be done first,
    ``names`` what stands in the words and is not torn apart.
    """

    id: str
    phase: int
    begin: int
    asked: int
    end: int
    words: str
    count: int
    after: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


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
        if len(ms) > 1:
            words, names = _together(ms, shared, homes, profile, lang)
        else:
            words = plain(sentence(org, ms[0], lang))
            names = _named(org, ms[0], words, lang)
        begin, end = shared.begin, asked + shared.work
        made.append(Bar(id, phase.number, begin, asked, end, words, len(ms), tuple(after), names))
    return _ordered(made)


def _named(org: Org, move: Move, words: str, lang: str) -> tuple[str, ...]:
    """The names and the quoted terms in the words of a move."""
    names = [plain(spoken(org, id, lang)) for id in (move.subject, move.source, move.target) if id]
    return (*_QUOTED.findall(words), *(name for name in names if name in words))


def _together(
    moves: Sequence[Move], shared: _Shared, homes: "_Homes", profile: Profile, lang: str
) -> tuple[str, tuple[str, ...]]:
    """The words of a bar of several moves, with the names in them: the units they are about, the first two by name.

    What all of them come to, such as a kind of body that each sets up, is told too.
    """
    kind, targets = catalogue()[shared.kind], {move.target for move in moves}
    what = kind.title(lang)
    if kind.between == "kinds" and len(targets) == 1 and (target := targets.pop()):
        what = term("into", lang, what=what, kind=noun(profile.kind_label(target, lang)))
    if not shared.unit:
        return term("times", lang, row=what, n=len(moves)), ()
    units = list(dict.fromkeys(homes.unit(move) for move in moves))
    names = tuple(homes.name(unit) for unit in units[:_NAMED])
    if len(units) <= _NAMED:
        who = term("and", lang).join(names)
    else:
        listed = ("、" if lang == "zh" else ", ").join(names)
        who = term("some", lang, who=listed, n=len(units), more=len(units) - _NAMED)
    row = term("row", lang, who=who, what=what)
    return term("times", lang, row=row, n=len(moves)) if len(moves) != len(units) else row, names


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

    def unit(self, move: Move) -> str:
        """The id of the unit that a move is about, else empty."""
        rows = (self._row(name) for name in (move.subject, move.target, move.source))
        return next((str(self._ids[row]) for row in rows if row is not None), "")

    def superior(self, move: Move) -> str:
        """The id of the unit above the one that a move is about; of that itself where there is none, else empty."""
        unit = self.unit(move)
        above = int(self._parent[self._index[unit]]) if unit else -1
        return str(self._ids[above]) if above >= 0 else unit

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
        """The name of a unit in full, as nothing beside it tells where it belongs."""
        names = self._units.filter(pl.col("id") == id).select("name", "short_name").row(0)
        return next((said for name in names if (said := plain(str(name or "")))), id)
