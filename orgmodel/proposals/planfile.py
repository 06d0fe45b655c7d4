"""A plan as a file: what each move does to which org, and what keeps it from being applied to another."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import yaml

from orgmodel.formats.steps.tree import Node
from orgmodel.graph.lines import SUBJECT
from orgmodel.model import ROWS, Edit, EditConflict, Org, apply, canonical, invert, joined
from orgmodel.model.edits import Cells, cells
from orgmodel.proposals.held import SHOWN, Difference, Held, Key
from orgmodel.proposals.plan import Plan
from orgmodel.proposals.plantext import VERSION, Drafts, Reader, document

ANEW = "Run `orgmodel propose` anew, or give --three-way to do what still fits."
BACK = (
    "Give the org that `orgmodel apply` made of this plan, or add --three-way to take back what still can be."
)
FIGURES = ("exposure", "ties", "effort", "errors", "bound", "gap")


@dataclass(frozen=True)
class PlannedMove:
    """A move read back from a plan file; ``requires`` are ids of moves of the plan, ``tie`` is in units of the org file."""

    id: str
    kind: str
    subject: str
    source: str | None
    target: str | None
    effort: int
    tie: float
    needs: tuple[str, ...]
    requires: tuple[tuple[str, ...], ...]
    phase: int
    text: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class PlanFile:
    """A plan read back from a file.

    ``before`` is the fingerprint of the org that it was made for, ``rests_on`` the rows of it that the plan rests on
    without changing them, ``figures`` the criteria by name (:data:`FIGURES`).
    """

    name: str
    org: str
    language: str
    before: str
    rests_on: Mapping[tuple[str, Key], Cells]
    figures: Mapping[str, float]
    moves: tuple[PlannedMove, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all moves, in the order of the phases."""
        return joined(m.edits for m in sorted(self.moves, key=lambda m: m.phase))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every value out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def fingerprint(org: Org) -> str:
    """SHA-256 of the org's tables in canonical order; the form of its file does not matter."""
    digest = hashlib.sha256()
    for table in ROWS:
        digest.update(f"{table}\n".encode())
        digest.update(canonical(table, org.tables[table]).write_csv().encode())
    return digest.hexdigest()


def save(org: Org, plan: Plan) -> str:
    """The text of a plan file."""
    data = plan.as_dict()
    made = {m.id: m for m in plan.moves}
    touched = {(e.table, e.key) for m in plan.moves for e in m.edits if e.before is not None}
    rested = _rested(org, {subject for m in plan.moves for _, subject in m.clears})
    rows = [
        {"table": t, "key": list(k), "row": dict(r)} for (t, k), r in rested.items() if (t, k) not in touched
    ]
    document = {
        "orgmodel_plan": VERSION,
        "plan": plan.name,
        "org": org.name,
        "language": org.language,
        "before": {"sha256": fingerprint(org), "rows": rows},
        **{
            k: data[k] for k in ("criteria", "exposure", "ties", "effort", "errors", "status", "bound", "gap")
        },
        "moves": [{**told, **_more(made, made[told["id"]])} for told in data["moves"]],
        "residual": data["residual"],
        "phases": data["phases"],
    }
    text: str = yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None
    )
    return text


def _more(made: Mapping[str, Any], move: Any) -> dict[str, Any]:
    """What the file says of a move beside its figures: the moves of the plan that it requires, and its edits."""
    groups = [[id for id in group if id in made] for group in move.requires]
    requires = {"requires": [g for g in groups if g]} if any(groups) else {}
    return {**requires, "edits": [_told(e) for e in move.edits]}


def _told(edit: Edit) -> dict[str, Any]:
    nth = {"nth": edit.nth} if edit.nth else {}
    before, after = (None if side is None else dict(side) for side in (edit.before, edit.after))
    return {"table": edit.table, "key": list(edit.key), **nth, "before": before, "after": after}


def _rested(org: Org, subjects: set[str]) -> dict[tuple[str, Key], Cells]:
    """The rows that findings with these subjects rest on: rows of that id, and lines of that name."""
    out: dict[tuple[str, Key], Cells] = {}
    asked = sorted(subjects)
    for table, row_type in ROWS.items():
        if row_type.keys == ("id",):
            found = org.tables[table].filter(pl.col("id").is_in(asked)).unique("id", keep="first").sort("id")
            out |= {(table, (row["id"],)): cells(row) for row in found.to_dicts()}
    lines = org.lines.filter(SUBJECT.is_in(asked)).unique(ROWS["lines"].keys, keep="first")
    for row in lines.sort(ROWS["lines"].keys).to_dicts():
        out["lines", (row["subordinate"], row["superior"], row["kind"])] = cells(row)
    return out


def load(text: str, file: str) -> PlanFile:
    """A plan from the text of its file.

    :raises BadInput: if it is no plan file that was made for an org; names every problem.
    """
    parts = document(text, file)
    reader = Reader(file)
    before = reader.mapping(parts.get("before"))
    if "sha256" not in before:
        remedy = "`orgmodel propose ORG --from PLAN -o DIR` completes a plan that was written by hand."
        reader.wrong("is no plan file that was made for an org: it lacks before", remedy=remedy)
    if reader.items(parts.get("edits")):
        remedy = "`orgmodel propose ORG --from PLAN -o DIR` makes moves of them; or put them into a move of the kind own."
        reader.wrong("holds edits outside its moves", parts["edits"], remedy=remedy)
    rests_on = [_resting(reader, node) for node in reader.items(before.get("rows"))]
    open_moves = [_opened(reader, node) for node in reader.items(parts.get("moves"))]
    name, org, language = (reader.text(parts.get(key)) for key in ("plan", "org", "language"))
    figures = {f: reader.number(parts.get(f)) for f in FIGURES}
    sha = reader.word(before.get("sha256")) or ""
    reader.finish()
    moves = (PlannedMove(**said, edits=tuple(d.edit for d in drafts.all())) for said, drafts in open_moves)
    rested = {(table, key): cells(row.typed) for table, key, row in rests_on}
    return PlanFile(name, org, language, sha, rested, figures, tuple(moves))


def _resting(reader: Reader, node: Node) -> tuple[str, Key, Any]:
    parts = reader.mapping(node, ("table", "key", "row"))
    table = reader.word(parts.get("table")) or ""
    if table not in ROWS:
        reader.wrong("is not a table", node, value=table, allowed=", ".join(ROWS))
        table = "units"
    return table, reader.words(parts.get("key")), reader.row(table, parts.get("row", node), False)


def _opened(reader: Reader, node: Node) -> tuple[dict[str, Any], Drafts]:
    parts = reader.mapping(node)
    drafts = reader.drafts(parts.get("edits"))
    for line in drafts.unknown():
        reader.wrong("is an edit that leaves out before", Node("scalar", line))
    kind, subject = (reader.text(parts.get(k)) for k in ("kind", "subject"))
    said = {
        "id": reader.text(parts.get("id")) or f"{kind}:{subject}",
        "kind": kind,
        "subject": subject,
        "source": reader.word(parts.get("from")),
        "target": reader.word(parts.get("to")),
        "effort": int(reader.number(parts.get("effort"))),
        "tie": reader.number(parts.get("tie")),
        "needs": reader.words(parts.get("needs")),
        "requires": tuple(reader.words(group) for group in reader.items(parts.get("requires"))),
        "phase": int(reader.number(parts.get("phase"))),
        "text": reader.text(parts.get("text")),
    }
    return said, drafts


def differences(org: Org, plan: PlanFile, edits: Sequence[Edit]) -> list[Difference]:
    """The rows of an org that are not as edits of a plan, or the findings behind them, expect them."""
    wanted = [(e.table, e.key) for e in edits if e.before is not None]
    held = Held(org, [*wanted, *plan.rests_on])
    found = [held.difference(e.table, e.key, e.before, e.nth) for e in edits if e.before is not None]
    found += [held.difference(table, key, row) for (table, key), row in plan.rests_on.items()]
    return [d for d in found if d is not None]


def carry_out(org: Org, plan: PlanFile) -> Org:
    """The org after a plan.

    :raises EditConflict: if the plan was made for another org; shows the rows that differ.
    """
    if fingerprint(org) != plan.before:
        what = f"the plan {plan.name!r} was made for another org"
        raise EditConflict(_refusal(what, differences(org, plan, plan.edits), ANEW))
    return apply(org, plan.edits)


def take_back(org: Org, plan: PlanFile) -> Org:
    """The org before a plan, from the org after it.

    :raises EditConflict: if this is not the org that the plan leads to; shows the rows that differ.
    """
    back = invert(plan.edits)
    what = f"this is not the org that the plan {plan.name!r} leads to"
    try:
        before = apply(org, back)
    except EditConflict:
        raise EditConflict(_refusal(what, differences(org, plan, back), BACK)) from None
    if fingerprint(before) != plan.before:
        raise EditConflict(_refusal(what, differences(org, plan, back), BACK))
    return before


def _refusal(what: str, found: Iterable[Difference], remedy: str) -> str:
    told = [str(d) for d in found]
    lines = [f"{what}; these rows differ:" if told else f"{what}; rows that the plan does not touch differ."]
    lines += [f"  {line}" for line in told[:SHOWN]]
    if len(told) > SHOWN:
        lines.append(f"  ... and {len(told) - SHOWN} more ({len(told)} in all)")
    return "\n".join([*lines, remedy])
