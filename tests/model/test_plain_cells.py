"""Columns whose texts need no cleaning are typed at once; what is accepted is the same as cell by cell."""

import datetime

import polars as pl
import pytest

from orgmodel.model.parsing import clean, parse


@pytest.mark.parametrize(
    ("cells", "kind", "expected"),
    [
        (["1", "+5", None], int, [1, 5, None]),
        (["1", "2.0", "x"], int, [1, 2, None]),
        (["1", "99999999999999999999"], int, [1, None]),
        (["1.5", ".5", "5."], float, [1.5, 0.5, 5.0]),
        (["1.5", "inf", "nan", "1e999"], float, [1.5, None, None, float("inf")]),
        (["2016-12-01", None], datetime.date, [datetime.date(2016, 12, 1), None]),
        (["+016-12-01", "2016-1-2"], datetime.date, [None, datetime.date(2016, 1, 2)]),
        (["2016-02-30", "2016-02-28"], datetime.date, [None, datetime.date(2016, 2, 28)]),
    ],
)
def test_typed(cells: list[str | None], kind: type, expected: list[object]) -> None:
    assert parse(pl.Series("c", cells, dtype=pl.String), kind).to_list() == expected


@pytest.mark.parametrize("cell", ["", " a", "a ", "a\u3000", "\u00a0", "a\tb", "a\nb", "\x7f", "\uffff"])
@pytest.mark.parametrize("often", [1, 20_000])
def test_a_cell_that_needs_cleaning_is_seen_in_columns_of_any_length(cell: str, often: int) -> None:
    column = pl.Series("c", ["a", None] * often + [cell])
    assert clean(column.to_frame()) == set()
    assert clean(pl.DataFrame({"c": ["a", None] * often, "n": [1, 2] * often})) == {"c"}
