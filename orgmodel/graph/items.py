"""Derived table ``items``: each item of responsibility by function, step and unit, with who answers for it.

Holders (posts or units) stand in a unit; an item of the same name elsewhere is another item. Columns:
``row``, ``home`` and ``subject`` (the first duty of the item), ``item``, ``function``, ``function_name``,
``step``, ``place`` (id of the unit, null for a holder that the file does not know), ``answered`` (somebody in
the unit, or in a unit above it, answers for it), ``vague`` (neither step nor scope), ``kind`` (the way of
answering that most holders share), ``holders`` (who these are, if they are two or more of one kind and
scope).
"""

import numpy as np
import polars as pl

from orgmodel.graph.carriers import function_names, places
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints

ONE = ["principal", "first", "accountable"]  # one holder each for one item in one unit
ANSWERS = [*ONE, "dual"]
KEY = ["item", "function", "step", "place_row"]


def _answered_above(d: Derived, item: Ints, place: Ints, answers: Bools) -> Bools:
    """True where the item (a number) is answered for in its unit or one above; all climb together. Shape as given."""
    up = d.forest(d.profile.roles.vertical).up
    n = len(d.ids) + 1
    known = np.unique(item[answers].astype(np.int64) * n + place[answers] + 1)
    found = np.isin(item.astype(np.int64) * n + place + 1, known)
    live = np.flatnonzero(~found & (place >= 0))
    at = up[place[live]]
    while len(live):
        on = at >= 0
        live, at = live[on], at[on]
        hit = np.isin(item[live].astype(np.int64) * n + at + 1, known)
        found[live[hit]] = True
        live, at = live[~hit], up[at[~hit]]
    return found


def _shared(duties: pl.DataFrame) -> pl.DataFrame:
    """The items for which two or more holders answer in one way over one scope: ``KEY, kind, holders``."""
    return (
        duties.filter(pl.col("kind").is_in(ONE))
        .group_by(*KEY, "scope", "kind", maintain_order=True)
        .agg(holders=pl.col("holder").unique().sort())
        .filter(pl.col("holders").list.len() > 1)
        .unique(KEY, keep="first", maintain_order=True)
        .drop("scope")
    )


def build(d: Derived) -> pl.DataFrame:
    """Group the duties and follow them up."""
    duties = d.tables["duties"].with_row_index("row")
    posts = d.table("posts").select("place_row", holder="id")
    own = duties["holder"].to_frame().join(posts, on="holder", how="left", maintain_order="left")["place_row"]
    direct = pl.Series(places(d, d.rows_of(duties["holder"])))
    duties = duties.with_columns(place_row=own.fill_null(-1).zip_with(own.fill_null(-1) >= 0, direct))
    item = duties.select(pl.struct("item", "function", "step").rank("dense")).to_series()
    answers = duties["kind"].is_in(ANSWERS).to_numpy()
    place = duties["place_row"].to_numpy().astype(np.int32)
    answered = _answered_above(d, item.to_numpy().astype(np.int32), place, answers)
    grouped = (
        duties.with_columns(answered=pl.Series(answered))
        .group_by(KEY, maintain_order=True)
        .agg(
            pl.col("row").first(),
            subject=pl.col("id").first(),
            answered=pl.col("answered").any(),
            vague=pl.col("step").is_null().all() & pl.col("scope").is_null().all(),
        )
        .join(_shared(duties), on=KEY, how="left", nulls_equal=True, maintain_order="left")
        .join(d.once(function_names), on="function", how="left", maintain_order="left")
    )
    at = grouped["place_row"].to_numpy().astype(np.int32)
    return grouped.with_columns(place=d.names(at), home=pl.lit("duties"))
