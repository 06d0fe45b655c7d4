"""DuckDB: everything in SQL, chains and what is left of the cycles by recursive queries."""

import tempfile
from typing import Any

import duckdb
import numpy as np

from benchmarks.structure.answer import Answer, Ints

NAME = "DuckDB"

COUNTS = "SELECT count(*) FILTER (high < 0), count(*) FILTER (high = low) FROM lines"
VALID = "CREATE TABLE valid AS SELECT low, high, row FROM lines WHERE high >= 0 AND high <> low"
CHAIN = """
    CREATE TABLE chain AS
    SELECT low, arg_min(high, row) AS high, min(high) <> max(high) AS several FROM valid GROUP BY low
"""  # a table: as a part of the recursive query it would be made anew on every level
SEVERAL = "SELECT count(*) FROM chain WHERE several"
DEPTH = """
    WITH RECURSIVE reached(unit, depth) AS (
        SELECT unit, 0 FROM (SELECT DISTINCT high AS unit FROM valid) ANTI JOIN lines ON unit = low
        UNION ALL
        SELECT chain.low, depth + 1 FROM reached JOIN chain ON chain.high = reached.unit
    )
    SELECT count(*), coalesce(sum(depth), 0) FROM reached
"""
# Lines from a unit without a subordinate, or up to one without a superior, lie on no cycle; of the first there are most.
LEADING = """
    CREATE TABLE kept AS SELECT DISTINCT low, high
    FROM valid SEMI JOIN (SELECT DISTINCT high AS leader FROM valid) ON low = leader
"""
INNER = """
    CREATE OR REPLACE TABLE kept AS SELECT low, high FROM kept
    WHERE high IN (SELECT low FROM kept) AND low IN (SELECT high FROM kept)
"""
CIRCLING = """
    WITH RECURSIVE over(low, high) AS (
        SELECT low, high FROM kept
        UNION
        SELECT over.low, kept.high FROM over JOIN kept ON over.high = kept.low
    )
    SELECT count(*) FROM over WHERE low = high
"""


def build(n: int, low: Ints, high: Ints) -> tuple[int, Any]:
    """The table of lines."""
    base = duckdb.connect(config={"temp_directory": tempfile.gettempdir()})
    arrays = {"low": low, "high": high, "row": np.arange(len(low), dtype=np.int32)}
    base.register("arrays", arrays)
    base.execute("CREATE TABLE lines AS SELECT low, high, row FROM arrays")
    return n, base


def ask(built: tuple[int, Any]) -> Answer:
    """One query a check; the lines of the cycles are laid bare level by level first."""
    n, base = built
    dangling, itself = base.execute(COUNTS).fetchone()
    for made in (VALID, CHAIN, LEADING):
        base.execute(made)
    (several,) = base.execute(SEVERAL).fetchone()
    reached, depth = base.execute(DEPTH).fetchone()
    before, left = -1, 0
    while left != before:
        before, (left,) = left, base.execute(INNER).fetchone()  # the number of rows made
    (circling,) = base.execute(CIRCLING).fetchone()
    return Answer(dangling, itself, circling, several, n - reached, int(depth))


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer, reading the arrays included."""
    return ask(build(n, low, high))
