"""JSON: the same document as YAML, one row a line; numbers keep their own text."""

import json
import re
from typing import Any

from orgmodel.formats.steps.document import Document, Format
from orgmodel.formats.steps.text import decoded
from orgmodel.formats.steps.tree import Node, document
from orgmodel.formats.steps.writing import cell_texts
from orgmodel.model import BadInput, Problem

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]\n]')
_COLON = re.compile(r"\s*:")


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON with its keys in order, doubles kept."""


def parse(data: bytes, file: str) -> Document:
    """The document in a JSON file.

    :raises BadInput: if it is not JSON.
    """
    text = decoded(data, file)
    try:
        value = json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        what = f"is not JSON ({error.msg})"
        raise BadInput([Problem(what, file, line=error.lineno, remedy="Mend this line.")]) from None
    except RecursionError:
        raise BadInput(
            [Problem("is nested too deep", file, remedy="An org file needs three levels.")]
        ) from None
    top, rows = _lines(text)
    return document(_root(value, top, rows), file)


def _lines(text: str) -> tuple[list[int], list[list[int]]]:
    """The line of every top-level key, and of every row under it."""
    keys: list[int] = []
    rows: list[list[int]] = []
    line, depth = 1, 0
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if mark == "\n":
            line += 1
        elif mark in "{[":
            if depth == 2 and rows:
                rows[-1].append(line)
            depth += 1
        elif mark in "}]":
            depth -= 1
        elif depth == 1 and _COLON.match(text, token.end()):
            keys.append(line)
            rows.append([])
    return keys, rows


def _root(value: Any, keys: list[int], rows: list[list[int]]) -> Node:
    if not isinstance(value, _Pairs):
        return _node(value, 1)
    root = Node("mapping", 1)
    for (key, item), line, starts in zip(value, keys, rows, strict=True):
        node = _node(item, line)
        if isinstance(item, list) and not isinstance(item, _Pairs):
            at = iter(starts)
            node.items = [_node(r, next(at, line) if isinstance(r, list) else line, True) for r in item]
        root.pairs.append((Node("scalar", line, key), node))
    return root


def _node(value: Any, line: int, row: bool = False) -> Node:
    """A value as a node; what lies below a row's cells is left out, since no cell may hold it."""
    if isinstance(value, _Pairs):
        node = Node("mapping", line)
        if row:
            node.pairs = [(Node("scalar", line, k), _node(v, line)) for k, v in value]
        return node
    if isinstance(value, list):
        return Node("list", line)
    if isinstance(value, bool):
        return Node("scalar", line, "true" if value else "false")
    return Node("scalar", line, "" if value is None else value)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def render(doc: Document) -> bytes:
    """A document as JSON: facts, then each table with one row a line."""
    parts = [f" {_string(f.key)}: {f.value if f.key == 'orgmodel' else _string(f.value)}" for f in doc.facts]
    for table in doc.tables:
        keys = [_string(c) for c in table.frame.columns]
        columns = [cell_texts(table.frame[c], _string, day=_string) for c in table.frame.columns]
        rows = []
        for cells in zip(*columns, strict=True):
            pairs = ", ".join(f"{k}: {v}" for k, v in zip(keys, cells, strict=True) if v is not None)
            rows.append(f"  {{{pairs}}}")
        body = "[\n" + ",\n".join(rows) + "\n ]" if rows else "[]"
        parts.append(f" {_string(table.name)}: {body}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


FORMAT = Format((".json",), parse, render)
