"""Derived table ``staffing``: each unit of the vertical side with its staff and those who do its own work.

Facts of offices and bodies in a unit count for it where the unit itself says nothing. Columns: ``row``,
``subject``, ``staff``, ``members`` (own members of the bodies in it and its own), ``full_time`` (posts win
over ``full_time_staff``), ``said`` (full_time_staff as the units table tells it), ``posted`` (as the posts
tell it), ``effective``, ``designated`` (a post that the profile counts as a designated person is filled, or
somebody does the work in fact), ``aged`` (staff of known age), ``ge46``, ``ge40``, ``quota`` (whole posts
that the lower quota asks for, at least one), ``small`` (the upper quota gives less than one post). Null where
nothing is known.
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived

FEWEST = 3  # shares by age are told for no fewer people
AGES = ("age_lt40", "age_40_45", "age_ge46")


def exact(amount: pl.Expr) -> pl.Expr:
    """An amount reckoned with a fractional threshold, rid of the error of binary fractions: 1.1 % of 3000 is 33."""
    return amount.round(6)


def _own_or_inside(column: str) -> pl.Expr:
    """What the unit itself says, else the sum of what the offices and bodies in it say."""
    known = pl.col(column)
    own = known.filter(~pl.col("inside")).first()
    inside = pl.when(known.filter("inside").is_not_null().any()).then(known.filter("inside").sum())
    return pl.coalesce(own, inside)


def _posted(d: Derived) -> pl.DataFrame:
    """Per unit the full-time heads that its posts tell, null where no post says whether it is full-time."""
    told = pl.col("full_time").is_not_null().any()
    return (
        d.table("posts")
        .filter(pl.col("place_row") >= 0)
        .group_by("place_row")
        .agg(
            posted=pl.when(told).then(pl.col("heads").filter(pl.col("full_time").fill_null(False)).sum()),
            designated_posts=pl.col("heads").filter("designated").sum(),
        )
    )


def build(d: Derived) -> pl.DataFrame:
    """Count every unit's staff."""
    p = d.profile
    place = np.where(d.host >= 0, d.host, np.arange(len(d.ids))).astype(np.int32)
    outside = d.kind_is([n for n, k in p.kinds.items() if k.body or k.office or k.side != "vertical"])
    heads = d.active & (d.host < 0) & ~outside
    units = d.tables["units"].with_columns(place_row=pl.Series(place), inside=pl.Series(d.host >= 0))
    counted = ("staff", "full_time_staff", "effective_staff", *AGES)
    rows = (
        units.filter(pl.Series(d.active & heads[place]))
        .group_by("place_row", maintain_order=True)
        .agg(
            *(_own_or_inside(c).alias(c) for c in counted),
            members=pl.when(pl.col("members").is_not_null().any()).then(pl.col("members").sum()),
        )
        .join(_posted(d), on="place_row", how="left", maintain_order="left")
    )
    known_ages = pl.any_horizontal(pl.col(a).is_not_null() for a in AGES)
    lower, upper = (
        p.thresholds[t].value if t in p.thresholds else 0.0 for t in ("staff_quota", "staff_quota_upper")
    )
    return rows.select(
        "staff",
        "members",
        "posted",
        row=pl.col("place_row").cast(pl.Int64),
        subject=d.names(rows["place_row"].to_numpy().astype(np.int32)),
        said=pl.col("full_time_staff"),
        full_time=pl.coalesce("posted", "full_time_staff"),
        effective=pl.col("effective_staff"),
        designated=(pl.col("designated_posts").fill_null(0) > 0)
        | (pl.col("effective_staff").fill_null(0) > 0),
        aged=pl.when(known_ages).then(pl.sum_horizontal(AGES)),
        ge46=pl.when(known_ages).then(pl.col("age_ge46").fill_null(0)),
        ge40=pl.when(known_ages).then(pl.sum_horizontal("age_40_45", "age_ge46")),
        quota=exact(pl.col("staff") * lower / 100).ceil().clip(1).cast(pl.Int64),
        small=exact(pl.col("staff") * upper) < 100,
    ).sort("row")
