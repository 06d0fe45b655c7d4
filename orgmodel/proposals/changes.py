"""What moves do to the tables of an org, found once, so that a plan is carried out by columns.

A re-check of a frontier point only wants the tables: which rows go, which come, and in whose place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.model import ROWS, Edit, Org, apply, frame, joined
from orgmodel.moves import Move

Ints = NDArray[np.int64]


@dataclass
class _Table:
    """The edits of all moves to one table: the row each replaces (-1 for none) and its new row (-1 for none)."""

    move: list[int] = field(default_factory=list)
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


class Changes:
    """The changes of all moves to one org."""

    def __init__(self, org: Org, moves: Sequence[Move]) -> None:
        self.org, self.moves = org, moves
        found: dict[str, _Table] = defaultdict(_Table)
        by_table: dict[str, list[tuple[int, Edit]]] = defaultdict(list)
        for i, move in enumerate(moves):
            for edit in move.edits:
                by_table[edit.table].append((i, edit))
        for table, edits in by_table.items():
            places = _places(org.tables[table], table, [e for _, e in edits])
            part = found[table]
            copies: dict[tuple[int, int], int] = defaultdict(int)
            for (i, edit), rows in zip(edits, places, strict=True):
                part.move.append(i)
                first = rows[0] if rows else -1
                part.old.append(rows[copies[(i, first)]] if rows else -1)
                copies[(i, first)] += 1
                part.new.append(-1 if edit.after is None else len(part.rows))
                if edit.after is not None:
                    part.rows.append(dict(edit.after))
        self.parts = {
            table: (np.array(p.move), np.array(p.old), np.array(p.new), frame(table, p.rows))
            for table, p in found.items()
        }

    def carried_out(self, made: Iterable[int]) -> Org:
        """The org after these moves; it knows no longer where its rows stood in a file."""
        chosen = np.zeros(len(self.moves), dtype=bool)
        chosen[list(made)] = True
        tables = dict(self.org.tables)
        for table, (move, old, new, rows) in self.parts.items():
            here = chosen[move]
            if not here.any():
                continue
            touched = old[here & (old >= 0)]
            if len(np.unique(touched)) < len(touched):  # several moves change one row: cell by cell
                edits = joined(self.moves[i].edits for i in np.flatnonzero(chosen).tolist())
                only = apply(self.org, [e for e in edits if e.table == table])
                tables[table] = only.tables[table]
                continue
            tables[table] = _changed(
                self.org.tables[table], touched, old[here & (new >= 0)], rows[new[here & (new >= 0)]]
            )
        return replace(self.org, tables=tables, sources={})


def _changed(data: pl.DataFrame, gone: Ints, places: Ints, rows: pl.DataFrame) -> pl.DataFrame:
    """A table without some rows and with others, each in the place of the one that it replaces or at the end."""
    own = places >= 0
    out = _replaced(data, places[own], rows[np.flatnonzero(own)])
    stays = np.ones(len(data), dtype=bool)
    stays[gone], stays[places[own]] = False, True
    out = out if stays.all() else out.filter(pl.Series(stays))
    added = [] if own.all() else [rows[np.flatnonzero(~own)]]
    return pl.concat([out, *added], how="diagonal", rechunk=True)


def _replaced(data: pl.DataFrame, places: Ints, rows: pl.DataFrame) -> pl.DataFrame:
    """A table with these rows at these places; columns in which nothing changes stay the same."""
    at = pl.Series(places.astype(np.uint32))
    changed = []
    for column in dict.fromkeys([*data.columns, *rows.columns]) if len(at) else ():
        old = data[column] if column in data.columns else rows[column].clear(len(data))
        new = rows[column] if column in rows.columns else old.clear(len(at))
        if not new.eq_missing(old[at]).all():
            changed.append(old.clone().scatter(at, new))
    return data.with_columns(changed)


def _places(data: pl.DataFrame, table: str, edits: Sequence[Edit]) -> list[list[int]]:
    """For each edit the rows that are as it expects the row before; none where it adds one."""
    key = ROWS[table].keys
    wanted = pl.DataFrame([e.key for e in edits], schema=dict.fromkeys(key, pl.String), orient="row").unique()
    keys = data.select(pl.col(k).cast(pl.String) for k in key).with_row_index("\0row")
    at = keys.join(wanted, on=list(key), how="semi", maintain_order="left")["\0row"].to_list()
    held: dict[Any, list[int]] = defaultdict(list)
    for row, cells in zip(at, data[at].to_dicts(), strict=True):
        held[_frozen(cells)].append(row)
    return [held.get(_frozen(e.before), []) if e.before is not None else [] for e in edits]


def _frozen(row: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((k, v) for k, v in row.items() if v is not None))
