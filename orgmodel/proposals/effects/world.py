"""The org as plain look-ups under a choice of moves; what the effects read and add to."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
import polars as pl

from orgmodel.graph.forest import Bools
from orgmodel.model import Org
from orgmodel.moves import FindingKey, Move, Situation
from orgmodel.proposals.model import Condition, Form, Model
from orgmodel.proposals.outcomes import Choose, Definition, conditions
from orgmodel.rules import recheck


class World:
    """A situation with the model that grows from it.

    Rows are unit rows of the org. Functions that take ``choose`` read the org as it is after the moves made.
    """

    def __init__(self, situation: Situation) -> None:
        self.s = situation
        self.profile = situation.profile
        self.model = Model(sorted(situation.moves, key=lambda m: m.id))
        self.taken: set[FindingKey] = set()
        self.defined: set[str] = set()  # codes of the rules that effects define
        self.reached: set[str] = set()  # codes of the other rules whose findings some move changes

    @cached_property
    def allowed(self) -> set[FindingKey]:
        """Findings that an entry of ``allow`` covers on the org's day."""
        day = self.s.org.as_of
        rows = self.s.org.tables["allow"].select("rule", "subject", "until").iter_rows()
        return {(rule, subject) for rule, subject, until in rows if not (day and until and until < day)}

    def weight(self, finding: FindingKey) -> tuple[int, bool]:
        """What a finding counts in exposure, and whether it is an error; 0 where its rule is off or it is allowed."""
        rule = self.s.report.rules[finding[0]]
        off = self.profile.off(rule.code) or rule.code in self.s.report.silent
        if off or finding in self.allowed:
            return 0, False
        severity = rule.severity_in(self.profile)
        return self.profile.weights[severity], severity == "error"

    @cached_property
    def roots(self) -> list[FindingKey]:
        """The root findings of the org as it stands."""
        return list(self.s.report.roots.select("code", "subject").iter_rows())

    @property
    def exposure(self) -> int:
        """The exposure of the org as it stands."""
        return sum(self.weight(finding)[0] for finding in self.roots)

    def check(self, org: Org) -> list[FindingKey]:
        """The root findings of a changed org, from the rules that moves reach; equal ones as often as found."""
        report = recheck(self.s.report, org, self.defined | self.reached)
        return list(report.roots.select("code", "subject").iter_rows())

    def add(
        self, finding: FindingKey, conditions: Iterable[Condition], unless: Iterable[Condition] = ()
    ) -> None:
        """Take up a finding that moves can change."""
        self.taken.add(finding)
        weight, error = self.weight(finding)
        if weight:
            self.model.add(Form(finding, weight, error, tuple(conditions), tuple(unless)))

    def define(self, owned: Iterable[FindingKey], definition: Definition) -> None:
        """Take up findings through a definition that is read under every choice."""
        self.taken.update(owned)
        for finding, found in conditions(self.model, definition).items():
            self.add(finding, found)

    def finish(self) -> None:
        """Count what no effect took up as residual; add what each move requires and uses."""
        for finding in self.roots:
            weight, error = self.weight(finding)
            if finding not in self.taken and weight:
                self.model.residual.append((finding, weight, error))
        used: dict[str, dict[int, int]] = {}
        for i, move in enumerate(self.model.moves):
            for group in move.requires:
                given = {self.model.number[m]: -1 for m in group if m in self.model.number}
                self.model.limit({**given, i: 1}, 0)
            for name in move.uses:
                used.setdefault(name, {})[i] = 1
        for name, coefficients in used.items():
            self.model.limit(coefficients, self.s.capacities[name])

    def move(self, index: int) -> Move:
        """A move by its index in the model."""
        return self.model.moves[index]

    def target(self, index: int) -> int:
        """The unit row that a move points to."""
        return self.s.row(str(self.move(index).target))

    @cached_property
    def affiliated(self) -> list[int]:
        """Row of the unit that each body is affiliated to in the file, -1 for none."""
        rows: list[int] = self.s.affiliation.parent.tolist()
        return rows

    @cached_property
    def _over(self) -> list[int]:
        rows: list[int] = self.s.base.forest(self.profile.roles.vertical).parent.tolist()
        return rows

    def id(self, row: int) -> str:
        """The id of a unit row."""
        return str(self.s.units[row]["id"])

    def superior(self, body: int, choose: Choose) -> int:
        """The row of the unit that a body is affiliated to, -1 for none."""
        made = choose(f"reattach:{self.id(body)}")
        return self.affiliated[body] if made is None else self.target(made)

    def above(self, unit: int, choose: Choose) -> int:
        """The row of the vertical superior of a unit, -1 for none."""
        made = choose(f"repoint:{self.id(unit)}")
        return self._over[unit] if made is None else self.target(made)

    def slot(self, kind: str, row: int) -> bool:
        """Whether a kind of move is proposed for a unit."""
        return f"{kind}:{self.id(row)}" in self.model.slots

    def raised(self, body: int, choose: Choose) -> bool:
        """Whether the plan raises a body to a committee."""
        return choose(f"upgrade:{self.id(body)}") is not None

    @cached_property
    def moving(self) -> dict[int, list[int]]:
        """Body row -> its candidate reattachments."""
        slots = self.model.slots.items()
        return {self.s.row(s.removeprefix("reattach:")): m for s, m in slots if s.startswith("reattach:")}

    def reach(self, row: int) -> set[int]:
        """Every unit that can come to stand above a body under some choice of moves."""
        found: set[int] = set()
        open_ = [row]
        while open_:
            at = open_.pop()
            nexts = [self.affiliated[at], *(self.target(i) for i in self.moving.get(at, []))]
            fresh = [n for n in nexts if n >= 0 and n not in found]
            found.update(fresh)
            open_ += fresh
        return found - {row}

    @cached_property
    def passing(self) -> dict[int, list[int]]:
        """Body row -> the bodies with candidate moves that may come to stand below it."""
        out: dict[int, list[int]] = defaultdict(list)
        for other in self.moving:
            for row in self.reach(other):
                out[row].append(other)
        return out

    @cached_property
    def made_by(self) -> dict[str, str]:
        """Id of a unit that a move creates -> the subject of that move."""
        made = (
            (e.key[0], m.subject)
            for m in self.model.moves
            for e in m.edits
            if e.table == "units" and not e.before
        )
        return dict(made)

    def concerned(self, finding: FindingKey) -> set[str]:
        """Every slot on which a finding may depend."""
        ids = finding[1].rsplit(":", 1)[0].split(">")
        rows = {self.s.row(i) for i in ids if i in self.s.base.index}
        rows |= {self.s.host[r] for r in rows if self.s.host[r] >= 0}
        rows |= {b for r in rows for b in self.s.bodies_in.get(r, [])}
        rows |= {low for r in rows for low in self.passing.get(r, [])}
        rows |= {high for r in rows for high in self.reach(r)}
        rows |= {lead for r in rows for lead in self.leaders.get(r, [])}
        names = {self.id(r) for r in rows} | {self.made_by[i] for i in ids if i in self.made_by}
        return {
            slot
            for slot in self.model.slots
            if slot.split(":")[1].split(">")[0] in names or slot.startswith("repoint:")
        }

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
    def touched(self) -> Bools:
        """Units whose vertical link some move can change. Shape (units,)."""
        n = len(self.s.units)
        bodies, units = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
        for move in self.model.moves:
            row = self.s.row(move.subject)
            if move.kind in ("reattach", "upgrade"):
                bodies[row] = True
            elif move.kind == "repoint":
                units[row] = True
            elif move.kind == "lead":
                units[self.s.host[row]] = True
        bodies = self.s.affiliation.below(bodies)
        hosts = self.s.base.host[bodies & (self.s.base.rank >= 0)]
        units = self.s.vertical.below(units)
        units[hosts[hosts >= 0]] = True
        return units
