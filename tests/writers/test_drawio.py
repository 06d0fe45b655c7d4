"""draw.io files: well-formed, boxes at the scene's places, edges joined to them along the whole way."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from orgmodel.formats import read
from orgmodel.scene import THEMES, Page, Scene, load
from orgmodel.views import Asked, lanes
from orgmodel.writers import drawio
from tests.views.shapes import changed, matrix, shaped
from tests.writers.test_writers import NASTY, PAGE, SCENE, UNIT

FONT = load()
CASE = Path("scenarios/city-bureau")
MM = 100 / 25.4


@pytest.fixture(scope="module")
def case() -> Scene:
    scenes = lanes.scenes(Asked(read(CASE / "before.yaml"), read(CASE / "after.yaml"), "zh", FONT))
    return Scene(tuple(p for s in scenes.values() for p in s.pages))


def diagrams(scene: Scene) -> list[Element]:
    (data,) = drawio.render(scene, THEMES["colour"], FONT)
    return list(ElementTree.fromstring(data))


def units(diagram: Element) -> dict[str, Element]:
    return {u.attrib["ref"]: u for u in diagram.iter("UserObject")}


def cell(user: Element) -> Element:
    found = user.find("mxCell")
    assert found is not None
    return found


def points(edge: Element) -> list[tuple[float, float]]:
    geometry = edge.find("mxGeometry")
    assert geometry is not None
    named = {p.get("as"): p for p in geometry.findall("mxPoint")}
    way_ = [named["sourcePoint"], *geometry.findall("Array/mxPoint"), named["targetPoint"]]
    return [(float(p.attrib["x"]) / MM, float(p.attrib["y"]) / MM) for p in way_]


def test_one_diagram_a_page_with_ids_of_its_own(case: Scene) -> None:
    made = diagrams(case)
    assert [d.get("name") for d in made] == ["before", "after", "diff"]
    for diagram in made:
        ids = [e.attrib["id"] for e in diagram.iter() if "id" in e.attrib and e is not diagram]
        assert len(ids) == len(set(ids))
        known = set(ids)
        for e in diagram.iter("mxCell"):
            assert {e.get(k) for k in ("source", "target", "parent") if e.get(k)} <= known


def test_boxes_stand_where_the_scene_says(case: Scene) -> None:
    for page, diagram in zip(case.pages, diagrams(case), strict=True):
        found = units(diagram)
        for box in page.boxes:
            if box.id:
                geometry = cell(found[box.id]).find("mxGeometry")
                assert geometry is not None
                place = [float(geometry.attrib[k]) / MM for k in ("x", "y", "width", "height")]
                assert place == pytest.approx([box.x, box.y, box.w, box.h], abs=0.01)


def _joined(page: Page, diagram: Element) -> None:
    names = {u.attrib["id"]: u.attrib["ref"] for u in diagram.iter("UserObject")}
    edges = [(u.attrib["ref"], cell(u)) for u in diagram.iter("UserObject") if cell(u).get("edge")]
    drawn = Counter((id, names[e.attrib["source"]], names[e.attrib["target"]]) for id, e in edges)
    assert drawn == Counter((x.id, x.tail, x.head) for x in page.lines if x.id)
    for _, edge in edges:
        for a, b in pairwise(points(edge)):
            assert abs(a[0] - b[0]) < 0.01 or abs(a[1] - b[1]) < 0.01


def test_edges_join_their_boxes_by_upright_and_level_pieces(case: Scene) -> None:
    for page, diagram in zip(case.pages, diagrams(case), strict=True):
        _joined(page, diagram)


@pytest.mark.parametrize("seed", range(8))
def test_edges_of_odd_orgs_join_their_boxes(seed: int) -> None:
    org = matrix(seed) if seed % 2 else shaped(seed)
    after = None if seed % 2 else changed(org, seed)
    for scene in lanes.scenes(Asked(org, after, org.language, FONT)).values():
        for page, diagram in zip(scene.pages, diagrams(scene), strict=True):
            _joined(page, diagram)


def test_a_comb_is_drawn_by_its_lines(case: Scene) -> None:
    loose = [c for c in diagrams(case)[0].iter("mxCell") if c.get("edge") and not c.get("source")]
    keys = [k for k in case.pages[0].keys if k.part == "line"]
    assert len(loose) == len(keys)  # those of the legend alone


def test_any_text_is_escaped_for_xml_and_html() -> None:
    (diagram,) = diagrams(SCENE)
    said = units(diagram)[UNIT.id].attrib["label"]
    assert "<script" not in said
    assert ElementTree.fromstring(f"<p>{said}</p>").text == NASTY
    assert [len(PAGE.lines), len(list(diagram.iter("Array")))] == [4, 1]


def test_columns_run_down_and_from_the_right() -> None:
    said = units(diagrams(SCENE)[0])["v"].attrib["label"]
    assert said == "城<br>关<br>镇<br>︵<br>一<br>︶"
