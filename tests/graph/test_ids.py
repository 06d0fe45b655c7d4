"""Ids as rows: the hash table against a plain dictionary, also where hashes tell nothing apart."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgmodel.graph import ids as table
from orgmodel.graph.ids import Hashes, Ids

IDS = st.lists(st.text("ab甲乙", min_size=1, max_size=3), max_size=30)
WANTED = st.lists(st.none() | st.text("ab甲乙", min_size=1, max_size=3), max_size=30)


def _few(kinds: int) -> Callable[[pl.Series], Hashes]:
    """Hashes that fall into so many kinds."""
    return lambda ids: np.array([len(i or "") % kinds for i in ids], dtype=np.uint64)


def _clustered(ids: pl.Series) -> Hashes:
    """Hashes of which all but the last few bits are equal, so that every id starts at the same place."""
    return ids.hash(seed=1).to_numpy() & np.uint64(0xFFFF)


HASHES = [table._hashed, _few(1), _few(2), _clustered]


@pytest.mark.parametrize("hashed", HASHES)
@given(ids=IDS, wanted=WANTED)
def test_rows_are_those_of_a_dictionary(
    hashed: Callable[[pl.Series], Hashes], ids: list[str], wanted: list[str | None]
) -> None:
    first: dict[str | None, int] = {}
    for row, id in enumerate(ids):
        first.setdefault(id, row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "_hashed", hashed)
        patch.setattr(table, "BLOCK", 7)
        known = Ids(pl.Series(ids, dtype=pl.String))
        found = known.at(pl.Series(wanted, dtype=pl.String))
    assert found.dtype == np.int32
    assert found.tolist() == [first.get(id, -1) for id in wanted]
    assert np.flatnonzero(known.first).tolist() == sorted(first.values())


def test_two_ids_of_one_hash_are_never_taken_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_hashed", lambda ids: np.zeros(len(ids), dtype=np.uint64))
    known = Ids(pl.Series(["a"]))
    assert known.at(pl.Series(["b", "a", None])).tolist() == [-1, 0, -1]


def test_many_ids_in_many_blocks() -> None:
    parts = [pl.Series([f"u{n}" for n in range(k * 1000, k * 1000 + 1000)]) for k in range(20)]
    ids = pl.concat(parts, rechunk=False)
    known = Ids(ids)
    assert known.first.all()
    assert (known.at(ids.reverse()) == np.arange(20_000)[::-1]).all()
