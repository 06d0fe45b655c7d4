"""A plan as a file: what it does to which org, and the hashes that keep it from being applied to another."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from orgmodel.model import ROWS, BadInput, Edit, EditConflict, Org, Problem, apply, canonical, schema
from orgmodel.proposals.plan import Plan

VERSION = 1
SHOWN = 10  # differing rows named in a refusal
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class PlanFile:
    """A plan read back from a file: its name, the org that it was made for, and its edits."""

    name: str
    before: str
    rows: dict[str, str]
    edits: tuple[Edit, ...]
    data: dict[str, Any]


def fingerprint(org: Org) -> str:
    """SHA-256 of the org's tables in canonical order; the form of its file does not matter."""
    digest = hashlib.sha256()
    for table in ROWS:
        digest.update(f"{table}\n".encode())
        digest.update(canonical(table, org.tables[table]).write_csv().encode())
    return digest.hexdigest()


def row_hash(row: dict[str, Any]) -> str:
    """A short hash of the filled cells of a row."""
    text = repr(sorted((k, str(v)) for k, v in row.items() if v is not None))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _rows(org: Org, edits: Sequence[Edit], subjects: set[str]) -> dict[str, str]:
    """The hash of each row that a plan touches or a cleared finding rests on, by table and key."""
    out = {f"{e.table} {e.name}": row_hash(dict(e.before)) for e in edits if e.before is not None}
    for id in sorted(subjects):
        found = org.units.filter(org.units["id"] == id)
        if len(found):
            out[f"units {id}"] = row_hash(found.row(0, named=True))
    return dict(sorted(out.items()))


def save(org: Org, plan: Plan) -> str:
    """The text of a plan file."""
    data = plan.as_dict()
    subjects = {subject for m in plan.moves for _, subject in m.clears}
    document = {
        "orgmodel_plan": VERSION,
        "plan": plan.name,
        "org": org.name,
        "before": {"sha256": fingerprint(org), "rows": _rows(org, plan.edits, subjects)},
        **{
            k: data[k] for k in ("criteria", "exposure", "ties", "effort", "errors", "status", "bound", "gap")
        },
        "moves": data["moves"],
        "residual": data["residual"],
        "phases": data["phases"],
        "edits": [
            {
                "table": e.table,
                "key": list(e.key),
                "before": dict(e.before) if e.before is not None else None,
                "after": dict(e.after) if e.after is not None else None,
            }
            for e in plan.edits
        ],
    }
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text


def load(text: str, file: str) -> PlanFile:
    """A plan from the text of its file.

    :raises BadInput: if it is no plan file.
    """
    try:
        data = yaml.load(text, _Loader)
        if data["orgmodel_plan"] != VERSION:
            raise ValueError(f"version {data['orgmodel_plan']!r}; allowed: {VERSION}")
        edits = tuple(_edit(e) for e in data["edits"])
        return PlanFile(
            str(data["plan"]), str(data["before"]["sha256"]), dict(data["before"]["rows"]), edits, data
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError) as error:
        what = f"is no plan file ({error})" if isinstance(error, ValueError) else "is no plan file"
        raise BadInput(
            [Problem(what, file=file, remedy="`orgmodel propose ORG -o DIR` writes plan files.")]
        ) from None


def _edit(data: dict[str, Any]) -> Edit:
    table = data["table"]
    if table not in ROWS:
        raise ValueError(f"table {table!r}; allowed: {', '.join(ROWS)}")
    known = schema(table)
    key = tuple(str(k) for k in data["key"])
    for side in ("before", "after"):
        if not isinstance(data[side], dict | None):
            raise ValueError(f"{side} of {table} {'>'.join(key)} is no row")
        for column, value in (data[side] or {}).items():
            if column not in known and not isinstance(value, str):
                raise ValueError(f"column {column!r} of {table} holds {value!r}; allowed: text")
    return Edit(table, key, data["before"], data["after"])


def carry_out(org: Org, plan: PlanFile) -> Org:
    """The org after a plan.

    :raises EditConflict: if the plan was made for another org; names the rows of the plan that differ.
    """
    if fingerprint(org) != plan.before:
        now = _rows(org, plan.edits, {k.removeprefix("units ") for k in plan.rows if k.startswith("units ")})
        held = _present(org, plan)
        differing = [k for k, h in plan.rows.items() if now.get(k) != h or k not in held]
        what = (
            "rows of the plan that differ: " + ", ".join(differing)
            if differing
            else "rows outside the plan differ"
        )
        raise EditConflict(
            f"the plan {plan.name!r} was made for another org; {what}. Run `orgmodel propose` anew."
        )
    return apply(org, plan.edits)


def _present(org: Org, plan: PlanFile) -> set[str]:
    """The rows of the plan that the org holds exactly as the plan expects them."""
    keys = set(plan.rows)
    for edit in plan.edits:
        if edit.before is None:
            continue
        try:
            apply(org, [edit])
        except EditConflict:
            keys.discard(f"{edit.table} {edit.name}")
    return keys
