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
    def _posted(self) -> dict[str, str]:
        return dict(self.org.tables["posts"].select("id", "unit").iter_rows())

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
        """The name of a unit, or of the unit that has a post; an id that names neither stands for itself."""
        row = self._d.index.get(id, self._d.index.get(self._posted.get(id, ""), -1))
        return id if row < 0 else str(self._names[row])

    def named(self, id: str, language: str) -> str:
        """Name and id of a unit."""
        name = self.name(id)
        if name == id:
            return id
        return f"{name}（{id}）" if language == "zh" else f"{name} ({id})"

    def of(self, move: Move) -> int:
        """The row of the unit that a move belongs to, -1 where none is known."""
        first = move.subject.partition(">")[0]
        row = self._d.index.get(first, self._d.index.get(self._posted.get(first, ""), -1))
        seen: set[int] = set()
        while row >= 0 and self._d.host[row] >= 0 and row not in seen:
            seen.add(row)
            row = int(self._d.host[row])
        over = self._parent[row] if row >= 0 else -1
        return over if over >= 0 and int(self._d.level[row]) not in self._above else row

    def title(self, row: int) -> str:
        """The name of such a unit."""
        return "" if row < 0 else str(self._names[row])
