"""Closed values have one word each, which files may give in their place."""

import polars as pl
import pytest

from orgmodel.formats import loads
from orgmodel.model import ROWS, BadInput, closed
from orgmodel.model.columns import check
from orgmodel.model.rows import choices

COLUMNS = [(t, c) for t, row in ROWS.items() for c in row.model_fields if choices(row, c)]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_value_of_a_column_is_read_from_a_word_of_its_own(table: str, column: str) -> None:
    row = ROWS[table]
    words = closed.values(row, column)
    assert list(words) == list(choices(row, column))
    assert len(set(words.values())) == len(words)
    required = {key: "a" for key, field in row.model_fields.items() if field.is_required()}
    numbers = {"year": "2016", "weight": "1"}
    cells = [
        {**required, **{k: v for k, v in numbers.items() if k in required}, column: w} for w in words.values()
    ]
    found = check(table, pl.DataFrame([{**c, column: f" {c[column]} "} for c in cells]))
    assert found.faults == []
    assert found.frame[column].to_list() == list(words)
    assert check(table, pl.DataFrame(cells)).frame[column].to_list() == list(words)


def test_no_word_is_known_that_no_column_has() -> None:
    held = {(column, value) for table, column in COLUMNS for value in choices(ROWS[table], column)}
    assert held == {(column, value) for column, words in closed.CLOSED.items() for value in words}


def test_a_word_of_another_column_is_refused_and_both_forms_are_told() -> None:
    with pytest.raises(BadInput) as caught:
        loads("{profile: matrix, language: zh, units: [{id: a, name: b, status: 有效, budget: 列入了预算}]}")
    told = caught.value.text("zh")
    assert "允许：在设（active）、已撤销（dissolved）" in told
    assert "是否应为“列入预算”？" in told
