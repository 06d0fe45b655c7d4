"""Derived table ``commands``: every unit of an organisation without bodies, with the lines by which it is commanded.

Columns: ``row`` and ``subject`` (the unit), ``contested`` (ids of the superiors that bind it in one and the same scope, of
the first such scope by name; empty for none), ``scope`` (that scope, null where the lines name none), ``other_kind`` and
``other`` (kind and superior of its first line that does not bind), ``solid`` (it names a vertical superior), ``top`` (it has
vertical subordinates and no superior), ``levels`` (levels of the hierarchy below and with it; 0 unless it is a root of it).
Empty where the profile models bodies.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools


def build(d: Derived) -> pl.DataFrame:
    """Gather the lines of each unit."""
    p = d.profile
    shown = d.active & (p.roles.affiliation is None)
    lines = d.lines.filter((pl.col("home") == "lines") & (pl.col("low") >= 0))
    named = np.zeros(len(d.ids), dtype=bool)
    named[lines.filter(pl.col("kind") == p.roles.vertical)["low"].to_numpy()] = True
    return (
        d.lean("units")
        .filter(pl.Series(shown))
        .select("row", "subject", "top")
        .with_columns(solid=pl.Series(named[shown]), levels=pl.Series(_levels(d, shown)))
        .join(_contested(d, lines), left_on="row", right_on="low", how="left", maintain_order="left")
        .join(_others(d, lines), left_on="row", right_on="low", how="left", maintain_order="left")
        .with_columns(pl.col("contested").fill_null(pl.lit([], dtype=pl.List(pl.String))))
    )


def _levels(d: Derived, shown: Bools) -> NDArray[np.int64]:
    """Levels below and with each root, 0 for all other units. Shape (units shown,)."""
    vertical = d.forest(d.profile.roles.vertical)
    depth = np.zeros(len(d.ids), dtype=np.int64)
    np.maximum.at(depth, vertical.root, np.where(vertical.loops, 0, vertical.depth + 1))
    return depth[shown]


def _contested(d: Derived, lines: pl.DataFrame) -> pl.DataFrame:
    """The superiors that bind a unit in one scope, where there are several: ``low, scope, contested``."""
    binding = [name for name, kind in d.profile.lines.items() if kind.binding]
    return (
        lines.filter(pl.col("kind").is_in(binding) & pl.col("valid"))
        .group_by("low", "scope")
        .agg(contested=pl.col("superior").unique().sort())
        .filter(pl.col("contested").list.len() > 1)
        .sort("low", "scope", nulls_last=False)
        .unique("low", keep="first", maintain_order=True)
        .with_columns(pl.col("low").cast(pl.UInt32))
    )


def _others(d: Derived, lines: pl.DataFrame) -> pl.DataFrame:
    """The first line of each unit that does not bind it: ``low, other_kind, other``."""
    free = [name for name, kind in d.profile.lines.items() if not kind.binding]
    return (
        lines.filter(pl.col("kind").is_in(free) & pl.col("valid"))
        .unique("low", keep="first", maintain_order=True)
        .select(pl.col("low").cast(pl.UInt32), other_kind="kind", other="superior")
    )
