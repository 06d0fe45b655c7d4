"""Derived table ``names``: every use of a kind or level that the profile does not know.

Columns: ``subject`` (unit id or line), ``what`` (``kind`` or ``level``), ``value``, ``home`` and ``row``.
"""

import polars as pl

from orgmodel.graph.derived import Derived


def build(d: Derived) -> pl.DataFrame:
    """Collect the unknown names of all tables."""
    p = d.profile
    units = d.tables["units"].with_row_index("row").filter(pl.col("id").is_first_distinct())
    lines = d.lines.filter(pl.col("home") == "lines")
    uses = [_unknown(lines, "kind", "line_kind", "lines", list(p.lines))]
    if not p.open_kinds:
        uses.append(_unknown(units, "kind", "kind", "units", list(p.kinds)))
    if p.levels:
        uses.append(_unknown(units, "level", "level", "units", list(p.level_rank)))
    return pl.concat(uses)


def _unknown(table: pl.DataFrame, column: str, what: str, home: str, allowed: list[str]) -> pl.DataFrame:
    found = table.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(allowed))
    subject = "subject" if home == "lines" else "id"
    return found.select("row", subject=subject, value=column, what=pl.lit(what), home=pl.lit(home))
