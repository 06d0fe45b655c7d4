"""Cells that hold several ids, as one row for each id."""

import polars as pl


def exploded(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """The table with one row for each id in a column of several; rows without any fall away.

    >>> exploded(pl.DataFrame({"id": ["m", "n"], "members": ["a; b；", None]}), "members").rows()
    [('m', 'a'), ('m', 'b')]
    """
    parts = pl.col(column).str.replace_all("；", ";", literal=True).str.split(";")
    return (
        table.with_columns(parts)
        .explode(column)
        .with_columns(pl.col(column).str.strip_chars())
        .filter(pl.col(column).is_not_null() & (pl.col(column) != ""))
    )
