"""Derived table ``depth``: the bodies at the foot of the vertical line, and whether responsibility gets down to them.

One row a body with affiliation that has no body below it and stands in a unit without active subordinates.
Columns: ``row``, ``subject``, ``host``, ``unbroken`` (its affiliation reaches an end, and no vertical link at
or above its unit is broken, half-detached or orphaned), ``lacking`` (the profile's layers that no unit on the
way holds; that of the members where it has none; a layer that the file holds nowhere is not asked for),
``reached`` (unbroken, and no layer lacking), ``why`` (what is missing, ``link`` first), ``cause_code`` and
``cause_subject`` (the finding that may tell of it already).
"""

from typing import Any

import numpy as np
import polars as pl

from orgmodel.graph.ancestors import lowest
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools

_CODES = {"broken": "CHN201", "half": "CHN202", "orphan": "CHN203"}
_CUTS = {"dangling": "STR102", "itself": "STR103", "cycle": "STR104"}


def _feet(d: Derived) -> pl.DataFrame:
    """The bodies of whom the table speaks."""
    n = len(d.ids)
    up, over = d.forest(d.profile.roles.vertical).parent, d.forest(d.profile.roles.affiliation).parent
    managing, parents = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    managing[up[(up >= 0) & d.active]] = True
    parents[over[(over >= 0) & (d.rank >= 0)]] = True
    return d.bodies.filter(
        (pl.col("host_row") >= 0)
        & ~pl.Series(parents[d.bodies["row"].to_numpy()])
        & ~pl.Series(managing[d.bodies["host_row"].to_numpy()])
    )


def _layers(d: Derived, bodies: pl.DataFrame) -> dict[str, Bools]:
    """For each layer of the profile whether it is held on the way down to each body. Shape (bodies,) each."""
    forest = d.forest(d.profile.roles.vertical)
    host = bodies["host_row"].to_numpy()
    counted = d.tables["units"]["members"].is_not_null().any()
    held: dict[str, Bools] = {}
    for layer in d.profile.layers:
        hosts = d.host[d.active & d.kind_is(list(layer.kinds))]
        if len(hosts):
            marked = np.zeros(len(d.ids), dtype=bool)
            marked[hosts[hosts >= 0]] = True
            held[layer.name] = forest.below(marked)[host]
        elif not layer.kinds and counted:
            held[layer.name] = (bodies["members"].fill_null(0) > 0).to_numpy()
    return held


def _breaks(d: Derived, bodies: pl.DataFrame) -> dict[str, Any]:
    """Code and subject of the finding at the first break on each body's way up, null for none."""
    links = d.links.filter(pl.col("status").is_in(list(_CODES))).select(
        "status", "unit", "body_row", at=pl.col("unit_row").cast(pl.Int32)
    )
    heads = d.bodies.select(body_row=pl.col("row").cast(pl.Int32), body_head="head")
    links = links.join(heads, on="body_row", how="left")
    bad = d.units["cut"].is_not_null().to_numpy().copy()
    bad[links["at"].to_numpy()] = True
    host = bodies["host_row"].to_numpy()
    at = np.where(bad[host], host, lowest(d.forest(d.profile.roles.vertical), bad)[host]).astype(np.int32)
    cut = d.units.select("cut", "cut_at", at=pl.col("row").cast(pl.Int32))
    told = (
        bodies.select("reaches", "head", "subject", at=pl.Series(at))
        .join(links, on="at", how="left", maintain_order="left")
        .join(cut, on="at", how="left", maintain_order="left")
    )
    link = pl.col("status").replace_strict(_CODES, default=None, return_dtype=pl.String)
    gone = pl.col("cut").replace_strict(_CUTS, default=None, return_dtype=pl.String)
    own = ~pl.col("reaches")
    tells = pl.when(pl.col("status") == "orphan").then("body_head").otherwise("unit")
    codes = told.select(
        unbroken=pl.col("reaches") & (pl.col("at") < 0),
        cause_code=pl.when(own).then(pl.lit("CHN203")).otherwise(pl.coalesce(link, gone, pl.lit("CHN205"))),
        cause_subject=pl.when(own)
        .then("head")
        .otherwise(pl.coalesce(pl.when(link.is_not_null()).then(tells), "cut_at", "subject")),
    )
    return {c: codes[c] for c in codes.columns}


def build(d: Derived) -> pl.DataFrame:
    """Follow responsibility down."""
    bodies = _feet(d)
    held = {name: pl.Series(f"layer {name}", here) for name, here in _layers(d, bodies).items()}
    gone = [pl.when(~s).then(pl.lit(name)).alias(s.name) for name, s in held.items()]
    broken = pl.when(~pl.col("unbroken")).then(pl.lit("link")).alias("no link")
    return (
        bodies.select("row", "subject", "host")
        .with_columns(**_breaks(d, bodies))
        .with_columns(
            lacking=pl.concat_list(gone).list.drop_nulls() if gone else pl.lit([], pl.List(pl.String))
        )
        .with_columns(
            reached=pl.col("unbroken") & (pl.col("lacking").list.len() == 0),
            why=pl.concat_list(broken, "lacking").list.drop_nulls(),
        )
    )
