"""A check of any size on its way out: JSON, one finding a line, or Parquet, made batch by batch."""

import errno
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from time import sleep
from typing import Any, BinaryIO

import polars as pl
from polars.io.plugins import register_io_source

from orgmodel.reports import findings
from orgmodel.reports.findings import findings_json, shown
from orgmodel.rules import Finding, Report

COLUMNS = {
    "code": pl.String,
    "name": pl.String,
    "severity": pl.String,
    "subject": pl.String,
    "message": pl.String,
    "cause_code": pl.String,
    "cause_subject": pl.String,
    "file": pl.String,
    "table": pl.String,
    "row": pl.Int64,
    "line": pl.Int64,
    "column": pl.String,
    "values": pl.String,
}
_COMPACT = json.JSONEncoder(ensure_ascii=False, default=str).encode


def json_lines(
    report: Report, repairs: Mapping[str, list[str]], limit: int | None = None, language: str | None = None
) -> Iterator[bytes]:
    """The first findings that count, one a line with the keys that it has in the JSON, and nothing else."""
    for batch in shown(report, limit, language):
        lines = map(_COMPACT, findings_json([batch], repairs))
        yield ("\n".join(lines) + "\n").encode()


def json_text(data: Mapping[str, Any]) -> Iterator[bytes]:
    """An object as ``json.dumps`` with an indent of two spaces writes it; values that are iterators become lists.

    Of such a list only a batch is held at once.

    >>> b"".join(json_text({"n": 2, "of": iter([{"a": 1}, []]), "none": iter(())})).decode().split()
    ['{', '"n":', '2,', '"of":', '[', '{', '"a":', '1', '},', '[]', '],', '"none":', '[]', '}']
    """
    before = "{\n"
    for key, value in data.items():
        yield f"{before}  {_COMPACT(key)}: ".encode()
        yield from _items(value) if isinstance(value, Iterator) else [_indented(value, 2).encode()]
        before = ",\n"
    yield b"\n}\n"


def _items(values: Iterator[Any]) -> Iterator[bytes]:
    before = "["
    while batch := list(islice(values, findings.BATCH)):
        yield (before + ",".join(f"\n    {_indented(v, 4)}" for v in batch)).encode()
        before = ","
    yield b"[]" if before == "[" else b"\n  ]"


def _indented(value: Any, by: int) -> str:
    """A value whose own lines start after so many blanks, its first standing where it should already.

    The library's own indenting leaves circles of objects behind for each call, and a run does not look for those.
    """
    inner = f"\n{' ' * (by + 2)}"
    if isinstance(value, dict) and value:
        items = [f"{inner}{_COMPACT(key)}: {_indented(item, by + 2)}" for key, item in value.items()]
        return f"{{{','.join(items)}\n{' ' * by}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{','.join(inner + _indented(item, by + 2) for item in value)}\n{' ' * by}]"
    return _COMPACT(value)


def write_parquet(
    report: Report, file: BinaryIO, limit: int | None = None, language: str | None = None
) -> None:
    """Write the first findings that count as one table of :data:`COLUMNS`; ``values`` holds them as JSON.

    :raises OSError: if the file takes no more.
    """
    source = register_io_source(partial(_frames, report, limit, language), schema=COLUMNS)
    try:
        source.sink_parquet(file, compression="zstd", statistics=True)
    except KeyboardInterrupt as stopped:
        # The engine has told of the signal; Python tells of it once more, which must not stop those who clean up.
        try:
            sleep(0)
        except KeyboardInterrupt:
            raise stopped from None
        raise
    except pl.exceptions.ComputeError as error:
        if "IO error" not in str(error):
            raise
        raise OSError(errno.EIO, str(error).rpartition("IO error: ")[2]) from None


def _frames(
    report: Report,
    limit: int | None,
    language: str | None,
    columns: list[str] | None,
    predicate: pl.Expr | None,
    n_rows: int | None,
    batch_size: int | None,
) -> Iterator[pl.DataFrame]:
    """The findings as tables; the last four are what polars asks of every source, here always for all."""
    for batch in shown(report, limit, language):
        yield _frame(batch)


def _frame(batch: Iterable[Finding]) -> pl.DataFrame:
    rows = [
        (
            f.code,
            f.name,
            f.severity,
            f.subject,
            f.message,
            *((f.cause.code, f.cause.subject) if f.cause else (None, None)),
            *(f.location or (None,) * 5),
            _COMPACT(dict(f.values)),
        )
        for f in batch
    ]
    return pl.DataFrame(rows, COLUMNS, orient="row")
