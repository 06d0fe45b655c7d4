"""Which unit is shown, and who stands on its ways up: by the vertical line, and by the affiliation of its body."""

from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np

from orgmodel.graph import derive
from orgmodel.graph.links import CONTINUOUS, STATUS
from orgmodel.model import Org
from orgmodel.scene import Undrawable
from orgmodel.views._cast import Cast

MOST = 400  # boxes on a way that are followed


@dataclass
class Ways:
    """The two ways up from a box, itself first, and the lines between local bodies that they run along.

    ``beside`` holds who else has a say: all that may bind the first box, and the local superiors of those on the vertical way.
    """

    vertical: list[str]
    affiliation: list[str]
    local: list[tuple[str, str, str]] = field(default_factory=list)  # tail, head, id
    beside: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Everybody on either way, once."""
        return list(dict.fromkeys([*self.vertical, *self.affiliation, *self.beside]))


def gravest(org: Org, cast: Cast) -> str:
    """The box with the worst link; of equals the one with the longest way up, then the first of the file."""
    d = derive(org)
    above = np.asarray(d.forest(d.profile.roles.vertical).ancestors)
    status = {r["unit"]: r["status"] for r in d.links.iter_rows(named=True)} if cast.counts else {}

    def grave(id: str) -> tuple[int, int]:
        row = d.index.get(id, -1)
        worst = status.get(id, "none")
        broken = STATUS.index(worst) if worst not in CONTINUOUS else 0
        return broken, int(above[row]) if row >= 0 else 0

    boxes = [a.id for a in cast.actors.values() if not a.unknown]
    vertical = [i for i in boxes if cast.actors[i].side == "vertical"]
    if not boxes:
        raise Undrawable(f"{org.name or 'the org'} has no unit that could be drawn. Add rows to its units.")
    return max(vertical or boxes, key=grave)


def box_of(id: str, org: Org, casts: tuple[Cast, ...]) -> str:
    """The box that a unit, body or office stands in.

    :raises Undrawable: if no box of any org has or holds this id.
    """
    hosts = dict(reversed([*org.units.select("id", "host").iter_rows()]))
    seen: set[str] = set()
    at = id
    while at not in seen:
        if any(at in c.actors for c in casts):
            return at
        seen.add(at)
        at = hosts.get(at) or at
    near = get_close_matches(id, [*hosts], n=3)
    remedy = (
        f"Did you mean {', '.join(near)}?" if near else "Name the id of a unit, body or office of the file."
    )
    raise Undrawable(f"there is no unit to focus on with the id {id!r}. {remedy}")


def ways(org: Org, cast: Cast, start: str) -> Ways:
    """Follow both ways from a box; a circle is followed once round."""
    up: dict[str, dict[str, tuple[str, str]]] = {"vertical": {}, "affiliation": {}}
    for tie in cast.ties:
        if tie.strand in up:
            known = up[tie.strand].get(tie.tail)
            if known is None or (tie.status and not known[1]):
                up[tie.strand][tie.tail] = (tie.head, tie.status)
    vertical = _climb(start, {t: h for t, (h, _) in up["vertical"].items()})
    made = Ways(vertical, [], beside=_beside(cast, vertical))
    between = _between_locals(org, cast)
    heads = {t: h for t, (h, _) in up["affiliation"].items()}
    heads |= {t: h for t, (h, _) in between.items() if t not in heads}
    made.affiliation = _climb(start, heads)
    for low, high in zip(made.affiliation, made.affiliation[1:], strict=False):
        if low in between and between[low][0] == high:
            made.local.append((low, high, between[low][1]))
    return made


def _beside(cast: Cast, vertical: list[str]) -> list[str]:
    """Who binds the first box on any line, and whom those below the last are affiliated to."""
    start, below = vertical[0], set(vertical[:-1])
    return [
        t.head
        for t in cast.ties
        if (t.tail == start and t.strand in ("vertical", "functional"))
        or (t.tail in below and t.strand == "affiliation")
    ]


def _climb(start: str, up: dict[str, str]) -> list[str]:
    out = [start]
    while (above := up.get(out[-1])) is not None and above not in out and len(out) < MOST:
        out.append(above)
    return out


def _between_locals(org: Org, cast: Cast) -> dict[str, tuple[str, str]]:
    """Local body -> the local body it is affiliated to, with the id of the line."""
    d = derive(org)
    kind = d.profile.roles.affiliation
    local = {a.id for a in cast.actors.values() if a.side == "territorial"}
    out: dict[str, tuple[str, str]] = {}
    if kind is not None:
        for line in d.lines.iter_rows(named=True):
            low, high = line["subordinate"], line["superior"]
            if line["kind"] == kind and low in local and high in local and low != high:
                out.setdefault(low, (high, f"{low}>{high}:{kind}"))
    return out
