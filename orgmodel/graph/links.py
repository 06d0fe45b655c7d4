"""Derived table ``links``: each vertical line with the status of the link between the bodies at its ends.

One row a unit with a vertical superior. Columns: ``row`` (row in the lines table), ``unit_row`` and ``superior_row`` (the two
ends), ``body_row`` (the body that speaks for the unit, -1 for none), ``body_superior_row``, ``accepted`` (the profile accepts that
superior), ``led`` (the leading body above leads the one below), ``status_word``. Looked up: ``unit`` (also ``subject``),
``superior``, ``body`` and ``body_superior``, the ids of these, and ``status``.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from orgmodel.graph.bodies import recognised
from orgmodel.graph.derived import Derived
from orgmodel.graph.forest import Bools, Ints

STATUS = ("none", "direct", "dual", "half", "broken", "orphan")  # from good to bad
LOOKED_UP = {
    "subject": ("id", "unit_row"),
    "unit": ("id", "unit_row"),
    "superior": ("id", "superior_row"),
    "body": ("id", "body_row"),
    "body_superior": ("id", "body_superior_row"),
    "status": (STATUS, "status_word"),
}
CONTINUOUS = ("direct", "dual")


def status(body: Bools, direct: Bools, reaches: Bools, accepted: Bools, led: Bools) -> NDArray[np.int8]:
    """The status of each link as an index into :data:`STATUS`; the first that holds wins."""
    tests = [~body, direct, ~reaches, accepted & led, ~accepted & led]
    codes = [STATUS.index(s) for s in ("none", "direct", "orphan", "dual", "half")]
    return np.select(tests, codes, STATUS.index("broken")).astype(np.int8)


def reaches_host(d: Derived, body: Ints, superior: Ints) -> Bools:
    """True where some affiliation ancestor of the body is hosted by the superior or by one above it.

    All chains are climbed together, one line a round. Shape (links,).
    """
    up = d.forest(d.profile.roles.affiliation)
    vertical = d.forest(d.profile.roles.vertical)
    found = np.zeros(len(body), dtype=bool)
    left = np.where(body >= 0, up.ancestors[body], 0)
    live = np.flatnonzero(left > 0)
    at = up.parent[body[live]]
    while len(live):
        found[live] = vertical.above(d.host[at], superior[live])
        left[live] -= 1
        on = (left[live] > 0) & ~found[live]
        live, at = live[on], up.parent[at[on]]
    return found


def accepts(d: Derived, body: Ints, superior: Ints, host: Ints) -> Bools:
    """True where the profile accepts this superior for this body at its host's level. Shape as given."""
    kinds = list(d.profile.kinds)
    number = d.numbers("kind", {k: i for i, k in enumerate(kinds)})
    rank = d.profile.level_rank
    wanted = np.full(len(kinds) + 1, -2)
    lowest = np.full(len(kinds) + 1, -1)
    any_level = np.zeros(len(kinds) + 1, dtype=bool)
    for i, kind in enumerate(d.profile.kinds.values()):
        if kind.accepted_superior is not None:
            wanted[i] = kinds.index(kind.accepted_superior)
            any_level[i] = kind.accepted_level is None
            lowest[i] = rank[kind.accepted_level] if kind.accepted_level else -1
    mine = np.where(body >= 0, number[body], -1)
    theirs = np.where(superior >= 0, number[superior], -1)
    level = np.where(host >= 0, d.level[host], -1)
    high_enough = any_level[mine] | ((level >= 0) & (level <= lowest[mine]))
    accepted: Bools = (wanted[mine] == theirs) & high_enough
    return accepted


def leads(d: Derived, unit: Ints, superior: Ints) -> Bools:
    """True where a leading body hosted by the superior leads one hosted by the unit. Shape as given."""
    leaders = d.kind_is(d.profile.roles.leader) & d.active
    low, high = d.ends(d.profile.roles.leadership)
    both = leaders[low] & leaders[high]
    n = len(d.ids)
    below, above = d.host[low[both]].astype(np.int64), d.host[high[both]]
    hosted = (below >= 0) & (above >= 0)
    below, above = below[hosted], above[hosted]
    led = np.zeros(n, dtype=bool)
    led[below] = True
    found: Bools = led[unit]
    asked = np.flatnonzero(found)  # mostly few
    found[asked] = np.isin(unit[asked].astype(np.int64) * n + superior[asked], below * n + above)
    return found


def build(d: Derived) -> pl.DataFrame:
    """Judge every vertical line; of several bodies of equal rank the worst speaks for the unit, then the smallest id."""
    lines = _vertical(d)
    unit, superior = (lines[end].to_numpy() for end in ("unit_row", "superior_row"))
    line, body = _pairs(d, unit)
    up = d.forest(d.profile.roles.affiliation)
    above = np.where(body >= 0, up.parent[body], np.int32(-1))
    accepted, led = accepts(d, body, above, unit[line]), leads(d, unit[line], superior[line])
    judged = status(body >= 0, reaches_host(d, body, superior[line]), recognised(d)[body], accepted, led)
    speaks = _worst(d, line, body, judged)
    body, above, judged = body[speaks], above[speaks], judged[speaks]
    return lines.with_columns(
        body_row=pl.Series(body),
        body_superior_row=pl.Series(above),
        accepted=pl.Series(accepted[speaks]),
        led=pl.Series(led[speaks]),
        status_word=pl.Series(judged),
        home=pl.lit("lines"),
    )


def _vertical(d: Derived) -> pl.DataFrame:
    """The first valid vertical line of every active unit, in file order."""
    chosen = (d.lines["kind"] == d.profile.roles.vertical) & d.lines["valid"]
    at = np.flatnonzero(chosen.to_numpy())
    low = d.lines["low"].to_numpy()[at]
    first = np.full(len(d.ids), -1)
    first[low[::-1]] = at[::-1]
    ends = d.lines.select("row", unit_row="low", superior_row="high")
    chosen_ends: pl.DataFrame = ends[at[(first[low] == at) & d.active[low]]]
    return chosen_ends


def _pairs(d: Derived, unit: Ints) -> tuple[Ints, Ints]:
    """Each line beside each body that may speak for its unit: number of the line, row of the body (-1 for none)."""
    number = np.arange(len(unit), dtype=np.int32)
    bodies = np.flatnonzero((d.rank >= 0) & (d.host >= 0)).astype(np.int32)
    if d.profile.roles.affiliation is None or not len(bodies):
        return number, np.full(len(unit), -1, dtype=np.int32)
    highest = np.full(len(d.ids), -1)
    np.maximum.at(highest, d.host[bodies], d.rank[bodies])
    bodies = bodies[d.rank[bodies] == highest[d.host[bodies]]]
    bodies = bodies[np.argsort(d.host[bodies], kind="stable")]
    count = np.bincount(d.host[bodies], minlength=len(d.ids))
    often = np.maximum(count[unit], 1)
    line = np.repeat(number, often)
    nth = np.arange(len(line)) - np.repeat(np.cumsum(often) - often, often)
    at = np.minimum((np.cumsum(count) - count)[unit[line]] + nth, len(bodies) - 1)
    return line, np.where(count[unit[line]] > 0, bodies[at], np.int32(-1))


def _worst(d: Derived, line: Ints, body: Ints, judged: NDArray[np.int8]) -> Ints:
    """Of the pairs of each line the one whose body speaks for the unit. Shape (lines,)."""
    again, several = line[1:] == line[:-1], np.zeros(len(line), dtype=bool)
    several[1:] |= again
    several[:-1] |= again
    pairs = {"pair": np.flatnonzero(several), "line": line[several], "code": judged[several]}
    worst = (
        pl.DataFrame(pairs)
        .with_columns(body=d.names(body[several]))
        .sort("line", "code", "body", descending=[False, True, False])
        .unique("line", keep="first", maintain_order=True)
    )
    speaks = ~several
    speaks[worst["pair"].to_numpy()] = True
    return np.flatnonzero(speaks).astype(np.int32)
