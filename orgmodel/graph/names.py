"""Derived table ``names``: every use of a kind, level or role that the profile does not know.

Columns: ``subject`` (id of the unit or post, or the line), ``what`` (``kind``, ``level``, ``line_kind`` or ``role``), ``value``, ``home``, ``row``.
Equal lines count once.
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.lines import SUBJECT
from orgmodel.profiles import Profile


def known(profile: Profile, what: str) -> list[str]:
    """The names that the profile knows of one sort: ``kind``, ``level``, ``line_kind`` or ``role``."""
    names = {
        "kind": list(profile.kinds),
        "level": list(profile.level_rank),
        "line_kind": list(profile.lines),
        "role": [post.role for post in profile.posts],
    }
    return names[what]


def build(d: Derived) -> pl.DataFrame:
    """Collect the unknown names of all tables."""
    p = d.profile
    units = d.tables["units"].with_row_index("row").select("row", "id", "kind", "level")
    uses = [_unknown(d.lines, "kind", "line_kind", "lines", known(p, "line_kind"))]
    if not (p.open_kinds or set(d.coded("kind")[0]) <= {None, *known(p, "kind")}):
        uses.append(_unknown(units, "kind", "kind", "units", known(p, "kind")))
    if p.levels and not set(d.coded("level")[0]) <= {None, *known(p, "level")}:
        uses.append(_unknown(units, "level", "level", "units", known(p, "level")))
    if p.posts:
        posts = d.tables["posts"].with_row_index("row")
        uses.append(_unknown(posts, "role", "role", "posts", known(p, "role")))
    return pl.concat(uses)


def _unknown(table: pl.DataFrame, column: str, what: str, home: str, allowed: list[str]) -> pl.DataFrame:
    if home == "lines":
        subject, once = SUBJECT, (pl.col("home") == "lines") & (pl.col("copy") == 0)
    else:
        subject, once = pl.col("id"), pl.col("id").is_first_distinct()
    strange = set(table[column].unique().drop_nulls()) - set(allowed)
    found = table.filter(once & pl.col(column).is_in(sorted(strange))) if strange else table.clear()
    return found.select("row", subject=subject, value=column, what=pl.lit(what), home=pl.lit(home))
