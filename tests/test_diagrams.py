"""The gallery in diagrams/ is what the product draws from scenarios/ now; `make diagrams` makes it anew."""

from pathlib import Path

from diagrams.make import HERE, PICTURES, make


def test_pictures_and_their_page_are_not_stale(tmp_path: Path) -> None:
    make(tmp_path)
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in HERE.iterdir() if path.suffix in (".svg", ".md")}
    assert sorted(drawn) == sorted(kept)
    assert not [name for name, data in drawn.items() if kept[name] != data]
    assert len(drawn) > len(PICTURES)
