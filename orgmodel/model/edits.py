"""Exact, invertible changes between two organisations."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from orgmodel.model.errors import EditConflict
from orgmodel.model.org import FACTS, Org, frame
from orgmodel.model.rows import ROWS

Cells = Mapping[str, Any]
# Columns for counting rows; no file can hold a column of such a name, so a user's own ``row`` is safe.
ROW, COPY, NTH = "\0row", "\0copy", "\0nth"
Rows = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Edit:
    """One row of one table, before and after; either may be absent (None).

    ``key`` identifies the row (a unit's id; a line's subordinate, superior and kind; the name of a fact of the
    document in table ``org``), ``nth`` which of several rows with that key in file order, from 0.
    """

    table: str
    key: tuple[str, ...]
    before: Cells | None
    after: Cells | None
    nth: int = 0

    @property
    def name(self) -> str:
        """The key as people write it: a unit's id, a line as ``subordinate>superior:kind``."""
        if self.table == "lines":
            return f"{self.key[0]}>{self.key[1]}:{self.key[2]}"
        return " ".join(self.key)

    def inverse(self) -> "Edit":
        """The edit that takes this one back; a row whose key changed is found by its new one."""
        key, nth = self.key, self.nth
        if self.table in ROWS and self.before is not None and self.after is not None:
            key = tuple(str(self.after[k]) for k in ROWS[self.table].keys)
            nth = self.nth if key == self.key else 0
        return replace(self, key=key, nth=nth, before=self.after, after=self.before)


def invert(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take these back, in reverse order."""
    return tuple(e.inverse() for e in reversed(edits))


def joined(groups: Iterable[Sequence[Edit]]) -> tuple[Edit, ...]:
    """Edits of several changes, each made from the same org, as one list that can be applied to it at once.

    Changes of different cells of one row become one edit; a row that any of them takes away is gone.

    :raises EditConflict: if two of them fill one cell differently.

    >>> grown = Edit("units", ("a",), {"id": "a"}, {"id": "a", "staff": 3})
    >>> named = Edit("units", ("a",), {"id": "a"}, {"id": "a", "name": "A"})
    >>> joined([[grown], [named]])[0].after
    {'id': 'a', 'name': 'A', 'staff': 3}
    """
    made: dict[Any, Edit] = {}
    for edits in groups:
        copies: dict[Any, int] = defaultdict(int)
        for edit in edits:
            if edit.before is None:
                made[(len(made),)] = edit
                continue
            row = (edit.table, edit.key, edit.nth, _frozen(edit.before))
            place = (*row, copies[row])
            copies[row] += 1
            made[place] = _both(made[place], edit) if place in made else edit
    return tuple(made.values())


def _both(one: Edit, other: Edit) -> Edit:
    """Two edits of one row as one."""
    if one.after is None or other.after is None:
        return replace(one, after=None)
    before, after = one.before or {}, dict(one.after)
    for column in sorted({*before, *other.after}):
        value = other.after.get(column)
        if value == before.get(column):
            continue
        if after.get(column) not in (before.get(column), value):
            raise EditConflict(
                f"{one.table} {one.name}: {column} would be both {after.get(column)!r} and {value!r}"
            )
        after[column] = value
    return replace(one, after=cells(dict(sorted(after.items()))))


def cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without its empty cells."""
    return {k: v for k, v in row.items() if v is not None}


def _frozen(row: Cells) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.items()))


def _unmatched(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Rows of left that right does not hold as often; ``ROW`` is their index in left."""
    names = [c for c in left.columns if c != ROW]
    count = pl.int_range(pl.len()).over(names).alias(COPY)
    return left.with_columns(count).join(
        right.with_columns(count), on=[*names, COPY], how="anti", nulls_equal=True, maintain_order="left"
    )


def _aligned(a: pl.DataFrame, b: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    types = {**dict(a.schema), **dict(b.schema)}

    def fill(df: pl.DataFrame) -> pl.DataFrame:
        columns = [pl.col(c) if c in df.columns else pl.lit(None, dtype=t).alias(c) for c, t in types.items()]
        return df.select(columns)

    return fill(a), fill(b)


def _kept(old: pl.DataFrame, new: pl.DataFrame, keys: Sequence[str]) -> tuple[pl.Series, pl.Series]:
    """Which rows of either table stand in the other unchanged, as far as a key that is there once can tell.

    Rows are paired by the hash of their key, then compared cell by cell and column by column: of a large table only
    what is left over has to be looked at by row. Two keys of one hash are left over like a key that stands there twice.
    """
    sides = [
        side.select(mark=side.select(keys).hash_rows()).with_row_index(ROW).filter(pl.col("mark").is_unique())
        for side in (old, new)
    ]
    pairs = sides[0].join(sides[1], on="mark", suffix=NTH)
    here, there = pairs[ROW], pairs[ROW + NTH]
    same = pl.Series([True]).new_from_index(0, len(pairs))
    for column in old.columns:
        one, other = old[column], new[column]
        if one.null_count() < len(one) or other.null_count() < len(other):
            same &= one.gather(here).eq_missing(other.gather(there))
    found = []
    for side, rows in ((old, here), (new, there)):
        mask = np.zeros(len(side), dtype=bool)
        mask[rows.filter(same).to_numpy()] = True
        found.append(pl.Series(mask, dtype=pl.Boolean))
    return found[0], found[1]


def _nth(data: pl.DataFrame, rows: pl.Series, keys: Sequence[str]) -> dict[int, int]:
    """Index of some rows -> which of the rows with its key each is, in file order, from 0."""
    alike = data.select(keys).with_row_index(ROW)
    some = alike[rows].select(keys)
    alike = alike.join(some, on=keys, how="semi", nulls_equal=True, maintain_order="left")
    return dict(alike.select(ROW, pl.int_range(pl.len()).over(keys)).iter_rows())


def diff(before: Org, after: Org) -> tuple[Edit, ...]:
    """The edits that lead from one org to the other: ``apply(before, diff(before, after)) == after``.

    Takes column time; only rows that changed become edits and cost more.
    """
    edits = [
        Edit("org", (f,), {"value": b} if b else None, {"value": a} if a else None)
        for f, b, a in ((f, before.facts[f], after.facts[f]) for f in FACTS)
        if b != a
    ]
    for table, row_type in ROWS.items():
        old, new = _aligned(before.tables[table], after.tables[table])
        kept = _kept(old, new, row_type.keys)
        left, right = (
            df.with_row_index(ROW).filter(~same) for df, same in zip((old, new), kept, strict=True)
        )
        gone, come = _unmatched(left, right), _unmatched(right, left)
        order = _nth(old, gone[ROW], row_type.keys) if len(gone) else {}
        waiting: dict[tuple[str, ...], deque[dict[str, Any]]] = defaultdict(deque)
        for row in come.drop(ROW, COPY).to_dicts():
            waiting[tuple(str(row[k]) for k in row_type.keys)].append(cells(row))
        for row in gone.drop(COPY).to_dicts():
            index = row.pop(ROW)
            key = tuple(str(row[k]) for k in row_type.keys)
            other = waiting[key].popleft() if waiting[key] else None
            edits.append(Edit(table, key, cells(row), other, order[index]))
        for key, rows in waiting.items():
            edits.extend(Edit(table, key, None, row) for row in rows)
    return tuple(edits)


def apply(org: Org, edits: Iterable[Edit]) -> Org:
    """A new org with the edits made, each row in the place of the one it replaces.

    :raises EditConflict: if a row that an edit changes is not in the org; nothing is changed then.
    """
    wanted: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        wanted[edit.table].append(edit)
    missing: list[str] = []
    facts = _applied_facts(org, wanted.pop("org", []), missing)
    tables = dict(org.tables)
    sources = dict(org.sources)
    for table, changes in wanted.items():
        tables[table], kept = _applied_table(org.tables[table], table, changes, missing)
        if table in sources:
            sources[table] = sources[table].take(kept)
    if missing:
        raise EditConflict("these rows are not as the edits expect them:\n" + "\n".join(missing))
    return replace(org, tables=tables, sources=sources, **facts)


def _applied_facts(org: Org, edits: list[Edit], missing: list[str]) -> dict[str, Any]:
    facts = org.facts
    for edit in edits:
        name = edit.key[0]
        was = edit.before["value"] if edit.before else None
        if (facts[name] or None) != was:
            missing.append(f"org {name}: expected {was!r}, found {facts[name]!r}")
        blank: Any = None if name == "as_of" else ""
        facts[name] = edit.after["value"] if edit.after else blank
    return facts


def _applied_table(
    data: pl.DataFrame, table: str, edits: list[Edit], missing: list[str]
) -> tuple[pl.DataFrame, Rows]:
    """The table after its edits, and the row of the old one that stands in each place, -1 for a new one."""
    now, at = _held(data, table, edits)
    added: dict[int, Cells] = {}
    fresh = len(data)
    for edit in edits:
        if edit.before is None:
            index, fresh = fresh, fresh + 1
        else:
            places = at[_frozen(edit.before)]
            if not places:
                missing.append(f"{table} {edit.name}: no row {dict(edit.before)}")
                continue
            index = places.popleft()
        (now if index < len(data) else added)[index] = edit.after or {}
        if edit.after is not None:
            at[_frozen(edit.after)].append(index)
    new = frame(table, [r for r in (*now.values(), *added.values()) if r])
    order = np.array([i for i, r in (*now.items(), *added.items()) if r], dtype=np.int64)
    stays = np.ones(len(data), dtype=bool)
    stays[list(now)] = False
    both = pl.concat([data.filter(pl.Series(stays)), new], how="diagonal", rechunk=True)
    rows = np.concatenate([np.flatnonzero(stays), order])
    sorting = np.argsort(rows, kind="stable")
    rows = rows[sorting]
    return both[sorting], np.where(rows < len(data), rows, -1)


def _held(
    data: pl.DataFrame, table: str, edits: list[Edit]
) -> tuple[dict[int, Cells | None], dict[tuple[tuple[str, Any], ...], deque[int]]]:
    """The rows that have a key of an edit, by their index, and where each of them stands."""
    key = list(ROWS[table].keys)
    touched = pl.DataFrame([e.key for e in edits], schema=dict.fromkeys(key, pl.String), orient="row")
    first = data.select(pl.col(key[0]).cast(pl.String).is_in(touched[key[0]].implode())).to_series()
    near = data.select(pl.col(key).cast(pl.String)).with_row_index(ROW).filter(first)
    held = near.join(touched.unique(), on=key, how="semi", maintain_order="left")[ROW]
    now: dict[int, Cells | None] = {}
    at: dict[tuple[tuple[str, Any], ...], deque[int]] = defaultdict(deque)
    for index, row in zip(held.to_list(), data[held].to_dicts(), strict=True):
        now[index] = cells(row)
        at[_frozen(cells(row))].append(index)
    return now, at
