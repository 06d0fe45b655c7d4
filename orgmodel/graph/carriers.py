"""Derived table ``carriers``: which active unit, body or office carries which function, and in which unit.

Columns: ``row`` (row in assignments), ``home``, ``subject`` and ``office`` (id of the carrier),
``office_row``, ``place_row`` (row of the unit that it is set up in, or its own), ``kind`` (of the carrier),
``function``, ``dedicated``. Equal rows count once.
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Ints


def places(d: Derived, rows: Ints) -> Ints:
    """The unit that each of these stands in: its host, or itself without one; -1 for -1. Shape as given."""
    hosts = d.host[rows]
    return np.where(rows < 0, np.int32(-1), np.where(hosts >= 0, hosts, rows)).astype(np.int32)


def function_names(d: Derived) -> pl.DataFrame:
    """Every function that a table names, with its name in words: ``function, function_name``.

    The name comes from the table of functions, else from the profile, else it is the id itself.
    """
    listed = d.tables["functions"].select(function="id", said="name").unique("function", keep="first")
    used = [d.tables[t]["function"] for t in ("assignments", "requirements", "duties", "indicators")]
    ids = pl.concat([listed["function"], *used]).drop_nulls().unique().sort()
    labels = {id: words.label(d.profile.language) for id, words in d.profile.functions.items()}
    known = pl.col("function").replace_strict(labels, default=None, return_dtype=pl.String)
    return (
        pl.DataFrame({"function": ids})
        .join(listed, on="function", how="left", maintain_order="left")
        .select("function", function_name=pl.coalesce("said", known, "function"))
    )


def wider(d: Derived) -> pl.DataFrame:
    """Each function with itself and every wider function that it is part of: ``function, wider``."""
    parents = d.tables["functions"].drop_nulls("parent").unique("id", keep="first")
    step = parents.select(wider="id", next="parent")
    out = front = d.once(function_names).select("function", wider="function")
    while len(front):
        front = (
            front.join(step, on="wider")
            .select("function", wider="next")
            .join(out, on=["function", "wider"], how="anti")
            .unique()
        )
        out = pl.concat([out, front])
    return out


def build(d: Derived) -> pl.DataFrame:
    """Resolve who carries what."""
    assigned = d.tables["assignments"].with_row_index("row").unique(["unit", "function"], keep="first")
    rows = d.rows_of(assigned["unit"])
    at = places(d, rows)
    alive = (rows >= 0) & d.active[rows] & d.active[at]
    return (
        assigned.with_columns(
            office_row=pl.Series(rows),
            place_row=pl.Series(at),
            kind=d.tables["units"]["kind"].gather(pl.Series(np.maximum(rows, 0)))
            if len(d.ids)
            else pl.lit(None, dtype=pl.String),
            home=pl.lit("assignments"),
        )
        .filter(pl.Series(alive))
        .select(
            "row",
            "home",
            "office_row",
            "place_row",
            "kind",
            "function",
            "dedicated",
            subject="unit",
            office="unit",
        )
        .sort("row")
    )
