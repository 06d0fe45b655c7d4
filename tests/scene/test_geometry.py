"""The checks of geometry.py see what they are there to see."""

from dataclasses import replace

import pytest

from orgmodel.scene import Box, Key, Label, Line, Page, Scene, load
from tests.scene.geometry import crossings, faults, moved, overlaps

FONT = load()
A = Box("a", "vertical", 50, 50, 20, 10, ("甲局",))
B = Box("b", "vertical", 50, 100, 20, 10, ("乙局",))
UP = Line("b>a:m", "management", ((60, 100), (60, 60)), False, "b", "a")
SWATCH = Box("", "vertical", 20, 190, 9, 4)
STROKE = Line("", "management", ((60, 192), (71, 192)))
WORDS = (Label(31, 193, "单位", 8.5, "legend", "start"), Label(73, 193, "管理", 8.5, "legend", "start"))
KEYS = (Key("vertical", "box", "单位"), Key("management", "line", "管理"))
SOUND = Page("p", 297, 210, "t", "d", "zh", (), (UP, STROKE), (A, B, SWATCH), (), WORDS, KEYS)


def found(**change: object) -> str:
    return "\n".join(faults(Scene((replace(SOUND, **change),)), FONT))  # type: ignore[arg-type]


def test_a_sound_page_has_no_fault() -> None:
    assert found() == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"boxes": (replace(A, lines=("甲局甲局甲局甲局",)), B, SWATCH)}, "sticks out"),
        ({"boxes": (replace(A, size=7.9), B, SWATCH)}, "7.9 pt"),
        ({"boxes": (replace(A, lines=("😀",)), B, SWATCH)}, "cannot be shown"),
        ({"boxes": (A, replace(B, y=58), SWATCH)}, "overlap"),
        ({"boxes": (A, replace(B, x=290), SWATCH)}, "leaves the page"),
        ({"boxes": (A, B, Box("c", "vertical", 55, 75, 20, 5), SWATCH)}, "runs through box 'c'"),
        ({"lines": (replace(UP, points=((60, 100), (62, 60))), STROKE)}, "not orthogonal"),
        ({"lines": (replace(UP, points=((60, 100), (60, 65)), arrow=True), STROKE)}, "does not reach"),
        ({"lines": (replace(UP, points=((60, 100), (60, 55))), STROKE)}, "runs through box 'a'"),
        ({"lines": (replace(UP, cls="broken"), STROKE)}, "legend: missing"),
        ({"keys": (*KEYS, Key("half", "box", "半脱节"))}, "too many"),
        ({"labels": WORDS[:1]}, "legend: words"),
        ({"labels": (*WORDS, Label(60, 56, "压住", 9.0))}, "lies on box"),
    ],
)
def test_each_fault_is_seen(change: dict[str, object], said: str) -> None:
    assert said in found(**change)


def test_crossings_overlaps_and_moves_are_counted() -> None:
    across = Line("x", "broken", ((40, 80), (80, 80)), False, "b", "x")
    along = Line("y", "broken", ((60, 70), (60, 90)), False, "b", "y")
    assert crossings(replace(SOUND, lines=(UP, across))) == 1
    assert overlaps(replace(SOUND, lines=(UP, along))) == [
        "b>a:m (management) and y (broken) lie on each other"
    ]
    shifted = replace(SOUND, boxes=(A, replace(B, x=51)))
    assert moved({"before": Scene((SOUND,)), "after": Scene((shifted,))}) == ["b"]
