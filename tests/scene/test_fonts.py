"""Widths, coverage and subsets of the font."""

import io
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from fontTools.ttLib import TTFont

from orgmodel.scene import Undrawable, load


def test_width_is_that_of_the_font() -> None:
    font = load()
    assert font.width("局", 72.0) == pytest.approx(25.4)
    real = TTFont(str(pylopdf_fonts_zh_cn.sans_path()), lazy=True)
    glyph = real.getBestCmap()[ord("W")]
    assert font.width("W", 10.0) == pytest.approx(real["hmtx"][glyph][0] / 1000 * 10 * 25.4 / 72)


def test_a_missing_character_is_named_with_its_code() -> None:
    with pytest.raises(Undrawable, match=r"unit 'u1'.*'😀' \(U\+1F600 GRINNING FACE\).*--font"):
        load().check("某局😀", "unit 'u1'")


@pytest.mark.parametrize("woff2", [True, False])
def test_a_subset_holds_its_characters_with_their_widths_and_no_others(woff2: bool) -> None:
    font = load()
    small = TTFont(io.BytesIO(font.subset("乙甲A", woff2=woff2)))
    assert {chr(c) for c in small.getBestCmap()} == set("乙甲A")
    for c in "乙甲A":
        assert small["hmtx"][small.getBestCmap()[ord(c)]][0] == pytest.approx(
            font.width(c, 72.0) / 25.4 * 1000
        )
    assert font.subset("A甲乙", woff2=woff2) == font.subset("乙甲A", woff2=woff2)


def test_another_font_can_be_named() -> None:
    serif = load(str(pylopdf_fonts_zh_cn.serif_path()))
    assert serif.family == "Noto Serif SC"
    assert serif.missing("局😀") == ["😀"]


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "odd.ttf"
    odd.write_text("no font")
    for path in (str(odd), str(tmp_path / "none.ttf")):
        with pytest.raises(Undrawable, match="--font"):
            load(path)
