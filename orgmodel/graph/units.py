"""Derived table ``units``: every unit with its place in the vertical hierarchy.

Columns besides those of the org's units: ``row``, ``subject`` (the id), ``copy`` and ``copies`` (equal ids before it,
in all), ``active``, ``side``, ``recognised_end``, ``hosted`` and ``hosts`` (is set up in a unit; has bodies set up in
it), ``joined`` (has a line of a hierarchical kind), ``top`` (has vertical subordinates and names no superior),
``depth``, ``cut`` (why it reaches no top: ``dangling``, ``itself``, ``cycle`` or null), ``cut_at`` (subject of
that line, or the smallest id of that cycle), ``alone`` (the only unit of the file).
"""

import numpy as np
import polars as pl

from orgmodel.graph.columns import copies, gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Ints
from orgmodel.graph.lines import SUBJECT


def first_invalid(d: Derived, kind: str | None) -> pl.DataFrame:
    """The first line of a kind of each unit whose lines of that kind all lead nowhere: ``low, cut, subject``."""
    lost = (pl.col("kind") == (kind or "")) & ~pl.col("valid") & (pl.col("low") >= 0)
    lines = d.lines.filter(d.lines.select(lost.alias("lost"))["lost"])
    lines = lines.filter(pl.Series(d.forest(kind).parent[lines["low"].to_numpy()] < 0))
    why = pl.when("itself").then(pl.lit("itself")).otherwise(pl.lit("dangling")).alias("cut")
    return lines.unique("low", keep="first", maintain_order=True).select("low", why, subject=SUBJECT)


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
    return gathered(reasons, which[forest.root]), gathered(places, which[forest.root])


def smallest_ids(d: Derived, rings: Ints) -> pl.Series:
    """The smallest id of each connected set, at the row that labels the set; null elsewhere. Length: units."""
    on = np.flatnonzero(rings >= 0)
    low = pl.DataFrame({"ring": rings[on], "id": d.ids.gather(on)}).group_by("ring").agg(pl.col("id").min())
    at = np.full(len(rings), -1, dtype=np.int64)
    at[low["ring"].to_numpy()] = np.arange(len(low))
    return gathered(low["id"], at)


def _copies(d: Derived) -> dict[str, pl.Expr] | dict[str, pl.Series]:
    if d.first.all():
        return {"copy": pl.lit(0, pl.Int64), "copies": pl.lit(1, pl.Int64)}
    return copies(pl.Series(d.rows_of(d.ids)))


def build(d: Derived) -> pl.DataFrame:
    """Place every unit."""
    units = d.tables["units"].with_row_index("row")
    n = len(units)
    p = d.profile
    lines = d.lines
    joined, below, above, hosts = (np.zeros(n, dtype=bool) for _ in range(4))
    hierarchical = lines["kind"].is_in(list(p.hierarchical)).to_numpy()
    vertical = (lines["kind"] == p.roles.vertical).to_numpy()
    starts, ends = lines["low"].to_numpy(), lines["high"].to_numpy()
    for rows in (starts, ends):
        joined[rows[hierarchical & (rows >= 0)]] = True
    above[starts[vertical & (starts >= 0)]] = True
    low, high = d.ends(p.roles.vertical)
    below[high[d.active[low]]] = True
    hosts[d.host[(d.host >= 0) & d.first]] = True
    why, at = cuts(d, p.roles.vertical)
    recognised = p.kinds_where(recognised_end=True)
    words, kinds = d.coded("kind")
    sides = pl.Series([p.kinds[w].side if w in p.kinds else "vertical" for w in words], dtype=pl.String)
    return units.with_columns(
        subject=pl.col("id"),
        **_copies(d),
        active=pl.Series(d.active),
        side=sides.gather(kinds),
        recognised_end=pl.Series(d.kind_is(recognised)),
        hosted=pl.col("host").is_not_null(),
        hosts=pl.Series(hosts),
        joined=pl.Series(joined),
        top=pl.Series(below & ~above & d.active),
        depth=pl.Series(d.forest(p.roles.vertical).depth),
        cut=why,
        cut_at=at,
        alone=pl.lit(n == 1),
    )
