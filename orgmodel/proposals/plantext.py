"""The text of a plan file as its parts: every scalar is text until the row type of its table types it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from orgmodel.formats.steps.files import loaded
from orgmodel.formats.steps.text import decoded
from orgmodel.formats.steps.tree import SEEN, Node
from orgmodel.formats.yaml import tree
from orgmodel.model import ROWS, BadInput, Edit, Problem, schema
from orgmodel.model.columns import check
from orgmodel.model.edits import Cells, cells
from orgmodel.model.rows import several
from orgmodel.profiles import nearest

VERSION = 1
EMPTY = ("", "~", "null")  # what stands for nothing where an id, a row or a list is expected
REMEDY = "`orgmodel propose ORG -o DIR` writes plan files."
EDIT_KEYS = ("table", "key", "nth", "before", "after")


@dataclass(frozen=True)
class Draft:
    """An edit as it stands in a file.

    Where ``known`` is false, ``before`` was left out: the row is to be looked up by its key, and ``after`` holds only the
    cells that change (None for one that is emptied), or is None where the row is to go.
    """

    table: str
    key: tuple[str, ...]
    before: Cells | None
    after: Cells | None
    known: bool = True
    nth: int = 0
    line: int | None = None

    @property
    def edit(self) -> Edit:
        """The draft as an edit; for drafts whose ``before`` is known."""
        return Edit(self.table, self.key, self.before, self.after, self.nth)


@dataclass
class _Row:
    """A row of texts that waits to be typed; ``whole`` where every column that must be filled has to be there."""

    table: str
    texts: dict[str, str]
    line: int
    whole: bool
    typed: dict[str, Any] = field(default_factory=dict)


def plan_text(path: Path) -> str:
    """What a plan file says.

    :raises BadInput: if it cannot be read, or is no text.
    """
    try:
        return decoded(loaded(path, None), str(path))
    except BadInput as error:
        raise BadInput([replace(p, remedy=p.remedy or REMEDY) for p in error.problems]) from None


def document(text: str, file: str) -> dict[str, Node]:
    """The values of a plan file by key.

    :raises BadInput: if it is no plan file of this version.
    """
    try:
        root = tree(text, file)
    except BadInput as error:
        found = error.problems[0]
        problem = Problem(f"is no plan file: it {found.what}", file, line=found.line, remedy=REMEDY)
        raise BadInput([problem]) from None
    parts = {k.text: v for k, v in root.pairs} if root.kind == "mapping" else {}
    version = parts.get("orgmodel_plan")
    if version is None:
        raise BadInput([Problem("is no plan file: it lacks the key orgmodel_plan", file, remedy=REMEDY)])
    if version.text != str(VERSION):
        what = "is no plan file of this version"
        raise BadInput(
            [Problem(what, file, "", None, version.line, "orgmodel_plan", version.text, str(VERSION), REMEDY)]
        )
    return parts


class Reader:
    """Reads the parts of one file and notes all that is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._rows: list[_Row] = []

    def wrong(self, what: str, node: Node | None = None, **more: Any) -> None:
        """Note a problem where a node stands."""
        self.problems.append(Problem(what, self.file, line=node.line if node else None, **more))

    def finish(self) -> None:
        """Type all rows.

        :raises BadInput: with every problem noted.
        """
        for table in ROWS:
            rows = [r for r in self._rows if r.table == table]
            if rows:
                self._type(table, rows)
        if self.problems:
            raise BadInput(self.problems)

    def mapping(self, node: Node | None, allowed: Sequence[str] = ()) -> dict[str, Node]:
        """The values of a mapping by key; empty where there is none."""
        if node is None or (node.kind == "scalar" and node.text in EMPTY):
            return {}
        if node.kind != "mapping":
            self.wrong(f"is {SEEN[node.kind]}, not a mapping", node)
            return {}
        out: dict[str, Node] = {}
        for key, value in node.pairs:
            if allowed and key.text not in allowed:
                guess = nearest(key.text, allowed)
                remedy = f"Did you mean {guess}?" if guess else "Remove it or mend its name."
                self.wrong(
                    "is not a key of this", key, value=key.text, allowed=", ".join(allowed), remedy=remedy
                )
            elif key.text in out:
                self.wrong("is given twice", key, value=key.text, remedy="Keep one of them.")
            else:
                out[key.text] = value
        return out

    def items(self, node: Node | None) -> list[Node]:
        """The items of a list; none where there is none."""
        if node is None or (node.kind == "scalar" and node.text in EMPTY):
            return []
        if node.kind != "list":
            self.wrong(f"is {SEEN[node.kind]}, not a list", node)
            return []
        return node.items

    def word(self, node: Node | None) -> str | None:
        """The text of a scalar; None where it stands for nothing."""
        if node is None or (node.kind == "scalar" and node.text in EMPTY):
            return None
        if node.kind != "scalar":
            self.wrong(f"is {SEEN[node.kind]}, not one value", node)
            return None
        return node.text

    def text(self, node: Node | None) -> str:
        """The text of a scalar as it stands, an id ``null`` too; empty where there is none."""
        if node is not None and node.kind != "scalar":
            self.wrong(f"is {SEEN[node.kind]}, not one value", node)
        return node.text if node is not None else ""

    def number(self, node: Node | None) -> float:
        """The number in a scalar; 0 where there is none."""
        try:
            return float(self.word(node) or 0)
        except ValueError:
            self.wrong("is not a number", node, value=node.text if node else "")
            return 0

    def words(self, node: Node | None) -> tuple[str, ...]:
        """The texts of a list of scalars; a single scalar is a list of one."""
        if node is not None and node.kind == "scalar":
            return () if node.text in EMPTY else (node.text,)
        items = self.items(node)
        for item in items:
            if item.kind != "scalar":
                self.wrong(f"is {SEEN[item.kind]}, not one value", item)
        return tuple(item.text for item in items)

    def drafts(self, node: Node | None) -> "Drafts":
        """The edits of a list; :meth:`Drafts.all` gives them once the rows are typed."""
        return Drafts([self._draft(item) for item in self.items(node)])

    def row(self, table: str, node: Node, whole: bool) -> _Row:
        """A row whose cells are typed by :meth:`finish`."""
        texts: dict[str, str] = {}
        for key, value in self.mapping(node).items():
            joined = value.kind == "list" and key in ROWS[table].model_fields and several(ROWS[table], key)
            if joined:
                texts[key] = ";".join(self.words(value))
            elif value.kind == "scalar":
                texts[key] = value.text
            else:
                self.wrong(f"is {SEEN[value.kind]}, not one value", value, table=table, column=key)
        out = _Row(table, texts, node.line, whole)
        self._rows.append(out)
        return out

    def _draft(self, node: Node) -> "_Open":
        parts = self.mapping(node, EDIT_KEYS)
        table = self.word(parts.get("table")) or ""
        if table not in ROWS:
            guess = nearest(table, ROWS)
            remedy = f"Did you mean {guess}?" if guess else "Name a table."
            self.wrong("is not a table", node, value=table, allowed=", ".join(ROWS), remedy=remedy)
            return _Open("units", (), None, None, True, 0, node.line)
        known = "before" in parts
        before, after = (self._side(table, parts.get(side), known) for side in ("before", "after"))
        if before is None and known and after is None:
            self.wrong("neither takes a row away nor adds one", node, table=table)
        filled = (before or after or _Row(table, {}, node.line, False)).texts
        keys = ROWS[table].keys
        key = self.words(parts.get("key")) or tuple(filled[k] for k in keys if k in filled)
        if len(key) != len(keys):
            self.wrong("has no such key", node, table=table, value=" ".join(key), allowed=", ".join(keys))
        if not known and "after" not in parts:
            self.wrong(
                "says neither before nor after", node, table=table, remedy="Write after: and the cells."
            )
        return _Open(table, key, before, after, known, int(self.number(parts.get("nth"))), node.line)

    def _side(self, table: str, node: Node | None, whole: bool) -> _Row | None:
        if node is None or (node.kind == "scalar" and node.text in EMPTY):
            return None
        return self.row(table, node, whole)

    def _type(self, table: str, rows: list[_Row]) -> None:
        names = list(dict.fromkeys(name for row in rows for name in row.texts))
        raw = pl.DataFrame(
            {n: [r.texts.get(n) for r in rows] for n in names}, schema=dict.fromkeys(names, pl.String)
        )
        checked = check(table, raw)
        for fault in checked.faults:
            if fault.value and fault.row is not None:
                line = rows[fault.row].line
                self.problems.append(
                    Problem(
                        fault.what,
                        self.file,
                        table,
                        None,
                        line,
                        fault.column,
                        fault.value,
                        fault.allowed,
                        fault.remedy,
                    )
                )
        types = schema(table)
        columns = {n: checked.frame[n].to_list() for n in names}
        needed = [n for n, info in ROWS[table].model_fields.items() if info.is_required()]
        for i, row in enumerate(rows):
            for name, text in row.texts.items():
                plain = types.get(name, pl.String) == pl.String
                row.typed[name] = (text or None) if plain else columns[name][i]
            missing = [n for n in needed if row.typed.get(n) is None and row.whole]
            if missing:
                what = f"lacks {', '.join(missing)}"
                self.problems.append(Problem(what, self.file, table, line=row.line, remedy="Fill them in."))


@dataclass(frozen=True)
class _Open:
    """A draft whose rows are not yet typed."""

    table: str
    key: tuple[str, ...]
    before: _Row | None
    after: _Row | None
    known: bool
    nth: int
    line: int

    def draft(self) -> Draft:
        before = cells(self.before.typed) if self.before else None
        after = self.after.typed if self.after else None
        after = cells(after) if after is not None and self.known else after
        return Draft(self.table, self.key, before, after, self.known, self.nth, self.line)


@dataclass(frozen=True)
class Drafts:
    """The edits of one list of a file."""

    given: Sequence[_Open]

    def all(self) -> tuple[Draft, ...]:
        """The drafts in the order of the file."""
        return tuple(g.draft() for g in self.given)

    def unknown(self) -> Iterable[int]:
        """The lines of those that leave out what stood before."""
        return (g.line for g in self.given if not g.known)
