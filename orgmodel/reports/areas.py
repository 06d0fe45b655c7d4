"""Where in the organisation a move belongs: the vertical unit under which a planner looks for it."""

from functools import cached_property

import numpy as np

from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.moves import Move


class Areas:
    """The vertical unit that answers for each subject: the nearest one of a level at which units have units below."""

    def __init__(self, org: Org) -> None:
        self.org = org
        self._d = derive(org)
        self._names = org.units["name"]

    @cached_property
    def _held(self) -> dict[str, str]:
        """Id of a post or a duty -> id of its unit, or of whoever holds it."""
        tables = self.org.tables
        held = dict(tables["duties"].select("id", "holder").iter_rows())
        return {**held, **dict(tables["posts"].select("id", "unit").iter_rows())}

    def _row(self, id: str) -> int:
        """The row of a unit, of the unit of a post, or of the holder of a duty; -1 where there is none."""
        for name in (id, self._held.get(id, ""), self._held.get(self._held.get(id, ""), "")):
            if name in self._d.index:
                return self._d.index[name]
        return -1

    @cached_property
    def _parent(self) -> list[int]:
        rows: list[int] = self._d.forest(self._d.profile.roles.vertical).parent.tolist()
        return rows

    @cached_property
    def _above(self) -> set[int]:
        """Levels at which some unit has units below it."""
        parent = np.array(self._parent)
        return set(self._d.level[np.unique(parent[parent >= 0])].tolist())

    def name(self, id: str) -> str:
        """The name of a unit, or of the unit that a post or a duty belongs to; any other id stands for itself."""
        row = self._row(id)
        return id if row < 0 else str(self._names[row])

    def of(self, move: Move) -> int:
        """The row of the unit that a move belongs to, -1 where none is known."""
        row = self._row(move.subject.partition(">")[0])
        seen: set[int] = set()
        while row >= 0 and self._d.host[row] >= 0 and row not in seen:
            seen.add(row)
            row = int(self._d.host[row])
        over = self._parent[row] if row >= 0 else -1
        return over if over >= 0 and int(self._d.level[row]) not in self._above else row

    def title(self, row: int) -> str:
        """The name of such a unit."""
        return "" if row < 0 else str(self._names[row])
