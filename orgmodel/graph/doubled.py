"""Derived table ``doubled``: every line that does not bind and runs to the vertical superior of the same unit.

Columns: ``row`` (in the lines table), ``home``, ``subject`` (the line), ``unit``, ``superior``, ``kind``. Equal lines count
once.
"""

import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.lines import SUBJECT


def build(d: Derived) -> pl.DataFrame:
    """Hold each such line against the vertical ones."""
    p = d.profile
    free = [name for name, kind in p.lines.items() if not kind.binding]
    lines = d.lines.filter(pl.col("valid") & (pl.col("copy") == 0) & (p.roles.affiliation is None))
    vertical = lines.filter(pl.col("kind") == p.roles.vertical).select("low", "high")
    return (
        lines.filter(pl.col("kind").is_in(free))
        .join(vertical, on=["low", "high"], how="semi", maintain_order="left")
        .select("row", "home", "superior", "kind", subject=SUBJECT, unit="subordinate")
    )
