"""Every view of every scenario on every sheet that it can fill: sound, still, and the same each time."""

from functools import cache
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.model import Org
from orgmodel.scene import PAPERS, Scene, Undrawable, load
from orgmodel.views import Asked, names, view
from tests.scene.geometry import faults, moved, struck

FONT = load()
SCENARIOS = Path("scenarios")
CENTRAL = "city-bureau"


@cache
def orgs(scenario: str) -> tuple[Org, Org | None]:
    folder = SCENARIOS / scenario
    first = next(p for p in (folder / "before.yaml", folder / "survey.yaml") if p.exists())
    after = folder / "after.yaml"
    return read(str(first)), read(str(after)) if after.exists() else None


CASES = [
    pytest.param(name, scenario.name, page, lang, id=f"{name}-{scenario.name}-{page}-{lang}")
    for name in names()
    for scenario in sorted(SCENARIOS.iterdir())
    for page in view(name).PAGES
    for lang in ("zh", "en")
]


def drawn(name: str, scenario: str, page: str, lang: str) -> dict[str, Scene]:
    before, after = orgs(scenario)
    return view(name).scenes(Asked(before, after, lang, FONT, PAPERS[page]))


def refusal(name: str, scenario: str, page: str, lang: str) -> str:
    """Why a view cannot show an org that lacks what it is about; empty where it can."""
    try:
        drawn(name, scenario, page, lang)
    except Undrawable as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("name", "scenario", "page", "lang"), CASES)
def test_every_picture_is_sound_and_nothing_that_stays_moves(
    name: str, scenario: str, page: str, lang: str
) -> None:
    if scenario != CENTRAL and (refused := refusal(name, scenario, page, lang)):
        assert refused.endswith(".")
        return
    scenes = drawn(name, scenario, page, lang)
    for scene in scenes.values():
        assert faults(scene, FONT) == []
        for sheet in scene.pages:
            assert struck(sheet, FONT) == []
            paper = PAPERS[page]
            assert paper.width == sheet.width or paper.endless
            assert paper.height == sheet.height or paper.endless
    assert moved(scenes) == []


@pytest.mark.parametrize("name", names())
def test_the_same_org_gives_the_same_picture(name: str) -> None:
    page = view(name).PAGES[0]
    assert drawn(name, CENTRAL, page, "zh") == drawn(name, CENTRAL, page, "zh")


@pytest.mark.parametrize("name", names())
def test_a_view_says_what_it_fills_and_heeds(name: str) -> None:
    assert set(view(name).PAGES) <= set(PAPERS)
    assert {"focus", "depth", "highlight", "plan", "start"} >= view(name).TAKES
