"""Derived table ``units``: every unit with its place in the vertical hierarchy.

Columns besides those of the org's units: ``row``, ``subject`` (the id), ``copy`` and ``copies`` (equal ids before it,
in all), ``active``, ``side``, ``recognised_end``, ``hosted`` and ``hosts`` (is set up in a unit; has bodies set up in
it), ``joined`` (has a line of a hierarchical kind), ``top`` (has vertical subordinates and names no superior),
``depth``, ``cut`` (why it reaches no top: ``dangling``, ``itself``, ``cycle`` or null), ``cut_at`` (subject of
that line, or the smallest id of that cycle), ``alone`` (the only unit of the file).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived, copies
from orgmodel.graph.forest import Ints


def first_invalid(d: Derived, kind: str | None) -> pl.DataFrame:
    """The first line of a kind of each unit whose lines of that kind all lead nowhere: ``low, cut, subject``."""
    lines = d.lines.filter((pl.col("kind") == (kind or "")) & (pl.col("low") >= 0))
    none_valid = ~pl.col("valid").any().over("low")
    why = pl.when("itself").then(pl.lit("itself")).otherwise(pl.lit("dangling")).alias("cut")
    return (
        lines.filter(none_valid)
        .unique("low", keep="first", maintain_order=True)
        .select("low", why, "subject")
    )


def cuts(d: Derived, kind: str) -> tuple[pl.Series, pl.Series]:
    """Why each unit's chain of one kind reaches no top, and at which line or cycle; null where it does."""
    forest = d.forest(kind)
    broken = first_invalid(d, kind)
    reasons, places = broken["cut"], broken["subject"]
    which = np.full(forest.nodes, -1, dtype=np.int64)  # index into reasons and places
    which[broken["low"].to_numpy()] = np.arange(len(broken))
    if forest.loops.any():
        rings = d.rings(kind)
        on = np.flatnonzero(forest.cycle >= 0)
        which[on] = len(reasons) + np.arange(len(on))
        reasons = reasons.append(pl.Series(["cycle"] * len(on), dtype=pl.String))
        places = places.append(smallest_ids(d, rings).gather(rings[on]))
    index = pl.Series(which[forest.root])
    index = index.to_frame("i").select(pl.when(pl.col("i") >= 0).then(pl.col("i"))).to_series()
    return reasons.gather(index), places.gather(index)


def smallest_ids(d: Derived, rings: Ints) -> pl.Series:
    """The smallest id of each connected set, at the row that labels the set; null elsewhere. Length: units."""
    on = np.flatnonzero(rings >= 0)
    low = pl.DataFrame({"ring": rings[on], "id": d.ids.gather(on)}).group_by("ring").agg(pl.col("id").min())
    rows = pl.DataFrame({"ring": np.arange(len(rings), dtype=np.int32)})
    return rows.join(low, on="ring", how="left", maintain_order="left")["id"]


def build(d: Derived) -> pl.DataFrame:
    """Place every unit."""
    units = d.tables["units"].with_row_index("row")
    n = len(units)
    p = d.profile
    lines = d.lines
    joined, below, above, hosts = (np.zeros(n, dtype=bool) for _ in range(4))
    hierarchical = lines.filter(pl.col("kind").is_in(list(p.hierarchical)))
    for end in ("low", "high"):
        rows = hierarchical[end].to_numpy()
        joined[rows[rows >= 0]] = True
    vertical = lines.filter(pl.col("kind") == p.roles.vertical)
    above[vertical.filter(pl.col("low") >= 0)["low"].to_numpy()] = True
    led = vertical.filter(pl.col("valid") & (pl.col("low") >= 0))
    low = led["low"].to_numpy()
    below[led["high"].to_numpy()[d.active[low]]] = True
    hosts[d.host[(d.host >= 0) & d.first]] = True
    why, at = cuts(d, p.roles.vertical)
    ends = p.kinds_where(recognised_end=True)
    sides = {n: k.side for n, k in p.kinds.items()}
    return units.with_columns(
        subject=pl.col("id"),
        **copies(pl.Series(d.rows_of(d.ids))),
        active=pl.Series(d.active),
        side=pl.col("kind")
        .replace_strict(sides, default="vertical", return_dtype=pl.String)
        .fill_null("vertical"),
        recognised_end=pl.col("kind").is_in(ends),
        hosted=pl.col("host").is_not_null(),
        hosts=pl.Series(hosts),
        joined=pl.Series(joined),
        top=pl.Series(below & ~above & d.active),
        depth=pl.Series(d.forest(p.roles.vertical).depth),
        cut=why,
        cut_at=at,
        alone=pl.lit(n == 1),
    )
