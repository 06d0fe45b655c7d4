"""What is drawn of an org that is too large to be drawn whole."""

import warnings
from pathlib import Path

import pytest

from orgmodel import drawing
from orgmodel.drawing import draw
from orgmodel.formats import read
from orgmodel.model import Org, OrgError, OrgWarning

CASE = Path("scenarios/city-bureau")


@pytest.fixture(scope="module")
def orgs() -> tuple[Org, Org]:
    return read(CASE / "before.yaml"), read(CASE / "after.yaml")


def drawn(files: list[Path]) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


def test_a_large_org_is_drawn_as_its_summary_and_it_is_said(
    orgs: tuple[Org, Org], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = drawn(draw(orgs[0], tmp_path / "x.svg", view="summary"))
    monkeypatch.setattr(drawing, "FEW", 10)
    with pytest.warns(OrgWarning, match=r"\d+ boxes are too many .* --view summary.* --focus UNIT"):
        assert drawn(draw(orgs[0], tmp_path / "x.svg")) == wanted


def test_a_small_org_or_a_part_is_drawn_in_lanes(
    orgs: tuple[Org, Org], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole = drawn(draw(orgs[0], tmp_path / "x.svg"))
        assert whole == drawn(draw(orgs[0], tmp_path / "x.svg", view="lanes"))
        monkeypatch.setattr(drawing, "FEW", 10)
        part = drawn(draw(orgs[0], tmp_path / "x.svg", focus="c05"))
        assert part == drawn(draw(orgs[0], tmp_path / "x.svg", view="lanes", focus="c05"))


def test_too_many_boxes_are_refused_with_the_ways_out(
    orgs: tuple[Org, Org], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "FEW", 10)
    monkeypatch.setattr(drawing, "MOST", 10)
    said = r"^\d+ boxes are more than the view lanes can draw; allowed: at most 10. Give --view summary or --focus"
    with pytest.raises(OrgError, match=said):
        draw(orgs[0], tmp_path / "x.svg", view="lanes")
    draw(orgs[0], tmp_path / "x.svg", view="summary")
    monkeypatch.setattr(drawing, "MOST_COUNTED", 10)
    with pytest.raises(OrgError, match=r"the view summary can draw; .* Give --focus UNIT"):
        draw(orgs[0], tmp_path / "y.svg")
    assert [p.name for p in tmp_path.iterdir()] == ["x.svg"]


@pytest.mark.parametrize("view", ["lanes", "rows", "chain"])
@pytest.mark.parametrize("both", [False, True])
def test_the_part_around_a_unit_gives_the_picture_of_the_whole(
    orgs: tuple[Org, Org], view: str, both: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths = [{}] if view == "chain" else [{}, {"depth": 0}, {"depth": 1}]
    for focus in ("city", "c05", "c05-s1", "c02"):
        for depth in depths:
            how = {"view": view, "focus": focus, **depth}
            after = orgs[1] if both else None
            monkeypatch.setattr(drawing, "LARGE", 10**9)
            whole = drawn(draw(orgs[0], after, tmp_path / "x.svg", **how))
            monkeypatch.setattr(drawing, "LARGE", 0)
            assert drawn(draw(orgs[0], after, tmp_path / "x.svg", **how)) == whole


def test_a_focus_that_is_not_there(
    orgs: tuple[Org, Org], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "LARGE", 0)
    with pytest.raises(OrgError, match=r"no unit to focus on: 'c055'.* Did you mean c05"):
        draw(orgs[0], tmp_path / "x.svg", focus="c055")
