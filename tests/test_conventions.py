"""The project keeps its own habits: the form of rules and moves, and what no file may hold."""

import ast
import importlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from orgmodel import profiles

ROOT = Path(__file__).parents[1]
CORE = ROOT / "orgmodel"
MADE = {"out", "build", "dist", "__pycache__"}  # folders that commands make
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TEXT = {".py", ".md", ".yaml", ".toml", ".txt", ".html", ".css", ".js", ""}
MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
HOSTS = re.compile(
    "|".join([r"py" + r"pi\.", r"python" + "hosted", r"npm" + r"js\.", r"anaconda" + r"\.org"])
)
PATHS = re.compile("/" + "(work|tmp)/")
VAGUE = re.compile(r"manager|helper|utils|handler", re.IGNORECASE)
MACHINERY = {"__init__", "base", "situation", "handed"}  # files of moves/ that hold no kind of move
PARTY = re.compile(r"党|\bparty\b", re.IGNORECASE)


def project_files() -> Iterator[Path]:
    for folder, below, names in os.walk(ROOT):
        below[:] = [d for d in below if d not in MADE and (d == ".ci" or not d.startswith("."))]
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith(".coverage"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


FILES = sorted(project_files())
PYTHON = [f for f in FILES if f.suffix == ".py"]
WRITTEN = [f for f in FILES if f.suffix in TEXT]
RULES = [f for f in PYTHON if f.parent.parent == CORE / "rules" and f.stem != "__init__"]
MOVES = [f for f in PYTHON if f.parent == CORE / "moves" and f.stem not in MACHINERY]


def load(path: Path) -> Any:
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def part(doc: str, word: str) -> str:
    """What follows ``word`` at the start of a line of a docstring, up to the end of the paragraph."""
    found = re.search(rf"^{word}[:：]\s*(\S.*?)(?=^\w+[:：]|\Z)", doc, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def cited(key: str) -> bool:
    return any(profiles.load(name).cites(key) for name in profiles.builtin())


def check_form(thing: Any, doc: str, name: str, path: Path, parts: dict[str, str]) -> None:
    """What rules and moves share; ``parts`` maps each paragraph of the docstring to the Chinese one."""
    assert path.stem == name.replace("-", "_")
    assert doc.splitlines()[0].endswith("."), "the first line says what, as a sentence"
    for word, chinese in parts.items():
        assert len(part(doc, word)) > 20
        assert part(thing.about_zh, chinese)
    assert CHINESE.search(thing.zh)
    assert not CHINESE.search(thing.en)
    assert thing.bad != thing.good
    for example in (thing.bad, thing.good):
        org = yaml.safe_load(example)
        assert org["units"]
        assert org["profile"] in profiles.builtin()


@pytest.mark.parametrize("path", RULES, ids=relative)
def test_rule_is_complete(path: Path) -> None:
    module = load(path)
    rule = module.RULE
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code)
    check_form(rule, module.__doc__, rule.name, path, {"Why": "影响", "Remedy": "处理"})
    assert cited(rule.code) or "structural" in module.__doc__.lower()


@pytest.mark.parametrize("path", MOVES, ids=relative)
def test_move_is_complete(path: Path) -> None:
    module = load(path)
    move = module.MOVE
    check_form(move, module.__doc__, move.kind, path, {"Why": "影响", "Needs": "前提"})
    assert cited(move.kind) or "structural" in module.__doc__.lower()
    assert any(move.kind in profiles.load(name).efforts for name in profiles.builtin())
    codes = {load(rule).RULE.code for rule in RULES}
    assert set(move.repairs) <= codes


def test_codes_are_unique_and_of_one_family_a_folder() -> None:
    rules = [(path.parent.name, load(path).RULE) for path in RULES]
    assert max(Counter(rule.code for _, rule in rules).values()) == 1
    assert max(Counter(rule.name for _, rule in rules).values()) == 1
    families = {(folder, rule.code[:3]) for folder, rule in rules}
    assert max(Counter(folder for folder, _ in families).values()) == 1
    assert max(Counter(prefix for _, prefix in families).values()) == 1


def without_examples(source: str) -> str:
    """A module's source with the examples of a rule or move (``bad``, ``good``) blanked out."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in ("bad", "good"):
            for number in range(node.value.lineno - 1, node.value.end_lineno or node.value.lineno):
                lines[number] = ""
    return "\n".join(lines)


@pytest.mark.parametrize("path", [f for f in PYTHON if CORE in f.parents], ids=relative)
def test_vocabulary_of_one_kind_of_organisation_lives_in_profiles(path: Path) -> None:
    source = without_examples(path.read_text("utf-8"))
    for name in profiles.builtin():
        source = source.replace(name, "")
    found = [
        f"line {n}: {line.strip()}" for n, line in enumerate(source.splitlines(), 1) if PARTY.search(line)
    ]
    assert not found


@pytest.mark.parametrize("path", PYTHON, ids=relative)
def test_file_is_short_and_names_say_something(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 300
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = [path.stem, *(n.name for n in ast.walk(ast.parse(source)) if isinstance(n, kinds))]
    assert not [n for n in names if VAGUE.search(n)]


@pytest.mark.parametrize("path", WRITTEN, ids=relative)
def test_file_holds_no_open_mark_registry_or_machine_path(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not MARKS.findall(text)
    assert not HOSTS.findall(text)
    assert not PATHS.findall(text)


def test_no_lock_files() -> None:
    assert not [relative(f) for f in FILES if f.suffix == ".lock" or f.name == "package-lock.json"]


@pytest.mark.parametrize("folder", sorted({f.parent for f in PYTHON if CORE in f.parents}), ids=relative)
def test_every_package_says_what_it_is(folder: Path) -> None:
    init = folder / "__init__.py"
    assert init.is_file()
    assert ast.get_docstring(ast.parse(init.read_text("utf-8")))


@pytest.mark.parametrize("path", [f for f in PYTHON if f.name.startswith("test_")], ids=relative)
def test_every_test_mirrors_a_package(path: Path) -> None:
    place = path.parent.relative_to(ROOT / "tests")
    if place.parts:
        assert (CORE / place).is_dir() or (ROOT / place).is_dir()
    else:
        about = path.stem.removeprefix("test_")
        whole = {"conventions", "architecture", "properties", "readme", "docs_proposals", "docs_zh"}
        homes = [CORE / about, CORE / f"{about}.py", ROOT / about]
        assert about in whole or any(home.exists() for home in homes)
