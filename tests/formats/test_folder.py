"""Folders of one file a table, read at once or table by table."""

from pathlib import Path

import pytest

from orgmodel.formats import read, write
from orgmodel.model import ROWS, BadInput
from orgmodel.rules import check
from orgmodel.rules.catalogue import catalogue

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau" / "before.yaml"
FAMILIES = sorted({code[:3] for code in catalogue()})


@pytest.fixture(params=["csv", "parquet"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The complete case as a folder."""
    write(read(CASE), tmp_path / "org", format=request.param)
    return tmp_path / "org"


def test_a_table_read_later_is_the_same_table(folder: Path) -> None:
    whole, lazy = read(folder), read(folder, lazily=True)
    for table in ROWS:
        assert lazy.tables[table].equals(whole.tables[table])
        last = len(whole.tables[table]) - 1
        assert last < 0 or lazy.location(table, last) == whole.location(table, last)
    assert lazy == whole


@pytest.mark.parametrize("family", FAMILIES)
def test_findings_do_not_hang_on_when_a_table_is_read(folder: Path, family: str) -> None:
    whole, lazy = (check(read(folder, lazily=lazily), select=[family]) for lazily in (False, True))
    assert lazy.hits.equals(whole.hits)
    assert lazy.silent == whole.silent
    assert list(lazy.told(lazy.standing, "zh")) == list(whole.told(whole.standing, "zh"))


def test_a_file_that_no_rule_looks_at_is_not_read(folder: Path) -> None:
    (posts,) = folder.glob("posts.*")
    posts.write_bytes(b"\xff\xfe\x00")
    assert check(read(folder, lazily=True), select=["FND", "CHN"]).summary["roots"]
    with pytest.raises(BadInput, match="posts"):
        read(folder, lazily=True, max_size=10**9)  # a size is kept by all files together
    with pytest.raises(BadInput, match="posts"):
        read(folder)
    with pytest.raises(BadInput, match="posts"):
        check(read(folder, lazily=True), select=["STF"])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id,name\na,A\n".encode("utf-16"), "UTF-16"),
        (b"id,name\na,A\0\n", "not a text file"),
        (b'id,name\na,"A\n', "is not CSV"),
        (b"", "is empty"),
    ],
)
@pytest.mark.parametrize("file", ["units.csv", "org.csv"])
def test_a_table_that_cannot_be_read_is_not_missing_too(
    file: str, data: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "units.csv").write_text("id,name\na,A\nb,B\n")
    (tmp_path / "org.csv").write_text("key,value\nprofile,matrix\n")
    (tmp_path / file).write_bytes(data)
    with pytest.raises(BadInput, match=said) as told:
        read(tmp_path)
    assert len(told.value.problems) == 1
    assert told.value.problems[0].file == str(tmp_path / file)


def test_a_folder_without_units_still_lacks_them(tmp_path: Path) -> None:
    (tmp_path / "lines.csv").write_bytes(b"")
    with pytest.raises(BadInput, match="has no table of units"):
        read(tmp_path, profile="matrix")


def test_a_slash_makes_a_folder_of_the_form_that_its_ending_names(tmp_path: Path) -> None:
    org = read(CASE)
    write(org, f"{tmp_path}/org.parquet/")
    assert (tmp_path / "org.parquet" / "units.parquet").is_file()
    assert read(tmp_path / "org.parquet") == org
    with pytest.raises(BadInput, match="is a folder; allowed: a file"):
        write(org, f"{tmp_path}/org.yaml/")


def test_a_folder_holds_one_form_only(folder: Path) -> None:
    org = read(folder)
    held = {p.name: p.read_bytes() for p in folder.iterdir()}
    other = {"csv": "parquet", "parquet": "csv"}[next(iter(held)).rpartition(".")[2]]
    with pytest.raises(BadInput, match="holds tables in another format"):
        write(org, folder, format=other)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == held


def test_a_file_of_another_ending_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"'.parquet'; allowed: .csv, or a folder"):
        write(read(CASE), tmp_path / "org.parquet", format="csv")
    assert not list(tmp_path.iterdir())
