"""Rules and derived tables work by column: no Python loop over rows, in the source or at run time."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.orgs import filled
from orgmodel import profiles
from orgmodel.model import Org
from orgmodel.rules import check
from tests.planted import planted

CORE = Path(__file__).parents[2] / "orgmodel"
FOLDERS = (CORE / "graph", CORE / "rules")
ROW_BY_ROW = {"iter_rows", "iter_slices", "map_elements", "map_rows", "rows", "rows_by_key", "to_dicts"}
AS_LIST = {"to_list", "tolist"}
GROUPS = {"group_by", "partition_by"}
LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)

# What looks at units or findings one by one, and why that is few of them.
SMALL = {
    "graph/ancestors.py:lowest": "bits of the number of levels",
    "graph/ancestors.py:uppermost": "bits of the number of levels",
    "graph/around.py:_boxes": "bits of the number of units",
    "graph/between.py:_ways": "only the units on a shortest chain between two",
    "graph/between.py:between": "only the units on a shortest chain between two",
    "graph/called.py:_first": "only the ids asked for",
    "graph/called.py:_units": "only the ids asked for",
    "graph/called.py:unit_or_post": "for looking up single ids, in no check",
    "graph/bodies.py:chain_heads": "bits of the number of levels",
    "graph/cycles.py:loop": "the circle that one finding tells",
    "graph/derived.py:Derived.index": "for looking up single ids, in no check",
    "graph/dominators.py:_footed": "bits of the number of levels, and the most superiors of one unit",
    "graph/dominators.py:dominated": "only the units with several superiors and those above them",
    "graph/forest.py:Forest.cycle": "bits of the number of units",
    "graph/forest.py:Forest._peeled": "four rounds of peeling",
    "graph/ids.py:Ids.at": "one round a million ids",
    "graph/knots.py:Knot.__init__": "parts with several superiors, refused past a limit",
    "graph/knots.py:Knot.reach": "parts with several superiors, refused past a limit",
    "graph/lines.py:_keys": "ids that no unit has, and the kinds of line",
    "graph/lines.py:_shared": "the kinds of line",
    "graph/measures.py:links": "the six states of a link",
    "graph/view.py:to_networkx": "the public graph view, in no check",
    "rules/report.py:Report._values": "only findings that are shown",
    "rules/report.py:Report.exposure": "the three severities",
    "rules/report.py:Report.root_codes": "one number a code",
    "rules/report.py:Report.stale": "entries of allow that cover nothing",
    "rules/report.py:Report.summary": "severities and codes",
    "rules/report.py:Report.told": "only findings that are shown",
}


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every outermost function or method with its name, and what stands outside of them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{prefix}{node.name}.")
        else:
            yield prefix or "module", node


def called(node: ast.AST, names: set[str]) -> bool:
    calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Attribute) and f.attr in names for f in calls)


def columns(node: ast.AST, lists: set[str]) -> bool:
    """Whether a loop runs over rows: a list made of a column, ``table["column"]`` itself, groups, or their numbers."""
    if isinstance(node, ast.Name):
        return node.id in lists
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        counted = node.func.id == "range" and not all(isinstance(arg, ast.Constant) for arg in node.args)
        return counted or any(columns(arg, lists) for arg in node.args)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return isinstance(node.slice.value, str)
    return called(node, AS_LIST | GROUPS)


def lists_in(body: ast.AST) -> set[str]:
    """The names that a function gives to lists made of columns."""
    given = (n for n in ast.walk(body) if isinstance(n, ast.Assign) and called(n.value, AS_LIST))
    names = (name for n in given for target in n.targets for name in ast.walk(target))
    return {n.id for n in names if isinstance(n, ast.Name)}


def loops_over_rows(source: str) -> set[str]:
    """The functions that take rows one by one."""
    found = set()
    for name, body in functions(ast.parse(source)):
        iterated = [n.iter for n in ast.walk(body) if isinstance(n, LOOPS)]
        if called(body, ROW_BY_ROW) or any(columns(i, lists_in(body)) for i in iterated):
            found.add(name)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "def f(t):\n    for r in t.iter_rows(): pass",
        "def f(t):\n    return [x for x in t['id']]",
        "def f(t):\n    return {x: i for i, x in enumerate(t['id'].to_list())}",
        "def f(t):\n    return t.with_columns(pl.col('a').map_elements(g))",
        "class A:\n    def f(self, a, b):\n        for x, y in zip(a, b.tolist()): pass",
    ],
)
def test_the_test_sees_a_loop_over_rows(source: str) -> None:
    assert loops_over_rows(source) <= {"f", "A.f"}
    assert loops_over_rows(source)


def test_no_source_loops_over_rows() -> None:
    found = set()
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.py")):
            names = loops_over_rows(path.read_text("utf-8"))
            found |= {f"{path.relative_to(CORE).as_posix()}:{name}" for name in names}
    assert found - set(SMALL) == set()
    assert set(SMALL) - found == set()  # no name is kept that is no longer needed


def lines_run(org: Org) -> int:
    """Lines of Python that a check runs within the graph and the rules."""
    within = tuple(str(folder) for folder in FOLDERS)
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(within):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        report = check(org)
        assert report.exposure >= 0
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("profile", profiles.builtin())
def test_ten_times_the_units_run_the_same_lines(profile: str) -> None:
    small, large = (planted(3, size, [], profile)[0] for size in (200, 2000))
    lines_run(small)  # what is loaded once
    assert lines_run(large) < 1.3 * lines_run(Org(**small.facts, tables=small.tables))


def test_ten_times_the_rows_of_every_table_run_the_same_lines() -> None:
    small, large = filled(600), filled(6000)
    lines_run(small)
    assert all(len(table) for table in large.tables.values())
    assert lines_run(large) < 1.3 * lines_run(Org(**small.facts, tables=small.tables))
