"""Whole columns at a time: values at rows, equal keys counted."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

SPARSE = 16  # where fewer than one row in so many has a value, the values are put into an empty column


def copies(keys: pl.Series) -> dict[str, pl.Series]:
    """For each row how many equal keys stand before it (``copy``) and how many there are in all (``copies``).

    >>> copies(pl.Series([7, 8, 7]))["copy"].to_list()
    [0, 0, 1]
    """
    before, all_of = np.zeros(len(keys), dtype=np.int64), np.ones(len(keys), dtype=np.int64)
    repeated = keys.is_duplicated()  # mostly none: only these are worth a grouping
    if repeated.any():
        count = pl.int_range(pl.len()).over("key"), pl.len().over("key").alias("all")
        told = pl.DataFrame({"key": keys.filter(repeated)}).select(count[0].alias("before"), count[1])
        before[repeated.to_numpy()] = told["before"].to_numpy()
        all_of[repeated.to_numpy()] = told["all"].to_numpy()
    return {"copy": pl.Series(before), "copies": pl.Series(all_of)}


def gathered(values: pl.Series, rows: NDArray[Any]) -> pl.Series:
    """The values at these rows, null for -1.

    >>> gathered(pl.Series(["a", "b"]), np.array([1, -1])).to_list()
    ['b', None]
    """
    none = rows < 0
    few = len(rows) - np.count_nonzero(none)
    if few == len(rows):
        return values[pl.Series(rows.astype(np.uint32))]
    if few * SPARSE < len(rows):
        at = np.flatnonzero(~none)
        found = values[pl.Series(rows[at].astype(np.uint32))]
        return values.clear(len(rows)).scatter(pl.Series(at.astype(np.uint32)), found)
    known = pl.Series(rows.astype(np.uint32)).zip_with(pl.Series(~none), pl.Series([None], dtype=pl.UInt32))
    return values[known]
