"""Bad JSON, CSV, workbooks and other bytes, and what their user is told."""

import io
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from orgmodel.formats import read
from orgmodel.model import BadInput, OrgWarning

JSON = [
    ("{", "is not JSON", "line 1"),
    ('{"profile": "matrix",\n "units": [}', "line 2"),
    ('{"profile": "matrix", "profile": "matrix"}', "given twice"),
    (
        '{"profile": "matrix",\n"units": [\n{"id": "a", "id": "b", "name": "c"}]}',
        "row 1, line 3",
        "given twice",
    ),
    (
        '{"profile": "matrix",\n"units": [\n{"id": "a", "name": "c"},\n{"id": "]\\n["}]}',
        "row 2, line 4, column name",
    ),
    ('{"profile": "matrix", "units": [{"id": {"a": 1}, "name": "c"}]}', "column id: is a mapping"),
    ('{"profile": "matrix", "units": [1]}', "is one value, not a row"),
    ('{"profile": "matrix", "units": {"id": 1}}', "is a mapping, not a list"),
    ('{"profile": "matrix", "units": [{"id": "\\ud800", "name": "c"}]}', "control character"),
    ('{"profile": "matrix", "units": [{"id": "a", "name": "c", "budget_paid": NaN}]}', "is not a number"),
    ("[1]", "is a list, not a mapping"),
]


@pytest.mark.parametrize("case", JSON, ids=range(len(JSON)))
def test_json(case: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "org.json"
    file.write_text(case[0])
    with pytest.raises(BadInput) as caught:
        read(file)
    for part in (str(file), *case[1:]):
        assert part in str(caught.value)


CSV = [
    ("id,name\na,b,c\n", "line 2", "has 3 cells where the heading has 2"),
    ("id,name\n\na\n", "line 3", "has 1 cells"),
    ('id,name\n"a\nb",c\nd\n', "line 4", "has 1 cells"),
    ('id,name\n"a"b,c\n', "is not CSV", "line 2"),
    ('id,name\n"a,c\n', "is not CSV"),
    ("id,id,name\na,b,c\n", "two columns are headed 'id'", "line 1"),
    ("id,name,\na,b,c\n", "column 3 has cells but no heading"),
    ('id,name,staff\n"a\nb",c,1\nd,e,x\n', "row 3, line 4, column staff"),
    (" \n", "is empty"),
]


@pytest.mark.parametrize("case", CSV, ids=range(len(CSV)))
def test_csv(case: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "any.csv"
    file.write_text(case[0])
    with pytest.raises(BadInput) as caught:
        read(file, profile="matrix")
    for part in (str(file), *case[1:]):
        assert part in str(caught.value)


def workbook(**sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def bomb() -> bytes:
    """A workbook that claims to unzip to more than it may."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(1025):
            part.write(bytes(2**20))
    return out.getvalue()


def stray() -> bytes:
    """A workbook with one cell far away from all others."""
    out = io.BytesIO()
    book = Workbook(out)
    sheet = book.add_worksheet("units")
    sheet.write_string(0, 0, "id")
    sheet.write_string(1_000_000, 16_000, "x")
    book.close()
    return out.getvalue()


def failed_formula() -> bytes:
    """A workbook in which a formula gave an error value."""
    out = io.BytesIO()
    book = Workbook(out)
    sheet = book.add_worksheet("units")
    sheet.write_row(0, 0, ["id", "name", "staff"])
    sheet.write_row(1, 0, ["a", "b"])
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    book.close()
    return out.getvalue()


PARTS = {
    "empty": (b"", "org.xlsx", "is not a workbook"),
    "text": (b"id,name\n", "org.xlsx", "is not a workbook"),
    "old": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "org.xlsx",
        "locked by a password or is an old .xls",
    ),
    "bomb": (bomb(), "org.xlsx", "unzips to more than 1 GiB"),
    "stray": (stray(), "org.xlsx", "spans 1000001 rows and 16001 columns"),
    "error": (failed_formula(), "org.xlsx", "cell C2"),
    "cell": (
        workbook(units=[["id", "name", "staff"], [], ["a", "b", "x"]]),
        "org.xlsx",
        "row 2, line 3, column staff",
    ),
    "twice": (workbook(units=[["id"]], 单位=[["id"]]), "org.xlsx", "gives the table units again"),
    "facts": (
        workbook(units=[["id"]], org=[["key", "value"], ["nmae", "x"]]),
        "org.xlsx",
        "Did you mean name?",
    ),
    "pairs": (workbook(units=[["id"]], org=[["key", "val"]]), "org.xlsx", "has no column value"),
    "no table": (workbook(other=[["id"]]), "org.xlsx", "has no table of units"),
    "parquet": (b"abc", "units.parquet", "is not a Parquet file"),
    "binary": (b"\x00\x01\x02abc", "org.yaml", "is not a text file"),
    "utf-16": ("id".encode("utf-16"), "org.csv", "is UTF-16 text"),
    "neither": (b"a: \xff\xff\xff", "org.yaml", "neither UTF-8 nor GB18030"),
    "suffix": (b"a", "org.doc", "ends in no known way"),
}


@pytest.mark.parametrize("name", PARTS)
def test_bytes(name: str, tmp_path: Path) -> None:
    data, file, part = PARTS[name]
    path = tmp_path / file
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read(path, profile="matrix")
    assert part in str(caught.value)
    assert str(path) in str(caught.value)


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("id,name\na,b\n")
    (tmp_path / "other.csv").write_text("x")
    with pytest.warns(OrgWarning, match=r"other.csv: is not a table"):
        read(tmp_path, profile="matrix")
    file = tmp_path / "org.xlsx"
    file.write_bytes(workbook(units=[["id", "name"], ["a", "b"]], 说明=[["x"]]))
    with pytest.warns(OrgWarning, match="'说明' is not a table"):
        read(file, profile="matrix")
