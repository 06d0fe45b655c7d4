"""The HTML picture, in a real browser: nothing that stays moves, search and keys work, nothing leaves the page."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orgmodel.drawing import draw
from orgmodel.formats import read
from orgmodel.model import Org
from orgmodel.rules import check
from orgmodel.scene import THEMES, load
from orgmodel.writers import html
from tests.views.shapes import line, made
from tests.writers.test_writers import SCENE

CASE = Path("scenarios/city-bureau")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
browsing = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed (chromium, google-chrome)")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def case() -> tuple[Org, Org]:
    return read(CASE / "before.yaml"), read(CASE / "after.yaml")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, case: tuple[Org, Org]) -> Path:
    (path,) = draw(*case, tmp_path_factory.mktemp("html") / "plan.html")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Sheet:
    """A file opened in a browser, and what went wrong in it."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page = browser.new_page(viewport={"width": 1400, "height": 900})
        self.page.on("console", lambda m: self.wrong.append(m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("dialog", lambda d: (self.wrong.append(f"dialog {d.message}"), d.dismiss()))
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.goto(path.as_uri())

    def view(self) -> list[float]:
        return [float(x) for x in self.page.get_attribute("svg.now", "viewBox").split()]

    def shown(self) -> str:
        return str(self.page.get_attribute("svg.now", "id"))

    def places(self) -> dict[str, Any]:
        return dict(
            self.page.evaluate(
                "Object.fromEntries([...document.querySelectorAll('svg.now rect[data-id]')].map((r) => "
                "[r.dataset.id, Object.values(r.getBoundingClientRect().toJSON()).map((n) => Math.round(n * 100))]))"
            )
        )

    def lit(self) -> set[str]:
        return set(
            self.page.evaluate(
                "[...document.querySelectorAll('svg.now rect[data-id].on')].map((r) => r.dataset.id)"
            )
        )


@pytest.fixture
def sheet(browser: Any, file: Path) -> Iterator[Sheet]:
    opened = Sheet(browser, file)
    yield opened
    assert opened.wrong == []
    assert opened.asked == [file.as_uri()]
    opened.page.close()


def data_of(path: Path) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', path.read_text(), re.DOTALL
    )
    assert found
    return dict(json.loads(found[1]))


def test_it_is_small_and_names_no_address(file: Path) -> None:
    text = file.read_text()
    assert len(text.encode()) < 400_000
    assert text.count("@font-face") == 1
    assert re.search(r'<text text-anchor="start"[^>]*>系统单位（条）</text>', text)
    outside = re.findall(r"https?://[^\s\"')<]+", text)
    assert set(outside) == {"http://www.w3.org/2000/svg"}  # the name of SVG, not an address


def test_it_lists_the_findings_of_each_side(file: Path, case: tuple[Org, Org]) -> None:
    data = data_of(file)
    before, after, diff = data["pages"]
    roots = [check(org).roots for org in case]
    told = [[data["notes"][n]["code"] for n, *_ in page["notes"]] for page in (before, after)]
    for codes, found in zip(told, roots, strict=True):
        for code in ("CHN201", "CHN202"):
            assert codes.count(code) == (found["code"] == code).sum()
    assert told[0].count("CHN201") == 26
    cleared = [data["notes"][n]["code"] for n, state, _ in diff["notes"] if state == "cleared"]
    assert cleared.count("CHN201") == 26
    assert all(data["cites"][n["cite"]] for n in data["notes"] if n["code"] == "CHN201")


@browsing
def test_the_switch_moves_nothing_that_stays(sheet: Sheet) -> None:
    for _ in range(3):
        sheet.page.keyboard.press("+")
    sheet.page.keyboard.press("ArrowRight")
    view, seen = sheet.view(), [sheet.places()]
    for name in ("调整后", "变动对照"):
        sheet.page.get_by_role("tab", name=name).click()
        assert sheet.view() == view
        seen.append(sheet.places())
    for other in seen[1:]:
        both = seen[0].keys() & other.keys()
        assert len(both) > 40
        assert {i: seen[0][i] for i in both} == {i: other[i] for i in both}
    assert sheet.shown() == "s2"


@browsing
@pytest.mark.parametrize("asked", ["青岩县局城关分局", "c01-s1", "C01-S1", "城关分局"])
def test_search_finds_centres_and_lights(sheet: Sheet, asked: str) -> None:
    sheet.page.keyboard.press("/")
    sheet.page.keyboard.type(asked)
    assert {"c01-s1", "c01", "c01-t1"} <= sheet.lit()
    x, y, w, h = sheet.view()
    assert w < 2970
    box = sheet.page.eval_on_selector(
        "svg.now rect[data-id='c01-s1']",
        "r => [r.x.baseVal.value + r.width.baseVal.value / 2, r.y.baseVal.value + r.height.baseVal.value / 2]",
    )
    assert box == pytest.approx([x + w / 2, y + h / 2], abs=1)
    sheet.page.keyboard.press("Escape")
    assert sheet.lit() == set()
    sheet.page.fill("#query", "没有的单位")
    assert sheet.page.text_content("#hits") == "未找到"


@browsing
def test_keys_pan_zoom_and_switch(sheet: Sheet) -> None:
    press = sheet.page.keyboard.press
    assert sheet.view() == [0, 0, 2970, 2100]
    press("+")
    near = sheet.view()
    assert near[2] == pytest.approx(2970 / 1.25, abs=0.1)
    press("ArrowDown")
    assert sheet.view()[1] > near[1]
    press("0")
    assert sheet.view() == [0, 0, 2970, 2100]
    press("2")
    assert sheet.shown() == "s1"
    press("3")
    assert sheet.shown() == "s2"
    press("?")
    assert sheet.page.is_visible("#keys")
    press("Escape")
    assert sheet.page.is_hidden("#keys")


@browsing
def test_units_can_be_walked_with_the_arrow_keys(sheet: Sheet) -> None:
    sheet.page.focus("svg.now rect[data-id='c01-s1']")
    sheet.page.keyboard.press("ArrowRight")
    assert sheet.page.evaluate("document.activeElement.dataset.id") == "c01-s2"
    assert "青岩县局河口分局" in sheet.page.inner_text("#tip")
    assert "第4条" in sheet.page.inner_text("#tip")
    sheet.page.keyboard.press("Enter")
    assert {"c01-s2", "c01", "city"} <= sheet.lit()


@browsing
def test_drag_and_wheel(sheet: Sheet) -> None:
    mouse = sheet.page.mouse
    mouse.move(600, 500)
    scale = sheet.page.evaluate("1 / document.querySelector('svg.now').getScreenCTM().a")
    mouse.down()
    mouse.move(700, 540, steps=4)
    mouse.up()
    x, y, *_ = sheet.view()
    assert (x, y) == (pytest.approx(-100 * scale, abs=2), pytest.approx(-40 * scale, abs=2))
    spot = "(() => { const p = new DOMPoint(700, 540).matrixTransform(document.querySelector('svg.now').getScreenCTM().inverse()); return [p.x, p.y]; })()"
    under = sheet.page.evaluate(spot)
    mouse.wheel(0, -300)
    sheet.page.wait_for_function("document.querySelector('svg.now').viewBox.baseVal.width < 2900")
    assert sheet.page.evaluate(spot) == pytest.approx(under, abs=0.5)
    assert sheet.lit() == set()


@browsing
def test_a_finding_lights_its_path_and_tells_its_basis(sheet: Sheet) -> None:
    sheet.page.keyboard.press("f")
    entry = sheet.page.locator("#list button", has_text="城关分局").first
    entry.click()
    assert sheet.lit() == {"c01-s1", "c01-t1", "c01", "c01-owc", "city", "city-owc"}
    lines = sheet.page.eval_on_selector_all(
        "svg.now path.line.on[data-id]", "all => all.map((p) => p.dataset.id)"
    )
    assert {"c01-s1>c01:management", "c01>city:management"} <= set(lines)
    assert not any(x.startswith("c02") for x in lines)
    assert "依据：《" in sheet.page.inner_text("#tip")
    assert entry.get_attribute("aria-pressed") == "true"
    entry.click()
    assert sheet.lit() == set()


@browsing
def test_on_paper_every_page_is_a_page(sheet: Sheet, tmp_path: Path) -> None:
    sheet.page.keyboard.press("+")
    out = tmp_path / "x.pdf"
    sheet.page.pdf(path=str(out), prefer_css_page_size=True, print_background=True)
    if not shutil.which("pdfinfo"):
        pytest.skip("Poppler is not installed")
    told = subprocess.run(["pdfinfo", str(out)], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Pages:\s+3\n", told)
    assert re.search(r"Page size:\s+84[12]\S* x 59[45]", told)


@browsing
def test_a_name_that_is_a_script_stays_text(browser: Any, tmp_path: Path) -> None:
    org = made(
        [
            {"id": 'a"b', "name": f"{SCRIPT}", "kind": "bureau"},
            {"id": "b</script>", "name": "乙局\u2028&amp;<b>", "kind": "bureau"},
        ],
        [line("b</script>", 'a"b'), line("b</script>", "nowhere")],
        name="</title></script><img src=x onerror=alert(2)>",
    )
    (path,) = draw(org, tmp_path / "x.html")
    opened = Sheet(browser, path)
    opened.page.fill("#query", "<script>")
    assert 'a"b' in opened.lit()
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("f")
    assert opened.page.locator("#stage img, #side img, #tip img").count() == 0
    assert SCRIPT.replace(" ", "") in "".join(
        opened.page.locator("svg.now text").all_text_contents()
    ).replace(" ", "")
    assert opened.wrong == []
    assert opened.asked == [path.as_uri()]
    opened.page.close()


@browsing
def test_several_pages_are_tabs(browser: Any, tmp_path: Path) -> None:
    units = [{"id": "top", "name": "市局", "kind": "bureau"}]
    units += [{"id": f"u{i}", "name": f"第{i}分局", "kind": "bureau"} for i in range(60)]
    org = made(units, [line(f"u{i}", "top") for i in range(60)])
    (path,) = draw(org, tmp_path / "x.html")
    opened = Sheet(browser, path)
    assert opened.page.locator("#pages button").all_text_contents() == ["第1页", "第2页"]
    opened.page.keyboard.press("]")
    assert opened.shown() == "s1"
    opened.page.keyboard.press("[")
    opened.page.fill("#query", "u59")
    assert "第2页" in str(opened.page.text_content("#hits"))
    opened.page.keyboard.press("Enter")
    assert opened.shown() == "s1"
    assert opened.lit() == {"u59", "top"}
    assert opened.wrong == []
    opened.page.close()


@browsing
@pytest.mark.parametrize("theme", ["colour", "dark"])
def test_text_stands_where_the_scene_says(browser: Any, tmp_path: Path, theme: str) -> None:
    path = tmp_path / "x.html"
    (data,) = html.render(SCENE, THEMES[theme], load())
    path.write_bytes(data)
    opened = Sheet(browser, path)
    anchors = opened.page.eval_on_selector_all(
        "svg.now text", "all => all.map((t) => getComputedStyle(t).textAnchor)"
    )
    assert set(anchors) == {"middle"}
    paper = opened.page.evaluate("getComputedStyle(document.querySelector('.paper')).fill")
    assert paper == ("rgb(255, 255, 255)" if theme == "colour" else "rgb(20, 24, 31)")
    assert opened.wrong == []
    opened.page.close()
