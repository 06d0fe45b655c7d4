"""The verb that joins views and writers: names of files, errors, nothing half written."""

from pathlib import Path
from typing import Any

import pytest

from orgmodel.drawing import draw
from orgmodel.formats import read
from orgmodel.model import OrgError
from tests.views.shapes import line, made

CASE = Path("scenarios/city-bureau")
ONE = made([{"id": "a", "name": "甲局", "kind": "bureau"}], [])
TWO = made(
    [{"id": "a", "name": "甲局", "kind": "bureau"}, {"id": "b", "name": "乙局", "kind": "bureau"}],
    [line("b", "a")],
)


def test_one_org_one_page_one_file(tmp_path: Path) -> None:
    assert draw(ONE, tmp_path / "x.svg") == [tmp_path / "x.svg"]
    assert draw(ONE, None, tmp_path / "x.svg", tmp_path / "x.json") == [
        tmp_path / "x.svg",
        tmp_path / "x.json",
    ]


def test_two_orgs_give_before_after_and_diff(tmp_path: Path) -> None:
    made_ = draw(ONE, TWO, tmp_path / "x.svg", tmp_path / "x.pdf")
    assert [p.name for p in made_] == ["x-before.svg", "x-after.svg", "x-diff.svg", "x.pdf"]
    assert [p.name for p in draw(ONE, TWO, tmp_path / "y.svg", show="diff")] == ["y.svg"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*(p.name for p in made_), "y.svg"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"view": "lane"}, "'lane'; allowed: .*lanes.*Did you mean lanes"),
        ({"theme": "pink"}, "'pink'; allowed: colour, print, dark"),
        ({"lang": "fr"}, "'fr'; allowed: zh, en"),
        ({"show": "diff"}, "'diff'; allowed: all, before"),
        ({"font": "none.otf"}, "none.otf"),
    ],
)
def test_unknown_words_are_refused(tmp_path: Path, options: dict[str, str], said: str) -> None:
    with pytest.raises(OrgError, match=said):
        draw(ONE, tmp_path / "x.svg", **options)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_writes_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(OrgError, match=r"'pgn'; allowed: .*png"):
        draw(ONE, tmp_path / "x.svg", tmp_path / "x.pgn")
    assert not list(tmp_path.iterdir())


def test_a_missing_glyph_and_a_missing_folder_are_errors_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(OrgError, match="U\\+1F600"):
        draw(made([{"id": "a", "name": "😀", "kind": "bureau"}], []), tmp_path / "x.svg")
    with pytest.raises(OrgError, match="Name a folder that exists"):
        draw(ONE, tmp_path / "none" / "x.svg")


def test_a_view_of_one_side_has_no_other(tmp_path: Path) -> None:
    with pytest.raises(OrgError, match="'diff'; allowed: all, before"):
        draw(
            read(CASE / "before.yaml"),
            read(CASE / "after.yaml"),
            tmp_path / "x.svg",
            view="frontier",
            show="diff",
        )


@pytest.mark.parametrize("view", ["lanes", "rows"])
def test_a_picture_of_one_unit_bears_its_name(tmp_path: Path, view: str) -> None:
    (path,) = draw(read(CASE / "before.yaml"), tmp_path / "x.svg", view=view, focus="c05")
    assert '<title id="title">东城区局组织关系图（现状）</title>' in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"page": "a5"}, "'a5'; allowed: a4, a3, 16:9"),
        ({"plan": "full"}, "lanes does not heed --plan; these do: roadmap"),
        ({"focus": "nobody"}, "nobody"),
        ({"highlight": ("XYZ",)}, "XYZ"),
    ],
)
def test_what_a_view_does_not_heed_is_said(tmp_path: Path, how: dict[str, Any], said: str) -> None:
    with pytest.raises(OrgError, match=said):
        draw(TWO, tmp_path / "x.svg", **how)
    assert not list(tmp_path.iterdir())
