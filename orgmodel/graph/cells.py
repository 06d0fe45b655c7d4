"""Derived table ``cells``: unit × function, wherever a function is required, carried or expected.

Columns: ``row`` and ``subject`` (the unit), ``function``, ``function_name``, ``required`` (a requirement
names the unit's level and kind), ``carried`` (by the unit itself or an office or body in it; carrying a wider
function is enough), ``expected`` (its superior carries it, and so does a unit of its kind and level beside
it; or nobody carries it at all and the unit is one at the top), ``shared`` (each of its carriers says that it
is not dedicated to it).
"""

import numpy as np
import polars as pl

from orgmodel.graph.carriers import function_names, wider
from orgmodel.graph.counterparts import below
from orgmodel.graph.derived import Derived

KEY = ["unit_row", "function"]


def places(d: Derived) -> pl.DataFrame:
    """The active units of the vertical side that stand in no other: ``unit_row, kind, level, superior_row``."""
    p = d.profile
    outside = (n for n, k in p.kinds.items() if k.body or k.office or k.side != "vertical")
    stands = d.active & (d.host < 0) & ~d.kind_is(list(outside))
    up = d.forest(p.roles.vertical).parent
    units = d.tables["units"].select("kind", "level", unit_row=pl.int_range(pl.len(), dtype=pl.Int32))
    return units.with_columns(superior_row=pl.Series(up)).filter(pl.Series(stands))


def _required(d: Derived) -> pl.DataFrame:
    wanted = d.tables["requirements"].select("function", "level", "kind").unique()
    hosted = pl.Series(np.where(d.host >= 0, d.host, np.arange(len(d.ids))))
    units = d.tables["units"].select("kind", "level", unit_row=pl.int_range(pl.len(), dtype=pl.Int32))
    units = units.with_columns(level=pl.coalesce("level", pl.col("level").gather(hosted)))
    named = units.filter(pl.Series(d.active)).join(
        wanted.drop_nulls("kind"), on=["level", "kind"], maintain_order="left"
    )
    any_kind = d.once(places).join(wanted.filter(pl.col("kind").is_null()).drop("kind"), on="level")
    return pl.concat([named.select(KEY), any_kind.select(KEY)]).unique()


def _expected(d: Derived) -> pl.DataFrame:
    """Functions that a unit lacks although its superior and a like unit beside it carry them, or nobody does."""
    carriers = d.table("carriers")
    all_wider = d.once(wider)
    upper = (
        carriers.join(all_wider, on="function").select(superior_row="place_row", function="wider").unique()
    )
    stands = d.once(places)
    beside = (
        d.once(below)
        .join(upper, on=["superior_row", "function"], how="semi")
        .join(stands.select("kind", "level", place_row="unit_row"), on="place_row", suffix="_of")
        .select("superior_row", "function", "level", kind="kind_of")
        .unique()
    )
    asked = stands.join(beside, on=["superior_row", "kind", "level"], nulls_equal=True).select(KEY)
    carried = carriers.select("function").unique()
    owned = pl.concat(
        [
            all_wider.join(carried, on="function", how="semi").select(function="wider"),
            all_wider.join(carried, left_on="wider", right_on="function", how="semi").select("function"),
        ]
    )
    nobody = d.tables["functions"].select(function="id").unique().join(owned, on="function", how="anti")
    tops = stands.filter(pl.col("superior_row") < 0).join(
        carriers.select(unit_row="place_row").unique(), on="unit_row", how="semi"
    )
    return pl.concat([asked, tops.join(nobody, how="cross").select(KEY)]).unique()


def build(d: Derived) -> pl.DataFrame:
    """Lay out the grid."""
    carriers = d.table("carriers")
    at = [carriers.select(pl.exclude("place_row"), unit_row=c) for c in ("place_row", "office_row")]
    held = pl.concat(at).select(KEY)
    shared = (
        carriers.group_by("function", unit_row="place_row")
        .agg(shared=(~pl.col("dedicated").fill_null(True)).all())
        .select(*KEY, "shared")
    )
    narrower = d.once(wider).select("function", carried_function="wider")
    covered = (
        held.rename({"function": "carried_function"})
        .join(narrower, on="carried_function")
        .select(KEY)
        .unique()
        .with_columns(carried=pl.lit(True))
    )
    flags = [
        _required(d).with_columns(required=pl.lit(True)),
        covered,
        _expected(d).with_columns(expected=pl.lit(True)),
        shared,
    ]
    grid = pl.concat([f.select(KEY) for f in flags]).unique().sort(KEY)
    for flag in flags:
        grid = grid.join(flag, on=KEY, how="left", maintain_order="left")
    names = ("required", "carried", "expected", "shared")
    return grid.join(d.once(function_names), on="function", how="left", maintain_order="left").with_columns(
        *(pl.col(n).fill_null(False) for n in names),
        row=pl.col("unit_row").cast(pl.Int64),
        subject=d.names(grid["unit_row"].to_numpy().astype(np.int32)),
    )
