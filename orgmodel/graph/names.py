"""Derived table ``names``: every use of a kind or level that the profile does not know.

Columns: ``subject`` (unit id or line), ``what`` (``kind``, ``level`` or ``line_kind``), ``value``, ``home``, ``row``.
Equal lines count once.
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.profiles import Profile


def known(profile: Profile, what: str) -> list[str]:
    """The names that the profile knows of one sort: ``kind``, ``level`` or ``line_kind``."""
    names = {
        "kind": list(profile.kinds),
        "level": list(profile.level_rank),
        "line_kind": list(profile.lines),
    }
    return names[what]


def build(d: Derived) -> pl.DataFrame:
    """Collect the unknown names of all tables."""
    p = d.profile
    units = d.tables["units"].with_row_index("row").filter(pl.col("id").is_first_distinct())
    lines = d.lines.filter((pl.col("home") == "lines") & (pl.col("copy") == 0))
    uses = [_unknown(lines, "kind", "line_kind", "lines", known(p, "line_kind"))]
    if not p.open_kinds:
        uses.append(_unknown(units, "kind", "kind", "units", known(p, "kind")))
    if p.levels:
        uses.append(_unknown(units, "level", "level", "units", known(p, "level")))
    return pl.concat(uses)


def _unknown(table: pl.DataFrame, column: str, what: str, home: str, allowed: list[str]) -> pl.DataFrame:
    found = table.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(allowed))
    subject = "subject" if home == "lines" else "id"
    return found.select("row", subject=subject, value=column, what=pl.lit(what), home=pl.lit(home))
