"""What stands below an office: which kinds of office carry its functions there, in how many units."""

from dataclasses import dataclass, field

import polars as pl

from orgmodel.graph import derive
from orgmodel.graph.carriers import wider
from orgmodel.graph.counterparts import below
from orgmodel.model import Org


@dataclass
class Facing:
    """One superior office and its counterparts; ``kinds`` counts the pairs by kind, ``cells`` units by kind and function."""

    office: str
    host: str
    functions: list[str]
    pairs: int  # λ
    units: int
    kinds: dict[str, int] = field(default_factory=dict)  # as many as κ
    cells: dict[tuple[str, str], tuple[int, int]] = field(
        default_factory=dict
    )  # units, and those where it is lodged
    missing: dict[str, int] = field(default_factory=dict)  # function -> units below where nobody carries it


def facings(org: Org) -> dict[str, Facing]:
    """Each superior office with counterparts, as the detector counts them."""
    d = derive(org)
    table = d.table("counterparts")
    out = {
        r["subject"]: Facing(r["subject"], r["host"], r["functions"], r["pairs"], r["units"])
        for r in table.iter_rows(named=True)
    }
    if not out:
        return out
    carriers = d.table("carriers")
    lodged = (
        carriers.join(d.once(wider), on="function")
        .group_by(lower="office", function="wider")
        .agg(lodged=(~pl.col("dedicated").fill_null(True)).all())
    )
    upper = carriers.select("office", "function", superior_row="place_row")
    upper = upper.join(table.select(office="subject"), on="office", how="semi")
    faced = (
        upper.join(d.once(below).rename({"office": "lower"}), on=["superior_row", "function"])
        .with_columns(pl.col("kind").fill_null(""))
        .join(lodged, on=["lower", "function"], how="left")
    )
    pairs = faced.select("office", "kind", "place_row", "lower").unique().group_by("office", "kind").len()
    for office, kind, n in pairs.sort("office", "kind").iter_rows():
        out[office].kinds[kind] = n
    counted = faced.group_by("office", "kind", "function").agg(
        pl.col("place_row").n_unique(), lodged=pl.col("place_row").filter("lodged").n_unique()
    )
    for office, kind, function, units, n in counted.sort("office", "kind", "function").iter_rows():
        out[office].cells[kind, function] = units, n
    up = d.forest(d.profile.roles.vertical).parent
    holes = d.table("cells").filter(pl.col("expected") & ~pl.col("carried")).select("unit_row", "function")
    holes = holes.with_columns(superior_row=pl.Series(up[holes["unit_row"].to_numpy()]))
    lacking = upper.unique().join(holes, on=["superior_row", "function"]).group_by("office", "function").len()
    for office, function, n in lacking.sort("office", "function").iter_rows():
        out[office].missing[function] = n
    return out
