"""Derived table ``links``: each vertical line with the status of the link between the bodies at its ends.

One row a unit with a vertical superior. Columns: ``row`` (row in the lines table), ``unit`` (also ``subject``) and ``superior`` (ids of
the two ends), ``unit_row`` and ``superior_row``, ``body`` (id of the body that speaks for the unit, null for none),
``body_row``, ``body_superior``, ``accepted`` (the profile accepts that superior), ``led`` (the leading body above
leads the one below), ``status``.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.bodies import recognised
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints

STATUS = ("none", "direct", "dual", "half", "broken", "orphan")  # from good to bad
CONTINUOUS = ("direct", "dual")


def status(body: Bools, direct: Bools, reaches: Bools, accepted: Bools, led: Bools) -> NDArray[np.int8]:
    """The status of each link as an index into :data:`STATUS`; the first that holds wins."""
    tests = [~body, direct, ~reaches, accepted & led, ~accepted & led]
    codes = [STATUS.index(s) for s in ("none", "direct", "orphan", "dual", "half")]
    return np.select(tests, codes, STATUS.index("broken")).astype(np.int8)


def reaches_host(d: Derived, body: Ints, superior: Ints) -> Bools:
    """True where some affiliation ancestor of the body is hosted by the superior or by one above it.

    All chains are climbed together, one line a round. Shape (links,).
    """
    up = d.forest(d.profile.roles.affiliation)
    vertical = d.forest(d.profile.roles.vertical)
    found = np.zeros(len(body), dtype=bool)
    left = np.where(body >= 0, up.ancestors[body], 0)
    live = np.flatnonzero(left > 0)
    at = up.parent[body[live]]
    while len(live):
        found[live] = vertical.above(d.host[at], superior[live])
        left[live] -= 1
        on = (left[live] > 0) & ~found[live]
        live, at = live[on], up.parent[at[on]]
    return found


def accepts(d: Derived, body: Ints, superior: Ints, host: Ints) -> Bools:
    """True where the profile accepts this superior for this body at its host's level. Shape as given."""
    kinds = list(d.profile.kinds)
    number = d.numbers("kind", {k: i for i, k in enumerate(kinds)})
    rank = d.profile.level_rank
    wanted = np.full(len(kinds) + 1, -2)
    lowest = np.full(len(kinds) + 1, -1)
    any_level = np.zeros(len(kinds) + 1, dtype=bool)
    for i, kind in enumerate(d.profile.kinds.values()):
        if kind.accepted_superior is not None:
            wanted[i] = kinds.index(kind.accepted_superior)
            any_level[i] = kind.accepted_level is None
            lowest[i] = rank[kind.accepted_level] if kind.accepted_level else -1
    mine = np.where(body >= 0, number[body], -1)
    theirs = np.where(superior >= 0, number[superior], -1)
    level = np.where(host >= 0, d.level[host], -1)
    high_enough = any_level[mine] | ((level >= 0) & (level <= lowest[mine]))
    accepted: Bools = (wanted[mine] == theirs) & high_enough
    return accepted


def leads(d: Derived, unit: Ints, superior: Ints) -> Bools:
    """True where a leading body hosted by the superior leads one hosted by the unit. Shape as given."""
    leaders = d.kind_is(d.profile.roles.leader) & d.active
    lines = d.lines.filter((pl.col("kind") == (d.profile.roles.leadership or "")) & pl.col("valid"))
    low, high = (lines[c].to_numpy() for c in ("low", "high"))
    both = leaders[low] & leaders[high]
    n = len(d.ids)
    below, above = d.host[low[both]].astype(np.int64), d.host[high[both]]
    hosted = (below >= 0) & (above >= 0)
    led = below[hosted] * n + above[hosted]
    return np.isin(unit.astype(np.int64) * n + superior, led)


def build(d: Derived) -> pl.DataFrame:
    """Judge every vertical line; of several bodies of equal rank the worst speaks for the unit, then the smallest id."""
    lines = (
        d.lines.filter((pl.col("kind") == d.profile.roles.vertical) & pl.col("valid"))
        .filter(pl.col("low").is_in(np.flatnonzero(d.active)))
        .unique("low", keep="first", maintain_order=True)
        .select(
            "row",
            unit="subordinate",
            subject="subordinate",
            superior="superior",
            unit_row="low",
            superior_row="high",
        )
    )
    has_bodies = d.profile.roles.affiliation is not None
    bodies = pl.DataFrame(
        {"body_row": np.arange(len(d.ids), dtype=np.int32), "unit_row": d.host, "rank": d.rank}
    )
    bodies = bodies.filter((pl.col("rank") >= 0) & (pl.col("unit_row") >= 0) & has_bodies)
    bodies = bodies.filter(pl.col("rank") == pl.col("rank").max().over("unit_row"))
    pairs = lines.join(bodies, on="unit_row", how="left", maintain_order="left")
    body = pairs["body_row"].fill_null(-1).to_numpy().astype(np.int32)
    unit, superior = (pairs[c].to_numpy().astype(np.int32) for c in ("unit_row", "superior_row"))
    above = np.where(body >= 0, d.forest(d.profile.roles.affiliation).parent[body], -1).astype(np.int32)
    accepted, led = accepts(d, body, above, unit), leads(d, unit, superior)
    judged = status(body >= 0, reaches_host(d, body, superior), recognised(d)[body], accepted, led)
    return (
        pairs.with_columns(
            body=d.names(body),
            body_row=pl.Series(body),
            body_superior=d.names(above),
            accepted=pl.Series(accepted),
            led=pl.Series(led),
            code=pl.Series(judged),
        )
        .sort("row", pl.col("code"), pl.col("body"), descending=[False, True, False], nulls_last=True)
        .unique("unit_row", keep="first", maintain_order=True)
        .with_columns(
            status=pl.col("code")
            .cast(pl.Int64)
            .replace_strict(dict(enumerate(STATUS)), return_dtype=pl.String)
        )
        .drop("code", "rank")
        .with_columns(home=pl.lit("lines"))
    )
