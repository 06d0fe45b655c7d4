"""Every way in which a file can be wrong, and what its user is told."""

import warnings
from pathlib import Path

import pytest

from orgmodel.formats import loads, read, write
from orgmodel.formats.yaml import tree
from orgmodel.model import BadInput, OrgWarning

HEAD = "profile: matrix\n"
UNIT = "units: [{id: a, name: b}]\n"

YAML = [
    ("", "is empty"),
    ("   \n# nothing\n", "is empty"),
    ("- a\n- b\n", "line 1: is a list, not a mapping"),
    ("profile: [matrix\nunits: 1", "is not YAML", "line 2"),
    (HEAD + "profile: matrix\n" + UNIT, "line 2", "column profile", "given twice"),
    (HEAD + "units: [{id: a, id: b, name: c}]", "units, row 1, line 2, column id", "given twice in one row"),
    (HEAD + "units: [{id: a, 编号: b, name: c}]", "gives id in two columns", "'b'"),
    (HEAD + UNIT + "单位: [{id: b, name: c}]", "line 3", "given twice"),
    (HEAD + UNIT + "---\n" + HEAD, "line 3", "a second document"),
    (HEAD + "units: [{id: !!int 1, name: c}]", "line 2", "tag:yaml.org,2002:int", "Remove it"),
    (HEAD + "units: [{id: !!python/object/apply:os.system [ls], name: c}]", "tag", "python/object"),
    (HEAD + "units: &x [*x]", "inside itself"),
    (HEAD + "units: [*x]", "*x which is not defined before"),
    (HEAD + "untis: []\n", "column untis", "Did you mean units?"),
    (HEAD + "单位表: []\n" + UNIT, "column 单位表", "Did you mean 单位?"),
    (HEAD + "units: {id: a}\n", "is a mapping, not a list of rows"),
    (HEAD + "units: [a]\n", "units, row 1, line 2: is one value, not a row"),
    (HEAD + "units: [{id: [a], name: b}]\n", "column id: is a list", "one value a cell"),
    (HEAD + "units: [{id: a, {b: c}: d, name: b}]\n", "column without a name"),
    (HEAD + "name: [a]\n" + UNIT, "column name: is a list"),
    (HEAD, "has no table of units", "单位"),
    (UNIT, "names no profile", "cn-party-2010", "--profile"),
    ("profile: matrx\n" + UNIT, "no such profile", "'matrx'", "Did you mean matrix?"),
    ("orgmodel: 2\n" + HEAD + UNIT, "version", "'2'", "allowed: 1"),
    (HEAD + "language: fr\n" + UNIT, "language", "'fr'", "zh, en"),
    (HEAD + "as_of: 2016-02-30\n" + UNIT, "line 2", "as_of", "is not a date", "2016-12-01"),
    (HEAD + "as_of: 9000-01-02\n" + UNIT, "line 2", "as_of", "is too late", "up to 9000-01-01"),
    (HEAD + 'name: "a\\x01"\n' + UNIT, "column name: holds a control character"),
    (HEAD + "name: a\x01\n" + UNIT, "line 2", "control character"),
    (HEAD + 'units: [{id: "a\\0b", name: b}]', "row 1, line 2, column id: holds a control character"),
    (HEAD + 'units: [{id: a, name: b, "*": c}]', "is not a column name", "'*'"),
    (HEAD + 'units: [{id: a, name: b, "^.$": c}]', "is not a column name"),
    (HEAD + f"units: [{{id: a, name: b, {'c' * 201}: c}}]", "is not a column name", "200"),
    (HEAD + "units: [{id: a}]\n", "units, row 1, line 2, column name: is missing", "full name"),
    (HEAD + "units:\n  - {id: a, nmae: b}\n  - {id: c, nmae: d}", "name: is missing", "by the column nmae"),
    (HEAD + "units: [{name: b}, {id: '', name: b}]", "column id: is missing"),
    ("profile: cn-party-2010\n" + UNIT, "column kind: is missing"),
    (HEAD + "units: [{id: a, name: b, staff: -1}]", "column staff", "'-1'", "a whole number, 0 or more"),
    (HEAD + "units: [{id: a, name: b, staff: 1.5}]", "is not a whole number", "'1.5'"),
    (HEAD + "units: [{id: a, name: b, staff: 99999999999999999999}]", "is not a whole number"),
    (HEAD + "units: [{id: a, name: b, 在职人数: x}]", "column 在职人数: is not a whole number: 'x'"),
    (HEAD + "units: [{id: a, name: b, budget_paid: 1e999}]", "is out of range", "'1e999'"),
    (HEAD + "units: [{id: a, name: b, budget_paid: nan}]", "is not a number"),
    (HEAD + "units: [{id: a, name: b, frozen: maybe}]", "neither yes nor no", "是, 否"),
    (HEAD + "units: [{id: a, name: b, status: activ}]", "'activ'", "active, dissolved", "Did you mean active?"),
    (HEAD + "units: [{id: a, name: b, term_start: 1/2/2016}]", "is not a date", "2016年12月1日"),
    (HEAD + UNIT + "lines: [{subordinate: a, superior: b, kind: solid, tie: 0.25}]", "more than one decimal", "'0.25'"),
    (HEAD + UNIT + "lines: [{subordinate: a, superior: b}]", "lines, row 1, line 3, column kind: is missing"),
    (HEAD + UNIT + "allow: [{rule: X, subject: a}]", "allow, row 1", "column reason", "is missing"),
]  # fmt: skip


def refusal(text: str) -> str:
    """What the user is told about this YAML text."""
    with pytest.raises(BadInput) as caught:
        loads(text)
    return str(caught.value)


@pytest.mark.parametrize("case", YAML, ids=range(len(YAML)))
def test_yaml(case: tuple[str, ...]) -> None:
    said = refusal(case[0])
    for part in case[1:]:
        assert part in said
    assert "Traceback" not in said


def test_every_problem_at_once() -> None:
    rows = "\n".join(f"  - {{id: u{i}, name: n, staff: x, frozen: q}}" for i in range(60))
    with pytest.raises(BadInput) as caught:
        loads(f"{HEAD}as_of: never\nunits:\n{rows}\nlines: [{{subordinate: a}}]")
    said = str(caught.value)
    assert len(said.splitlines()) == 51
    assert said.endswith("(123 in all)")
    assert "as_of" in said
    assert said.count("column staff") + said.count("column frozen") == 49


@pytest.mark.parametrize("cell", ["[x, y]", "{x: y}"])
@pytest.mark.parametrize(("id", "name"), [("id", "name"), ("编号", "名称")])
def test_a_cell_that_is_no_value_is_not_missing_too(cell: str, id: str, name: str) -> None:
    row = f"{{{id}: a, {name}: {cell}}}"
    assert len(refusal(f"{HEAD}units: [{row}]").splitlines()) == 1
    assert len(refusal(f"{HEAD}units: [{row}, {row}]").splitlines()) == 2
    lines = refusal(f"{HEAD}units: [{row}, {{{id}: b, {name}: B}}, {{{id}: c}}]").splitlines()
    assert ["is missing" in line for line in lines] == [False, True]


def test_aliases_that_explode() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "through aliases" in refusal(bomb)


def test_harmless_aliases() -> None:
    org = loads(HEAD + "units:\n  - &a {id: &i a, name: b}\n  - {id: c, name: *i}\n  - *a\n")
    assert org.units["name"].to_list() == ["b", "a", "b"]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_deep_nesting(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"deep.{form}"
    file.write_text("[" * 100_000 + "]" * 100_000)
    with pytest.raises(BadInput, match="nested"):
        read(file)


def test_lines_of_nodes() -> None:
    root = tree("a: 1\nb:\n  - x\n  - {c: d}\n", "f")
    assert [v.line for _, v in root.pairs] == [1, 3]
    assert root.pairs[1][1].items[1].line == 4


def test_paths(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone.yaml: does not exist"):
        read(tmp_path / "gone.yaml")
    with pytest.raises(BadInput, match=r"folder without a table of units; allowed: units.csv, units.parquet"):
        read(tmp_path)
    with pytest.raises(BadInput, match=r"'odt'; allowed: csv, json, parquet, xlsx, yaml"):
        read(tmp_path, format="odt")
    with pytest.raises(BadInput, match="a folder, not a file of yaml"):
        read(tmp_path, format="yaml")
    (tmp_path / "units.csv").write_text("id,name\na,b\n")
    (tmp_path / "units.parquet").write_bytes(b"x")
    with pytest.raises(BadInput, match="tables in two formats"):
        read(tmp_path)
    assert read(tmp_path, format="csv", profile="matrix").unit("a").name == "b"


def test_max_size(tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(HEAD + UNIT)
    size = file.stat().st_size
    assert read(file, max_size=size).unit("a").name == "b"
    with pytest.raises(BadInput, match=f"larger than the {size - 1} bytes allowed"):
        read(file, max_size=size - 1)
    for name in ("units", "lines"):
        (tmp_path / f"{name}.csv").write_text("id,name,subordinate,superior,kind\n")
    with pytest.raises(BadInput, match=r"lines.csv.*larger|units.csv.*larger"):
        read(tmp_path, max_size=40)


def test_strange_columns_are_named_once(tmp_path: Path) -> None:
    text = (
        HEAD
        + "units: [{id: a, name: b, statf: 3, 颜色: 红, dotted: c}]\nlines: [{subordinate: a, superior: b, kind: solid, x: 1}]"
    )
    with pytest.warns(OrgWarning) as caught:
        org = loads(text)
    assert len(caught) == 1
    said = str(caught[0].message)
    for part in (
        "statf (did you mean staff?)",
        "颜色",
        "dotted (may have several superiors",
        "lines: columns not known",
        "x",
    ):
        assert part in said
    assert org.unit("a").model_extra == {"statf": "3", "颜色": "红", "dotted": "c"}


def test_nothing_unreadable_is_written(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OrgWarning)
        org = loads(HEAD + f"units: [{{id: a, name: {'长' * 32768}}}]")
    with pytest.raises(BadInput, match="holds 32768 characters; allowed: at most 32767"):
        write(org, tmp_path / "org.xlsx")
    with pytest.raises(BadInput, match="ends in no known way"):
        write(org, tmp_path / "org.doc")
    with pytest.raises(BadInput, match="cannot be written"):
        write(org, tmp_path / "no" / "such" / "org.yaml")
    assert list(tmp_path.iterdir()) == []
