"""What the planner asks of a proposal: what counts, what may be spent, and which moves must or must not be made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn

from orgmodel.model import ROWS, BadInput, Org, Problem
from orgmodel.moves import TWENTIETHS, Situation, candidates, catalogue
from orgmodel.profiles import Profile
from orgmodel.rules import matching

SEVERITIES = ("error", "warning", "info")
OWN = "own"  # the kind of move that nothing proposes: its edits stand in a plan file
Place = tuple[str, int | None]  # a file and a line of it
REMEDIES = {
    "weights": "Give each severity a whole number.",
    "lock": "Name units by the ids of the org file.",
    "require": "Plan files (`orgmodel propose ORG -o DIR`) name the kind and the subject of each move that can be made.",
    "forbid": "Name a kind of move, or a kind and the id that it is about, as the org file has it.",
    "max-effort": "Leave the option out for no limit.",
    "max-ties": "Leave the option out for no limit.",
}


@dataclass(frozen=True)
class Options:
    """The planner's sides of a proposal.

    ``weights`` by severity replace the profile's; ``max_effort`` in points, ``max_ties`` in units of the org file. ``lock``
    names units that no move may touch. ``require`` holds ``MOVE@ID`` or ``MOVE@ID>TARGET``: such a move on that subject is made;
    ``forbid`` ``MOVE`` or ``MOVE@ID``. ``only`` are prefixes of the rules that count. ``alternatives`` asks for so many further plans.
    ``written`` says of moves to ``require`` and of units to ``lock`` that a plan file asks for where it does so.
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
    written: Mapping[str, Place] = field(default_factory=dict)

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
                self._refuse(f"{name}={weight}", "weights", ", ".join(f"{s}=N (N >= 0)" for s in SEVERITIES))
        return {**profile.weights, **self.weights}

    def counted(self, codes: Sequence[str]) -> set[str]:
        """The codes of the rules that count in exposure."""
        return matching(self.only, codes) if self.only else set(codes)

    def check(self, org: Org) -> None:
        """Refuse what names nothing.

        :raises BadInput: for an unknown unit, an unknown kind of move, an id that no move can be about, or a limit below zero.
        """
        ids = set(org.units["id"])
        for id in self.lock:
            if id not in ids:
                self._refuse(id, "lock", _near("units", id, ids))
        kinds = [kind for kind in catalogue() if kind != OWN]
        for text in (*self.require, *self.forbid):
            if text.partition("@")[0] not in kinds:
                self._refuse(
                    text,
                    "require" if text in self.require else "forbid",
                    "MOVE@ID with MOVE one of " + ", ".join(kinds),
                )
        for text in self.require:
            if "@" not in text:
                self._refuse(text, "require", "MOVE@ID, such as reattach@b1")
        self._known(org)
        for name, value in (("max-effort", self.max_effort), ("max-ties", self.max_ties)):
            if value is not None and value < 0:
                self._refuse(str(value), name, "0 or more")

    def _known(self, org: Org) -> None:
        """Refuse a move on what is neither a row of the org nor the subject of any move."""
        asked = {t: _subject(t, "require") for t in self.require}
        asked |= {t: _subject(t, "forbid") for t in self.forbid if "@" in t}
        named = {id for table, row in ROWS.items() if row.keys == ("id",) for id in org.tables[table]["id"]}
        strange = {text: id for text, id in asked.items() if id not in named}
        if strange:  # a line or a ring that findings speak of may be a subject too
            named |= {m.subject for m in candidates(org, self.lock).moves}
        for text, id in strange.items():
            if id not in named:
                self._refuse(text, "require" if text in self.require else "forbid", _near("rows", id, named))

    def idle(self, org: Org) -> list[str]:
        """Which of ``forbid`` rule out a move on one subject that would not be proposed anyway.

        That is no error: what was ruled out for good may have nothing to repair on another day.
        """
        asked = [text for text in self.forbid if "@" in text]
        found = {f"{m.kind}@{m.subject}" for m in candidates(org, self.lock).moves} if asked else set()
        return [text for text in asked if text not in found]

    def forbidden(self, kind: str, subject: str) -> bool:
        """Whether a move of this kind on this subject is ruled out."""
        return kind in self.forbid or f"{kind}@{subject}" in self.forbid

    def required(self, situation: Situation) -> list[list[str]]:
        """For each required move the ids of the candidates that fulfil it.

        :raises BadInput: for a move that is not among the candidates; names what rules it out, else those that there are.
        """
        out = []
        for text in self.require:
            kind, _, subject = text.partition("@")
            subject, _, target = subject.partition(">")
            made = [m for m in situation.made(kind, subject) if target in ("", str(m.target))]
            if not made:
                against = self._against(text, kind, subject, target, situation)
                if against:
                    raise BadInput(against)
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
                self._refuse(text, "require", allowed + why)
            out.append([m.id for m in made])
        return out

    def _against(
        self, text: str, kind: str, subject: str, target: str, situation: Situation
    ) -> list[Problem]:
        """What else is asked for that rules out a required move: kinds that are forbidden, units that are locked."""
        out = [
            self._problem(text, "require", remedy=f"--forbid {ruled} rules it out: leave out one of the two.")
            for ruled in self.forbid
            if ruled in (kind, f"{kind}@{subject}")
        ]
        touched = {subject, target}
        if subject in situation.base.index and (host := situation.host[situation.row(subject)]) >= 0:
            touched.add(situation.units[host]["id"])
        frozen = {r.by for r in situation.refusals if r.reason == "frozen" and r.finding[1] in touched}
        for id in self.lock:
            if id in touched | frozen:
                file, line = self.written.get(id, ("", None))
                remedy = (
                    f"{file} changes {id} in line {line}, and no move touches it further: leave out one of the two."
                    if file
                    else f"--lock {id} leaves that unit as it is: leave out one of the two."
                )
                out.append(self._problem(text, "require", remedy=remedy))
        return out

    def _refuse(self, value: str, option: str, allowed: str) -> NoReturn:
        raise BadInput([self._problem(value, option, allowed, REMEDIES[option])])

    def _problem(self, value: str, option: str, allowed: str = "", remedy: str = "") -> Problem:
        """What is wrong with one of the options, or with the line of a plan file that stands behind it."""
        file, line = self.written.get(value, ("", None)) if option == "require" else ("", None)
        what = "this move cannot be made" if file else f"--{option} cannot be followed"
        return Problem(what, file, line=line, value=value, allowed=allowed, remedy=remedy)


def kinds_zh() -> dict[str, str]:
    """The kinds of move by their Chinese names."""
    return {kind.title_zh: name for name, kind in catalogue().items()}


def english(text: str) -> str:
    """A move as options write it, or a kind of move, with the English name of the kind for the Chinese one.

    >>> english("调整隶属关系@b1>c-pc"), english("设立机构"), english("fly@b1")
    ('reattach@b1>c-pc', 'establish', 'fly@b1')
    """
    kind, at, rest = text.partition("@")
    return kinds_zh().get(kind, kind) + at + rest


def _subject(text: str, option: str) -> str:
    """What a move written as ``MOVE@ID`` is about; a required one may name its target."""
    subject = text.partition("@")[2]
    return subject.partition(">")[0] if option == "require" else subject


def _near(what: str, id: str, ids: set[str]) -> str:
    close = get_close_matches(id, sorted(ids), n=3)
    return f"ids of {what}" + (f", such as {', '.join(close)}" if close else "")
