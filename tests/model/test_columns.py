"""Whole columns are typed and judged exactly as single rows are."""

import datetime
from typing import Annotated, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, Field, ValidationError

from orgmodel.model import ROWS, BadInput, Line, Problem, Row, Unit
from orgmodel.model.columns import check, column
from orgmodel.model.errors import SHOWN
from orgmodel.model.parsing import parse, text
from orgmodel.model.row import column as described
from orgmodel.model.row import needed

UNIT = {"id": "a", "name": "b", "kind": "c"}
LINE = {"subordinate": "a", "superior": "b", "kind": "c"}


@settings(max_examples=60, deadline=None)
@given(
    staff=st.integers(-3, 3) | st.none(),
    paid=st.floats(-2, 2) | st.sampled_from([float("nan"), float("inf"), None]),
    note=st.text(st.characters(exclude_categories=["Cs"]), max_size=4) | st.none(),
    status=st.sampled_from(["active", "dissolved", "Active", None]),
)
def test_columns_agree_with_rows(staff: Any, paid: Any, note: Any, status: Any) -> None:
    cells = {
        "staff": staff,
        "budget_paid": paid,
        "note": note and note.strip().replace("\r", "\n"),
        "status": status,
    }
    try:
        Unit.model_validate({**UNIT, **cells})
        refused = set()
    except ValidationError as error:
        refused = {e["loc"][0] for e in error.errors()}
    types = {"staff": pl.Int64, "budget_paid": pl.Float64}
    frame = pl.DataFrame(
        {k: pl.Series([v], dtype=types.get(k, pl.String)) for k, v in {**UNIT, **cells}.items()}
    )
    assert {f.column for f in check("units", frame).faults} == refused


@settings(max_examples=50, deadline=None)
@given(st.floats(-1, 1e6) | st.integers(-5, 10**7).map(lambda n: n / 10))
def test_ties_agree_with_rows(tie: float) -> None:
    try:
        Line.model_validate({**LINE, "tie": tie})
        good = True
    except ValidationError:
        good = False
    assert (not check("lines", pl.DataFrame({**LINE, "tie": repr(tie)})).faults) == good


@settings(max_examples=50, deadline=None)
@given(st.dates())
def test_every_way_to_write_a_date(day: datetime.date) -> None:
    y, m, d = f"{day.year:04}", day.month, day.day
    ways = [day.isoformat(), f"{y}/{m}/{d}", f"{y}年{m}月{d}日", f"{y}.{m:02}.{d:02}", f" {day} 00:00:00"]
    assert parse(pl.Series(ways), datetime.date).to_list() == [day] * len(ways)


@pytest.mark.parametrize(
    "cell", ["2016-12/1", "2016-13-01", "2015-02-29", "1/2/2016", "2016-12-01 10:00", "2016", "0000-01-01"]
)
def test_what_is_no_date(cell: str) -> None:
    assert parse(pl.Series([cell]), datetime.date).to_list() == [None]


def test_numbers() -> None:
    assert parse(pl.Series(["3", "+3", "3.0", "3.", "-0", "3.5", "1,000", "1_0", "٣", "1e2", ""]), int).to_list() == [
        3, 3, 3, 3, 0, None, None, None, None, None, None,
    ]  # fmt: skip
    assert parse(pl.Series([".5", "5.", "1e3", "-2", "nan", "inf", "0x1"]), float).to_list() == [
        0.5, 5.0, 1000.0, -2.0, None, None, None,
    ]  # fmt: skip
    assert parse(pl.Series([1.0, 2.5, 1e20]), int).to_list() == [1, None, None]


def test_text_of_typed_columns() -> None:
    assert text(pl.Series([1e20, 3.0, -0.5])).to_list() == ["1e+20", "3", "-0.5"]
    assert text(pl.Series([True, None])).to_list() == ["true", None]
    assert text(pl.Series([datetime.datetime(2016, 1, 2, 3)])).to_list() == ["2016-01-02 03:00:00"]
    assert text(pl.Series(["\r\na\r\nb\rc　", "　"])).to_list() == ["a\nb\nc", None]


def test_wrong_cells_are_counted_not_all_spelled_out() -> None:
    n = 1000
    found = check("units", pl.DataFrame({"id": ["a"] * n, "name": "b", "kind": "c", "staff": "x"}))
    assert (len(found.faults), found.more) == (SHOWN, n - SHOWN)
    assert found.frame["staff"].null_count() == n
    said = str(BadInput([Problem("p")] * len(found.faults), found.more))
    assert said.endswith(f"... and {n - SHOWN} more problems ({n} in all)")


def test_allowed_in_words() -> None:
    assert column("units", "staff").allowed() == "a whole number, 0 or more"
    assert column("units", "status").allowed() == "active, dissolved"
    assert column("units", "effective_staff").finite


def even(value: int) -> int:
    """A check that columns.py has never heard of."""
    if value % 2:
        raise ValueError("is odd")
    return value


class Lamp(Row):
    """A row type of the test's own."""

    table = "lamps"
    zh = "灯"
    keys = ("id",)
    id: str = needed("编号", "编号", "its id")
    seats: Annotated[int, Field(gt=0, lt=9), AfterValidator(even)] | None = described("职数", "职数", "seats")
    chief: bool | None = described("主要负责人", "是否", "leads the unit")


@pytest.fixture
def lamps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROWS, "lamps", Lamp)


@pytest.mark.usefixtures("lamps")
def test_a_new_row_type_needs_no_change_here() -> None:
    found = check("lamps", pl.DataFrame({"id": ["1", "2", "3", "4"], "seats": ["2", "3", "0", "10"]}))
    assert [(f.row, f.what) for f in found.faults] == [
        (1, "is odd"),
        (2, "is out of range"),
        (3, "is out of range"),
    ]
    assert column("lamps", "seats").allowed() == "a whole number, more than 0, less than 9"
