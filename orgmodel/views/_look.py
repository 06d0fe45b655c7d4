"""How one side of a change looks: the class of every box and line, before, after, or what changed between them."""

from dataclasses import dataclass, field, replace

from orgmodel.views._cast import Actor, Cast, Strand, Tie
from orgmodel.views._words import say

_LINE = {"half": "half", "broken": "broken", "orphan": "orphan"}
_MARK = {"half": "half", "broken": "cross", "orphan": "ring", "circle": "ring"}
Pair = dict[Strand, Tie]


@dataclass(frozen=True)
class Face:
    """A box as it looks: class, name, and what stands below the name."""

    cls: str
    name: str
    body: str
    territorial: bool


@dataclass(frozen=True)
class Edge:
    """A drawn line between two boxes; ``mark`` is the status that it is marked with, or empty."""

    tail: str
    head: str
    cls: str
    strand: Strand
    arrow: bool
    id: str
    mark: str = ""

    @property
    def shape(self) -> str:
        """The shape of its mark."""
        return _MARK[self.mark]


@dataclass
class Look:
    """All boxes and lines of one side of a change."""

    faces: dict[str, Face] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def look(show: str, before: Cast, after: Cast | None, lang: str) -> Look:
    """What ``before``, ``after`` or ``diff`` shows."""
    if show == "diff" and after is not None:
        return _changes(before, after, lang)
    return _state(after if show == "after" and after is not None else before)


def _pairs(cast: Cast) -> dict[tuple[str, str], Pair]:
    out: dict[tuple[str, str], Pair] = {}
    for tie in cast.ties:
        out.setdefault((tie.tail, tie.head), {})[tie.strand] = tie
    return out


def _shown(cast: Cast) -> dict[str, Actor]:
    """Boxes that appear: all of the vertical side, and the local bodies that something is joined to."""
    joined = cast.joined()
    alone = all(a.side == "territorial" for a in cast.actors.values())
    return {i: a for i, a in cast.actors.items() if a.side == "vertical" or i in joined or alone}


def _class(actor: Actor) -> str:
    if actor.unknown:
        return "unknown"
    if actor.side == "territorial":
        return "territorial"
    return _LINE.get(actor.status, "vertical")


def _mark(tie: Tie | None) -> str:
    if tie is not None and tie.circle:
        return "circle"
    return tie.status if tie is not None and tie.status in _MARK else ""


def _state(cast: Cast) -> Look:
    out = Look()
    for id, a in _shown(cast).items():
        out.faces[id] = Face(_class(a), a.name, a.body, a.side == "territorial")
    for (tail, head), pair in _pairs(cast).items():
        out.edges += _kept(tail, head, pair)
    return out


def _kept(tail: str, head: str, pair: Pair) -> list[Edge]:
    """The lines of one pair of boxes; affiliation covers management where both have the same ends."""
    v, a = pair.get("vertical"), pair.get("affiliation")
    out = []
    if a:
        cls = _LINE.get(a.status, "affiliation")
        strand: Strand = "vertical" if v else "affiliation"
        mark = "circle" if a.circle else _mark(v)
        out.append(Edge(tail, head, cls, strand, True, a.id, mark))
    elif v:
        out.append(Edge(tail, head, "management", "vertical", False, v.id, _mark(v)))
    out += _side_lines(tail, head, pair)
    return out


def _side_lines(tail: str, head: str, pair: Pair) -> list[Edge]:
    out = []
    if c := pair.get("cooperation"):
        out.append(Edge(tail, head, "cooperation", "cooperation", False, c.id))
    if f := pair.get("functional"):
        out.append(Edge(tail, head, "functional", "functional", True, f.id, "circle" if f.circle else ""))
    if o := pair.get("other"):
        out.append(Edge(tail, head, "dotted", "other", True, o.id, "circle" if o.circle else ""))
    return out


def _changes(before: Cast, after: Cast, lang: str) -> Look:
    out = Look()
    old, new = _shown(before), _shown(after)
    for id in [*old, *(i for i in new if i not in old)]:
        out.faces[id] = _changed(old.get(id), new.get(id), id in before.actors, id in after.actors, lang)
    first, second = _pairs(before), _pairs(after)
    for key in [*first, *(k for k in second if k not in first)]:
        out.edges += _compared(*key, first.get(key, {}), second.get(key, {}))
    return out


def _changed(old: Actor | None, new: Actor | None, was: bool, stays: bool, lang: str) -> Face:
    actor = new or old
    assert actor is not None
    territorial = actor.side == "territorial"
    if new is None or old is None:
        if territorial:
            cls = "linked" if old is None else "released"
        elif actor.unknown:
            cls = "unknown"
        else:
            cls = "added" if not was else "removed" if not stays else _class(actor)
        return Face(cls, actor.name, actor.body, territorial)
    if old.body == new.body:
        return Face(_class(new), new.name, new.body, territorial)
    arrow = "→" if lang == "zh" else " → "
    body = f"{old.body or say('none', lang)}{arrow}{new.body or say('none', lang)}"
    cls = "established" if not old.body else "upgraded" if new.rank > old.rank else "changed"
    return Face(cls, new.name, body if old.body else new.body, territorial)


def _compared(tail: str, head: str, old: Pair, new: Pair) -> list[Edge]:
    main: tuple[Strand, Strand] = ("vertical", "affiliation")
    (v0, a0), (v1, a1) = ([s in pair for s in main] for pair in (old, new))
    out: list[Edge] = []
    for edge in _kept(tail, head, {s: new[s] for s in main if s in new}):
        fresh = not a0 if a1 else not v0
        out.append(replace(edge, cls="added", arrow=True) if fresh else edge)
    if a0 and not a1:
        out.append(Edge(tail, head, "removed", "affiliation", True, old["affiliation"].id))
    elif v0 and not v1:
        out.append(Edge(tail, head, "removed", "vertical", True, old["vertical"].id))
    sides: tuple[Strand, ...] = ("cooperation", "functional", "other")
    for edge in _side_lines(tail, head, {s: new[s] for s in sides if s in new}):
        out.append(edge if edge.strand in old else replace(edge, cls="added"))
    for edge in _side_lines(tail, head, {s: old[s] for s in sides if s in old and s not in new}):
        out.append(replace(edge, cls="removed", mark=""))
    return out
