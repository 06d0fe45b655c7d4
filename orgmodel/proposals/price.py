"""What a change costs the local side, read off two orgs alone: the independent count that plans are checked against."""

import polars as pl

from orgmodel.graph import Derived, derive
from orgmodel.model import Org
from orgmodel.moves import TWENTIETHS


def ties_lost(before: Org, after: Org) -> int:
    """Ties cut between two orgs, in twentieths.

    Every affiliation line to the territorial side that is gone counts its tie, unless the body is now affiliated to another
    territorial superior of the same area; half is kept where a new cooperation line joins the two.
    """
    old, new = _local(derive(before)), _local(derive(after))
    kept = {(low, high) for low, high, _, _ in new}
    areas = {(low, area) for low, _, area, _ in new if area}
    joint = _cooperation(derive(after)) - _cooperation(derive(before))
    lost = 0
    for low, high, area, tie in old:
        if (low, high) not in kept and (low, area) not in areas:
            lost += tie // 2 if (low, high) in joint else tie
    return lost


def _local(d: Derived) -> set[tuple[str, str, str | None, int]]:
    """(body, superior, area, tie) of the affiliation lines to the territorial side; of equal lines the first."""
    territorial = d.profile.kinds_where(side="territorial")
    units = d.tables["units"].unique("id", keep="first").select(superior="id", side="kind", area="area")
    lines = d.lines.filter((pl.col("kind") == (d.profile.roles.affiliation or "")) & (pl.col("copy") == 0))
    found = lines.join(units.filter(pl.col("side").is_in(territorial)), on="superior", how="inner")
    tie = (pl.col("tie").fill_null(d.profile.default_tie) * TWENTIETHS).round().cast(pl.Int64)
    return set(found.select("subordinate", "superior", "area", tie).iter_rows())


def _cooperation(d: Derived) -> set[tuple[str, str]]:
    lines = d.lines.filter(pl.col("kind") == (d.profile.roles.cooperation or ""))
    return set(lines.select("subordinate", "superior").iter_rows())
