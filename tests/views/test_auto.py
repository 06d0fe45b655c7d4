"""The free picture: any graph, every line kind, positions from dot and ways of our own."""

import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.drawing import draw
from orgmodel.formats import read
from orgmodel.model import Org, OrgError
from orgmodel.scene import Page, Scene, Undrawable, load
from orgmodel.views import Asked, auto
from tests.orgs import random_org
from tests.scene.geometry import faults, moved, overlaps
from tests.views.shapes import changed, line, made, matrix, shaped

FONT = load()
NAME_60 = "某某省某某市某某自治州某某县人民政府直属机关事业单位综合行政执法局派驻某某经济技术开发区综合行政执法大队第三中队联合办公室"
needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz' dot is not installed")


def scenes(before: Org, after: Org | None = None, lang: str = "zh", **how: Any) -> dict[str, Scene]:
    return auto.scenes(Asked(before, after, lang, FONT, **how))


def pair(scenario: str) -> tuple[Org, Org]:
    return read(f"scenarios/{scenario}/before.yaml"), read(f"scenarios/{scenario}/after.yaml")


def page(scene: Scene) -> Page:
    assert len(scene.pages) == 1
    return scene.pages[0]


def sound(drawn: dict[str, Scene]) -> None:
    assert [f for s in drawn.values() for f in faults(s, FONT)] == []
    assert [o for s in drawn.values() for o in overlaps(page(s))] == []
    assert moved(drawn) == []


@needs_dot
@pytest.mark.parametrize("scenario", ["city-bureau", "regional-hospital"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_scenarios_are_sound(scenario: str, lang: str) -> None:
    sound(scenes(*pair(scenario), lang))


@needs_dot
def test_it_shows_every_line_of_every_kind_that_joins_two_boxes() -> None:
    before, _ = pair("city-bureau")
    host = {r["id"]: r["host"] or r["id"] for r in before.units.to_dicts()}
    ends: dict[str, set[tuple[str, str]]] = {}
    for x in before.lines.to_dicts():
        low, high = host[x["subordinate"]], host[x["superior"]]
        if low != high:
            ends.setdefault(x["kind"], set()).add((low, high))
    assert {"leadership", "supervision"} <= set(ends)
    shown = {(x.tail, x.head) for x in page(scenes(before)["before"]).lines if x.id}
    assert shown == {e for kind in ends.values() for e in kind}


@needs_dot
def test_the_legend_names_only_kinds_that_are_shown() -> None:
    keys = page(scenes(pair("city-bureau")[0])["before"]).keys
    assert [k.text for k in keys if k.cls == "dotted"] == ["党组领导、监督"]


@needs_dot
def test_a_matrix_shows_its_kinds_apart_and_superiors_above() -> None:
    drawn = page(scenes(pair("regional-hospital")[0], lang="en")["before"])
    assert Counter(x.cls for x in drawn.lines if x.id) == {"management": 39, "functional": 10, "dotted": 9}
    at = {b.id: b.y for b in drawn.boxes if b.id}
    assert all(at[x.head] < at[x.tail] for x in drawn.lines if x.id and x.cls == "management")


@needs_dot
def test_the_page_is_as_large_as_what_stands_on_it() -> None:
    one = made([{"id": "a", "name": "甲局", "kind": "bureau"}], [])
    for org in (pair("regional-hospital")[0], matrix(3), one):
        drawn = page(scenes(org)["before"])
        right = max(b.x + b.w for b in drawn.boxes)
        low = max(b.y + b.h for b in drawn.boxes)
        assert drawn.width == auto.LEAST or drawn.width - right < 25
        assert 10 < drawn.height - low < 16


@needs_dot
@pytest.mark.parametrize("seed", range(8))
def test_many_shapes(seed: int) -> None:
    org = shaped(seed)
    drawn = scenes(org, changed(org, seed))
    sound(drawn)
    ids = {b.id for b in page(drawn["before"]).boxes}
    assert {u["id"] for u in org.units.to_dicts() if u["kind"] == "bureau"} <= ids
    sound(scenes(matrix(seed), lang="en"))


@needs_dot
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_faulty_orgs(seed: int) -> None:
    org = random_org(Random(seed))
    if (org.units["status"] == "dissolved").fill_null(False).all():
        with pytest.raises(Undrawable, match="no unit"):
            scenes(org)
        return
    sound(scenes(org))


@needs_dot
def test_circles_are_drawn_and_marked() -> None:
    units = [{"id": i, "name": f"Unit {i}", "kind": "unit"} for i in "abc"]
    ring = [line("a", "b", "solid"), line("b", "c", "solid"), line("c", "a", "solid")]
    drawn = scenes(made(units, ring, profile="matrix"), lang="en")
    sound(drawn)
    assert {m.id for m in page(drawn["before"]).marks if m.id} == {"a>b:solid", "b>c:solid", "c>a:solid"}


@needs_dot
def test_lines_reach_their_superiors() -> None:
    """Every line ends at its superior's box or on a trunk that leads there."""
    drawn = page(scenes(pair("regional-hospital")[0], lang="en")["before"])
    boxes = {b.id: b for b in drawn.boxes if b.id}
    for x in drawn.lines:
        if not x.id:
            continue
        end, head = x.points[-1], boxes[x.head]
        trunks = [t for t in drawn.lines if not t.id and t.head == x.head and t.cls == x.cls]
        edge = min(abs(end[1] - head.y), abs(end[1] - head.y - head.h)) < 0.01
        at_box = head.x <= end[0] <= head.x + head.w and edge
        on_trunk = any(
            min(a[0], b[0]) <= end[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= end[1] <= max(a[1], b[1])
            for t in trunks
            for a, b in pairwise(t.points)
        )
        assert at_box or on_trunk, x


@needs_dot
def test_long_names_and_many_at_one_rank() -> None:
    units = [{"id": "a", "name": NAME_60, "kind": "bureau"}]
    units += [{"id": f"b{i}", "name": NAME_60, "kind": "bureau"} for i in range(30)]
    drawn = scenes(made(units, [line(f"b{i}", "a") for i in range(30)]))
    assert len(NAME_60) >= 59
    sound(drawn)
    assert {"".join(b.lines) for b in page(drawn["before"]).boxes if b.id} == {NAME_60}


@needs_dot
def test_focus_and_highlight() -> None:
    before, after = pair("city-bureau")
    drawn = scenes(before, after, focus="c05", highlight=("CHN202",))
    sound(drawn)
    assert [m.id for m in page(drawn["before"]).marks if m.cls == "found" and m.id] == ["c05:CHN202"]
    assert "c06" not in {b.id for b in page(drawn["before"]).boxes}


@needs_dot
def test_a_picture_wider_than_any_page_is_refused() -> None:
    units = [{"id": "a", "name": "甲局", "kind": "bureau"}]
    units += [{"id": f"b{i}", "name": "某某某某分局", "kind": "bureau"} for i in range(250)]
    with pytest.raises(Undrawable, match=r"5\.08 m.*--focus.*lanes"):
        scenes(made(units, [line(f"b{i}", "a") for i in range(250)]))


@needs_dot
def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(Undrawable, match="no unit"):
        scenes(Org(profile="matrix"))


def test_without_dot_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OrgError, match=r"apt install graphviz.*another view"):
        draw(pair("city-bureau")[0], tmp_path / "x.svg", view="auto")
    assert not list(tmp_path.iterdir())
