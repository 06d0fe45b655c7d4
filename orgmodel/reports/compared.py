"""Two plan files side by side: the moves that they share, those that only one has, and how their criteria differ.

What a planner wrote down as edits, in a file of his own or in one that was made around it, is compared edit by edit.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from orgmodel.graph.edited import sign, told
from orgmodel.graph.labels import word as profile_word
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import ROWS, BadInput, Edit, Org, Problem
from orgmodel.moves import Move, catalogue, sentence
from orgmodel.profiles import of
from orgmodel.proposals.options import OWN
from orgmodel.proposals.ownplan import completed, load_partial
from orgmodel.proposals.planfile import fingerprint, load
from orgmodel.proposals.plantext import Draft, document
from orgmodel.reports.changes import as_json
from orgmodel.reports.columns import aligned
from orgmodel.reports.listing import Lines
from orgmodel.reports.plans import number, word

CRITERIA = ("exposure", "ties", "effort", "errors")
WORDS = {
    "exposure": ("问题分值", "exposure"),
    "effort": ("工作量", "effort"),
    "errors": ("未消除错误", "errors left"),
    "moves": ("措施", "moves"),
    "edits": ("自拟调整", "edits"),
    "difference": ("相差", "difference"),
    "common": ("相同的措施（{count}项）", "Moves of both ({count})"),
    "only": ("仅“{plan}”采取（{count}项）", "Moves of {plan} alone ({count})"),
    "common_edits": ("相同的自拟调整（{count}处）", "Edits of both ({count})"),
    "only_edits": ("仅“{plan}”作出的自拟调整（{count}处）", "Edits of {plan} alone ({count})"),
    "other_org": ("两个方案所依据的组织文件不同", "The two plans were made for different orgs"),
    "row": ("{kind}：{subject}", "{kind}: {subject}"),
    "approval": ("{move}（须报批）", "{move} (with approval)"),
    "arrow": ("{source} → {target}", "{source} -> {target}"),
    "to": ("→ {target}", "-> {target}"),
    "edit+": ("{table}新增“{name}”", "{table}: {name} added"),
    "edit-": ("{table}删除“{name}”", "{table}: {name} removed"),
    "edit=": ("{table}“{name}”变更（{cells}）", "{table} {name} changes ({cells})"),
    "cell": ("{column}：{value}", "{column}: {value}"),
    "nothing": ("空", "nothing"),
}
K = TypeVar("K")
V = TypeVar("V")


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
    """What a comparison needs of a plan file; a plan written by hand has neither figures nor an org (``before``).

    ``edits`` are those of the planner's own, by what they do. Without an org the row before an edit may be empty: then
    the file does not say it.
    """

    file: str
    name: str
    language: str
    before: str | None
    figures: dict[str, float]
    moves: dict[str, NamedMove]
    edits: dict[Hashable, Edit]


def read_plan(text: str, file: str, org: Org | None = None) -> ComparedPlan:
    """A plan file for a comparison, whether the program or a planner wrote it; an org completes its edits.

    :raises BadInput: if it is no plan file, or the org is not the one that it was made for.
    """
    parts = document(text, file)
    if "before" not in parts:
        own = load_partial(text, file)
        named = [NamedMove(f"{k}:{s}" + (f">{to}" if to else ""), k, s, None, to) for k, s, to in own.moves]
        return ComparedPlan(file, file, "zh", None, {}, _by_id(named), _edits(own.edits, file, org))
    plan = load(text, file)
    if org is not None and fingerprint(org) != plan.before:
        what = f"the plan {plan.name!r} was made for another org"
        remedy = "Give the org that it was made for, or leave --org out."
        raise BadInput([Problem(what, file, remedy=remedy)])
    full = [
        NamedMove(m.id, m.kind, m.subject, m.source, m.target, m.text) for m in plan.moves if m.kind != OWN
    ]
    figures = {c: v if c == "ties" else int(v) for c, v in plan.figures.items() if c in CRITERIA}
    drafts = load_partial(text, file).edits if len(full) < len(plan.moves) else ()
    edits = _edits(drafts, file, org)
    return ComparedPlan(file, plan.name, plan.language or "zh", plan.before, figures, _by_id(full), edits)


def _by_id(moves: Sequence[NamedMove]) -> dict[str, NamedMove]:
    return {m.id: m for m in sorted(moves, key=lambda m: m.id)}


def _edits(drafts: Sequence[Draft], file: str, org: Org | None) -> dict[Hashable, Edit]:
    """Edits by what they do: the row, and what its cells become."""
    if org is not None:
        edits = completed(org, drafts, file)
    else:
        edits = tuple(d.edit if d.known else replace(d.edit, before={}) for d in drafts)
    return {
        (e.table, e.key, e.nth, sign(e), frozenset(_become(e).items() if e.after is not None else ())): e
        for e in edits
    }


def _become(edit: Edit) -> dict[str, Any]:
    """The cells that an edit changes, and what they become."""
    before, after = edit.before or {}, edit.after or {}
    return {c: after.get(c) for c in {**before, **after} if c not in before or before[c] != after.get(c)}


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
        "common": [m.as_dict() for m in _in_both(one.moves, other.moves)],
        "first_only": [m.as_dict() for m in _alone(one.moves, other.moves)],
        "second_only": [m.as_dict() for m in _alone(other.moves, one.moves)],
        "common_edits": as_json(_in_both(one.edits, other.edits))["edits"],
        "first_only_edits": as_json(_alone(one.edits, other.edits))["edits"],
        "second_only_edits": as_json(_alone(other.edits, one.edits))["edits"],
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
    for key in ("moves", "edits") if one.edits or other.edits else ("moves",):
        first, second = len(getattr(one, key)), len(getattr(other, key))
        rows.append([say(key), str(first), str(second), f"{second - first:+d}"])
    out += [(line, "title" if i == 0 else "") for i, line in enumerate(aligned(rows))]
    for whose, name, moves, edits in (
        ("only", names[0], _alone(one.moves, other.moves), _alone(one.edits, other.edits)),
        ("only", names[1], _alone(other.moves, one.moves), _alone(other.edits, one.edits)),
        ("common", "", _in_both(one.moves, other.moves), _in_both(one.edits, other.edits)),
    ):
        out += [("", ""), (say(whose, plan=name, count=len(moves)), "title")]
        for move in moves:
            told_move = _told(move, one, org, language, say)
            out.append((f"  {say('approval', move=told_move) if move.approved else told_move}", ""))
        if edits:
            out += [("", ""), (say(f"{whose}_edits", plan=name, count=len(edits)), "title")]
            out += [(f"  {line}", "") for line in _told_edits(edits, org, language, say)]
    return out


def _named(name: str, language: str) -> str:
    try:
        return word(name, language)
    except KeyError:
        return name


def _in_both(one: Mapping[K, V], other: Mapping[K, V]) -> list[V]:
    return [v for k, v in one.items() if k in other]


def _alone(one: Mapping[K, V], other: Mapping[K, V]) -> list[V]:
    return [v for k, v in one.items() if k not in other]


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
    named = say("row", kind=kind, subject=move.subject)
    if move.target is None:
        return named
    ends = say("arrow" if move.source else "to", source=move.source, target=move.target)
    return f"{named}  {ends}"


def _told_edits(
    edits: Sequence[Edit], org: Org | None, language: str, say: Callable[..., str]
) -> Sequence[str]:
    """Edits as sentences where the org is given, else by table and key."""
    if org is not None:
        return told(edits, RowWords.of_edits([org], edits, of(org), language))
    return [_bare(edit, language, say) for edit in edits]


def _bare(edit: Edit, language: str, say: Callable[..., str]) -> str:
    zh, row = language == "zh", ROWS[edit.table]
    cells = []
    for column, value in _become(edit).items():
        field = row.model_fields.get(column)
        heading = field.title if zh and field else column
        said = say("nothing") if value is None else f"{value:g}" if isinstance(value, float) else value
        cells.append(say("cell", column=heading, value=said))
    table = row.zh if zh else edit.table
    return say(f"edit{sign(edit)}", table=table, name=edit.name, cells=("；" if zh else "; ").join(cells))
