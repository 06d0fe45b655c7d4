"""A plan that a planner wrote by hand: moves by name, or edits that say only what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from orgmodel.formats.steps.tree import Node
from orgmodel.model import ROWS, BadInput, Edit, Org, Problem, schema
from orgmodel.model.edits import Cells, cells
from orgmodel.moves import catalogue
from orgmodel.profiles import nearest
from orgmodel.proposals.held import Held
from orgmodel.proposals.options import OWN, Place, kinds_zh
from orgmodel.proposals.plantext import Draft, Drafts, Reader, document

MOVE_KEYS = (
    "kind", "subject", "to", "from", "id", "effort", "tie", "needs", "requires", "clears", "cites", "phase", "text", "edits",
)  # fmt: skip
PLAN_KEYS = (
    "orgmodel_plan", "moves", "edits", "plan", "org", "language", "before", "criteria", "exposure", "ties", "effort", "errors",
    "status", "bound", "gap", "residual", "phases",
)  # fmt: skip
Named = tuple[str, str, str | None]  # kind, subject, target


@dataclass(frozen=True)
class PartialPlan:
    """What a plan file asks for, whether a planner or the program wrote it.

    ``moves`` are named by kind, subject and target (None where none was written), each in its line of ``lines``; ``edits`` are
    those that stand outside moves or in moves of the kind ``own``, for :func:`completed`.
    """

    file: str
    moves: tuple[Named, ...]
    edits: tuple[Draft, ...]
    lines: tuple[int, ...] = ()

    @property
    def places(self) -> dict[str, Place]:
        """Where each move is asked for, named as ``--require`` names it, and where each unit or row is changed."""
        places: dict[str, Place] = {id: (self.file, d.line) for d in self.edits for id in d.key[:1]}
        for (kind, subject, to), line in zip(self.moves, self.lines, strict=True):
            places[f"{kind}@{subject}" + (f">{to}" if to else "")] = (self.file, line)
        return places


def load_partial(text: str, file: str) -> PartialPlan:
    """The moves and edits of a plan file; everything else in it may be left out.

    :raises BadInput: with every problem of the file.
    """
    parts = document(text, file)
    reader = Reader(file)
    for key, node in parts.items():
        if key not in PLAN_KEYS:
            guess = nearest(key, PLAN_KEYS)
            remedy = f"Did you mean {guess}?" if guess else "Remove it or mend its name."
            reader.wrong(
                "is not a key of a plan file", node, value=key, allowed=", ".join(PLAN_KEYS), remedy=remedy
            )
    if "moves" not in parts and "edits" not in parts:
        reader.wrong(
            "asks for nothing", remedy="List moves (kind, subject, to) or edits (table, key, after)."
        )
    drafts = [reader.drafts(parts.get("edits"))]
    moves: list[tuple[Named, int]] = []
    for node in reader.items(parts.get("moves")):
        move = reader.mapping(node, MOVE_KEYS)
        kind = _kind(reader, node, move)
        if kind == OWN:
            drafts.append(_own(reader, node, move))
        else:
            moves.append(((kind, _subject(reader, node, move), reader.word(move.get("to"))), node.line))
    reader.finish()
    edits = tuple(draft for found in drafts for draft in found.all())
    return PartialPlan(file, tuple(m for m, _ in moves), edits, tuple(line for _, line in moves))


def _kind(reader: Reader, node: Node, parts: dict[str, Node]) -> str:
    said = reader.text(parts.get("kind"))
    kinds, titles = catalogue(), kinds_zh()
    kind = titles.get(said, said)
    if kind not in kinds:
        guess = nearest(said, [*kinds, *titles])
        remedy = f"Did you mean {guess}?" if guess else "Name the kind of move."
        reader.wrong("is not a kind of move", node, value=said, allowed=", ".join(kinds), remedy=remedy)
    return kind


def _subject(reader: Reader, node: Node, parts: dict[str, Node]) -> str:
    subject = reader.text(parts.get("subject"))
    if not subject:
        reader.wrong("is a move without a subject", node, remedy="Name the unit or row that it is about.")
    return subject


def _own(reader: Reader, node: Node, parts: dict[str, Node]) -> Drafts:
    """The edits of a move of the planner's own; nothing else says what it does."""
    drafts = reader.drafts(parts.get("edits"))
    if not drafts.given:
        remedy = "Give it edits (table, key, after), or name another kind."
        reader.wrong("is a move of the kind own without edits", node, remedy=remedy)
    return drafts


def completed(org: Org, drafts: Sequence[Draft], file: str = "") -> tuple[Edit, ...]:
    """Drafts as edits of an org; where what stood before was left out, the row of that key is looked up.

    :raises BadInput: for every key that no row has, and every column that neither the schema nor the org knows.
    """
    held = Held(org, [(d.table, d.key) for d in drafts])
    problems: list[Problem] = []
    out: list[Edit] = []
    for draft in drafts:
        problems += _unknown(org, draft, file)
        rows = held.rows(draft.table, draft.key)
        if draft.known:
            out.append(draft.edit)
        elif draft.nth < len(rows):
            out.append(_upon(rows[draft.nth], draft))
        else:
            problems.append(_missing(org, draft, file))
    if problems:
        raise BadInput(problems)
    return tuple(out)


def _upon(row: Cells, draft: Draft) -> Edit:
    after = None if draft.after is None else cells({**row, **draft.after})
    return Edit(draft.table, draft.key, row, after, draft.nth)


def _missing(org: Org, draft: Draft, file: str) -> Problem:
    key = ROWS[draft.table].keys[0]
    name = Edit(draft.table, draft.key, None, None).name
    guess = nearest(draft.key[0], org.tables[draft.table][key].cast(str).unique().sort().to_list())
    meant = f"Did you mean {guess}? " if guess and guess != draft.key[0] else ""
    remedy = f"{meant}To add the row, write 'before: null' and all of its cells."
    return Problem("no row has this key", file, draft.table, line=draft.line, value=name, remedy=remedy)


def _unknown(org: Org, draft: Draft, file: str) -> list[Problem]:
    allowed = list(dict.fromkeys([*schema(draft.table), *org.tables[draft.table].columns]))
    out = []
    for column in {**(draft.before or {}), **(draft.after or {})}:
        if column not in allowed:
            guess = nearest(column, allowed)
            remedy = f"Did you mean {guess}?" if guess else "Remove it or mend its name."
            out.append(
                Problem(
                    "is not a column",
                    file,
                    draft.table,
                    None,
                    draft.line,
                    "",
                    column,
                    ", ".join(allowed),
                    remedy,
                )
            )
    return out
