"""The org as plain look-ups under a choice of moves; what the effects read and add to."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from orgmodel.graph.forest import Bools
from orgmodel.model import Org
from orgmodel.moves import FindingKey, Move, Refusal, Situation
from orgmodel.profiles.schema import Layer
from orgmodel.proposals.changes import Changes
from orgmodel.proposals.effects.concerns import Concerns
from orgmodel.proposals.effects.touched import BySlot, Touched
from orgmodel.proposals.effects.weights import Weights
from orgmodel.proposals.model import Condition, Form, Model
from orgmodel.proposals.options import Options
from orgmodel.proposals.outcomes import Choose, Definition, conditions
from orgmodel.rules import recheck


class World:
    """A situation with the model that grows from it.

    Rows are unit rows of the org. Functions that take ``choose`` read the org as it is after the moves made.
    """

    def __init__(self, situation: Situation, options: Options) -> None:
        self.s = situation
        self.options = options
        self.profile = situation.profile
        self._weights = Weights(situation, options)
        self.model = Model(sorted(situation.moves, key=lambda m: m.id))
        self.taken: set[FindingKey] = set()
        self.defined: set[str] = set()  # codes of the rules that effects define
        self.settled: set[str] = set()  # kinds of move all of whose changes effects define
        self.reached: set[str] = set()  # codes of the other rules whose findings some move changes
        self.clearing: dict[FindingKey, set[int]] = defaultdict(
            set
        )  # moves that clear a finding by themselves
        self._layers: dict[str, list[int]] = {}
        self._hosts: dict[str, set[int]] = {}
        self._reach: dict[int, frozenset[int]] = {}
        self._firm: dict[int, frozenset[int] | None] = {}
        self.forms: dict[
            FindingKey, Form
        ] = {}  # of all findings that moves can change, counted in exposure or not

    def weight(self, finding: FindingKey) -> tuple[int, bool]:
        """What a finding counts in exposure, and whether it is an error; 0 where it does not count."""
        return self._weights.of(finding)

    @cached_property
    def refusals(self) -> dict[FindingKey, Refusal]:
        """Finding -> the first thing that stands in the way of a move that would clear it."""
        return {r.finding: r for r in reversed(self.s.refusals)}

    @cached_property
    def roots(self) -> list[FindingKey]:
        """The root findings of the org as it stands."""
        return list(self.s.report.roots.select("code", "subject").iter_rows())

    @property
    def exposure(self) -> int:
        """The exposure of the org as it stands."""
        return sum(self.weight(finding)[0] for finding in self.roots)

    @cached_property
    def changes(self) -> Changes:
        """What the moves do to the tables."""
        return Changes(self.s.org, self.model.moves)

    @property
    def watched(self) -> set[str]:
        """Codes of the rules that a re-check looks at: all but those that only whole moves change and no other rule counts."""
        watched = self.defined | self.reached
        return watched.union(*(rule.over for code, rule in self.s.report.rules.items() if code in watched))

    def check(self, org: Org) -> pl.DataFrame:
        """The root findings (``code``, ``subject``) of a changed org by the watched rules; equal ones as often as found."""
        watched = self.watched
        roots = recheck(self.s.report, org, watched).roots
        return roots.filter(pl.col("code").is_in(list(watched))).select("code", "subject")

    def counting(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Those of these findings (``code``, ``subject``) that count in exposure, each with its ``weight``."""
        return self._weights.counting(findings)

    def add(
        self, finding: FindingKey, conditions: Iterable[Condition], unless: Iterable[Condition] = ()
    ) -> None:
        """Take up a finding that moves can change."""
        if finding in self.forms:
            raise ValueError(f"{finding} is taken up twice")
        self.taken.add(finding)
        form = Form(finding, *self.weight(finding), tuple(conditions), tuple(unless))
        self.forms[finding] = form
        if form.weight or form.error:
            self.model.add(form)

    def define(self, owned: Iterable[FindingKey], definition: Definition) -> None:
        """Take up findings through a definition that is read under every choice."""
        self.taken.update(owned)
        for finding, found in conditions(self.model, definition).items():
            self.add(finding, found)

    def move(self, index: int) -> Move:
        """A move by its index in the model."""
        return self.model.moves[index]

    def local_cuts(self, move: Move) -> dict[tuple[str, str], int]:
        """(body, local superior) -> tie in twentieths of the local lines that a move cuts and pays for."""
        if move.kind == "cooperate" or not move.tie:
            return {}
        out: dict[tuple[str, str], int] = {}
        for edit in move.edits:
            if edit.table != "lines" or edit.before is None or edit.after is not None:
                continue
            low, high = str(edit.before["subordinate"]), str(edit.before["superior"])
            lines = self.s.lines_up.get(self.s.base.index.get(low, -1), [])
            line = next((x for x in lines if x["row"]["superior"] == high), None)
            if line is not None and self.s.tie_of(line):
                out[(low, high)] = self.s.tie_of(line)
        return out

    @cached_property
    def affiliated(self) -> list[int]:
        """Row of the unit that each body is affiliated to in the file, -1 for none."""
        return list(self.s.affiliation.parent.tolist())

    @cached_property
    def _over(self) -> list[int]:
        rows: list[int] = self.s.base.forest(self.profile.roles.vertical).parent.tolist()
        return rows

    def id(self, row: int) -> str:
        """The id of a unit row."""
        return str(self.s.units[row]["id"])

    @cached_property
    def touched(self) -> Touched:
        """What the moves do to superiors, kinds and bodies."""
        return Touched(self.s, self.model.moves)

    def superior(self, body: int, choose: Choose) -> int:
        """The row of the unit that a body is affiliated to, -1 for none."""
        return int(_chosen(self.touched.superior.get(body), choose, self.affiliated[body]))

    def end(self, body: int, choose: Choose) -> int:
        """The row at which the chain of affiliation of a body ends, its own where it has none; -1 where it runs in a circle."""
        seen, at = {body}, body
        while (up := self.superior(at, choose)) >= 0:
            if up in seen:
                return -1
            seen.add(up)
            at = up
        return at

    def above(self, unit: int, choose: Choose) -> int:
        """The row of the vertical superior of a unit, -1 for none."""
        return int(_chosen(self.touched.above.get(unit), choose, self._over[unit]))

    def firm_chain(self, unit: int) -> frozenset[int] | None:
        """The rows of a unit and those above it on the vertical line, where no move changes them; else None."""
        if unit not in self._firm:
            chain, at = set[int](), unit
            while at >= 0 and at not in chain and not self.touched.above.get(at):
                chain.add(at)
                at = self._over[at]
            self._firm[unit] = frozenset(chain) if at < 0 or at in chain else None
        return self._firm[unit]

    def kind(self, body: int, choose: Choose) -> str:
        """The kind of a body."""
        return str(_chosen(self.touched.kind.get(body), choose, self.s.units[body]["kind"]))

    def gone(self, body: int, choose: Choose) -> bool:
        """Whether the plan dissolves a body."""
        return bool(_chosen(self.touched.gone.get(body), choose, False))

    def raised(self, body: int, choose: Choose) -> bool:
        """Whether the plan raises a body to a committee."""
        committee = self.profile.roles.committee
        return self.s.units[body]["kind"] != committee and self.kind(body, choose) == committee

    @cached_property
    def moving(self) -> dict[int, dict[int, int]]:
        """Body row -> moves that change its superior, each with the new one."""
        by_slot = self.touched.superior.items()
        return {
            body: {i: to for found in slots.values() for i, to in found.items()} for body, slots in by_slot
        }

    def reach(self, row: int) -> frozenset[int]:
        """Every unit that can come to stand above a body under some choice of moves."""
        if row in self._reach:
            return self._reach[row]
        found: set[int] = set()
        open_ = [row]
        while open_:
            at = open_.pop()
            nexts = [self.affiliated[at], *self.moving.get(at, {}).values()]
            fresh = [n for n in nexts if n >= 0 and n not in found]
            found.update(fresh)
            open_ += fresh
        self._reach[row] = frozenset(found - {row})
        return self._reach[row]

    @cached_property
    def passing(self) -> dict[int, list[int]]:
        """Body row -> the bodies with candidate moves that may come to stand below it."""
        out: dict[int, list[int]] = defaultdict(list)
        for other in self.moving:
            for row in self.reach(other):
                out[row].append(other)
        return out

    @cached_property
    def declared(self) -> dict[FindingKey, set[str]]:
        """Finding -> slots of the moves that name it among what they clear."""
        out: dict[FindingKey, set[str]] = defaultdict(set)
        for move in self.model.moves:
            for finding in move.clears:
                out[finding].add(move.slot)
        return out

    @cached_property
    def _concerns(self) -> Concerns:
        return Concerns(self)

    def concerned(self, finding: FindingKey) -> set[str]:
        """Every slot on which a finding may depend; all where nothing is known of its subject."""
        return self._concerns.of(finding)

    def in_layer(self, layer: Layer) -> list[int]:
        """Rows of the active units of one layer."""
        if layer.name not in self._layers:
            found = self.s.base.kind_is(list(layer.kinds)) & self.s.base.active
            self._layers[layer.name] = np.flatnonzero(found).tolist()
        return self._layers[layer.name]

    def hosts_of(self, layer: Layer) -> set[int]:
        """Rows of the units in which the active units of one layer are set up."""
        if layer.name not in self._hosts:
            self._hosts[layer.name] = {self.s.host[row] for row in self.in_layer(layer)}
        return self._hosts[layer.name]

    @cached_property
    def leaders(self) -> dict[int, list[int]]:
        """Host row -> rows of the active leading bodies set up in it."""
        found: dict[int, list[int]] = {}
        for row in np.flatnonzero(
            self.s.base.kind_is(self.profile.roles.leader) & self.s.base.active
        ).tolist():
            found.setdefault(self.s.host[row], []).append(row)
        return found

    @cached_property
    def leaderships(self) -> set[tuple[int, int]]:
        """(unit, superior): the leading body of the one is led by that of the other."""
        known = {row for rows in self.leaders.values() for row in rows}
        kind = self.profile.roles.leadership or ""
        lines = self.s.base.lines.filter((pl.col("kind") == kind) & pl.col("valid")).select("low", "high")
        host = self.s.host
        return {(host[low], host[high]) for low, high in lines.iter_rows() if low in known and high in known}

    @cached_property
    def guarded(self) -> set[int]:
        """Rows of the units that have an active oversight body."""
        held = self.s.base.kind_is(self.profile.roles.oversight) & self.s.base.active
        return {self.s.host[row] for row in np.flatnonzero(held).tolist()}

    @cached_property
    def relinked(self) -> Bools:
        """Units whose vertical link some move can change. Shape (units,)."""
        n = len(self.s.units)
        bodies, units = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
        for found in (self.touched.superior, self.touched.kind, self.touched.gone):
            bodies[list(found)] = True
        units[list(self.touched.above)] = True
        units[list(self.touched.led)] = True
        bodies = self.s.affiliation.below(bodies)
        hosts = self.s.base.host[bodies & (self.s.base.rank >= 0)]
        units = self.s.vertical.below(units)
        units[hosts[hosts >= 0]] = True
        return units


def _chosen(slots: BySlot | None, choose: Choose, otherwise: Any) -> Any:
    """What the move made in one of these slots makes of a thing."""
    if not slots:
        return otherwise
    for slot, options in slots.items():
        made = choose(slot)
        if made in options:
            return options[made]
    return otherwise
