"""Derived table ``commissions``: every active body that has a committee, and who in it watches over discipline.

A body has a committee where seats are authorised for it or a post on its committee is listed. Columns: ``row``,
``subject`` (its id), ``kind``, ``posts`` (how many posts are listed for it), ``commissioners`` (posts of the commissioner's
role), ``oversight`` (its host has an oversight body).
"""

import numpy as np
import polars as pl

from orgmodel.graph.derived import Derived

LOOKED_UP = {"subject": ("id", "row"), "kind": ("kind", "row")}


def build(d: Derived) -> pl.DataFrame:
    """Count the posts of every body with affiliation that has a committee."""
    posts, n = d.tables["posts"], len(d.ids)
    unit = d.rows_of(posts["unit"])
    commissioner = posts["role"].eq_missing(d.profile.roles.commissioner or "").to_numpy()
    seated = np.zeros(n, dtype=bool)
    seated[unit[(unit >= 0) & posts["on_committee"].fill_null(False).to_numpy()]] = True
    seated |= (d.tables["units"]["seats"] > 0).fill_null(False).to_numpy()
    bodies = d.lean("bodies").select("row", "oversight")
    bodies = bodies.filter(pl.Series(seated[bodies["row"].to_numpy()]))
    rows = bodies["row"].to_numpy()
    return bodies.with_columns(
        posts=pl.Series(np.bincount(unit[unit >= 0], minlength=n)[rows]),
        commissioners=pl.Series(np.bincount(unit[(unit >= 0) & commissioner], minlength=n)[rows]),
    )
