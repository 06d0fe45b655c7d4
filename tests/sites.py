"""Finds in the source every text that tells a user what is wrong, as a template with ``{}`` for each part filled in."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1] / "orgmodel"
ROLES = ("what", "allowed", "remedy")
# What is told whole: the class and the place of its text.
WHOLE = {"OrgWarning": 0, "OrgError": 0, "EditConflict": 0, "Undrawable": 0, "ValueError": 0}
RECORDS = {
    "Problem": ("what", "file", "table", "row", "line", "column", "value", "allowed", "remedy"),
    "Fault": ("row", "column", "what", "value", "allowed", "remedy"),
}
# Lists and functions by module and name of which all texts are told, for such as no call shows.
GATHERED = {("formats/steps/reading", "said"), ("formats/steps/reading", "odd"), ("formats/steps/folder", "odd"),
            ("model/edits", "missing"), ("model/columns", "words"), ("drawing", "ways")}  # fmt: skip
SPOKEN = {("proposals/held", "__str__"), ("proposals/held", "shown"), ("proposals/planfile", "_refusal"),
          ("proposals/options", "_near"), ("views/lanes/pages", "_too_wide")}  # fmt: skip
PLACES = {"check": 1}  # what Font.check says of a text
JOINS = ("join", "listed")


@dataclass
class Module:
    """One file: its tree, and what its names stand for at the top level."""

    name: str
    tree: ast.Module
    names: dict[str, ast.expr] = field(default_factory=dict)
    calls: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # function -> parameters, of those with a role


def sources() -> dict[str, str]:
    """What stands in every file of the package, by its path without the ending."""
    paths = sorted(ROOT.rglob("*.py"))
    return {p.relative_to(ROOT).with_suffix("").as_posix(): p.read_text("utf-8") for p in paths}


def modules(texts: Mapping[str, str]) -> dict[str, Module]:
    """Files by name, with what their names stand for."""
    out = {}
    for name, text in texts.items():
        found = Module(name, ast.parse(text))
        for node in found.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.names[node.targets[0].id] = node.value
        out[found.name] = found
    for found in out.values():
        _imported(found, out)
    for found in out.values():
        if any(
            isinstance(n, ast.Name) and n.id in (*RECORDS, "OrgError", "EditConflict")
            for n in ast.walk(found.tree)
        ):
            for node in ast.walk(found.tree):
                if isinstance(node, ast.FunctionDef):
                    names = tuple(a.arg for a in node.args.args if a.arg != "self")
                    if set(names) & set(ROLES):
                        found.calls[node.name] = names
    return out


def _imported(module: Module, known: dict[str, Module]) -> None:
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("orgmodel."):
            path = (node.module or "").removeprefix("orgmodel.").replace(".", "/")
            source = known.get(path) or known.get(f"{path}/__init__")
            for alias in node.names if source else ():
                if alias.name in source.names:  # type: ignore[union-attr]
                    module.names.setdefault(alias.asname or alias.name, source.names[alias.name])  # type: ignore[union-attr]


def templates(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Template -> the places (file:line) that tell it, in files given by name."""
    out: dict[str, list[str]] = {}
    known = modules(texts)
    wrong = next((m.calls["wrong"] for m in known.values() if "wrong" in m.calls), ())
    for module in known.values():
        for function, node in _calls(module.tree, None):
            for expression in _told(module, function, node, wrong):
                for text in Follow(module, function).texts(expression):
                    if text.strip(" {}'.,:;()") and any(c.isalpha() for c in text.replace("{}", "")):
                        out.setdefault(text.strip(), []).append(f"{module.name}:{node.lineno}")
    return out


def _calls(
    tree: ast.AST, function: ast.FunctionDef | None
) -> Iterator[tuple[ast.FunctionDef | None, ast.AST]]:
    for child in ast.iter_child_nodes(tree):
        inside = child if isinstance(child, ast.FunctionDef) else function
        yield inside, child
        yield from _calls(child, inside)


def _told(
    module: Module, function: ast.FunctionDef | None, node: ast.AST, wrong: tuple[str, ...]
) -> Iterator[ast.expr]:
    """The expressions of a call that a user will read."""
    at = function.name if function else ""
    if (module.name, at) in SPOKEN and isinstance(node, ast.JoinedStr | ast.Return):
        yield node if isinstance(node, ast.JoinedStr) else (node.value or ast.Constant(""))
    if isinstance(node, ast.Assign | ast.AugAssign):
        target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
        if isinstance(target, ast.Name) and (module.name, target.id) in GATHERED:
            yield from _items(node.value)
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    owned = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    if name in WHOLE and node.args:
        yield node.args[WHOLE[name]]
    if name == "append" and (module.name, owned) in GATHERED:
        yield node.args[0]
    if name in PLACES and len(node.args) > PLACES[name] and owned in ("font", "type_"):
        yield node.args[PLACES[name]]
    places = RECORDS.get(name) or module.calls.get(name) or (wrong if name == "wrong" else ())
    for place, argument in zip(places, node.args, strict=False):
        if place in ROLES:
            yield argument
    if places:
        yield from (k.value for k in node.keywords if k.arg in ROLES)


def _items(node: ast.expr) -> list[ast.expr]:
    """What is put into a list."""
    if isinstance(node, ast.IfExp):
        return [*_items(node.body), *_items(node.orelse)]
    return [node.elt] if isinstance(node, ast.ListComp) else node.elts if isinstance(node, ast.List) else []


@dataclass
class Follow:
    """Follows expressions in one function to the texts that they may be."""

    module: Module
    function: ast.FunctionDef | None
    seen: tuple[str, ...] = ()

    def texts(self, node: ast.expr) -> list[str]:
        """Every template that an expression may give; ``{}`` alone where it cannot be told."""
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else ["{}"]
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
            inner = [p.value for p in node.values if isinstance(p, ast.FormattedValue)]
            return ["".join(map(str, parts)), *(t for p in inner for t in self.texts(p) if t != "{}")]
        if isinstance(node, ast.IfExp):
            return [*self.texts(node.body), *self.texts(node.orelse)]
        if isinstance(node, ast.BoolOp):
            return [t for value in node.values for t in self.texts(value)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return [a + b for a, b in product(self.texts(node.left), self.texts(node.right))]
        if isinstance(node, ast.Subscript):
            return self.values(node.value)
        if isinstance(node, ast.Name):
            return self.named(node.id)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            return [t for v in node.args[1:] for t in self.texts(v)] + self.values(node.func.value)
        return ["{}"]

    def values(self, node: ast.expr) -> list[str]:
        """The texts that a mapping written in the source holds."""
        if isinstance(node, ast.Name) and node.id in self.module.names:
            node = self.module.names[node.id]
        if not isinstance(node, ast.Dict):
            return ["{}"]
        return [v.value for v in node.values if isinstance(v, ast.Constant) and isinstance(v.value, str)]

    def named(self, name: str) -> list[str]:
        """The texts that a name stands for: what its function assigns to it, else what the module does."""
        if name in self.seen:
            return ["{}"]
        further = Follow(self.module, self.function, (*self.seen, name))
        found: list[ast.expr] = []
        for node in ast.walk(self.function) if self.function else ():
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name) and target.id == name:
                        found.append(node.value)
                    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                        pairs = zip(target.elts, node.value.elts, strict=True)
                        found += [v for t, v in pairs if isinstance(t, ast.Name) and t.id == name]
        if not found and name in self.module.names and not self._given(name):
            found = [self.module.names[name]]
        return [t for value in found for t in further.texts(value)] or ["{}"]

    def _given(self, name: str) -> bool:
        return bool(self.function) and name in [a.arg for a in self.function.args.args]  # type: ignore[union-attr]
