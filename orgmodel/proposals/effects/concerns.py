"""On which moves a finding may depend: those that change a unit near enough to its subject."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from orgmodel.moves import FindingKey, catalogue

if TYPE_CHECKING:
    from orgmodel.proposals.effects.world import World

# Rules that read one unit with the bodies and posts in it, and nothing around it.
NEAR = (
    "EST404",
    "EST405",
    "EST407",
    "EST408",
    "EST409",
    "EST41",
    "STF",
    "FND",
    "SUP",
    "RSP704",
    "RSP705",
    "CHN208",
)


class Concerns:
    """The slots that each finding may depend on."""

    def __init__(self, world: "World") -> None:
        self.world = world

    @cached_property
    def made_by(self) -> dict[str, str]:
        """Id of a unit that a move creates -> the subject of that move."""
        made = (
            (e.key[0], m.subject)
            for m in self.world.model.moves
            for e in m.edits
            if e.table == "units" and not e.before
        )
        return dict(made)

    @cached_property
    def posted(self) -> dict[str, str]:
        """Id of a post -> id of the unit or body that has it."""
        return dict(self.world.s.org.tables["posts"].select("id", "unit").iter_rows())

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        """Id -> slots of the moves that change its rows, and may change more findings than they name."""
        whole = {
            slot
            for slot, (i, *_) in self.world.model.slots.items()
            if catalogue()[self.world.move(i).kind].whole
        }
        return {id: slots - whole for id, slots in self.world.touched.slots.items()}

    @cached_property
    def _carrying(self) -> set[str]:
        """Slots of the moves that change who carries what: units at the top miss what nobody carries."""
        return {m.slot for m in self.world.model.moves if any(e.table == "assignments" for e in m.edits)}

    def of(self, finding: FindingKey) -> set[str]:
        """Every slot on which a finding may depend; all where nothing is known of its subject."""
        clearing = {
            self.world.move(i).slot for i in self.world.clearing.get(finding, ())
        } | self.world.declared.get(finding, set())
        if finding in self.world.forms:
            clearing |= {self.world.move(i).slot for i in self.world.forms[finding].touched}
        parts = finding[1].rsplit(":", 1)[0].split(">")
        ids = [self.posted.get(i, i) if i not in self.world.s.base.index else i for i in parts]
        rows = {self.world.touched.under.get(i, -1) for i in ids} - {-1}
        ids = [self.made_by.get(i, i) for i in ids]
        rows |= {self.world.s.row(i) for i in ids if i in self.world.s.base.index}
        if finding[0] == "CPT302" and any(self.world.s.vertical.parent[r] < 0 for r in rows):
            clearing |= self._carrying
        if not rows:
            return clearing or set(self.world.model.slots)
        rows |= {self.world.s.host[r] for r in rows if self.world.s.host[r] >= 0}
        rows |= {b for r in rows for b in self.world.s.bodies_in.get(r, [])}
        if finding[0].startswith(NEAR):
            return clearing.union(*(self._by_name.get(self.world.id(r), ()) for r in rows))
        if finding[0].startswith("CPT"):
            rows |= {up for up in self.world.s.vertical.parent[list(rows)].tolist() if up >= 0}
            rows |= set(np.flatnonzero(np.isin(self.world.s.vertical.parent, list(rows))).tolist())
            rows |= set(np.flatnonzero(np.isin(self.world.s.base.host, list(rows))).tolist())
        rows |= {low for r in rows for low in self.world.passing.get(r, [])}
        rows |= {high for r in rows for high in self.world.reach(r)}
        rows |= {lead for r in rows for lead in self.world.leaders.get(r, [])}
        named = clearing.union(*(self._by_name.get(self.world.id(r), ()) for r in rows))
        return named | self._repoints

    @cached_property
    def _repoints(self) -> set[str]:
        return {slot for slot in self.world.model.slots if slot.startswith(("repoint:", "drop-line:"))}
