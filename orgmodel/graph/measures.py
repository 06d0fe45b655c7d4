"""Measures of an org's links: how many stand in which state, and how much of the vertical line is continuous."""

from dataclasses import dataclass

import polars as pl

from orgmodel.graph.derived import derive
from orgmodel.graph.links import CONTINUOUS
from orgmodel.model import Org


@dataclass(frozen=True)
class Links:
    """How many links have each status, from the best to the worst, ``none`` (no body) last."""

    counts: dict[str, int]

    @property
    def lines(self) -> int:
        """Number of vertical lines, each of which is judged once."""
        return sum(self.counts.values())

    @property
    def direct_share(self) -> float | None:
        """Share of direct links (归口), 0 to 1; None where there is no vertical line."""
        return self.counts["direct"] / self.lines if self.lines else None

    @property
    def continuity(self) -> float | None:
        """Share of links that are direct or under accepted dual leadership, 0 to 1; None without lines."""
        return sum(self.counts[s] for s in CONTINUOUS) / self.lines if self.lines else None


def links(org: Org) -> Links | None:
    """The links of an org, counted; None where the profile models no bodies, so that there are no links."""
    d = derive(org)
    if d.profile.roles.affiliation is None:
        return None
    counted = dict(d.spoken("links", columns=["status"]).group_by("status").len().iter_rows())
    return Links(
        {status: counted.get(status, 0) for status in ("direct", "dual", "half", "broken", "orphan", "none")}
    )


def lines_in_force(org: Org) -> int:
    """Number of different lines in force on the org's day; equal rows count once."""
    return derive(org).lines.filter((pl.col("home") == "lines") & (pl.col("copy") == 0)).height
