"""Derived table ``units``: every unit with its place in the vertical hierarchy.

Columns besides those of the org's units: ``row``, ``subject`` (the id), ``copy`` and ``copies`` (equal ids before it,
in all), ``active``, ``side``, ``recognised_end``, ``hosted`` and ``hosts`` (is set up in a unit; has bodies set up in
it), ``joined`` (has a line of a hierarchical kind), ``top`` (has vertical subordinates and names no superior),
``depth``, ``cut`` (why it reaches no top: ``dangling``, ``itself``, ``cycle`` or null), ``cut_at`` (subject of
that line, or the smallest id of that cycle), ``alone`` (the only unit of the file). Looked up: ``side`` (``side_word``) and
``cut`` (``cut_word``).
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.columns import copies, gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Ints
from orgmodel.graph.lines import SUBJECT

CUT_CODES = {
    "dangling": "STR102",
    "itself": "STR103",
    "cycle": "STR104",
}  # why a chain is cut -> the finding that tells it
CUTS = tuple(CUT_CODES)
DANGLING, ITSELF, CYCLE = np.arange(len(CUTS), dtype=np.int8)
SIDES = ("vertical", "territorial")
LOOKED_UP = {"side": (SIDES, "side_word"), "cut": (CUTS, "cut_word")}


def first_invalid(d: Derived, kind: str | None) -> pl.DataFrame:
    """The first line of a kind of each unit whose lines of that kind all lead nowhere: ``low, itself, subject``."""
    lost = (pl.col("kind") == (kind or "")) & ~pl.col("valid") & (pl.col("low") >= 0)
    lines = d.lines.filter(d.lines.select(lost.alias("lost"))["lost"])
    lines = lines.filter(pl.Series(d.forest(kind).parent[lines["low"].to_numpy()] < 0))
    return lines.unique("low", keep="first", maintain_order=True).select("low", "itself", subject=SUBJECT)


def cuts(d: Derived, kind: str) -> tuple[NDArray[np.int8], pl.Series]:
    """Why each unit's chain of one kind reaches no top (index into :data:`CUTS`), and at which line or cycle; -1 and null where it does."""
    forest = d.forest(kind)
    broken = first_invalid(d, kind)
    itself = broken["itself"].fill_null(False).to_numpy()
    reasons, places = np.where(itself, ITSELF, DANGLING), broken["subject"]
    which = np.full(forest.nodes, -1, dtype=np.int32)  # index into reasons and places
    which[broken["low"].to_numpy()] = np.arange(len(broken), dtype=np.int32)
    if forest.loops.any():
        rings = d.rings(kind)
        on = np.flatnonzero(forest.cycle >= 0)
        which[on] = len(reasons) + np.arange(len(on), dtype=np.int32)
        reasons = np.append(reasons, np.full(len(on), CYCLE))
        places = places.append(smallest_ids(d, rings).gather(rings[on]))
    found = which[forest.root]
    return np.append(reasons, np.int8(-1))[found], gathered(places, found)  # -1 is the last


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
    sides = [p.kinds[w].side if w in p.kinds else "vertical" for w in words]
    return units.with_columns(
        subject=pl.col("id"),
        **_copies(d),
        active=pl.Series(d.active),
        side_word=pl.Series(np.array([SIDES.index(s) for s in sides], np.int8)[kinds]),
        recognised_end=pl.Series(d.kind_is(recognised)),
        hosted=pl.col("host").is_not_null(),
        hosts=pl.Series(hosts),
        joined=pl.Series(joined),
        top=pl.Series(below & ~above & d.active),
        depth=pl.Series(d.forest(p.roles.vertical).depth),
        cut_word=pl.Series(why),
        cut_at=at,
        alone=pl.lit(n == 1),
    )
