"""Parquet: a folder with one file a table; columns keep their types, so millions of rows cost column time."""

import io

import numpy as np
import polars as pl

from orgmodel.formats.steps.document import Document, Format, Table, heading
from orgmodel.model import BadInput, Place, Problem
from orgmodel.model.abreast import abreast

CELLS = 5_000_000  # that are read at a time


def parse(data: bytes, file: str) -> Document:
    """The one table in a Parquet file, as units.

    :raises BadInput: if it is not Parquet.
    """
    try:
        frame = pl.DataFrame(_columns(data))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        what = f"is not a Parquet file ({str(error).splitlines()[0]})"
        raise BadInput([Problem(what, file, remedy="Write it again, or use CSV.")]) from None
    names = [heading(c) for c in frame.columns]
    if not all(names) or len(set(names)) < len(names):
        raise BadInput([Problem("has columns without a name, or two of one name", file, "units")])
    frame.columns = names
    rows = np.arange(1, len(frame) + 1, dtype=np.int32)
    place = Place(file, "units")
    return Document(file, tables=[Table("units", frame, place, rows, np.zeros(len(frame), np.int32))])


def _columns(data: bytes) -> list[pl.Series]:
    """The columns, one block each, read a few at a time: no more than these stand in memory twice, and empty ones take no room."""
    (rows,) = pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().row(0)
    names, some = list(pl.read_parquet_schema(io.BytesIO(data))), max(1, CELLS // max(1, rows))

    def read(first: int) -> list[pl.Series]:
        return [_compact(c) for c in pl.read_parquet(io.BytesIO(data), columns=names[first : first + some])]

    return [column for part in abreast(read, range(0, len(names), some), rows) for column in part]


def _compact(column: pl.Series) -> pl.Series:
    if len(column) and column.null_count() == len(column):
        return pl.Series(column.name, [None], dtype=pl.Null).new_from_index(0, len(column))
    return column.rechunk()


def render(doc: Document) -> bytes:
    """The one table of a document."""
    (table,) = doc.tables
    out = io.BytesIO()
    table.frame.write_parquet(out, compression="zstd", statistics=False)
    return out.getvalue()


FORMAT = Format((".parquet",), parse, render, folder=True)
