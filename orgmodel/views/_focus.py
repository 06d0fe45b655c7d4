"""Narrows a picture to one unit: what stands above it, what stands below it, and the local bodies joined to these."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from orgmodel.scene import Undrawable
from orgmodel.views._cast import Cast

_UP = ("vertical", "affiliation")  # strands that lead to a superior


def narrowed(cast: Cast, focus: str, depth: int | None) -> Cast:
    """The part of a cast around one unit: everything above it on vertical lines and affiliations, what is below it
    ``depth`` levels deep (all of it if None), and the local bodies joined to these. Links are counted anew.

    :raises Undrawable: if no box has this id; the message names near ones.
    """
    _known(focus, [cast])
    return _part(cast, _around(cast, focus, depth))


def narrowed_both(
    before: Cast, after: Cast | None, focus: str, depth: int | None
) -> tuple[Cast, Cast | None]:
    """Both sides of a change narrowed to the same boxes, so that what leaves the unit's chain does not look dissolved.

    :raises Undrawable: if no box of either side has this id.
    """
    if after is None:
        return narrowed(before, focus, depth), None
    _known(focus, [before, after])
    ids = _around(before, focus, depth) | _around(after, focus, depth)
    return _part(before, ids), _part(after, ids)


def _known(focus: str, casts: list[Cast]) -> None:
    ids = list(dict.fromkeys(i for c in casts for i in c.actors))
    if focus in ids:
        return
    near = get_close_matches(focus, ids, n=3, cutoff=0.5)
    hint = (
        f" Did you mean {' or '.join(near)}?"
        if near
        else f" There are {len(ids)} ids, such as {ids[0]}."
        if ids
        else ""
    )
    raise Undrawable(
        f"no unit to focus on: {focus!r}. Name the id of a unit or local body that the picture shows as a box; "
        f"a body or office is part of the box of the unit it is set up in.{hint}"
    )


def _around(cast: Cast, focus: str, depth: int | None) -> set[str]:
    """Ids of the boxes that belong to the picture of one unit; linear in the ties."""
    if focus not in cast.actors:
        return set()
    up: dict[str, list[str]] = defaultdict(list)
    down: dict[str, list[str]] = defaultdict(list)
    for tie in cast.ties:
        if tie.strand in _UP:
            up[tie.tail].append(tie.head)
            down[tie.head].append(tie.tail)
    ids = _reached([focus], up, None) | _reached([focus], down, depth)
    joined = set()
    for tie in cast.ties:
        for one, other in ((tie.tail, tie.head), (tie.head, tie.tail)):
            actor = cast.actors[other]
            if one in ids and (actor.side == "territorial" or (actor.unknown and other == tie.head)):
                joined.add(other)
    return ids | joined


def _reached(start: Iterable[str], ways: dict[str, list[str]], steps: int | None) -> set[str]:
    found, edge = set(start), list(start)
    while edge and (steps is None or steps > 0):
        edge = list(dict.fromkeys(n for i in edge for n in ways.get(i, ()) if n not in found))
        found.update(edge)
        steps = None if steps is None else steps - 1
    return found


def _part(cast: Cast, ids: set[str]) -> Cast:
    actors = {i: a for i, a in cast.actors.items() if i in ids}
    ties = [t for t in cast.ties if t.tail in ids and t.head in ids]
    counts = Counter(a.status for a in actors.values() if a.status)
    return Cast(cast.profile, actors, ties, dict(counts), cast.home)
