"""Every writer shows the whole scene, escapes it, and gives the same bytes again."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from orgmodel.scene import MM, THEMES, Box, Key, Label, Line, Mark, Page, Scene, load
from orgmodel.writers import names, writer

FONT = load()
THEME = THEMES["colour"]
NASTY = '<script>alert("1")</script> ]]> & \' #[x] $y$ \\n'
UNIT = Box("u<1>&\"'", "broken", 40, 40, 90, 20, (NASTY,))
DOWN = Box("v", "territorial", 40, 100, 6, 40, ("城关镇（一）",), 8.5, "down", 2.0)
TURNED = Box("w", "half", 80, 100, 6, 40, ("Field Office",), 8.5, "turned")
LINE = Line("v>u:m", "broken", ((43, 100), (43, 60)), True, "v", UNIT.id)
COMB = (
    Line("w>u:m", "management", ((83, 100), (83, 80)), False, "w", UNIT.id),
    Line("", "management", ((83, 80), (90, 80)), False, "", UNIT.id),
    Line("", "management", ((90, 80), (90, 60)), False, "", UNIT.id),
)
PAGE = Page(
    "before",
    297,
    210,
    NASTY,
    "说明",
    "zh",
    (Box("", "band", 12, 38, 273, 24),),
    (LINE, *COMB),
    (UNIT, DOWN, TURNED),
    (
        Mark("v>u:m", "broken", "cross", 43, 97),
        Mark("h", "half", "half", 43, 90),
        Mark("o", "orphan", "ring", 43, 85),
    ),
    (Label(148, 20, NASTY, 12, "title"),),
    (Key("broken", "box", "断层"),),
)
SCENE = Scene((PAGE,))
SVG = "{http://www.w3.org/2000/svg}"


def written(name: str) -> bytes:
    (data,) = writer(name).render(SCENE, THEME, FONT)
    return data


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("theme", list(THEMES))
def test_every_writer_draws_every_theme(name: str, theme: str) -> None:
    pages = Scene((PAGE, PAGE))
    assert len(writer(name).render(pages, THEMES[theme], FONT)) == (1 if writer(name).PAGED else 2)


@pytest.mark.parametrize("name", names())
def test_the_same_scene_gives_the_same_bytes_in_another_process(name: str) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, '.');"
        "from tests.writers.test_writers import written;"
        f"print(hashlib.sha256(written({name!r})).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_svg_keeps_text_ids_and_is_well_formed() -> None:
    root = ElementTree.fromstring(written("svg"))
    assert root.findtext(f"{SVG}title") == NASTY
    assert root.findtext(f"{SVG}desc") == "说明"
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert texts.count(NASTY) == 2
    assert texts[1:8] == [*"城关镇︵一︶", "Field Office"]
    rects = {r.get("data-id"): r.get("class") for r in root.iter(f"{SVG}rect") if r.get("data-id")}
    assert rects == {UNIT.id: "broken", "v": "territorial", "w": "half"}
    paths = {p.get("data-id") for p in root.iter(f"{SVG}path") if p.get("data-id")}
    assert paths == {"v>u:m", "w>u:m"}
    assert not list(root.iter(f"{SVG}script"))


MEETING = "依据：《条例》（2010年）第4条"


def test_marks_that_meet_move_together() -> None:
    loose = sum(FONT.width(c, 12.0) for c in MEETING)
    assert loose - FONT.width(MEETING, 12.0) == pytest.approx(2 * 0.5 * 12.0 * MM)
    page = replace(PAGE, labels=(Label(148, 20, MEETING, 12, "title"),))
    (data,) = writer("svg").render(Scene((page,)), THEME, FONT)
    text = next(t for t in ElementTree.fromstring(data).iter(f"{SVG}text") if "依据" in "".join(t.itertext()))
    assert "".join(text.itertext()) == MEETING
    assert [(t.text, t.get("dx")) for t in text] == [("《条例》", "-21.17"), ("（2010年）第4条", "-21.17")]


def test_svg_carries_a_font_of_its_characters() -> None:
    assert re.search(rb"@font-face\{[^}]*data:font/woff2;base64,[A-Za-z0-9+/=]{2000,}", written("svg"))


def test_pdf_embeds_the_font_and_keeps_text(tmp_path: Path) -> None:
    data = written("pdf")
    assert data.startswith(b"%PDF")
    assert b"NotoSansSC" in data
    assert b"/ToUnicode" in data
    if shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(data)
        out = subprocess.run(
            ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True
        )
        assert NASTY in out.stdout.decode()


def test_png_is_a4_at_300_dots_an_inch() -> None:
    data = written("png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    size = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert size == (3508, 2480)


def test_gv_pins_boxes_and_ways() -> None:
    source = written("gv").decode()
    assert 'pos="121.89,255.12!"' in source  # middle of box v, points from the lower left corner
    assert source.count("->") == 2
    assert "e,121.89,425.20" in source


@pytest.mark.skipif(not shutil.which("neato"), reason="Graphviz is not installed")
def test_neato_gives_the_same_places(tmp_path: Path) -> None:
    file = tmp_path / "a.gv"
    file.write_bytes(written("gv"))
    out = subprocess.run(
        ["neato", "-n2", "-Tplain", str(file)], capture_output=True, check=True
    ).stdout.decode()
    at = {x.split()[1]: tuple(map(float, x.split()[2:4])) for x in out.splitlines() if x.startswith("node v")}
    other = {
        x.split()[1]: tuple(map(float, x.split()[2:4])) for x in out.splitlines() if x.startswith("node w")
    }
    assert other["w"][0] - at["v"][0] == pytest.approx(40 / 25.4, abs=0.02)


def test_json_holds_the_scene() -> None:
    (page,) = json.loads(written("json"))["pages"]
    assert (page["width"], page["height"]) == (297, 210)
    assert [b["class"] for b in page["boxes"]] == ["band", "broken", "territorial", "half"]
    assert page["boxes"][1]["text"] == [NASTY]
    assert page["lines"][0] == {
        "id": "v>u:m", "class": "broken", "points": [[43, 100], [43, 60]], "arrow": True, "tail": "v", "head": UNIT.id,
    }  # fmt: skip
