"""A finding -> candidate changes, one file a kind of move.

To add a kind, add a file with a ``MOVE``; :mod:`orgmodel.moves.base` says what it holds.
"""

import pkgutil
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from importlib import import_module

from orgmodel.graph import derive
from orgmodel.graph.called import unit_or_post
from orgmodel.graph.edited import told
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Org, apply
from orgmodel.moves.base import TWENTIETHS, FindingKey, Move, MoveKind, Refusal
from orgmodel.moves.situation import Situation
from orgmodel.profiles import Profile

__all__ = [
    "TWENTIETHS",
    "FindingKey",
    "Move",
    "MoveKind",
    "Refusal",
    "Situation",
    "candidates",
    "catalogue",
    "repairs",
    "sentence",
    "spoken",
]


@cache
def catalogue() -> dict[str, MoveKind]:
    """All kinds of move by name, in the order in which they propose."""
    kinds = []
    for module in pkgutil.iter_modules(__path__):
        move = getattr(import_module(f"orgmodel.moves.{module.name}"), "MOVE", None)
        if move is not None:
            kinds.append(move)
    return {k.kind: k for k in sorted(kinds, key=lambda k: k.order)}


def repairs(code: str, profile: Profile | None = None) -> list[str]:
    """The kinds of move that can clear a rule's findings, in a profile only those for which it has the roles."""
    kinds = [k for k in catalogue().values() if code in k.repairs]
    return [k.kind for k in kinds if profile is None or getattr(profile.roles, k.role)]


def spoken(org: Org, id: str, language: str) -> str:
    """A unit by its name, a post by its role and unit, in ``zh`` or ``en``; an id of neither stands for itself."""
    found = unit_or_post(derive(org), id, language)
    if found is None:
        return id
    name, post = found
    return f"the {name}" if post and language != "zh" else name


def sentence(org: Org, move: Move, language: str) -> str:
    """A move on an org as an order in ``zh`` or ``en``."""
    d = derive(org)
    return catalogue()[move.kind].sentence(
        move,
        lambda id: spoken(org, id, language),
        lambda kind: d.profile.kind_label(kind, language),
        language,
        d.index.__contains__,
        lambda: _changes(org, move, language),
    )


def _changes(org: Org, move: Move, language: str) -> str:
    """What the edits of a move do, as clauses of one sentence."""
    words = RowWords.of_edits((org, apply(org, move.edits)), move.edits, derive(org).profile, language)
    clauses = dict.fromkeys(told(move.edits, words, within=True))
    return ("；" if language == "zh" else "; ").join(clauses)


def candidates(
    org: Org,
    locked: Collection[str] = (),
    forbidden: Callable[[str, str], bool] = lambda kind, subject: False,
) -> Situation:
    """Every move that could help this org, with what stands in the way of others.

    ``locked`` are ids of units that count as frozen; moves for which ``forbidden(kind, subject)`` is true are left out.
    """
    situation = Situation(org, locked)
    for kind in catalogue().values():
        if kind.kind not in situation.profile.efforts:
            continue
        cites = situation.profile.cites(kind.kind)
        proposed = []
        for move in kind.candidates(situation):
            if not forbidden(move.kind, move.subject):
                proposed.append(move)
                continue
            for finding in move.clears:
                situation.refuse([finding], "forbidden", finding[1])
        situation.add([replace(m, cites=cites) if cites else m for m in proposed])
    return situation
