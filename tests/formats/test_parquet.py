"""A Parquet file read a few columns at a time is the file read whole."""

import io
from pathlib import Path

import polars as pl
import pytest

from orgmodel.formats import parquet, read, write

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
