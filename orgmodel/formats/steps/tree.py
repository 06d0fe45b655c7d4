"""A tree of texts with line numbers, as YAML and JSON give it, becomes a document of tables."""

from dataclasses import dataclass, field

import numpy as np

from orgmodel.formats.steps import headings
from orgmodel.formats.steps.document import Document, Fact, Table, gathered, heading, limited
from orgmodel.formats.steps.headings import FACTS_TABLE, listed, same
from orgmodel.model import ROWS, BadInput, Place, Problem
from orgmodel.model.org import FACTS
from orgmodel.model.rows import several
from orgmodel.profiles import nearest

SEEN = {"scalar": "one value", "list": "a list", "mapping": "a mapping"}


@dataclass(slots=True)
class Node:
    """One value of the tree: a scalar has ``text``, a list ``items``, a mapping ``pairs``."""

    kind: str  # scalar | list | mapping
    line: int
    text: str = ""
    items: list["Node"] = field(default_factory=list)
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)


def document(root: Node, file: str) -> Document:
    """The facts and tables under a document's top-level keys.

    :raises BadInput: if the top is not a mapping; all else that is wrong is noted in the document.
    """
    if root.kind != "mapping":
        remedy = "Start with lines such as 'name: …', 'profile: …' and 'units:'."
        raise BadInput(
            [Problem(f"is {SEEN[root.kind]}, not a mapping", file=file, line=root.line, remedy=remedy)]
        )
    out = Document(file)
    tables, facts = headings.table_names(), headings.fact_names()
    seen: set[str] = set()
    for key, value in root.pairs:
        where = Problem("", file, line=key.line, column=key.text)
        name = facts.get(same(key.text)) or tables.get(same(key.text))
        if key.kind != "scalar":
            out.problems.append(
                _problem(where, "is not a plain key", remedy="Write a word before the colon.")
            )
        elif name in seen or key.text in seen:
            out.problems.append(_problem(where, "is given twice", remedy="Keep one of them."))
        elif name is None or name == FACTS_TABLE:
            known = [*FACTS, *ROWS, *headings.FACT_ZH.values(), *(row.zh for row in ROWS.values())]
            guess = nearest(key.text, known)
            remedy = f"Did you mean {guess}?" if guess else "Remove it or mend its name."
            allowed = listed([headings.VERSION_KEY, *FACTS, *ROWS])
            out.problems.append(_problem(where, "is not a key of an org file", allowed, remedy))
        elif name in ROWS:
            out.tables.append(_table(name, value, file, out.problems))
        elif value.kind != "scalar":
            out.problems.append(_problem(where, f"is {SEEN[value.kind]}", "one value"))
        else:
            out.facts.append(Fact(key.text, value.text, key.line, file))
        seen |= {key.text, name or key.text}
    return out


def _problem(where: Problem, what: str, allowed: str = "", remedy: str = "") -> Problem:
    return Problem(what, where.file, where.table, where.row, where.line, where.column, "", allowed, remedy)


def _table(name: str, node: Node, file: str, problems: list[Problem]) -> Table:
    rows = node.items if node.kind == "list" else []
    if node.kind == "mapping" or (node.kind == "scalar" and node.text.strip()):
        what = f"is {SEEN[node.kind]}, not a list of rows"
        remedy = f"Write one '- {{{', '.join(f'{k}: …' for k in ROWS[name].keys)}}}' a row."
        problems.append(Problem(what, file, name, line=node.line, remedy=remedy))
    columns: dict[str, list[str | None]] = {}
    titles: dict[str, str] = {}
    known = headings.columns(name, None)
    lists = {heading for heading, column in known.items() if several(ROWS[name], column)}
    for index, row in enumerate(rows):
        if row.kind != "mapping":
            where = Problem("", file, name, index + 1, row.line)
            problems.append(
                _problem(where, f"is {SEEN[row.kind]}, not a row", "a mapping of columns to cells")
            )
            continue
        for key, cell in row.pairs:
            title = titles.get(key.text) or titles.setdefault(key.text, heading(key.text))
            at = (file, name, index + 1, cell.line, title)
            if key.kind != "scalar" or not title:
                problems.append(
                    _problem(Problem("", *at), "is a column without a name", "", "Name it or remove it.")
                )
                continue
            cells = columns.get(title)
            if cells is None:
                cells = columns[title] = [None] * len(rows)
                limited(len(columns), Place(file, name))
            if cells[index] is not None:
                problems.append(
                    _problem(Problem("", *at), "is given twice in one row", "", "Keep one of them.")
                )
            elif cell.kind == "list" and same(title) in lists and all(c.kind == "scalar" for c in cell.items):
                cells[index] = ";".join(c.text.strip() for c in cell.items)
                continue
            elif cell.kind != "scalar":
                problems.append(_problem(Problem("", *at), f"is {SEEN[cell.kind]}", "one value a cell"))
            cells[index] = cell.text
    lines = np.asarray([r.line for r in rows], np.int32)
    numbers = np.arange(1, len(rows) + 1, dtype=np.int32)
    return Table(name, gathered(columns), Place(file, name), numbers, lines)
