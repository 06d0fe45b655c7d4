"""What a change costs, read off two orgs alone: ties (the independent count that plans are checked against), exposure, effort."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from orgmodel.graph import Derived, derive
from orgmodel.model import Org, diff
from orgmodel.moves import TWENTIETHS, Move, candidates
from orgmodel.proposals.effects.world import World
from orgmodel.proposals.options import Options
from orgmodel.proposals.plan import FrontierPoint
from orgmodel.proposals.recognised import recognised
from orgmodel.proposals.unpriced import Unpriced, unpriced
from orgmodel.rules import check


@dataclass(frozen=True)
class Cut:
    """What one line that is gone costs the local side, in twentieths: its tie, and the part that cooperation keeps."""

    tie: int
    kept: int

    @property
    def lost(self) -> int:
        """What is lost for good."""
        return self.tie - self.kept


def cuts(before: Org, after: Org) -> dict[tuple[str, str], Cut]:
    """(body, local superior) -> what it costs that the affiliation of the one to the other is gone.

    Every affiliation line to the territorial side that is gone counts its tie, unless the body is now affiliated to another
    territorial superior of the same area; half is kept where a new cooperation line joins the two.
    """
    old, new = _local(derive(before)), _local(derive(after))
    kept = {(low, high) for low, high, _, _ in new}
    areas = {(low, area) for low, _, area, _ in new if area}
    joint = _cooperation(derive(after)) - _cooperation(derive(before))
    gone = sorted(
        (low, high, tie)
        for low, high, area, tie in old
        if (low, high) not in kept and (low, area) not in areas
    )
    return {(low, high): Cut(tie, tie - tie // 2 if (low, high) in joint else 0) for low, high, tie in gone}


def ties_lost(before: Org, after: Org) -> int:
    """Ties cut between two orgs, in twentieths."""
    return sum(cut.lost for cut in cuts(before, after).values())


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


@dataclass(frozen=True)
class Price:
    """What a planner's own restructuring reaches and costs; ``ties`` in units of the org file.

    ``effort`` is that of the known ``moves`` recognised in it and of the changes that none explains (``unpriced``).
    """

    exposure_before: int
    exposure: int
    ties: float
    effort: int
    moves: tuple[Move, ...]
    unpriced: tuple[Unpriced, ...]


def price(before: Org, after: Org, world: World | None = None) -> Price:
    """The price of a restructuring, in the measures in which plans for ``before`` are proven.

    Whoever has a proposal for ``before``, made without options, gives its ``world``; else the moves are looked for here.

    Both orgs are looked at under the profile and on the day of ``before``: exposure counts what counted there, a rule that
    was off or had no facts stays out, and so does every finding that an entry of ``allow`` covers.
    """
    after = replace(after, profile=before.profile, as_of=before.as_of, folder=before.folder)
    world = world or World(candidates(before), Options())
    found, rest = recognised(diff(before, after), world.s.moves)
    others = unpriced(world.s, rest)
    return Price(
        world.exposure,
        sum(world.weight(finding)[0] for finding in check(after).roots.select("code", "subject").iter_rows()),
        ties_lost(before, after) / TWENTIETHS,
        sum(m.effort for m in found) + sum(u.effort for u in others),
        tuple(found),
        others,
    )


@dataclass(frozen=True)
class Standing:
    """Where a price stands to the exact frontier.

    ``status`` is ``beaten`` (a plan of known moves reaches no more exposure at no more ties), ``on`` the frontier, or
    ``beyond`` it: no plan of known moves does as well in both. ``points`` are the one of least exposure and the one of
    least ties of those that beat it (one point where they are the same), or the point that it is ``on``.
    """

    status: str
    points: tuple[FrontierPoint, ...] = ()


def standing(price: Price, frontier: Sequence[FrontierPoint]) -> Standing:
    """How a price compares with the points of a frontier.

    >>> own = Price(30, 12, 2.0, 5, (), ())
    >>> standing(own, [FrontierPoint(10, 3.0, 4), FrontierPoint(12, 1.5, 3)])
    Standing(status='beaten', points=(FrontierPoint(exposure=12, ties=1.5, effort=3, status='optimal', gap=0.0),))
    >>> standing(own, [FrontierPoint(13, 1.0, 2), FrontierPoint(10, 2.5, 4)]).status
    'beyond'
    """
    ties = round(price.ties * TWENTIETHS)
    near = [(p.exposure, round(p.ties * TWENTIETHS), p) for p in frontier]
    near = [n for n in near if n[0] <= price.exposure and n[1] <= ties]
    same = [p for exposure, tie, p in near if (exposure, tie) == (price.exposure, ties)]
    if same:
        return Standing("on", (same[0],))
    if not near:
        return Standing("beyond")
    ends = (min(near, key=lambda n: n[:2])[2], min(near, key=lambda n: (n[1], n[0]))[2])
    return Standing("beaten", tuple(dict.fromkeys(ends)))
