"""What the planner asks of a proposal: what counts, what may be spent, and which moves must or must not be made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn

from orgmodel.model import BadInput, Org, Problem
from orgmodel.moves import TWENTIETHS, Situation, catalogue
from orgmodel.profiles import Profile
from orgmodel.rules import matching

SEVERITIES = ("error", "warning", "info")
REMEDIES = {
    "weights": "Give each severity a whole number.",
    "lock": "Name units by the ids of the org file.",
    "require": "`orgmodel propose ORG --explain full` shows moves that can be made.",
    "forbid": "Name a kind of move, or a kind and the id that it is about.",
    "max-effort": "Leave the option out for no limit.",
    "max-ties": "Leave the option out for no limit.",
}


@dataclass(frozen=True)
class Options:
    """The planner's sides of a proposal.

    ``weights`` by severity replace the profile's; ``max_effort`` in points, ``max_ties`` in units of the org file. ``lock``
    names units that no move may touch. ``require`` holds ``MOVE@ID`` or ``MOVE@ID>TARGET``: such a move on that subject is made;
    ``forbid`` ``MOVE`` or ``MOVE@ID``. ``only`` are prefixes of the rules that count. ``alternatives`` asks for so many further plans.
    """

    weights: Mapping[str, int] = field(default_factory=dict)
    max_effort: int | None = None
    max_ties: float | None = None
    lock: Sequence[str] = ()
    require: Sequence[str] = ()
    forbid: Sequence[str] = ()
    only: Sequence[str] = ()
    time_limit: float | None = None
    alternatives: int = 0

    @property
    def custom(self) -> bool:
        """Whether the planner asks for a plan of their own."""
        asked = (self.weights, self.lock, self.require, self.forbid, self.only)
        return any(asked) or self.max_effort is not None or self.max_ties is not None

    @property
    def most_ties(self) -> int | None:
        """The ties that may be cut, in twentieths; None without a limit."""
        return None if self.max_ties is None else round(self.max_ties * TWENTIETHS)

    def weighing(self, profile: Profile) -> dict[str, int]:
        """The weight of each severity."""
        for name, weight in self.weights.items():
            if name not in SEVERITIES or weight < 0:
                _refuse(f"{name}={weight}", "weights", ", ".join(f"{s}=N (N >= 0)" for s in SEVERITIES))
        return {**profile.weights, **self.weights}

    def counted(self, codes: Sequence[str]) -> set[str]:
        """The codes of the rules that count in exposure."""
        return matching(self.only, codes) if self.only else set(codes)

    def check(self, org: Org) -> None:
        """Refuse what names nothing.

        :raises BadInput: for an unknown unit, an unknown kind of move, or a limit below zero.
        """
        ids = set(org.units["id"])
        for id in self.lock:
            if id not in ids:
                _refuse(id, "lock", _near(id, ids))
        for text in (*self.require, *self.forbid):
            if text.partition("@")[0] not in catalogue():
                _refuse(
                    text,
                    "require" if text in self.require else "forbid",
                    "MOVE@ID with MOVE one of " + ", ".join(catalogue()),
                )
        for text in self.require:
            if "@" not in text:
                _refuse(text, "require", "MOVE@ID, such as reattach@b1")
        for name, value in (("max-effort", self.max_effort), ("max-ties", self.max_ties)):
            if value is not None and value < 0:
                _refuse(str(value), name, "0 or more")

    def forbidden(self, kind: str, subject: str) -> bool:
        """Whether a move of this kind on this subject is ruled out."""
        return kind in self.forbid or f"{kind}@{subject}" in self.forbid

    def required(self, situation: Situation) -> list[list[str]]:
        """For each required move the ids of the candidates that fulfil it.

        :raises BadInput: for a move that is not among the candidates; names what is.
        """
        out = []
        for text in self.require:
            kind, _, subject = text.partition("@")
            subject, _, target = subject.partition(">")
            made = [m for m in situation.made(kind, subject) if target in ("", str(m.target))]
            if not made:
                there = sorted(
                    {
                        f"{m.kind}>{m.target}" if m.target else m.kind
                        for m in situation.moves
                        if m.subject == subject
                    }
                )
                refused = [f"{r.reason} ({r.by})" for r in situation.refusals if r.finding[1] == subject]
                allowed = f"for {subject}: {', '.join(there) or 'no move'}"
                why = f"; held back by {', '.join(sorted(set(refused)))}" if refused else ""
                _refuse(text, "require", allowed + why)
            out.append([m.id for m in made])
        return out


def _near(id: str, ids: set[str]) -> str:
    close = get_close_matches(id, sorted(ids), n=3)
    return "ids of units" + (f", such as {', '.join(close)}" if close else "")


def _refuse(value: str, option: str, allowed: str) -> NoReturn:
    raise BadInput(
        [Problem(f"--{option} cannot be followed", value=value, allowed=allowed, remedy=REMEDIES[option])]
    )
