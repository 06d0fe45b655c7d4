"""How long a phase must take by the rules, worked out without the roadmap: the longest chain of moves that await each other."""

from collections.abc import Iterable

from orgmodel.moves import Move
from orgmodel.profiles import Profile


def lasts(move: Move, profile: Profile) -> int:
    """The days of one move: those of its kind, and before them those of the consent and the approval that it needs."""
    asked = any(need.startswith("consent:") for need in move.needs)
    return (
        profile.durations.get(move.kind, profile.days(move.kind))
        + profile.consent_days * asked
        + profile.approval_days * ("approval" in move.needs)
    )


def awaits(move: Move, other: Move) -> bool:
    """Whether a move comes after another.

    It does if it requires it, if it counts the bodies that the other attaches to it, or sets up what the raised body needs.
    """
    required = any(other.id in group for group in move.requires)
    counted = "threshold" in move.needs and other.kind == "reattach" and other.target == move.subject
    raised = other.kind == "upgrade" and other.subject in {subject for _, subject in move.clears}
    return required or counted or (move.kind == "establish" and raised)


def longest(moves: Iterable[Move], profile: Profile) -> int:
    """The days of the longest chain among moves that are made side by side where none awaits another; 0 for none."""
    moves = tuple(moves)
    known: dict[str, int] = {}

    def until(move: Move) -> int:
        if move.id not in known:
            before = [until(other) for other in moves if other is not move and awaits(move, other)]
            known[move.id] = lasts(move, profile) + max(before, default=0)
        return known[move.id]

    return max((until(move) for move in moves), default=0)
