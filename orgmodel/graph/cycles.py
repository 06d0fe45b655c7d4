"""Derived table ``cycles``: one row a strongly connected set over all lines of one hierarchical kind.

Columns: ``subject`` (the smallest id in it), ``kind``, ``size``, ``row`` (the first line that lies in it).
"""

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
        sizes = pl.Series("ring", rings).value_counts(name="size")
        lines = d.lines.filter((pl.col("kind") == kind) & pl.col("valid"))
        low, high = (rings[lines[c].to_numpy()] for c in ("low", "high"))
        inner = lines.with_columns(ring=pl.Series(low)).filter(pl.Series((low >= 0) & (low == high)))
        first = inner.unique("ring", keep="first", maintain_order=True).join(sizes, on="ring")
        found.append(
            first.select(
                subject=pl.Series(names[first["ring"].to_numpy()], dtype=pl.String),
                kind=pl.lit(kind),
                size=pl.col("size").cast(pl.Int64),
                row=pl.col("row").cast(pl.Int64),
            )
        )
    return pl.concat(found).sort("kind", "subject")
