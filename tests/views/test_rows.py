"""The picture in rows of the scenarios, of orgs of many shapes, and of odd ones; and the narrowing to one unit."""

from collections import Counter
from random import Random

import pytest

from benchmarks.networks import county_network
from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.scene import PAPERS, Page, Scene, Undrawable, load
from orgmodel.views import Asked, rows
from orgmodel.views._cast import cast
from orgmodel.views._focus import narrowed, narrowed_both
from orgmodel.writers._way import way
from tests.orgs import random_org
from tests.scene.geometry import crossings, faults, moved, overlaps
from tests.views.shapes import changed, line, made, matrix, shaped

FONT = load()
CASE = "scenarios/city-bureau"
SCENARIOS = [
    ("city-bureau/before", "city-bureau/after"),
    ("regional-hospital/before", "regional-hospital/after"),
    ("staffing-survey/survey", None),
]
NAME_63 = "某某省某某市某某自治州某某县人民政府直属机关事业单位综合行政执法局派驻某某经济技术开发区综合行政执法大队第三中队联合办公室服务站"


def drawn(
    before: Org, after: Org | None = None, lang: str = "zh", sheet: str = "a4-portrait", **how: object
) -> dict[str, Scene]:
    return rows.scenes(Asked(before, after, lang, FONT, PAPERS[sheet], **how))  # type: ignore[arg-type]


def sound(scenes: dict[str, Scene]) -> None:
    assert [f for s in scenes.values() for f in faults(s, FONT)] == []
    assert [o for s in scenes.values() for p in s.pages for o in overlaps(p)] == []
    assert moved(scenes) == []


def page(scene: Scene) -> Page:
    assert len(scene.pages) == 1
    return scene.pages[0]


@pytest.fixture(scope="module")
def case() -> dict[str, Scene]:
    return drawn(read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml"))


@pytest.mark.parametrize("sheet", rows.PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("names", SCENARIOS)
def test_every_scenario_is_sound_on_one_page(names: tuple[str, str | None], lang: str, sheet: str) -> None:
    before, after = (read(f"scenarios/{n}.yaml") if n else None for n in names)
    assert before is not None
    made_ = drawn(before, after, lang, sheet)
    sound(made_)
    for scene in made_.values():
        assert (page(scene).width, page(scene).height) == (PAPERS[sheet].width, PAPERS[sheet].height)


def test_the_central_case_shows_what_the_detector_finds(case: dict[str, Scene]) -> None:
    before = page(case["before"])
    found = Counter(derive(read(f"{CASE}/before.yaml")).links["status"].to_list())
    marks = Counter(m.cls for m in before.marks if m.id)
    assert marks == {s: found[s] for s in ("broken", "half")} == {"broken": 26, "half": 5}
    assert Counter(x.cls for x in before.lines if x.id) == {
        "management": 35,
        "affiliation": 7,
        "half": 5,
        "broken": 26,
    }
    assert Counter(x.cls for x in page(case["after"]).lines if x.id) == {"management": 9, "affiliation": 38}
    assert Counter(x.cls for x in page(case["diff"]).lines if x.id) == {
        "management": 9, "affiliation": 7, "added": 31, "removed": 31,
    }  # fmt: skip
    assert "归口2、双重领导4、半脱节5、断层26" in before.desc
    assert [crossings(page(s)) for s in case.values()] == [0, 0, 0]


def test_every_line_of_the_central_case_runs_straight(case: dict[str, Scene]) -> None:
    for scene in case.values():
        assert all(len(x.points) == 2 for x in page(scene).lines)


def test_a_county_stands_beside_its_offices_and_these_beside_their_local_bodies(
    case: dict[str, Scene],
) -> None:
    at = {b.id: b for b in page(case["before"]).boxes if b.id}
    county, offices = at["c01"], [at[f"c01-s{n}"] for n in range(1, 5)]
    assert all(county.y <= o.y and o.y + o.h <= county.y + county.h + 0.01 for o in offices)
    assert all(county.x + county.w < o.x for o in offices)
    assert [o.y for o in offices] == [at[f"c01-t{n}"].y for n in range(1, 5)]
    assert at["city"].h > county.h
    assert at["city"].x < county.x
    assert at["c01-s1"].lines == ("城关分局党支部",)
    assert at["c01"].lines == ("青岩县局", "机关党委")


@pytest.mark.parametrize("seed", range(8))
def test_many_shapes(seed: int) -> None:
    org = shaped(seed)
    made_ = drawn(org, changed(org, seed), sheet=rows.PAGES[seed % 2], lang="zh" if seed % 3 else "en")
    sound(made_)
    ids = {b.id for p in made_["before"].pages for b in p.boxes}
    assert {u["id"] for u in org.units.to_dicts() if u["kind"] == "bureau"} <= ids
    ends = {(t.tail, t.head) for t in cast(org, "zh").ties}
    assert {(x.tail, x.head) for p in made_["before"].pages for x in p.lines if x.id} == ends


@pytest.mark.parametrize("seed", range(6))
def test_matrix(seed: int) -> None:
    org = matrix(seed)
    made_ = drawn(org, lang="en")
    sound(made_)
    assert set(org.units["id"]) <= {b.id for p in made_["before"].pages for b in p.boxes}
    ends = {(t.tail, t.head) for t in cast(org, "en").ties}
    assert {(x.tail, x.head) for p in made_["before"].pages for x in p.lines if x.id} == ends


@pytest.mark.parametrize("seed", range(30))
def test_faulty_orgs(seed: int) -> None:
    org = random_org(Random(seed))
    if (org.units["status"] == "dissolved").fill_null(False).all():
        with pytest.raises(Undrawable, match="no unit"):
            drawn(org)
        return
    sound(drawn(org))


def test_pages_end_between_blocks_and_say_that_they_go_on() -> None:
    org = county_network(12, 60)
    pages = drawn(org)["before"].pages
    assert len(pages) > 1
    for n, sheet in enumerate(pages):
        said = {t.text for t in sheet.labels}
        assert ("转下页" in said, "接上页" in said) == (n + 1 < len(pages), n > 0)
        shown = {b.id for b in sheet.boxes if b.cls != "elsewhere"}
        for county in (i for i in shown if i.startswith("c") and "-" not in i):
            below = {u for u in org.units["id"] if u.startswith(f"{county}-s") and u.count("-") == 1}
            assert below <= shown
    first = [b.id for p in pages for b in p.boxes if b.id and b.cls not in ("elsewhere", "territorial")]
    assert len(first) == len(set(first))


def test_more_offices_than_a_page_holds() -> None:
    units = [{"id": "top", "name": "总局", "kind": "bureau"}, {"id": "k", "name": "某局", "kind": "bureau"}]
    units += [{"id": f"k{i}", "name": f"第{i}分局", "kind": "field_office"} for i in range(120)]
    made_ = drawn(made(units, [line("k", "top"), *(line(f"k{i}", "k") for i in range(120))]))
    sound(made_)
    pages = made_["before"].pages
    assert len(pages) > 2
    assert [b.id for p in pages for b in p.boxes if b.id.startswith("k") and b.id != "k"] == [
        f"k{i}" for i in range(120)
    ]
    assert [b.cls for p in pages for b in p.boxes if b.id == "k"] == ["vertical"] + ["elsewhere"] * (
        len(pages) - 1
    )


def test_any_number_of_levels() -> None:
    units = [{"id": f"d{i}", "name": f"Tier {i}", "kind": "unit"} for i in range(90)]
    org = made(units, [line(f"d{i}", f"d{i - 1}", "solid") for i in range(1, 90)], profile="matrix")
    made_ = drawn(org, lang="en")
    sound(made_)
    shown = {(x.tail, x.head) for p in made_["before"].pages for x in p.lines if x.id}
    assert shown == {(f"d{i}", f"d{i - 1}") for i in range(1, 90)}


def test_long_names_fit_or_are_named() -> None:
    units = [{"id": "a", "name": NAME_63, "kind": "bureau", "level": "city"}]
    units += [{"id": f"b{i}", "name": NAME_63, "kind": "bureau", "level": "county"} for i in range(6)]
    made_ = drawn(made(units, [line(f"b{i}", "a") for i in range(6)], name=NAME_63))
    sound(made_)
    assert {"".join(b.lines) for p in made_["before"].pages for b in p.boxes if b.id} == {NAME_63}
    with pytest.raises(Undrawable, match="short_name"):
        drawn(made([{"id": "a", "name": NAME_63 * 12, "kind": "bureau"}], []))


def test_no_unit_and_no_glyph_are_errors() -> None:
    with pytest.raises(Undrawable, match="no unit"):
        drawn(Org(profile="matrix"))
    with pytest.raises(Undrawable, match=r"x7.*U\+1F600.*--font"):
        drawn(made([{"id": "x7", "name": "某局😀", "kind": "bureau"}], []))


@pytest.mark.parametrize("kind", ["bureau", "township_committee"])
def test_one_unit(kind: str) -> None:
    made_ = drawn(made([{"id": "a", "name": "某局", "kind": kind}], []))
    sound(made_)
    assert [b.lines for b in page(made_["before"]).boxes if b.id] == [("某局",)]


def test_focus_shows_the_chain_what_is_below_and_the_local_bodies() -> None:
    before, after = read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml")
    made_ = drawn(before, after, focus="c05")
    sound(made_)
    ids = {b.id for b in page(made_["diff"]).boxes if b.id}
    offices = {f"c05-s{n}" for n in (1, 2)} | {f"c05-t{n}" for n in (1, 2)}
    assert ids == {"city", "city-owc", "c05", "c05-lc", "c05-owc"} | offices
    assert "断层2→0" in page(made_["diff"]).desc
    assert not {b.cls for b in page(made_["diff"]).boxes} & {"added"}
    shallow = {b.id for b in page(drawn(before, focus="city", depth=1)["before"]).boxes if b.id}
    assert {"c01", "c11"} <= shallow
    assert not any("-s" in i for i in shallow)


def test_narrowing_keeps_the_counts_and_names_near_ids() -> None:
    whole = cast(read(f"{CASE}/before.yaml"), "zh")
    assert narrowed(whole, "city", None).counts == whole.counts
    assert narrowed(whole, "c01-s1", 0).counts == {"broken": 1, "dual": 1}
    with pytest.raises(Undrawable, match=r"'c5'.*Did you mean c05"):
        narrowed(whole, "c5", None)
    with pytest.raises(Undrawable, match=r"'c5'.*Did you mean c05"):
        narrowed_both(whole, whole, "c5", None)


def test_new_and_removed_lines_point_to_the_superior() -> None:
    sides = [read(f"scenarios/regional-hospital/{side}.yaml") for side in ("before", "after")]
    shown = page(drawn(*sides, lang="en")["diff"])
    at = {b.id: b for b in shown.boxes if b.id}
    changed_ = [x for x in shown.lines if x.id.endswith(":solid") and x.cls in ("added", "removed")]
    assert Counter(x.cls for x in changed_).keys() == {"added", "removed"}
    for line_ in changed_:
        box = at[line_.head]
        points, arrow = way(shown, line_)  # over the trunk that it may share
        assert arrow
        x, y = points[-1]
        assert box.x - 0.01 <= x <= box.x + box.w + 0.01
        assert box.y - 0.01 <= y <= box.y + box.h + 0.01
    legend = [x for x in shown.lines if not x.id and not x.head]
    assert {x.cls: x.arrow for x in legend}["added"]
    assert "solid lines 39→42, dotted lines 9→6" in shown.desc


def test_the_same_org_gives_the_same_picture() -> None:
    org = shaped(3)
    assert drawn(org, changed(org, 3)) == drawn(org, changed(org, 3))
