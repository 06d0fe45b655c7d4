"""A Parquet file read a few columns at a time is the file read whole."""

import io
from pathlib import Path

import polars as pl
import pytest

from orgmodel.formats import parquet, read, write
from orgmodel.model import BadInput

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


@pytest.mark.parametrize("cells", [1, 300, 10**9])
def test_any_number_of_columns_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    org = read(CASE / "before.yaml")
    write(org, tmp_path / "org", format="parquet")
    monkeypatch.setattr(parquet, "CELLS", cells)
    again = read(tmp_path / "org")
    assert list(again.tables) == list(org.tables)
    for name, table in org.tables.items():
        assert again.tables[name].equals(table), name


def test_an_empty_column_takes_no_room_and_means_nothing(tmp_path: Path) -> None:
    units = {"id": ["a", "b"], "name": ["A", "B"], "kind": ["bureau", "bureau"], "note": [None, None]}
    frame = pl.DataFrame(units, schema_overrides={"note": pl.List(pl.Int64)})
    frame.write_parquet(tmp_path / "units.parquet")
    (table,) = parquet.parse((tmp_path / "units.parquet").read_bytes(), "units.parquet").tables
    assert table.frame.dtypes == [pl.String, pl.String, pl.String, pl.Null]
    org = read(tmp_path, profile="cn-party-2010")
    assert org.units["note"].to_list() == [None, None]
    assert org.units["note"].dtype == pl.String


def test_no_rows_are_still_columns() -> None:
    data = parquet.render(parquet.parse(_bytes(pl.DataFrame({"id": []}, schema={"id": pl.String})), "x"))
    (table,) = parquet.parse(data, "x").tables
    assert table.frame.schema == {"id": pl.String}


def _bytes(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize("digits", [pl.Decimal(20, 0), pl.Int64])
def test_ids_keep_every_digit(tmp_path: Path, digits: pl.DataType) -> None:
    ids = pl.Series(["110101199003071234", "110101199003071235"]).cast(digits)
    frame = pl.DataFrame({"id": ids, "name": ["A", "B"], "kind": ["bureau", "bureau"]})
    (tmp_path / "org").mkdir()
    frame.write_parquet(tmp_path / "org" / "units.parquet")
    org = read(tmp_path / "org", profile="cn-party-2010")
    assert org.units["id"].to_list() == ["110101199003071234", "110101199003071235"]


def test_short_floats_are_the_decimals_that_they_are_written_as(tmp_path: Path) -> None:
    write(read(CASE / "before.yaml"), tmp_path / "org", format="parquet")
    file = tmp_path / "org" / "lines.parquet"
    lines = pl.read_parquet(file)
    lines.with_columns(pl.col("tie").cast(pl.Float32)).write_parquet(file)
    assert read(tmp_path / "org") == read(CASE / "before.yaml")


def test_a_span_of_time_is_no_cell(tmp_path: Path) -> None:
    spans = pl.Series([1, 2]).cast(pl.Duration("us"))
    frame = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "kind": ["bureau"] * 2, "lasted": spans})
    (tmp_path / "org").mkdir()
    frame.write_parquet(tmp_path / "org" / "units.parquet")
    with pytest.raises(BadInput, match="holds Duration"):
        read(tmp_path / "org", profile="cn-party-2010")
