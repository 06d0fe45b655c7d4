"""Work handed down: what the offices of a unit carry, faced with who carries it in the units below, part by part.

A small-graph algorithm: it looks at single offices, but only around the units that it is asked about.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from orgmodel.graph.carriers import wider
from orgmodel.graph.counterparts import below
from orgmodel.graph.derived import Derived

Held = dict[str, set[str]]  # office -> the functions that it carries


@dataclass(eq=False)
class Group:
    """Work that is handed down by the same offices of one unit, and who carries it in the units below (rows).

    ``offices`` are those above with their functions; work that nobody above carries goes by ``<unit>/<function>``.
    ``held`` is what each unit below carries of it, ``lacking`` what is looked for there in vain, ``shared`` what only
    offices not dedicated to it carry.
    """

    superior: int
    offices: Held
    functions: set[str]
    held: dict[int, Held] = field(default_factory=lambda: defaultdict(dict))
    lacking: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    shared: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(eq=False)
class Doors:
    """Where some work arrives below a unit: for each part (group and unit below) the kinds of its offices, one an office."""

    parts: dict[tuple[int, int], list[str]]
    numbers: dict[int, int]  # id of a group object -> its number

    @cached_property
    def spread(self) -> Counter[str]:
        """Kind -> in how many parts it stands."""
        return Counter(kind for kinds in self.parts.values() for kind in set(kinds))

    def kinds_after(self, group: Group, unit: int, kind: str) -> set[str]:
        """The kinds of office at which the work arrives once that of the group has one door of this kind in the unit."""
        was = Counter(set(self.parts.get((self.numbers[id(group)], unit), ())))
        return {*(self.spread - was), kind}


class HandedDown:
    """Who carries what above and below: the work that some units (rows) hand down, group by group."""

    def __init__(self, d: Derived, superiors: Iterable[int]) -> None:
        self.d = d
        carriers = d.table("carriers")
        up = d.forest(d.profile.roles.vertical).parent
        self.up = up
        self.carriers = carriers.with_columns(superior_row=pl.Series(up[carriers["place_row"].to_numpy()]))
        self.kind: dict[str, str] = dict(carriers.select("office", "kind").iter_rows())
        # Kinds of office that are set up for such work somewhere, and those that are so nowhere and lend themselves to it.
        self.dedicated = set(carriers.filter("dedicated")["kind"].to_list())
        self.undedicated = set(carriers.filter(~pl.col("dedicated"))["kind"].to_list()) - self.dedicated
        self.wider = defaultdict[str, set[str]](set)
        for function, wide in d.once(wider).select("function", "wider").iter_rows():
            self.wider[function].add(wide)
        self.groups = [g for row in sorted(superiors) for g in self._groups(row)]
        self._doors: dict[tuple[int, frozenset[str]], Doors] = {}

    def _groups(self, superior: int) -> list[Group]:
        """The work handed down by a unit, parted so that nothing carried below belongs to two parts."""
        above = defaultdict[str, set[str]](set)
        here = self.carriers.filter(pl.col("place_row") == superior)
        for office, function in here.select("office", "function").iter_rows():
            above[office].add(function)
        lower = self.carriers.filter(pl.col("superior_row") == superior)
        held = lower.select("place_row", "office", "function").rows()
        cells = self.d.table("cells").filter((pl.col("expected") & ~pl.col("carried")) | pl.col("shared"))
        cells = cells.filter(pl.Series(self.up[cells["row"].to_numpy()] == superior))
        faults = cells.select("row", "function", "shared").rows()
        groups: list[Group] = []
        for function in sorted({f for _, _, f in held} | {f for _, f, _ in faults}):
            wide, id = self.wider[function], self.d.ids[superior]
            offices = {o: fs for o, fs in above.items() if fs & wide} or {f"{id}/{w}": {w} for w in wide}
            one = Group(superior, offices, {function})
            joined = [g for g in groups if not g.offices.keys().isdisjoint(offices)]
            for other in joined:
                one = Group(superior, one.offices | other.offices, one.functions | other.functions)
            groups = [*(g for g in groups if g not in joined), one]
        of = {function: group for group in groups for function in group.functions}
        for row, office, function in held:
            of[function].held[row].setdefault(office, set()).add(function)
        for row, function, shared in faults:
            (of[function].shared if shared else of[function].lacking)[row].add(function)
        return groups

    def facing(self, functions: Iterable[str], wanted: AbstractSet[str]) -> bool:
        """Whether whoever carries these functions faces one who carries those."""
        return any(not self.wider[f].isdisjoint(wanted) for f in functions)

    def doors(self, superior: int, wanted: Iterable[str]) -> "Doors":
        """Where work over these functions arrives below a unit."""
        key = superior, frozenset(wanted)
        if key not in self._doors:
            groups = [g for g in self.groups if g.superior == superior]
            parts = {
                (number, unit): [
                    self.kind[o] for o, functions in held.items() if self.facing(functions, key[1])
                ]
                for number, group in enumerate(groups)
                for unit, held in group.held.items()
            }
            numbers = {id(group): number for number, group in enumerate(groups)}
            self._doors[key] = Doors({p: kinds for p, kinds in parts.items() if kinds}, numbers)
        return self._doors[key]

    @cached_property
    def lower(self) -> dict[int, list[tuple[int, str, str, str]]]:
        """Unit below a group's superior -> what is carried below it in turn: place, office, kind, function."""
        units = {unit for group in self.groups for unit in (*group.held, *group.lacking)}
        out = defaultdict[int, list[tuple[int, str, str, str]]](list)
        table = self.d.once(below).filter(pl.col("superior_row").is_in(list(units)))
        for unit, *row in table.select("superior_row", "place_row", "office", "kind", "function").iter_rows():
            out[unit].append((row[0], row[1], row[2], row[3]))
        return out

    @cached_property
    def carried(self) -> Held:
        """Office -> all functions that it carries."""
        out = defaultdict[str, set[str]](set)
        for office, function in self.carriers.select("office", "function").iter_rows():
            out[office].add(function)
        return out

    @cached_property
    def inside(self) -> dict[int, list[int]]:
        """Unit -> the active units, bodies and offices set up in it, by id."""
        units = np.array(sorted({u for g in self.groups for u in (*g.held, *g.lacking)}), dtype=np.int32)
        out = defaultdict[int, list[int]](list)
        for row in np.flatnonzero(np.isin(self.d.host, units) & self.d.active).tolist():
            out[int(self.d.host[row])].append(row)
        return {unit: sorted(rows, key=lambda r: str(self.d.ids[r])) for unit, rows in out.items()}

    def keeps(self, unit: int, offices: set[str], office: str, functions: set[str], new: set[str]) -> bool:
        """Whether nothing is or gets amiss with what these offices of a unit face below it, once the one carries it all."""
        rows = self.lower.get(unit)
        if not rows:
            return True

        def clear(wanted: set[str]) -> bool:
            faced = {(place, low, kind) for place, low, kind, function in rows if function in wanted}
            load = self.d.profile.thresholds.get("counterpart_load")
            many = load is not None and len(faced) >= load.value * len({place for place, _, _ in faced}) > 0
            return len({kind for _, _, kind in faced}) <= 1 and not many

        now = all(clear(self.carried.get(o, set())) for o in {*offices, office})
        then = clear(self.carried.get(office, set()) | functions)
        return now and then and all(function not in new for *_, function in rows)
