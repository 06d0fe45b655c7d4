"""The pictures in diagrams/ are what the product draws from scenarios/ now; `make diagrams` makes them anew."""

from pathlib import Path

import pytest

from orgmodel import draw, read

ROOT = Path(__file__).parents[1]
CASE = ROOT / "scenarios" / "city-bureau"


@pytest.mark.parametrize("show", ["before", "after", "diff"])
def test_picture_is_not_stale(show: str, tmp_path: Path) -> None:
    (path,) = draw(read(CASE / "before.yaml"), read(CASE / "after.yaml"), tmp_path / f"{show}.svg", show=show)
    assert path.read_bytes() == (ROOT / "diagrams" / f"city-bureau-{show}.svg").read_bytes()
