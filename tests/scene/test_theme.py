"""Every theme knows every class, can be read, and needs no colour where it may have none."""

from itertools import combinations

import pytest

from orgmodel.scene import ORDER, THEMES, Pen, Theme

ALL = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def rgb(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@ALL
def test_all_themes_know_the_same_classes(theme: Theme) -> None:
    assert set(theme.boxes) == set(THEMES["colour"].boxes)
    assert set(theme.lines) == set(ORDER)


@ALL
def test_text_can_be_read(theme: Theme) -> None:
    for name, pen in theme.boxes.items():
        if name not in ("removed", "released"):
            assert contrast(theme.text(name), pen.fill) >= 4.5, name
        else:
            assert contrast(theme.text(name), pen.fill) >= 3.0, name


def test_print_is_grey() -> None:
    theme = THEMES["print"]
    for pen in (*theme.boxes.values(), *theme.lines.values()):
        for colour in (pen.stroke, pen.fill, pen.ink):
            assert not colour or len(set(rgb(colour))) == 1


def look(pen: Pen) -> tuple[object, ...]:
    return pen.stroke, pen.width, pen.dash


@ALL
def test_no_two_lines_look_alike(theme: Theme) -> None:
    for (a, p), (b, q) in combinations(theme.lines.items(), 2):
        assert look(p) != look(q), (a, b)


def test_meaning_never_rests_on_colour_alone() -> None:
    lines = THEMES["colour"].lines
    for (a, p), (b, q) in combinations(lines.items(), 2):
        assert (p.width, p.dash) != (q.width, q.dash), (a, b)
