"""Lane pictures as they are asked for: other sheets, one unit, marked findings, line kinds of a matrix; and beside dot."""

import shutil
from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from benchmarks import drawing
from orgmodel.formats import read
from orgmodel.model import Org, OrgError
from orgmodel.rules import check
from orgmodel.scene import PAPERS, Page, Scene, Undrawable, load
from orgmodel.views import Asked, lanes
from tests.scene.geometry import crossings, extent, faults, moved, overlaps, struck
from tests.views.shapes import line, made

FONT = load()


def scenes(before: Org, after: Org | None = None, lang: str = "zh", **how: Any) -> dict[str, Scene]:
    return lanes.scenes(Asked(before, after, lang, FONT, **how))


def pair(scenario: str) -> tuple[Org, Org]:
    return read(f"scenarios/{scenario}/before.yaml"), read(f"scenarios/{scenario}/after.yaml")


def page(scene: Scene) -> Page:
    assert len(scene.pages) == 1
    return scene.pages[0]


def words(scene: Scene) -> set[str]:
    return {k.text for p in scene.pages for k in p.keys}


@pytest.mark.parametrize("scenario", ["city-bureau", "regional-hospital"])
@pytest.mark.parametrize("sheet", lanes.PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_is_filled_and_nothing_moves(scenario: str, sheet: str, lang: str) -> None:
    paper = PAPERS[sheet]
    drawn = scenes(*pair(scenario), lang, paper=paper)
    for scene in drawn.values():
        assert faults(scene, FONT) == []
        assert {(p.width, p.height) for p in scene.pages} == {(paper.width, paper.height)}
        assert [o for p in scene.pages for o in overlaps(p)] == []
    assert moved(drawn) == []
    right = max(b.x + b.w for p in drawn["diff"].pages for b in p.boxes)
    assert paper.width - 60 < right < paper.width - 12


def test_a_band_that_lost_all_its_boxes_says_so() -> None:
    case = {show: page(scene) for show, scene in scenes(*pair("city-bureau")).items()}
    said = {show: [t for t in p.labels if t.text == "调整后无隶属关系"] for show, p in case.items()}
    assert {show: len(labels) for show, labels in said.items()} == {"before": 0, "after": 1, "diff": 0}
    (label,), band = said["after"], case["after"].bands[-1]
    assert band.y < label.y < band.y + band.h
    assert not [b.id for b in case["after"].boxes if b.id and band.y < b.y < band.y + band.h]
    assert struck(case["after"], FONT) == []


def test_a_wider_sheet_holds_more_leaves() -> None:
    units = [{"id": "top", "name": "总局", "kind": "bureau"}]
    units += [{"id": f"k{i}", "name": f"第{i}分局", "kind": "field_office"} for i in range(80)]
    org = made(units, [line(f"k{i}", "top") for i in range(80)])
    count = {p: len(scenes(org, paper=PAPERS[p])["before"].pages) for p in lanes.PAGES}
    assert count == {"a4": 3, "a3": 2, "16:9": 2}


def dotted(scene: Scene) -> set[str]:
    """The boxes at whose upper right corner a dot stands, by its place."""
    out = set()
    for p in scene.pages:
        for m in p.marks:
            if m.cls == "found" and m.id:
                near = [b.id for b in p.boxes if b.id and abs(b.x + b.w - m.x) < 1 and abs(b.y - m.y) < 1]
                assert len(near) == 1
                out.add(near[0])
    return out


@pytest.mark.parametrize("code", ["CHN201", "CHN202", "EST406", "EST408", "APR905", "STF501"])
def test_dots_stand_at_the_boxes_that_findings_are_about(code: str) -> None:
    before, after = pair("city-bureau")
    drawn = scenes(before, after, highlight=(code,))
    for show, org in (("before", before), ("after", after), ("diff", after)):
        host = {r["id"]: r["host"] or r["id"] for r in org.units.to_dicts()}
        host |= {r["id"]: host[r["unit"]] for r in org.tables["posts"].to_dicts()}
        assert dotted(drawn[show]) == {host[f.subject] for f in check(org).findings if f.code == code}
        assert faults(drawn[show], FONT) == []
        said = [k.text for k in page(drawn[show]).keys if k.cls == "found"]
        assert said == ([f"问题所在：{code}"] if dotted(drawn[show]) else [])
    assert dotted(drawn["before"])


def test_a_finding_about_a_line_stands_at_its_subordinate() -> None:
    before, _ = pair("regional-hospital")
    drawn = scenes(before, lang="en", highlight=("mtx973",))["before"]
    assert dotted(drawn) == {f.subject.split(">")[0] for f in check(before).findings if f.code == "MTX973"}
    assert len(dotted(drawn)) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scenario", ["city-bureau", "regional-hospital"])
def test_no_mark_lies_on_text(scenario: str, lang: str) -> None:
    every = ("STR", "CHN", "CPT", "EST", "STF", "FND", "RSP", "SUP", "APR", "COO", "MTX")
    drawn = scenes(*pair(scenario), lang, highlight=every)
    assert dotted(drawn["before"])
    for scene in drawn.values():
        assert faults(scene, FONT) == []
        for p in scene.pages:
            rooms = [(label, extent(label, FONT)) for label in p.texts()]
            for m in p.marks:
                for label, (left, top, right, bottom) in rooms:
                    x, y = min(max(m.x, left), right), min(max(m.y, top), bottom)
                    assert (m.x - x) ** 2 + (m.y - y) ** 2 >= m.r**2, (m, label)


def test_the_legend_of_many_codes_is_short() -> None:
    before, _ = pair("city-bureau")
    drawn = page(scenes(before, highlight=("CHN", "EST"))["before"])
    (said,) = [k.text for k in drawn.keys if k.cls == "found"]
    codes = {f.code for f in check(before).findings if f.code.startswith(("CHN", "EST"))}
    assert said == f"问题所在：{'、'.join(sorted(codes)[:4])}等{len(codes)}类"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(OrgError, match="CHN299"):
        scenes(pair("city-bureau")[0], highlight=("CHN299",))


def test_focus_shows_one_unit_with_what_stands_above_and_below() -> None:
    before, after = pair("city-bureau")
    drawn = scenes(before, after, focus="c05")
    assert {b.id for b in page(drawn["before"]).boxes if b.id} == {
        "city", "city-owc", "c05", "c05-lc", "c05-s1", "c05-s2", "c05-t1", "c05-t2",
    }  # fmt: skip
    assert "半脱节1、断层2" in page(drawn["before"]).desc
    shallow = scenes(before, after, focus="c05", depth=0)
    assert not {b.id for b in page(shallow["diff"]).boxes} & {"c05-s1", "c05-t1", "c06"}
    for scene in (*drawn.values(), *shallow.values()):
        assert faults(scene, FONT) == []
    assert moved(drawn) == []
    with pytest.raises(Undrawable, match="c055"):
        scenes(before, after, focus="c055")


def test_focus_and_highlight_go_together() -> None:
    drawn = scenes(*pair("city-bureau"), focus="c05", highlight=("CHN201",))
    assert dotted(drawn["before"]) == {"c05-s1", "c05-s2"}
    assert faults(drawn["before"], FONT) == []


def test_binding_and_advisory_lines_of_a_matrix_look_different() -> None:
    before, _ = pair("regional-hospital")
    drawn = scenes(before, lang="en")["before"]
    assert faults(drawn, FONT) == []
    shown = {(x.id, x.cls) for p in drawn.pages for x in p.lines if x.id}
    assert Counter(cls for _, cls in shown) == {"management": 39, "functional": 10, "dotted": 9}
    assert all(id.endswith(":functional") == (cls == "functional") for id, cls in shown)
    assert words(drawn) >= {"Functional line", "Dotted line", "Solid line"}
    assert "42 units; solid lines 39, dotted lines 9, functional lines 10" in drawn.pages[0].desc


def test_circles_of_a_matrix_are_drawn_and_marked() -> None:
    units = [{"id": i, "name": f"Unit {i}", "kind": "unit"} for i in "abcd"]
    ring = [line("a", "b", "solid"), line("b", "c", "solid"), line("c", "a", "solid")]
    org = made(units, [*ring, line("d", "a", "solid")], profile="matrix")
    drawn = scenes(org, lang="en")["before"]
    assert faults(drawn, FONT) == []
    discs = [m for m in page(drawn).marks if m.id]
    assert {(m.id, m.cls) for m in discs} == {(f"{a}>{b}:solid", "circle") for a, b in ("ab", "bc", "ca")}
    assert "d>a:solid" in {x.id for x in page(drawn).lines}
    assert "Runs in a circle" in words(drawn)
    places = {(m.x, m.y) for m in discs}
    assert len(places) == 3
    assert all(abs(m[0] - n[0]) + abs(m[1] - n[1]) > 2 for m, n in combinations(places, 2))
    assert Counter((m.shape, m.r) for m in discs) == {("ring", 1.45): 3, ("dot", 0.45): 3}
    for m in discs:
        assert not [b for b in page(drawn).boxes if b.x < m.x < b.x + b.w and b.y < m.y < b.y + b.h]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz' dot is not installed")
def test_the_central_case_crosses_less_and_is_shorter_than_plain_dot() -> None:
    pages = [page(s) for s in scenes(*pair("city-bureau")).values()]
    together, aspect = drawing.plain_dot(pages)
    assert aspect > 3
    for ours, theirs in zip(pages, together, strict=True):
        assert len(theirs) == sum(bool(x.id) for x in ours.lines)
        assert drawing.crossings(drawing.ways(ours)) == crossings(ours) == 0 < drawing.crossings(theirs)
        assert drawing.length(drawing.ways(ours)) < drawing.length(theirs)


def test_the_benchmark_counts_crossings_and_ink() -> None:
    level = (("a", "x"), ((0.0, 1.0), (4.0, 1.0)))
    steep = (("b", "y"), ((1.0, 0.0), (1.0, 3.0), (1.0, 2.0)))
    slope = (("c", "z"), ((2.0, 0.0), (5.0, 4.0)))
    same = (("a", "x"), ((3.0, 0.0), (3.0, 4.0)))
    assert drawing.crossings([level, steep]) == 1
    assert drawing.crossings([level, steep, slope, same]) == 3  # same and level are one net
    assert drawing.length([level, steep, slope]) == 4 + 3 + 5
