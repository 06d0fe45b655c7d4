"""Slides: native shapes at the scene's places, connectors that hold on, text in Chinese type, the same bytes again."""

import datetime
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from orgmodel.formats import read
from orgmodel.scene import MM, THEMES, Box, Key, Label, Line, Page, Scene, Undrawable, load
from orgmodel.views import Asked, lanes
from orgmodel.writers import pptx
from tests.views.shapes import changed, matrix, shaped
from tests.writers.test_writers import NASTY, PAGE, SCENE

FONT = load()
THEME = THEMES["colour"]
CASE = Path("scenarios/city-bureau")


@pytest.fixture(scope="module")
def case() -> Scene:
    scenes = lanes.scenes(Asked(read(CASE / "before.yaml"), read(CASE / "after.yaml"), "zh", FONT))
    return Scene(tuple(p for s in scenes.values() for p in s.pages))


def deck(scene: Scene) -> Any:
    (data,) = pptx.render(scene, THEME, FONT)
    return Presentation(io.BytesIO(data))


def facts(shape: Any) -> Any:
    return shape._element.xpath(".//p:cNvPr")[0]


def of(slide: Any, id: str) -> Any:
    return next(s for s in slide.shapes if facts(s).get("descr") == id)


def mm(length: Any) -> float:
    return float(length) / 36000


def test_a_slide_a_page_at_its_size(case: Scene) -> None:
    made = deck(case)
    assert (mm(made.slide_width), mm(made.slide_height)) == (297, 210)
    assert [s.shapes.title.text_frame.text for s in made.slides] == [p.title for p in case.pages]


def test_boxes_stand_where_the_scene_says(case: Scene) -> None:
    for page, slide in zip(case.pages, deck(case).slides, strict=True):
        for box in page.boxes:
            if not box.id:
                continue
            shape = of(slide, box.id)
            place = [mm(x) for x in (shape.left, shape.top, shape.width, shape.height)]
            assert place == pytest.approx([box.x, box.y, box.w, box.h], abs=0.001)
            text = shape.text_frame.text.replace("\v", "").replace("\u3000", "")
            assert sorted(text) == sorted("".join(t.text for t in box.labels()))


def test_connectors_hold_on_to_the_shapes_that_they_join(case: Scene) -> None:
    page, slide = case.pages[0], deck(case).slides[0]
    ids = {s.shape_id: facts(s).get("descr") for s in slide.shapes}
    joined = {}
    for shape in slide.shapes:
        if shape._element.tag == qn("p:cxnSp"):
            start, end = (shape._element.find(f".//{qn(t)}") for t in ("a:stCxn", "a:endCxn"))
            if facts(shape).get("descr"):
                joined[facts(shape).get("descr")] = ids[int(start.get("id"))], ids[int(end.get("id"))]
    lines = {x.id: x for x in page.lines if x.id}
    assert sum(x.startswith("c") and lines[x].cls == "broken" for x in joined) == 26
    assert all((lines[i].tail, lines[i].head) == ends for i, ends in joined.items())


def test_connecting_moves_no_line(case: Scene) -> None:
    page, slide = case.pages[0], deck(case).slides[0]
    for line in page.lines:
        if line.id:
            shape = of(slide, line.id)
            xs, ys = zip(*line.points, strict=True)
            place = [mm(x) for x in (shape.left, shape.top, shape.width, shape.height)]
            assert place == pytest.approx([min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)], abs=0.01)


def test_a_line_off_the_middle_is_free_and_keeps_its_bends() -> None:
    a, b = Box("a", "vertical", 50, 20, 20, 10, ("甲",)), Box("b", "vertical", 10, 60, 20, 10, ("乙",))
    bent = Line("b>a", "added", ((20, 60), (20, 45), (60, 45), (60, 30)), True, "b", "a")
    off = Line("b>a2", "removed", ((22, 60), (22, 0)), True, "b", "")
    page = Page(
        "before", 100, 80, "图", "", "zh", (), (bent, off), (a, b), (), (), (Key("added", "line", "x"),)
    )
    slide = deck(Scene((page,))).slides[0]
    for id, count in (("b>a", 4), ("b>a2", 2)):
        shape = of(slide, id)
        assert shape._element.tag == qn("p:sp")
        assert len(list(shape._element.iter(qn("a:pt")))) == count
        assert shape._element.find(f".//{qn('a:tailEnd')}").get("type") == "triangle"
    assert of(slide, "b>a")._element.find(f".//{qn('a:custDash')}") is None
    assert of(slide, "b>a2")._element.find(f".//{qn('a:custDash')}") is not None


def test_text_names_the_font_for_chinese_too() -> None:
    for element in deck(SCENE).slides[0]._element.iter(qn("a:rPr")):
        assert {c.get("typeface") for c in element if c.tag in (qn("a:latin"), qn("a:ea"))} == {FONT.family}
        assert element.find(qn("a:ea")) is not None


def test_any_text_is_kept() -> None:
    slide = deck(SCENE).slides[0]
    assert of(slide, PAGE.boxes[0].id).text_frame.text == NASTY
    assert slide.shapes.title.text_frame.text == NASTY
    odd = Page("before", 100, 80, "a\x00b", "", "en", (), (), (), (), (Label(50, 20, "x\x07y\ufffe", 9),), ())
    assert "xy" in [s.text_frame.text for s in deck(Scene((odd,))).slides[0].shapes]


def test_bands_lie_below_lines_and_boxes_above_them(case: Scene) -> None:
    order = [
        facts(s).get("name").split(" ")[0]
        for s in deck(case).slides[0].shapes
        if facts(s).get("name") != "title"
    ]
    last_band = max(i for i, n in enumerate(order) if n.startswith("band"))
    first_line = min(i for i, n in enumerate(order) if n == "management")
    last_line = max(i for i, n in enumerate(order) if n in ("management", "affiliation"))
    assert last_band < first_line < last_line < min(i for i, n in enumerate(order) if n == "vertical")


def test_dates_are_fixed_and_no_picture_of_another_deck_is_left() -> None:
    (data,) = pptx.render(SCENE, THEME, FONT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(2003, 1, 1, 0, 0, 0)}
        assert not [n for n in archive.namelist() if "thumbnail" in n]
        assert archive.testzip() is None
    assert Presentation(io.BytesIO(data)).core_properties.created.date() == datetime.date(2003, 1, 1)


def test_a_page_that_no_slide_can_hold_is_refused() -> None:
    tall = Page("before", 156, 2000, "图", "", "zh", (), (), (), (), (), ())
    with pytest.raises(Undrawable, match="2000 mm"):
        pptx.render(Scene((tall,)), THEME, FONT)


@pytest.mark.parametrize("seed", range(4))
def test_odd_orgs_keep_every_box_and_line(seed: int) -> None:
    org = matrix(seed) if seed % 2 else shaped(seed)
    after = None if seed % 2 else changed(org, seed)
    for scene in lanes.scenes(Asked(org, after, org.language, FONT)).values():
        for page, slide in zip(scene.pages, deck(scene).slides, strict=True):
            told = {facts(s).get("descr") for s in slide.shapes}
            assert {b.id for b in page.boxes if b.id} | {x.id for x in page.lines if x.id} <= told


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_office_program_opens_it(case: Scene, tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(pptx.render(case, THEME, FONT)[0])
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.pptx"),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    made = tmp_path / "a.pdf"
    if not made.exists():
        pytest.skip("this LibreOffice has no Impress")
    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", str(made)], capture_output=True, check=True, text=True).stdout
        width, height = (float(x) for x in told.split("Page size:")[1].split("pts")[0].split("x"))
        assert (width * MM, height * MM) == (pytest.approx(297, abs=0.5), pytest.approx(210, abs=0.5))
        assert "Pages:           3" in told
