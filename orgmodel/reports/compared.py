"""Two plan files side by side: the moves that they share, those that only one has, and how their criteria differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orgmodel.graph.labels import word as profile_word
from orgmodel.model import Org
from orgmodel.moves import Move, catalogue, sentence
from orgmodel.profiles import of
from orgmodel.proposals.ownplan import load_partial
from orgmodel.proposals.planfile import load
from orgmodel.proposals.plantext import document
from orgmodel.reports.columns import aligned
from orgmodel.reports.listing import Lines
from orgmodel.reports.plans import number, word

CRITERIA = ("exposure", "ties", "effort", "errors")
WORDS = {
    "exposure": ("问题分值", "exposure"),
    "effort": ("工作量", "effort"),
    "errors": ("未消除错误", "errors left"),
    "moves": ("措施", "moves"),
    "difference": ("相差", "difference"),
    "common": ("相同的措施（{count}项）", "Moves of both ({count})"),
    "only": ("仅“{plan}”采取（{count}项）", "Moves of {plan} alone ({count})"),
    "other_org": ("两个方案所依据的组织文件不同", "The two plans were made for different orgs"),
    "row": ("{kind}：{subject}", "{kind}: {subject}"),
    "approval": ("{move}（须报批）", "{move} (with approval)"),
    "arrow": ("{source} → {target}", "{source} -> {target}"),
    "to": ("→ {target}", "-> {target}"),
}


@dataclass(frozen=True)
class NamedMove:
    """A move as a plan file names it."""

    id: str
    kind: str
    subject: str
    source: str | None
    target: str | None
    text: str = ""

    @property
    def approved(self) -> bool:
        """Whether it rests on an approval."""
        return self.id.endswith("+approval")

    def as_dict(self) -> dict[str, str | None]:
        """The JSON shape."""
        return {
            "id": self.id,
            "kind": self.kind,
            "subject": self.subject,
            "from": self.source,
            "to": self.target,
        }


@dataclass(frozen=True)
class ComparedPlan:
    """What a comparison needs of a plan file; a plan written by hand has neither figures nor an org (``before``)."""

    file: str
    name: str
    language: str
    before: str | None
    figures: dict[str, float]
    moves: dict[str, NamedMove]


def read_plan(text: str, file: str) -> ComparedPlan:
    """A plan file for a comparison, whether the program or a planner wrote it.

    :raises BadInput: if it is no plan file.
    """
    if "before" in document(text, file):
        plan = load(text, file)
        full = (NamedMove(m.id, m.kind, m.subject, m.source, m.target, m.text) for m in plan.moves)
        figures = {c: v if c == "ties" else int(v) for c, v in plan.figures.items() if c in CRITERIA}
        return ComparedPlan(
            file, plan.name, plan.language or "zh", plan.before, figures, {m.id: m for m in full}
        )
    named = load_partial(text, file).moves
    moves = (
        NamedMove(f"{kind}:{subject}" + (f">{to}" if to else ""), kind, subject, None, to)
        for kind, subject, to in named
    )
    return ComparedPlan(file, file, "zh", None, {}, {m.id: m for m in moves})


def compared_json(one: ComparedPlan, other: ComparedPlan) -> dict[str, Any]:
    """The JSON shape of a comparison; ``difference`` is what the second has more."""
    return {
        "plans": [one.name, other.name],
        "same_org": one.before == other.before,
        "criteria": {
            c: {"first": one.figures[c], "second": other.figures[c], "difference": _apart(one, other, c)}
            for c in CRITERIA
            if one.figures and other.figures
        },
        "common": [m.as_dict() for m in _in_both(one, other)],
        "first_only": [m.as_dict() for m in _alone(one, other)],
        "second_only": [m.as_dict() for m in _alone(other, one)],
    }


def compared_text(one: ComparedPlan, other: ComparedPlan, org: Org | None, language: str) -> Lines:
    """The comparison as styled lines; moves are sentences where the org is given or their file holds them in this language."""

    def say(key: str, /, **values: object) -> str:
        return WORDS[key][0 if language == "zh" else 1].format(**values)

    alike = one.name == other.name
    names = [plan.file if alike else _named(plan.name, language) for plan in (one, other)]
    out: Lines = []
    if one.before and other.before and one.before != other.before:
        out.append((say("other_org"), "warning"))
    rows = [["", *names, say("difference")]]
    lost = profile_word(of(org) if org else None, "ties", language)
    for c in CRITERIA if one.figures and other.figures else ():
        rows.append(
            [
                lost if c == "ties" else say(c),
                number(one.figures[c]),
                number(other.figures[c]),
                f"{_apart(one, other, c):+g}",
            ]
        )
    count = len(other.moves) - len(one.moves)
    rows.append([say("moves"), str(len(one.moves)), str(len(other.moves)), f"{count:+d}"])
    out += [(line, "title" if i == 0 else "") for i, line in enumerate(aligned(rows))]
    for moves, told in (
        (_alone(one, other), say("only", plan=names[0], count=len(_alone(one, other)))),
        (_alone(other, one), say("only", plan=names[1], count=len(_alone(other, one)))),
        (_in_both(one, other), say("common", count=len(_in_both(one, other)))),
    ):
        out += [("", ""), (told, "title")]
        for move in moves:
            told_move = _told(move, one, org, language, say)
            out.append((f"  {say('approval', move=told_move) if move.approved else told_move}", ""))
    return out


def _named(name: str, language: str) -> str:
    try:
        return word(name, language)
    except KeyError:
        return name


def _in_both(one: ComparedPlan, other: ComparedPlan) -> list[NamedMove]:
    return [m for id, m in sorted(one.moves.items()) if id in other.moves]


def _alone(one: ComparedPlan, other: ComparedPlan) -> list[NamedMove]:
    return [m for id, m in sorted(one.moves.items()) if id not in other.moves]


def _apart(one: ComparedPlan, other: ComparedPlan, criterion: str) -> float:
    return round(other.figures[criterion] - one.figures[criterion], 2)


def _told(
    move: NamedMove, plan: ComparedPlan, org: Org | None, language: str, say: Callable[..., str]
) -> str:
    if org is not None and move.kind in catalogue():
        made = Move(move.kind, move.subject, move.source, move.target, slot="", effort=0)
        return sentence(org, made, language)
    if move.text and plan.language == language:
        return move.text
    kind = catalogue()[move.kind].title(language) if move.kind in catalogue() else move.kind
    told = say("row", kind=kind, subject=move.subject)
    if move.target is None:
        return told
    ends = say("arrow" if move.source else "to", source=move.source, target=move.target)
    return f"{told}  {ends}"
