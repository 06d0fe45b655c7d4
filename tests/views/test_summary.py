"""The summary: units counted together, on one layout before, after and in between."""

import re
from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.scene import PAPERS, Page, Scene, Undrawable, load
from orgmodel.views import Asked, summary
from orgmodel.views._cast import cast
from orgmodel.views._look import look
from orgmodel.views.summary.words import common_name
from tests.orgs import random_org
from tests.scene.geometry import crossings, faults, moved, overlaps
from tests.views.shapes import changed, line, made, matrix, shaped

FONT = load()
CASE = "scenarios/city-bureau"


def scenes(before: Org, after: Org | None = None, lang: str = "zh", page: str = "text") -> dict[str, Scene]:
    return summary.scenes(Asked(before, after, lang, FONT, PAPERS[page]))


@pytest.fixture(scope="module")
def case() -> dict[str, Scene]:
    return scenes(read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml"))


def counted(page: Page) -> Counter[str]:
    """How many units the boxes of each class say that they stand for."""
    out: Counter[str] = Counter()
    for box in page.boxes:
        if box.id:
            number = re.search(r"×(\d+)", " ".join(box.lines))
            out[box.cls] += int(number[1]) if number else 1
    return out


def texts(page: Page) -> set[str]:
    return {" ".join(b.lines) for b in page.boxes if b.id}


def test_the_central_case_is_sound_and_lines_cross_but_once(case: dict[str, Scene]) -> None:
    for scene in case.values():
        assert faults(scene, FONT) == []
        assert overlaps(scene.pages[0]) == []
        assert (
            crossings(scene.pages[0]) <= 1
        )  # the affiliation of two districts crosses the comb of management
    assert moved(case) == []


def test_boxes_count_what_the_detector_finds(case: dict[str, Scene]) -> None:
    status = Counter(derive(read(f"{CASE}/before.yaml")).links["status"].to_list())
    shown = counted(case["before"].pages[0])
    assert (shown["broken"], shown["half"]) == (status["broken"], status["half"]) == (26, 5)
    assert shown["vertical"] == 1 + status["direct"] + status["dual"] == 7
    assert counted(case["after"].pages[0])["vertical"] == 38
    assert counted(case["diff"].pages[0]) == {
        "vertical": 33, "upgraded": 5, "territorial": 5, "linked": 5, "released": 31,
    }  # fmt: skip


def test_boxes_are_named_by_what_names_have_in_common(case: dict[str, Scene]) -> None:
    before = texts(case["before"].pages[0])
    assert {
        "滨江市局 机关党委",
        "县局 ×4 机关党委",
        "区局 ×5 党总支",
        "区局 ×2 党总支",
        "分局 ×13 党支部",
    } <= before
    assert "区局 ×5 党总支→机关党委" in texts(case["diff"].pages[0])
    assert common_name(["甲区委", "乙区委"], "地方党委", "zh") == "区委"
    assert common_name(["税务局", "财务局"], "局", "zh") == "局"
    assert common_name(["甲区委", "乙区委"], "local committee", "en") == "Local committee"


def test_breaks_are_marked_where_links_are_broken(case: dict[str, Scene]) -> None:
    marks = Counter(m.cls for m in case["before"].pages[0].marks if m.id)
    assert marks == {"broken": 3, "half": 1}
    assert not [m for m in case["after"].pages[0].marks if m.id]


def test_the_heading_says_side_date_and_counts(case: dict[str, Scene]) -> None:
    page = case["diff"].pages[0]
    assert page.title == "滨江市局系统组织关系汇总图（变动对照）"
    assert "归口2→28、双重领导4→9、半脱节5→0、断层26→0" in page.desc
    english = scenes(read(f"{CASE}/before.yaml"), lang="en")["before"]
    assert faults(english, FONT) == []
    assert "26 broken" in english.pages[0].desc
    assert "Field office ×13 Branch" in texts(english.pages[0])


@pytest.mark.parametrize("seed", [1, 3, 4, 5, 8])
def test_many_shapes_count_every_unit_once(seed: int) -> None:
    org = shaped(seed)
    after = changed(org, seed)
    for page in summary.PAGES:
        drawn = scenes(org, after, page=page)
        assert [f for s in drawn.values() for f in faults(s, FONT)] == []
        assert moved(drawn) == []
        for show, scene in drawn.items():
            units = Counter(
                f.cls for f in look(show, cast(org, "zh"), cast(after, "zh"), "zh").faces.values()
            )
            shown: Counter[str] = Counter()
            for sheet in scene.pages:
                shown += counted(sheet)
            assert shown == units


@pytest.mark.parametrize("seed", range(5))
def test_a_matrix_shows_every_line(seed: int) -> None:
    org = matrix(seed)
    drawn = scenes(org, lang="en")["before"]
    assert faults(drawn, FONT) == []
    dotted = {(x["subordinate"], x["superior"]) for x in org.lines.to_dicts() if x["kind"] == "dotted"}
    joined = {(a, b) for a, b in dotted if a != b}
    told = 0
    for page in drawn.pages:
        size = {b.id: " ".join(b.lines) for b in page.boxes}
        for x in page.lines:
            if x.id and x.cls == "dotted":
                number = re.search(r"×(\d+)", size[x.tail])
                told += 1 if number is None else 0
        counted_ = [t for t in page.labels if re.fullmatch(r"×\d+", t.text)]
        assert told + sum(int(t.text[1:]) for t in counted_) == len(joined)


@pytest.mark.parametrize("seed", range(12))
def test_faulty_orgs(seed: int) -> None:
    org = random_org(Random(seed))
    if (org.units["status"] == "dissolved").fill_null(False).all():
        with pytest.raises(Undrawable, match="no unit"):
            scenes(org)
        return
    assert faults(scenes(org)["before"], FONT) == []


def test_units_that_are_tied_to_each_other_stand_apart() -> None:
    units = [{"id": i, "name": f"{i}局", "kind": "bureau", "level": "county"} for i in "abcd"]
    units += [{"id": f"{i}b", "name": i, "kind": "branch", "host": i} for i in "abcd"]
    org = made(units, [line("ab", "bb", "affiliation")])
    drawn = scenes(org)["before"]
    assert faults(drawn, FONT) == []
    page = drawn.pages[0]
    assert counted(page).total() == 4
    (joined,) = [x for x in page.lines if x.id]
    assert joined.tail != joined.head
    assert joined.tail == "a"


def test_more_rows_than_a_sheet_holds_go_on() -> None:
    units = [{"id": f"d{i}", "name": f"Tier {i}", "kind": "unit"} for i in range(30)]
    org = made(units, [line(f"d{i}", f"d{i - 1}", "solid") for i in range(1, 30)], profile="matrix")
    for sheet in ("a4", "text"):
        drawn = scenes(org, lang="en", page=sheet)["before"]
        assert len(drawn.pages) > 1
        assert faults(drawn, FONT) == []
        assert sorted(b.id for p in drawn.pages for b in p.boxes if b.id) == sorted(u["id"] for u in units)
        assert all("continued" in {t.text for t in p.labels} for p in drawn.pages)
        assert all(p.height <= 250 for p in drawn.pages)


def test_a_matrix_before_and_after_has_one_band_a_tier_and_fits_pages() -> None:
    sides = [read(f"scenarios/regional-hospital/{side}.yaml") for side in ("before", "after")]
    drawn = scenes(sides[0], sides[1], lang="en")
    assert moved(drawn) == []
    for scene in drawn.values():
        assert faults(scene, FONT) == []
        assert all(p.height <= 250 for p in scene.pages)
        assert sum(len(p.bands) for p in scene.pages) == 8
        assert not [t.text for p in scene.pages for t in p.labels if t.text.startswith("Tier")]
        for page in scene.pages:
            boxes = {b.id: b for b in page.boxes if b.id}
            for x in page.lines:
                if x.cls == "management" and x.tail in boxes and x.head in boxes:
                    assert boxes[x.head].y < boxes[x.tail].y or _points(page, x.head)
    alone = scenes(sides[1], lang="en")["before"]
    names = [t.text for p in alone.pages for t in p.labels if t.text.startswith("Tier")]
    assert len(names) == len(set(names)) == sum(len(p.bands) for p in alone.pages)


def _points(page: Page, head: str) -> bool:
    return any(x.arrow for x in page.lines if x.head == head and x.cls == "management")


def test_no_wire_has_a_kink_shorter_than_a_box_is_apart(case: dict[str, Scene]) -> None:
    for scene in case.values():
        for x in scene.pages[0].lines:
            if x.id and x.cls == "management":
                level = [abs(a[0] - b[0]) for a, b in pairwise(x.points) if a[1] == b[1]]
                assert all(piece > 3.0 for piece in level)


def test_long_names_and_nothing_at_all() -> None:
    name = "某某省某某市某某自治州某某县人民政府直属机关事业单位综合行政执法局派驻某某经济技术开发区综合行政执法大队第三中队联合办公室"
    drawn = scenes(made([{"id": "a", "name": name, "kind": "bureau"}], [], name=name))["before"]
    assert faults(drawn, FONT) == []
    assert "".join(next(b.lines for b in drawn.pages[0].boxes if b.id == "a")) == name
    with pytest.raises(Undrawable, match="short_name"):
        scenes(made([{"id": "a", "name": name * 12, "kind": "bureau"}], []))
    with pytest.raises(Undrawable, match="no unit"):
        scenes(Org(profile="matrix"))
