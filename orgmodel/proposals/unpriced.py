"""Changes that no known move explains, each priced like the kind of move that it resembles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orgmodel.model import Edit
from orgmodel.moves import Situation

OTHER = 1  # points for a change that resembles no move


@dataclass(frozen=True)
class Unpriced:
    """Edits that make up one change: the kind of move that it resembles (None for none), its price, what it needs."""

    like: str | None
    effort: int
    edits: tuple[Edit, ...]
    needs: tuple[str, ...] = ()


def unpriced(s: Situation, edits: Sequence[Edit]) -> tuple[Unpriced, ...]:
    """What edits that no move explains cost.

    A body with another affiliation counts as reattached, with the consents that its lines ask; a new body as
    established, with its own lines; a unit of another kind as upgraded; anything else, and a line that moves from one
    superior to another, as one point. Facts of the file are no change of the organisation.
    """
    left = {n: e for n, e in enumerate(edits) if e.table != "org"}
    out: list[Unpriced] = []
    hanging = _hanging(left)
    for n, edit in [(n, e) for n, e in left.items() if e.table == "units" and _sided(e)]:
        lines = [left.pop(at) for at in hanging[edit.key[0], edit.before is None] if at in left]
        out.append(_unit(s, (left.pop(n), *lines)))
    moved: dict[str, list[Edit]] = defaultdict(list)
    for n, edit in list(left.items()):
        if edit.table == "lines" and edit.key[2] == s.profile.roles.affiliation and _sided(edit):
            moved[edit.key[0]].append(left.pop(n))
        elif edit.table == "units" and _become(edit, "kind"):
            out.append(_priced(s, "upgrade", (left.pop(n),), _approved(edit)))
    for lines in moved.values():
        out.append(
            _priced(s, "reattach", tuple(lines), tuple(dict.fromkeys(n for e in lines for n in _asked(s, e))))
        )
    return (*out, *(Unpriced(None, OTHER, tuple(group)) for group in _together(list(left.values()))))


def _hanging(edits: Mapping[int, Edit]) -> dict[tuple[str, bool], list[int]]:
    """(unit, whether it is added) -> the lines that come with it, and that go with it at either end."""
    out: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for n, edit in edits.items():
        if edit.table == "lines" and _sided(edit):
            added = edit.before is None
            for id in dict.fromkeys(edit.key[: 1 if added else 2]):
                out[id, added].append(n)
    return out


def _sided(edit: Edit) -> bool:
    """Whether a row is added or taken away, not changed."""
    return edit.before is None or edit.after is None


def _together(edits: Sequence[Edit]) -> list[list[Edit]]:
    """Edits one by one, but a line that ends and one of its kind that begins at the same unit as one change."""
    groups: dict[object, list[Edit]] = defaultdict(list)
    for n, edit in enumerate(edits):
        line = edit.table == "lines" and _sided(edit)
        groups[(edit.key[0], edit.key[2]) if line else n].append(edit)
    out = []
    for group in groups.values():
        ended, begun = ([e for e in group if (e.after is None) == end] for end in (True, False))
        pair = len(ended) == len(begun) == 1
        out += [group] if pair else [[e] for e in group]
    return out


def _unit(s: Situation, edits: tuple[Edit, ...]) -> Unpriced:
    """A unit that is added or taken away, first, and the lines by which it hangs on others."""
    edit = edits[0]
    kind = s.profile.kinds.get(str((edit.after or {}).get("kind")))
    if edit.before is None and kind is not None and kind.body:
        return _priced(s, "establish", edits, _approved(edit))
    asked = tuple(dict.fromkeys(n for e in edits if e.table == "lines" for n in _asked(s, e)))
    return Unpriced(None, OTHER + s.profile.consent_effort * len(asked), edits, asked)


def _priced(s: Situation, like: str, edits: tuple[Edit, ...], needs: tuple[str, ...]) -> Unpriced:
    effort = s.profile.efforts.get(like, OTHER)
    effort += s.profile.approval_effort * needs.count("approval")
    effort += s.profile.consent_effort * sum(n.startswith("consent:") for n in needs)
    return Unpriced(like, effort, edits, needs)


def _asked(s: Situation, edit: Edit) -> tuple[str, ...]:
    """The superior who must agree that a line ends."""
    if edit.before is None or edit.key[2] != s.profile.roles.affiliation:
        return ()
    line: dict[str, Any] = {"row": dict(edit.before), "high": s.base.index.get(edit.key[1], -1)}
    return () if s.consent_of(line) == "granted" else (f"consent:{edit.key[1]}",)


def _approved(edit: Edit) -> tuple[str, ...]:
    return ("approval",) if _become(edit, "approval") and (edit.after or {}).get("approval") else ()


def _become(edit: Edit, column: str) -> bool:
    return (edit.before or {}).get(column) != (edit.after or {}).get(column)
