"""Derived table ``resources``: every resource with the units near by that could use it and have none.

Columns besides those of the org's resources: ``row``, ``home``, ``subject`` (its id), ``area`` (its owner's, or that of the
owner's host), ``without`` (ids of other active units of that area that neither own such a resource nor share one).
"""

import numpy as np
import polars as pl

from orgmodel.graph.columns import gathered
from orgmodel.graph.derived import Derived
from orgmodel.graph.several import exploded


def build(d: Derived) -> pl.DataFrame:
    """Lay the units of each area beside the resources that they reach."""
    resources = d.tables["resources"].with_row_index("nth").filter(pl.col("id").is_first_distinct())
    owners = d.rows_of(resources["owner"])
    own = d.tables["units"]["area"]
    above = np.where(owners >= 0, d.host[owners], -1)
    resources = resources.with_columns(area=gathered(own, owners).fill_null(gathered(own, above)))
    units = d.tables["units"].select("id", "area", "host")
    units = units.filter(
        pl.Series(d.active) & pl.col("host").is_null() & pl.col("area").is_in(resources["area"].implode())
    )
    reach = pl.concat(
        [
            resources.select("kind", unit="owner"),
            exploded(resources, "shared_with").select("kind", unit="shared_with"),
        ]
    )
    # What an office or body has, its unit has.
    hosts = d.tables["units"].select("host", unit="id").filter(pl.col("unit").is_in(reach["unit"].implode()))
    hosts = hosts.drop_nulls().unique("unit", keep="first")
    reach = pl.concat([reach, reach.join(hosts, on="unit").select("kind", unit="host")])
    without = (
        resources.select("nth", "kind", "area", "owner")
        .join(units.select("area", unit="id"), on="area", how="inner", maintain_order="left_right")
        .filter(pl.col("unit") != pl.col("owner"))
        .join(reach, on=["kind", "unit"], how="anti", maintain_order="left")
        .group_by("nth")
        .agg(without=pl.col("unit").sort())
    )
    return (
        resources.join(without, on="nth", how="left", maintain_order="left")
        .with_columns(pl.col("without").fill_null([]), subject=pl.col("id"), home=pl.lit("resources"))
        .rename({"nth": "row"})
    )
