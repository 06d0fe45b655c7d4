"""Edits of a large org are found by column: the same ones as by comparing row with row."""

import random
from collections import Counter
from dataclasses import replace

import polars as pl
import pytest

from benchmarks.national import national
from orgmodel.model import ROWS, Org, apply, diff, invert
from orgmodel.model.edits import cells
from orgmodel.reports.changes import summary

UNITS = 20_000


@pytest.fixture(scope="module")
def before() -> Org:
    """A generated org in which some lines stand twice."""
    org = national(UNITS, seed=3)
    lines = pl.concat([org.lines, org.lines.head(40), org.lines.head(10)])
    return replace(org, tables={**org.tables, "lines": lines}, sources={})


@pytest.fixture(scope="module")
def after(before: Org) -> Org:
    """The same with changed, new, dropped and doubled rows."""
    draw = random.Random(5)
    units, lines = before.units.with_row_index("row"), before.lines.with_row_index("row")
    grown, gone = draw.sample(range(len(units)), 300), draw.sample(range(len(lines)), 100)
    moved = draw.sample(range(len(lines)), 200)
    new = before.units.head(5).with_columns(id=pl.col("id") + "-new")
    units = units.with_columns(staff=pl.when(pl.col("row").is_in(grown)).then(7).otherwise("staff"))
    lines = lines.with_columns(
        superior=pl.when(pl.col("row").is_in(moved)).then(pl.lit("nowhere")).otherwise("superior")
    ).filter(~pl.col("row").is_in(gone))
    tables = {
        **before.tables,
        "units": pl.concat([units.drop("row"), new, before.units.tail(3)]),
        "lines": pl.concat([lines.drop("row"), before.lines.tail(7)]),
    }
    return replace(before, name="later", tables=tables)


def counted(org: Org, table: str) -> Counter[tuple[tuple[str, object], ...]]:
    return Counter(tuple(sorted(cells(row).items())) for row in org.tables[table].to_dicts())


def test_edits_are_those_of_comparing_row_with_row(before: Org, after: Org) -> None:
    edits = diff(before, after)
    for table in ROWS:
        old, new = counted(before, table), counted(after, table)
        told = [e for e in edits if e.table == table]
        gone = Counter(tuple(sorted(e.before.items())) for e in told if e.before is not None)
        come = Counter(tuple(sorted(e.after.items())) for e in told if e.after is not None)
        assert gone == old - new
        assert come == new - old
    assert summary(edits)["units"]["changed"] > 250
    assert [e.after for e in edits if e.table == "org"] == [{"value": "later"}]


def test_they_lead_there_and_back(before: Org, after: Org) -> None:
    edits = diff(before, after)
    made = apply(before, edits)
    assert made == after
    assert apply(made, invert(edits)) == before


def test_rows_stay_in_their_places(before: Org, after: Org) -> None:
    made = apply(before, diff(before, after))
    assert made.units["id"].head(UNITS - 1).equals(before.units["id"].head(UNITS - 1))
