"""Moves carried out by columns give the tables that their edits give row by row, and leave the org as it was."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import polars as pl
import pytest

from orgmodel.model import Org, apply, joined
from orgmodel.model.errors import EditConflict
from orgmodel.moves import Move
from orgmodel.proposals.changes import Changes
from orgmodel.proposals.effects import build
from orgmodel.proposals.options import Options
from tests.proposals.orgs_full import full_org


def picked(rng: Random, moves: Sequence[Move]) -> list[int]:
    """Some of these moves, at random, of which none excludes another or fills a cell differently."""
    taken: set[str] = set()
    out: list[int] = []
    for i in rng.sample(range(len(moves)), len(moves)):
        slots = {moves[i].slot, *moves[i].excludes}
        if taken.isdisjoint(slots) and rng.random() < 0.7 and agree(moves, [*out, i]):
            taken |= slots
            out.append(i)
    return sorted(out)


def agree(moves: Sequence[Move], made: list[int]) -> bool:
    try:
        joined(moves[i].edits for i in made)
    except EditConflict:
        return False
    return True


def rows(org: Org) -> dict[str, pl.DataFrame]:
    """The rows of each table with the columns that hold anything."""
    return {
        name: data.select(sorted(c for c in data.columns if data[c].null_count() < len(data)))
        for name, data in org.tables.items()
    }


@pytest.mark.parametrize("seed", range(40))
def test_by_columns_as_row_by_row(seed: int) -> None:
    rng, org = Random(seed), full_org(seed)
    own = pl.Series("of_the_user", [str(n) for n in range(len(org.units))])
    org = replace(org, tables={**org.tables, "units": org.units.with_columns(own)})
    moves = build(org, Options()).model.moves
    changes, before = Changes(org, moves), rows(org)
    for _ in range(3):
        made = picked(rng, moves)
        by_rows = apply(org, joined(moves[i].edits for i in made))
        by_columns = changes.carried_out(made)
        assert {t: d.rows() for t, d in rows(by_columns).items()} == {
            t: d.rows() for t, d in rows(by_rows).items()
        }
        assert {t: d.columns for t, d in rows(by_columns).items()} == {
            t: d.columns for t, d in rows(by_rows).items()
        }
    assert all(data.equals(rows(org)[name]) for name, data in before.items())
