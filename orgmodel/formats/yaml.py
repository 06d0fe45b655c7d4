"""YAML: one document, one row a line; every scalar is text until the schema types it."""

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from orgmodel.formats.steps.document import Document, Format
from orgmodel.formats.steps.text import decoded
from orgmodel.formats.steps.tree import Node, document
from orgmodel.formats.steps.writing import cell_texts
from orgmodel.model import BadInput, Problem

DEEPEST = 100  # levels of nesting; an org file needs three
EXPANSION = 10  # how many times its own size the document may grow through aliases
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_PLAIN = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w./()·、，。（）—-]*(?: [\w./()·、，。（）—-]+)*")
_WORDS = frozenset(("y", "yes", "n", "no", "true", "false", "on", "off", "null", "none"))
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def parse(data: bytes, file: str) -> Document:
    """The document in a YAML file."""
    return document(tree(decoded(data, file), file), file)


def tree(text: str, file: str) -> Node:
    """The document as nodes with line numbers; nothing in it is resolved, constructed or executed."""
    try:
        return _composed(text, file)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        said = ", ".join(p for p in (error.context, error.problem) if p)
        raise BadInput(
            [Problem(f"is not YAML ({said})", file, line=line, remedy="Mend this line.")]
        ) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        line = before.count("\n") + 1
        what = "holds a control character"
        raise BadInput(
            [Problem(what, file, line=line, remedy="Remove it or write it as \\x.. in quotes.")]
        ) from None


def _composed(text: str, file: str) -> Node:
    root: Node | None = None
    open_nodes: list[tuple[Node, int]] = []  # and the size of the document before it
    keys: list[Node | None] = []
    anchors: dict[str, tuple[Node, int]] = {}
    waiting: dict[int, str] = {}
    nodes = size = 0

    def refuse(what: str, line: int, remedy: str) -> BadInput:
        return BadInput([Problem(what, file, line=line, remedy=remedy)])

    def add(node: Node) -> None:
        nonlocal root
        if not open_nodes:
            root = node
            return
        parent = open_nodes[-1][0]
        if parent.kind == "list":
            parent.items.append(node)
        elif keys[-1] is None:
            keys[-1] = node
        else:
            parent.pairs.append((keys[-1], node))
            keys[-1] = None

    events: Iterable[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise refuse("holds a second document", line, "Keep one document a file: remove the line '---'.")
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                within = (
                    "inside itself" if event.anchor in waiting.values() else "which is not defined before"
                )
                raise refuse(f"refers to *{event.anchor} {within}", line, "Write the value out.")
            node, weight = anchors[event.anchor]
            size += weight
            if size > EXPANSION * (nodes + 1) + 1000:
                raise refuse(
                    f"grows more than {EXPANSION} times through aliases", line, "Write the rows out."
                )
            add(node)
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            node, before = open_nodes.pop()
            keys.pop()
            if id(node) in waiting:
                anchors[waiting.pop(id(node))] = (node, size - before)
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise refuse(f"holds the tag {tag}", line, "Remove it: the columns say what a cell is.")
        nodes += 1
        size += 1
        if isinstance(event, yaml.ScalarEvent):
            node = Node("scalar", line, event.value)
            add(node)
            if event.anchor:
                anchors[event.anchor] = (node, 1)
            continue
        node = Node("list" if isinstance(event, yaml.SequenceStartEvent) else "mapping", line)
        add(node)
        if len(open_nodes) >= DEEPEST:
            raise refuse(f"is nested more than {DEEPEST} deep", line, "An org file needs three levels.")
        if event.anchor:
            anchors.pop(event.anchor, None)
            waiting[id(node)] = event.anchor
        open_nodes.append((node, size - 1))
        keys.append(None)
    if root is None:
        raise refuse("is empty", 1, "Give it at least the table of units.")
    return root


def quoted(text: str) -> str:
    """Text as a YAML scalar that every YAML reader takes for a string; plain where it can be.

    >>> print(quoted("市局"), quoted("01"), quoted("no"), quoted("a: b"))
    市局 "01" "no" "a: b"
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _RAW.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def render(doc: Document) -> bytes:
    """A document as YAML: facts, then each table with one row a line in flow style."""
    lines = [f"{f.key}: {f.value if f.key in ('orgmodel', 'as_of') else quoted(f.value)}" for f in doc.facts]
    for table in doc.tables:
        if table.frame.is_empty():
            lines += ["", f"{table.name}: []"]
            continue
        lines += ["", f"{table.name}:"]
        keys = [quoted(c) for c in table.frame.columns]
        columns = [cell_texts(table.frame[c], quoted) for c in table.frame.columns]
        for cells in zip(*columns, strict=True):
            pairs = ", ".join(f"{k}: {v}" for k, v in zip(keys, cells, strict=True) if v is not None)
            lines.append(f"  - {{{pairs}}}")
    return ("\n".join(lines) + "\n").encode("utf-8")


FORMAT = Format((".yaml", ".yml"), parse, render)
