"""Who appears in a picture: the units as boxes, each with its highest body, and the ties between them.

A unit and the bodies and offices set up in it are one box; a line that starts or ends at a body starts or ends at
the box of its host.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.profiles import Profile
from orgmodel.scene.text import plain
from orgmodel.views._words import say

Strand = Literal["vertical", "affiliation", "cooperation", "functional", "other"]


@dataclass(frozen=True)
class Actor:
    """One box: a unit of the vertical line, a local body, or an id that names nothing (``unknown``)."""

    id: str
    side: Literal["vertical", "territorial"]
    name: str
    level: str | None = None
    body: str = ""  # short label of its highest body
    rank: int = -1  # of that body
    status: str = ""  # of its link to its superior
    unknown: bool = False


@dataclass(frozen=True)
class Tie:
    """A line between two boxes; ``status`` is that of the link it belongs to, ``circle`` whether it is part of a circle."""

    tail: str
    head: str
    strand: Strand
    status: str = ""
    id: str = ""
    circle: bool = False


@dataclass
class Cast:
    """One organisation as it appears: boxes in file order, ties in file order, links counted by status.

    ``home`` names the box of every unit, that of its host for a body or an office.
    """

    profile: Profile
    actors: dict[str, Actor] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)

    def joined(self) -> set[str]:
        """Ids of the boxes that a tie starts or ends at."""
        return {end for t in self.ties for end in (t.tail, t.head)}


def cast(org: Org, lang: str, *, every: bool = False) -> Cast:
    """The boxes and ties of an org on its day; with ``every``, those of every line kind, and between local bodies too."""
    derived = derive(org)
    profile = derived.profile
    rows = {r["id"]: r for r in reversed(org.units.to_dicts())}
    rows = {id: rows[id] for id in dict.fromkeys(org.units["id"].to_list())}
    alive = {id for id, ok in zip(org.units["id"].to_list(), derived.active.tolist(), strict=True) if ok}
    home = {id: _home(id, rows, profile) for id in rows}
    links = {r["unit"]: r for r in derived.links.iter_rows(named=True)} if profile.roles.affiliation else {}
    made = Cast(profile, counts=dict(Counter(r["status"] for r in links.values())), home=home)
    bodies = _bodies(rows, alive, home, profile)
    for id, row in rows.items():
        if home[id] == id and id in alive:
            made.actors[id] = _actor(row, bodies.get(id), links.get(id), rows, profile, lang)
    strands = _strands(profile, every)
    rings = {kind: derived.rings(kind) for kind in strands if kind in profile.hierarchical}
    seen = set()
    for line in derived.lines.iter_rows(named=True):
        strand = strands.get(line["kind"])
        tail, head = line["subordinate"], line["superior"]
        if strand is None or (tail in rows and tail not in alive):
            continue
        ends = home.get(tail, tail), home.get(head, head)
        if ends[0] == ends[1] or (*ends, strand) in seen:
            continue
        seen.add((*ends, strand))
        for end, id in zip(ends, (tail, head), strict=True):
            if end not in made.actors:
                made.actors[end] = _lost(end, rows.get(id), strand, lang)
        if not every and made.actors[ends[0]].side == made.actors[ends[1]].side == "territorial":
            continue
        link = links.get(ends[0])
        if strand == "vertical":
            status = link["status"] if link and link["superior"] == head else ""
        else:
            status = link["status"] if strand == "affiliation" and link and link["body"] == tail else ""
        ring = rings.get(line["kind"])
        circle = ring is not None and line["valid"] and ring[line["low"]] == ring[line["high"]] >= 0
        made.ties.append(Tie(*ends, strand, status, f"{tail}>{head}:{line['kind']}", bool(circle)))
    return made


def _strands(profile: Profile, every: bool) -> dict[str, Strand]:
    """Which line kinds are drawn, and as what."""
    roles = profile.roles
    out: dict[str, Strand] = {}
    if every or roles.affiliation is None:
        out = {name: "functional" if kind.binding else "other" for name, kind in profile.lines.items()}
    if roles.affiliation is not None:
        out[roles.affiliation] = "affiliation"
        if roles.cooperation:
            out[roles.cooperation] = "cooperation"
    out[roles.vertical] = "vertical"
    return out


def _home(id: str, rows: dict[str, dict[str, object]], profile: Profile) -> str:
    """The unit whose box a body or office stands in; itself for all others."""
    seen = {id}
    while True:
        kind = profile.kinds.get(str(rows[id]["kind"]))
        host = rows[id]["host"]
        if not kind or not (kind.body or kind.office) or host not in rows or host in seen:
            return id
        id = str(host)
        seen.add(id)


def _bodies(
    rows: dict[str, dict[str, object]], alive: set[str], home: dict[str, str], profile: Profile
) -> dict[str, str]:
    """Box -> its body of the highest rank, the first of several."""
    out: dict[str, tuple[int, str]] = {}
    for id, row in rows.items():
        kind = profile.kinds.get(str(row["kind"]))
        if kind and kind.rank is not None and id in alive and home[id] != id:
            best = out.get(home[id])
            if best is None or kind.rank > best[0]:
                out[home[id]] = (kind.rank, id)
    return {box: id for box, (_, id) in out.items()}


def _actor(
    row: dict[str, object], body: str | None, link: dict[str, object] | None,
    rows: dict[str, dict[str, object]], profile: Profile, lang: str,
) -> Actor:  # fmt: skip
    if link and link["body"]:
        body = str(link["body"])
    name, rank = "", -1
    if body:
        kind = profile.kinds[str(rows[body]["kind"])]
        name, rank = kind.short.get(lang) or kind.label(lang), kind.rank if kind.rank is not None else -1
    own = profile.kinds.get(str(row["kind"]))
    return Actor(
        str(row["id"]),
        own.side if own else "vertical",
        plain(str(row["short_name"] or "")) or plain(str(row["name"])) or str(row["id"]),
        str(row["level"]) if row["level"] in profile.level_rank else None,
        name,
        rank,
        str(link["status"]) if link else "",
    )


def _lost(id: str, row: dict[str, object] | None, strand: Strand, lang: str) -> Actor:
    """The ghost of an id that names no unit, or a dissolved one."""
    side: Literal["vertical", "territorial"] = "territorial" if strand == "affiliation" else "vertical"
    name = (
        f"{plain(str(row['short_name'] or row['name']))}{say('dissolved', lang)}" if row else f"{plain(id)}？"
    )
    return Actor(id, side, name if row or lang == "zh" else f"{plain(id)}?", unknown=True)
