"""Offices: whether work that is handed down arrives everywhere, at one kind of office, at one set up for it.

Counterparts agree when some one kind carries the work in every unit below: one exemption a kind, each a sum over units.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

import polars as pl

from orgmodel.graph.counterparts import below
from orgmodel.moves.handed import Group, HandedDown
from orgmodel.moves.unify import Offer, handed_down, offers
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.model import ALWAYS, Condition, terms

CODES = ("CPT301", "CPT302", "CPT303", "CPT304", "CPT305", "CPT306")
KINDS = ("unify",)
Made = Mapping[
    tuple[int, int], list[tuple[int, Offer]]
]  # group (its number) and unit -> the moves in that slot


def take_up(world: World) -> None:
    """Define what is found about the offices above and the units below that some move concerns."""
    if any(m.kind == "unify" for m in world.model.moves):
        offices = _Offices(world)
        offices.counterparts()
        offices.indicators()
        offices.units()
    _meetings(world)


def _meetings(world: World) -> None:
    """CPT306 at offices whose counterparts no move changes: a meeting clears it."""
    for finding in world.roots:
        if finding[0] == "CPT306" and finding not in world.taken:
            meeting = _meeting(world, finding[1])
            world.add(finding, [ALWAYS], [meeting] if meeting else [])


def _meeting(world: World, office: str) -> Condition | None:
    """A joint meeting of the office is founded."""
    made = [i for i, m in enumerate(world.model.moves) if ("CPT306", office) in m.clears]
    return Condition(terms(dict.fromkeys(made, 1)), 1) if made else None


class _Offices:
    def __init__(self, world: World) -> None:
        self.world = world
        self.handed: HandedDown = handed_down(world.s)
        self.groups = self.handed.groups
        number = {id(group): n for n, group in enumerate(self.groups)}
        found: dict[tuple[int, int], list[tuple[int, Offer]]] = defaultdict(list)
        for offer in offers(world.s, self.handed):
            index = world.model.number.get(offer.move.id)
            if index is not None:
                found[number[id(offer.group)], offer.unit].append((index, offer))
        self.made: Made = found

    @cached_property
    def others(self) -> dict[int, list[tuple[int, set[str]]]]:
        """Unit -> the moves of other kinds that change who carries what in it, with the functions that they add."""
        out: dict[int, list[tuple[int, set[str]]]] = defaultdict(list)
        s = self.world.s
        for i, move in enumerate(self.world.model.moves):
            changed = [e for e in move.edits if e.table == "assignments"] if move.kind != "unify" else []
            added: dict[int, set[str]] = defaultdict(set)
            for row in (row for e in changed for row in (e.before, e.after) if row):
                at = s.base.index.get(
                    row["unit"], s.row(move.subject) if move.subject in s.base.index else -1
                )
                place = s.host[at] if at >= 0 and s.host[at] >= 0 else at
                new = {e.after["function"] for e in changed if e.after is row and e.before is None}
                added[place].update(new)
            for place, functions in added.items():
                out[place].append((i, functions))
        return out

    def touching(self, group: Group) -> list[int]:
        """The moves of other kinds on which counterparts below the group's unit depend."""
        up = self.handed.up
        return [
            i
            for unit, moves in self.others.items()
            if unit >= 0 and int(up[unit]) == group.superior
            for i, _ in moves
        ]

    def of(self, groups: Iterable[int]) -> list[int]:
        """The moves of some groups."""
        wanted = set(groups)
        return [i for (n, _), moves in self.made.items() if n in wanted for i, _ in moves]

    def counterparts(self) -> None:
        """CPT301, 305 and 306 at every office above."""
        met = set(self.world.s.base.table("counterparts").filter("met")["subject"])
        for n, group in enumerate(self.groups):
            moves = self.of([n])
            if not moves:
                continue
            for office, wanted in group.offices.items():
                if office not in self.world.s.base.index:
                    continue
                agree = self.agreements([n], wanted)
                for code in ("CPT301", "CPT305", "CPT306"):
                    self.world.clearing[code, office].update([*moves, *self.touching(group)])
                self.world.add(("CPT301", office), [ALWAYS], agree)
                load = self.load(n, group, wanted)
                self.world.add(("CPT305", office), [load] if load else [])
                meeting = _meeting(self.world, office)
                unless = [*agree, *([meeting] if meeting else [])]
                self.world.add(("CPT306", office), [] if office in met else [ALWAYS], unless)

    def agreements(self, groups: Iterable[int], wanted: set[str]) -> list[Condition]:
        """For each kind that work over these functions can arrive at: it is the one everywhere."""
        now: dict[tuple[int, int], set[str]] = {}
        then: dict[tuple[int, int], dict[int, str]] = {}
        for n in groups:
            for unit, held in self.groups[n].held.items():
                kinds = {self.handed.kind[o] for o, fs in held.items() if self.handed.facing(fs, wanted)}
                if kinds:
                    now[n, unit] = kinds
        for place, moves in self.made.items():
            facing = [(i, o.kind) for i, o in moves if self.handed.facing(o.functions, wanted)]
            if place[0] in groups and facing:
                then[place] = dict(facing)
        out = []
        for kind in sorted(
            {k for ks in now.values() for k in ks} | {k for m in then.values() for k in m.values()}
        ):
            sums: dict[int, int] = {}
            lacking = sum(kinds != {kind} for kinds in now.values())
            for place, into_kind in then.items():
                # A unit where the work does not arrive at all agrees too.
                agrees = now.get(place, {kind}) == {kind}
                for i, into in into_kind.items():
                    sums[i] = int(into == kind) - int(agrees)
            out.append(Condition(terms(sums), lacking))
        return out

    def load(self, n: int, group: Group, wanted: set[str]) -> Condition | None:
        """Pairs of unit and office reach the profile's multiple of the units."""
        threshold = self.world.profile.thresholds.get("counterpart_load")
        if threshold is None:
            return None
        load = Fraction(str(threshold.value))
        doors = {
            unit: sum(self.handed.facing(fs, wanted) for fs in held.values())
            for unit, held in group.held.items()
        }
        now = sum(load.denominator * pairs - load.numerator for pairs in doors.values() if pairs)
        if not any(doors.values()) and load > 1:
            return None  # where the work arrives at last, it arrives at one office
        sums: dict[int, int] = {}
        for (at, unit), moves in self.made.items():
            pairs = doors.get(unit, 0)
            for i, offer in moves:
                if at == n and self.handed.facing(offer.functions, wanted):
                    sums[i] = load.denominator * (1 - pairs) - (0 if pairs else load.numerator)
        return Condition(terms(sums), -now)

    def indicators(self) -> None:
        """CPT304 at every indicator whose work nobody above carries; where somebody does, it only follows from CPT301."""
        roots = [subject for code, subject in self.world.roots if code == "CPT304"]
        table = self.world.s.base.table("appraised").filter(pl.col("subject").is_in(roots))
        spread = (
            self.world.s.base.once(below).group_by("superior_row", "function").agg(pl.col("kind").n_unique())
        )
        many = spread.filter(pl.col("kind") > 1).group_by("function").agg(pl.col("superior_row"))
        split = dict(many.iter_rows())
        for subject, function in table.select("subject", "function").iter_rows():
            moves = [
                i
                for made in self.made.values()
                for i, offer in made
                if self.handed.facing(offer.functions, {function})
            ]
            unless = []
            for superior in split[function]:
                groups = [n for n, g in enumerate(self.groups) if g.superior == superior]
                # Where it is split below several units, the re-check tells which of them comes first.
                unless += self.agreements(groups, {function})
            if moves:
                self.world.clearing["CPT304", subject].update(moves)
                self.world.add(("CPT304", subject), [ALWAYS], unless)

    def units(self) -> None:
        """CPT302 and 303 at every unit below with a move."""
        places: dict[int, list[int]] = defaultdict(list)
        for n, group in enumerate(self.groups):
            for unit in {*group.lacking, *group.shared, *(u for at, u in self.made if at == n)}:
                places[unit].append(n)
        for unit, groups in places.items():
            moves = [i for n in groups for i, _ in self.made.get((n, unit), ())]
            if not moves:
                continue
            id = self.world.id(unit)
            lost, half = [], []
            for n in groups:
                group, made = self.groups[n], self.made.get((n, unit), [])
                for function in sorted(group.lacking.get(unit, ())):
                    lost.append(self.uncovered(groups, unit, function))
                if group.shared.get(unit):
                    half.append(Condition(terms({i: -1 for i, o in made if not o.shared}), 0))
                elif any(o.shared for _, o in made):
                    half.append(Condition(terms({i: 1 for i, o in made if o.shared}), 1))
            for code, found in (("CPT302", lost), ("CPT303", half)):
                self.world.clearing[code, id].update([*moves, *(i for i, _ in self.others.get(unit, ()))])
                self.world.add((code, id), found)

    def uncovered(self, groups: Iterable[int], unit: int, function: str) -> Condition:
        """No move gives the unit this function, or a wider one."""
        wide = self.handed.wider[function]
        giving = [n for n in groups if not wide.isdisjoint(self.groups[n].lacking.get(unit, ()))]
        moves = [i for n in giving for i, _ in self.made.get((n, unit), ())]
        moves += [i for i, added in self.others.get(unit, ()) if not wide.isdisjoint(added)]
        return Condition(terms(dict.fromkeys(moves, -1)), 0)
