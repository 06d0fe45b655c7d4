"""Ids of units as row numbers: one hash table over the id column, probed for whole columns at a time.

A hash only says where to look. Every row that it gives is compared with the id asked for, and where two different ids
share one hash the column is looked up by a join instead: a collision costs time, never a finding.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.forest import NONE, Bools, Ints

Hashes = NDArray[np.uint64]
BLOCK = 1 << 20  # ids looked up at a time, so that each time works in the memory of the last
ROOM = 4  # places of the table for each id, so that most ids stand in the first place looked at


def _hashed(ids: pl.Series) -> Hashes:
    return ids.hash(seed=0).to_numpy()


class Ids:
    """The rows of an id column; of equal ids the first row stands for all."""

    def __init__(self, ids: pl.Series) -> None:
        self.ids = ids = ids.rechunk()
        self._hash = _hashed(ids)
        self._bits = max(4, (ROOM * len(ids)).bit_length())
        self._places, own = self._filled()
        first: Bools = own == np.arange(len(ids), dtype=np.int32)
        self._exact = self._same(ids, np.where(first, NONE, own))
        self.first = first if self._exact else ids.is_first_distinct().to_numpy()

    def at(self, wanted: pl.Series) -> Ints:
        """The first row with each of these ids, -1 where the id is unknown or null. Shape (len(wanted),)."""
        if not len(self.ids):
            return np.full(len(wanted), NONE)
        if self._exact:
            found = np.empty(len(wanted), dtype=np.int32)
            for first in range(0, len(wanted), BLOCK):
                part, place = wanted.slice(first, BLOCK), slice(first, first + BLOCK)
                found[place] = self._probed(_hashed(part))
                if part.null_count():
                    found[place][part.is_null().to_numpy()] = NONE
                if not self._same(part, found[place]):
                    break
            else:
                return found
        known = pl.DataFrame({"id": self.ids}).with_row_index("row").filter(pl.Series(self.first))
        joined = wanted.alias("id").to_frame().join(known, on="id", how="left", maintain_order="left")
        return joined["row"].cast(pl.Int32).fill_null(-1).to_numpy().copy()

    def _same(self, wanted: pl.Series, rows: Ints) -> bool:
        """Whether each id that was found is the one asked for."""
        if not len(self.ids):
            return True
        known = np.flatnonzero(rows >= 0)
        if len(known) < len(rows):
            wanted, rows = wanted[pl.Series(known.astype(np.uint32))], rows[known]
        equal = self.ids[pl.Series(rows.astype(np.uint32))] == wanted.rechunk()
        return not equal.null_count() and equal.all()

    def _start(self, hashes: Hashes) -> Ints:
        return (hashes >> np.uint64(64 - self._bits)).astype(np.int32)

    def _filled(self) -> tuple[Ints, Ints]:
        """The table of places, each holding a row or -1, and for each row the one that stands for its hash."""
        last, rows = np.int32((1 << self._bits) - 1), np.arange(len(self.ids), dtype=np.int32)
        places, at = np.full(1 << self._bits, NONE), self._start(self._hash)
        places[at[::-1]] = rows[::-1]  # of several the first row stays
        own = places[at]
        left = np.flatnonzero(self._hash[own] != self._hash)
        at = at[left]
        while len(left):
            at = (at + 1) & last
            free = places[at] < 0
            places[at[free][::-1]] = left[free][::-1]
            own[left] = places[at]
            missed = self._hash[own[left]] != self._hash[left]
            left, at = left[missed], at[missed]
        return places, own

    def _probed(self, hashes: Hashes) -> Ints:
        """The row that stands for each hash, -1 for none."""
        last = np.int32((1 << self._bits) - 1)
        at = self._start(hashes)
        rows = self._places[at]
        open_ = np.flatnonzero((self._hash[rows] != hashes) & (rows >= 0))
        rows[open_] = NONE
        at, hashes = at[open_], hashes[open_]
        while len(open_):
            at = (at + 1) & last
            found = self._places[at]
            hit = (found >= 0) & (self._hash[found] == hashes)
            rows[open_[hit]] = found[hit]
            on = (found >= 0) & ~hit
            open_, at, hashes = open_[on], at[on], hashes[on]
        return rows
