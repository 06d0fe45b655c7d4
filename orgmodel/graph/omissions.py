"""Derived table ``omissions``: every unit that most of its peers were given a task but it was not.

Peers are the active units of one kind, level and system; only a task that more than one of them has is looked at. Columns:
``row`` (of the unit), ``subject`` (``task>unit:period``), ``key``, ``period``, ``target`` (id of the unit), ``given`` (how many peers
have the task), ``peers`` (how many there are, itself included).
"""

import polars as pl

from orgmodel.graph.derived import Derived

PEERS = ["kind", "level", "system"]

SUBJECT = pl.format("{}>{}:{}", "key", "target", "period")


def build(d: Derived) -> pl.DataFrame:
    """Find the peers that are missing among the targets of a task; only incomplete tasks are spread over the peers."""
    given = d.tables["tasks"].select("key", "period", "target").unique(maintain_order=True)
    units = d.tables["units"].with_row_index("row").select("row", *PEERS, target="id")
    units = units.filter(pl.Series(d.active)) if len(given) else units.clear()
    units = units.with_columns(peers=pl.len().over(PEERS))
    reached = given.join(units, on="target", how="inner", maintain_order="left")
    rounds = reached.group_by("key", "period", *PEERS, maintain_order=True).agg(
        given=pl.len(), all=pl.col("peers").first()
    )
    open_rounds = rounds.filter((pl.col("given") > 1) & (pl.col("given") * 2 > pl.col("all")))
    open_rounds = open_rounds.filter(pl.col("given") < pl.col("all")).drop("all")
    return (
        open_rounds.join(units, on=PEERS, how="inner", nulls_equal=True, maintain_order="left_right")
        .join(given, on=["key", "period", "target"], how="anti", maintain_order="left")
        .drop(PEERS)
    )
