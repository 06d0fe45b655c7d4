"""The lane picture of the central case, of orgs of many shapes, and of odd ones."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgmodel.formats import read
from orgmodel.model import Org
from orgmodel.scene import Font, Page, Scene, Undrawable, load
from orgmodel.views import Asked, lanes
from tests.orgs import random_org
from tests.scene.geometry import crossings, faults, moved, overlaps
from tests.views.shapes import changed, line, made, matrix, shaped

FONT = load()
CASE = "scenarios/city-bureau"
NAME_63 = "某某省某某市某某自治州某某县人民政府直属机关事业单位综合行政执法局派驻某某经济技术开发区综合行政执法大队第三中队联合办公室服务站"


def scenes(before: Org, after: Org | None, *, lang: str, font: Font) -> dict[str, Scene]:
    return lanes.scenes(Asked(before, after, lang, font))


@pytest.fixture(scope="module")
def case() -> dict[str, Scene]:
    return scenes(read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml"), lang="zh", font=FONT)


def page(scene: Scene) -> Page:
    assert len(scene.pages) == 1
    return scene.pages[0]


def lines(scene: Scene) -> Counter[str]:
    return Counter(x.cls for x in page(scene).lines if x.id)


def boxes(scene: Scene) -> Counter[str]:
    return Counter(b.cls for b in page(scene).boxes if b.id)


def text(scene: Scene, id: str) -> list[str]:
    return [str(x) for b in page(scene).boxes if b.id == id for x in b.lines]


def test_the_central_case_is_sound_and_crosses_nothing(case: dict[str, Scene]) -> None:
    for scene in case.values():
        assert faults(scene, FONT) == []
        assert overlaps(page(scene)) == []
        assert crossings(page(scene)) == 0
    assert moved(case) == []


def test_before_shows_the_breaks(case: dict[str, Scene]) -> None:
    before = case["before"]
    assert lines(before) == {"management": 35, "affiliation": 7, "half": 5, "broken": 26}
    assert boxes(before) == {"vertical": 7, "half": 5, "broken": 26, "territorial": 36}
    marks = Counter((m.cls, m.shape) for m in page(before).marks if m.id)
    assert marks == {("broken", "cross"): 26, ("half", "half"): 5}
    assert text(before, "c01") == ["青岩县局", "机关党委"]
    assert text(before, "c01-s1") == ["城关分局党支部"]


def test_after_shows_them_mended(case: dict[str, Scene]) -> None:
    after = case["after"]
    assert lines(after) == {"management": 9, "affiliation": 38}
    assert boxes(after) == {"vertical": 38, "territorial": 10}
    assert not page(after).marks


def test_diff_shows_what_changed(case: dict[str, Scene]) -> None:
    diff = case["diff"]
    assert lines(diff) == {"management": 9, "affiliation": 7, "added": 31, "removed": 31}
    assert boxes(diff) == {"vertical": 33, "upgraded": 5, "territorial": 5, "linked": 5, "released": 31}
    assert "".join(text(diff, "c05")) == "东城区局党总支→机关党委"


def test_heading_says_side_date_and_counts(case: dict[str, Scene]) -> None:
    assert page(case["before"]).title == "滨江市局系统组织关系图（调整前）"
    assert (
        page(case["before"]).desc == "截至2016年12月1日；垂直管理关系37条：归口2、双重领导4、半脱节5、断层26"
    )
    assert "归口2→28、双重领导4→9、半脱节5→0、断层26→0" in page(case["diff"]).desc
    for scene in case.values():
        shown = {t.text for t in page(scene).labels}
        assert {page(scene).title, page(scene).desc} <= shown


def test_english_words() -> None:
    org = read(f"{CASE}/before.yaml")
    made_ = scenes(org, None, lang="en", font=FONT)["before"]
    assert faults(made_, FONT) == []
    assert "2 direct, 4 dual leadership, 5 half-detached, 26 broken" in made_.pages[0].desc
    assert "As of 1 December 2016" in made_.pages[0].desc


def test_the_central_case_in_english_is_one_page_in_type_of_8_pt_or_more() -> None:
    orgs = (read(f"{CASE}/{side}.yaml") for side in ("before", "after"))
    drawn = scenes(*orgs, lang="en", font=FONT)
    for scene in drawn.values():
        assert faults(scene, FONT) == []
        assert min(t.size for t in page(scene).texts()) >= 8
        assert overlaps(page(scene)) == []
    assert moved(drawn) == []
    assert text(drawn["diff"], "c05") == ["东城区局", "General", "branch →", "committee"]


@pytest.mark.parametrize("seed", range(10))
def test_many_shapes(seed: int) -> None:
    org = shaped(seed)
    drawn = scenes(org, changed(org, seed), lang="zh", font=FONT)
    assert [f for s in drawn.values() for f in faults(s, FONT)] == []
    assert moved(drawn) == []
    ids = {b.id for p in drawn["before"].pages for b in p.boxes}
    assert {u["id"] for u in org.units.to_dicts() if u["kind"] == "bureau"} <= ids


@pytest.mark.parametrize("seed", range(6))
def test_matrix(seed: int) -> None:
    org = matrix(seed)
    drawn = scenes(org, None, lang="en", font=FONT)["before"]
    assert faults(drawn, FONT) == []
    assert set(org.units["id"]) <= {b.id for p in drawn.pages for b in p.boxes}
    solid = {(x["subordinate"], x["superior"]) for x in org.lines.to_dicts() if x["kind"] == "dotted"}
    shown = {(x.tail, x.head) for p in drawn.pages for x in p.lines if x.id and x.cls == "dotted"}
    assert shown == {(a, b) for a, b in solid if a != b}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_faulty_orgs(seed: int) -> None:
    """Cycles, doubles, dangling ends, dissolved units, strange kinds: everything is drawn and nothing collides."""
    org = random_org(Random(seed))
    if (org.units["status"] == "dissolved").fill_null(False).all():
        with pytest.raises(Undrawable, match="no unit"):
            scenes(org, None, lang="zh", font=FONT)
        return
    assert faults(scenes(org, None, lang="zh", font=FONT)["before"], FONT) == []


def test_lines_of_two_kinds_with_the_same_ends_are_one() -> None:
    units = [
        {"id": "a", "name": "甲局", "kind": "bureau"},
        {"id": "b", "name": "乙局", "kind": "bureau"},
        {"id": "ab", "name": "甲", "kind": "organ_committee", "host": "a"},
        {"id": "bb", "name": "乙", "kind": "branch", "host": "b"},
    ]
    org = made(units, [line("b", "a"), line("bb", "ab", "affiliation")])
    drawn = page(scenes(org, None, lang="zh", font=FONT)["before"])
    assert [(x.id, x.cls, x.arrow) for x in drawn.lines if x.id] == [
        ("bb>ab:affiliation", "affiliation", True)
    ]


def test_a_dangling_end_is_a_ghost() -> None:
    org = made([{"id": "a", "name": "甲局", "kind": "bureau"}], [line("a", "gone")])
    drawn = scenes(org, None, lang="zh", font=FONT)["before"]
    assert [(b.cls, b.lines) for b in page(drawn).boxes if b.id == "gone"] == [("unknown", ("gone？",))]
    assert faults(drawn, FONT) == []


def test_more_leaves_than_a_page_holds() -> None:
    units = [{"id": "top", "name": "总局", "kind": "bureau"}]
    units += [{"id": f"k{i}", "name": f"第{i}分局", "kind": "field_office"} for i in range(80)]
    drawn = scenes(made(units, [line(f"k{i}", "top") for i in range(80)]), None, lang="zh", font=FONT)[
        "before"
    ]
    assert [sum(b.id.startswith("k") for b in p.boxes) for p in drawn.pages] == [27, 27, 26]
    assert [[t.text for t in p.labels if "页" in t.text][1:] for p in drawn.pages] == [
        ["转下页"],
        ["接上页", "转下页"],
        ["接上页"],
    ]
    assert faults(drawn, FONT) == []


def test_more_rows_than_a_page_holds() -> None:
    units = [{"id": f"d{i}", "name": f"Tier {i}", "kind": "unit"} for i in range(40)]
    org = made(units, [line(f"d{i}", f"d{i - 1}", "solid") for i in range(1, 40)], profile="matrix")
    drawn = scenes(org, None, lang="en", font=FONT)["before"]
    assert faults(drawn, FONT) == []
    assert {(x.tail, x.head) for p in drawn.pages for x in p.lines if x.id} == {
        (f"d{i}", f"d{i - 1}") for i in range(1, 40)
    }


def test_long_names_fit_or_are_named() -> None:
    units = [{"id": "a", "name": NAME_63, "kind": "bureau", "level": "city"}]
    units += [{"id": f"b{i}", "name": NAME_63, "kind": "bureau", "level": "county"} for i in range(6)]
    lines_ = [line(f"b{i}", "a") for i in range(6)]
    drawn = scenes(made(units, lines_, name=NAME_63), None, lang="zh", font=FONT)["before"]
    assert len(NAME_63) > 60
    assert faults(drawn, FONT) == []
    assert {"".join(b.lines) for p in drawn.pages for b in p.boxes if b.id} == {NAME_63}
    with pytest.raises(Undrawable, match="short_name"):
        scenes(made([{"id": "a", "name": NAME_63 * 12, "kind": "bureau"}], []), None, lang="zh", font=FONT)


@pytest.mark.parametrize("kind", ["bureau", "township_committee"])
def test_one_unit(kind: str) -> None:
    drawn = scenes(made([{"id": "a", "name": "某局", "kind": kind}], []), None, lang="zh", font=FONT)[
        "before"
    ]
    assert faults(drawn, FONT) == []
    assert text(drawn, "a") == ["某局"]


def test_no_unit_is_an_error() -> None:
    with pytest.raises(Undrawable, match="no unit"):
        scenes(Org(profile="matrix"), None, lang="zh", font=FONT)


def test_a_character_without_glyph_is_named() -> None:
    org = made([{"id": "x7", "name": "某局😀", "kind": "bureau"}], [])
    with pytest.raises(Undrawable, match=r"x7.*U\+1F600.*--font"):
        scenes(org, None, lang="zh", font=FONT)


def hospital() -> dict[str, Scene]:
    sides = (read(f"scenarios/regional-hospital/{side}.yaml") for side in ("before", "after"))
    return scenes(*sides, lang="en", font=FONT)


def test_no_band_names_a_tier_that_a_side_of_the_change_does_not_have() -> None:
    drawn = hospital()
    assert moved(drawn) == []
    assert not [t for s in drawn.values() for p in s.pages for t in p.labels if t.text.startswith("Tier")]
    after = read("scenarios/regional-hospital/after.yaml")
    alone = scenes(after, None, lang="en", font=FONT)["before"]
    assert "Tier 6" in {t.text for p in alone.pages for t in p.labels}


def test_new_lines_and_lines_to_a_superior_that_stands_no_higher_have_an_arrow() -> None:
    for show, scene in hospital().items():
        assert faults(scene, FONT) == []
        found = 0
        for sheet in scene.pages:
            place = {b.id: b.y for b in sheet.boxes if b.id}
            pointed = {(x.head, x.cls) for x in sheet.lines if x.arrow}
            for x in sheet.lines:
                if x.id.endswith(":solid") and x.cls != "removed":
                    level = place[x.head] >= place[x.tail] or x.cls == "added"
                    found += level
                    assert level == ((x.head, x.cls) in pointed)
        assert found == {"before": 0, "after": 8, "diff": 17}[show]


def test_an_end_that_names_nothing_does_not_change_the_name_of_its_band() -> None:
    units = [
        {"id": "a", "name": "甲局", "kind": "bureau", "level": "county"},
        {"id": "ac", "name": "甲", "kind": "organ_committee", "host": "a"},
        *({"id": f"s{i}", "name": f"{i}分局", "kind": "field_office", "level": "township"} for i in (1, 2)),
        *({"id": f"s{i}b", "name": f"{i}", "kind": "branch", "host": f"s{i}"} for i in (1, 2)),
        {"id": "t1", "name": "某镇党委", "kind": "township_committee", "level": "township"},
    ]
    held = [line("s1", "a"), line("s2", "a"), line("s1b", "t1", "affiliation")]
    names = []
    for more in ([], [line("s2b", "gone", "affiliation")]):
        sheet = page(scenes(made(units, [*held, *more]), None, lang="zh", font=FONT)["before"])
        names.append([t.text for t in sheet.labels if t.cls == "note" and t.x < 40])
    assert names[0] == names[1]
    assert not [t for t in names[1] if "层" in t]


def test_a_new_cooperation_is_a_line_added() -> None:
    units = [
        {"id": "a", "name": "甲局", "kind": "bureau", "level": "county"},
        {"id": "ab", "name": "甲", "kind": "branch", "host": "a"},
        {"id": "t", "name": "某县委", "kind": "local_committee", "level": "county"},
    ]
    sides = [made(units, [line("ab", "t", kind)]) for kind in ("affiliation", "cooperation")]
    drawn = scenes(sides[0], sides[1], lang="zh", font=FONT)
    assert lines(drawn["diff"]) == {"removed": 1, "added": 1}
    assert lines(drawn["after"]) == {"cooperation": 1}
    assert lines(scenes(sides[1], sides[1], lang="zh", font=FONT)["diff"]) == {"cooperation": 1}


def test_latin_words_are_not_torn_where_text_is_turned() -> None:
    sides = (read(f"scenarios/regional-hospital/{side}.yaml") for side in ("before", "after"))
    drawn = scenes(*sides, lang="zh", font=FONT)
    whole = {" ".join(b.lines) for s in drawn.values() for p in s.pages for b in p.boxes if b.id == "car-e"}
    assert whole == {"Electrophysiology Team"}


def test_grey_lines_keep_clear_of_the_local_bodies_that_they_pass(case: dict[str, Scene]) -> None:
    sheet = page(case["before"])
    local = [b for b in sheet.boxes if b.id and b.cls == "territorial"]
    for x in sheet.lines:
        for (x0, y0), (x1, y1) in pairwise(x.points) if x.cls == "management" else ():
            near = [b for b in local if x0 == x1 and min(y0, y1) < b.y + b.h and max(y0, y1) > b.y]
            assert all(b.x - x0 > 1.3 or x0 - b.x - b.w > 1.3 for b in near)
