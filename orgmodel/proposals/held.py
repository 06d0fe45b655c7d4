"""What an org holds where a plan expects certain rows, and in which cells the two differ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from orgmodel.model import ROWS, Edit, Org
from orgmodel.model.edits import Cells, cells

Key = tuple[str, ...]
SHOWN = 10  # differing rows that a message shows


@dataclass(frozen=True)
class Difference:
    """A row that is not as a plan expects it: ``cells`` are column, value expected, value held.

    ``kind`` is ``gone`` (no row of this key), ``changed``, or ``taken`` (the plan adds a row whose key another has).
    """

    table: str
    name: str
    kind: str
    cells: tuple[tuple[str, Any, Any], ...] = ()

    def __str__(self) -> str:
        if self.kind == "gone":
            return f"{self.table} {self.name}: the plan expects this row, the org holds none"
        told = "; ".join(
            f"{c}: the plan expects {shown(a)}, the org holds {shown(b)}" for c, a, b in self.cells
        )
        return f"{self.table} {self.name}: {told or 'the plan adds this row, the org holds it already'}"


def shown(value: Any) -> str:
    """A cell in a message."""
    return "nothing" if value is None else str(value)


def differing(
    expected: Cells, held: Cells, columns: Iterable[str] | None = None
) -> tuple[tuple[str, Any, Any], ...]:
    """Column, value expected and value held of the cells in which two rows differ."""
    names = {**expected, **held} if columns is None else columns
    return tuple((c, expected.get(c), held.get(c)) for c in names if expected.get(c) != held.get(c))


class Held:
    """The rows of an org under certain keys, in file order."""

    def __init__(self, org: Org, wanted: Iterable[tuple[str, Key]]) -> None:
        self._rows: Mapping[tuple[str, Key], list[Cells]] = defaultdict(list)
        by_table: dict[str, set[Key]] = defaultdict(set)
        for table, key in wanted:
            by_table[table].add(key)
        for table, keys in by_table.items():
            names = list(ROWS[table].keys)
            asked = pl.DataFrame(sorted(keys), schema=dict.fromkeys(names, pl.String), orient="row")
            data = org.tables[table]
            indexed = data.select(pl.col(n).cast(pl.String) for n in names).with_row_index("\0row")
            at = indexed.join(asked, on=names, how="semi", maintain_order="left")["\0row"].to_list()
            for row in data[at].to_dicts():
                self._rows[table, tuple(str(row[n]) for n in names)].append(cells(row))

    def rows(self, table: str, key: Key) -> list[Cells]:
        """All rows of a key."""
        return self._rows[table, key]

    def difference(self, table: str, key: Key, expected: Cells, nth: int = 0) -> Difference | None:
        """How the row of a key differs from what is expected; None where it is held exactly so."""
        rows = self.rows(table, key)
        if expected in rows:
            return None
        name = Edit(table, key, None, None).name
        if not rows:
            return Difference(table, name, "gone")
        return Difference(table, name, "changed", differing(expected, rows[min(nth, len(rows) - 1)]))
