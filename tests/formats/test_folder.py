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
