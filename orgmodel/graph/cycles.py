"""Derived table ``cycles``: one row a strongly connected set over all lines of one hierarchical kind.

Columns: ``subject`` (the smallest id in it), ``kind``, ``size``, ``row`` (the first line that lies in it).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived
from orgmodel.graph.units import smallest_ids

COLUMNS = {"subject": pl.String, "kind": pl.String, "size": pl.Int64, "row": pl.Int64}


def build(d: Derived) -> pl.DataFrame:
    """Find the cycles of each hierarchical kind."""
    found = [pl.DataFrame(schema=COLUMNS)]
    for kind in d.profile.hierarchical:
        rings = d.rings(kind)
        if (rings < 0).all():
            continue
        names = smallest_ids(d, rings)
        sizes = pl.Series("ring", rings[rings >= 0]).value_counts(name="size")
        ring = np.append(rings, np.int32(-1))  # of a line that leads nowhere
        low, high = (d.lines[end].to_numpy() for end in ("low", "high"))
        at = np.flatnonzero((ring >= 0)[low])
        at = at[ring[low[at]] == ring[high[at]]]
        inner = d.lines.select("row", "kind", "valid")[at].with_columns(ring=pl.Series(ring[low[at]]))
        inner = inner.filter((pl.col("kind") == kind) & pl.col("valid"))
        first = inner.unique("ring", keep="first", maintain_order=True).join(sizes, on="ring")
        found.append(
            first.select(
                subject=names.gather(first["ring"]),
                kind=pl.lit(kind),
                size=pl.col("size").cast(pl.Int64),
                row=pl.col("row").cast(pl.Int64),
            )
        )
    return pl.concat(found).sort("kind", "subject").with_columns(home=pl.lit("lines"))


def loop(d: Derived, kind: str, smallest: str) -> list[str]:
    """The ids of a shortest circle of lines of a kind through this unit, subordinate before superior.

    Units of a larger connected set that the circle does not touch are not named; of two equally short circles the
    one with the smaller ids is taken.
    """
    rings = d.rings(kind)
    ring = rings[d.rows_of(pl.Series([smallest]))[0]]
    inner = d.lines.filter(
        (pl.col("kind") == kind)
        & pl.col("valid")
        & pl.Series(rings[d.lines["low"].to_numpy()] == ring)
        & pl.Series(rings[d.lines["high"].to_numpy()] == ring)
    )
    up: dict[str, list[str]] = {}
    for low, high in inner.select("subordinate", "superior").unique().sort("superior").iter_rows():
        up.setdefault(low, []).append(high)
    came: dict[str, str] = {}
    reached = [smallest]
    for low in reached:
        for high in up.get(low, ()):
            if high == smallest:
                path = [low]
                while path[-1] != smallest:
                    path.append(came[path[-1]])
                return path[::-1]
            if high not in came:
                came[high] = low
                reached.append(high)
    return [smallest]
