"""The picture of counterparts: what it shows is what the detector counts, sound and still for many orgs."""

from collections import Counter
from dataclasses import replace

import pytest

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org, frame
from orgmodel.scene import PAPERS, Page, Scene, Undrawable, load
from orgmodel.views import Asked, counterparts
from tests.scene.geometry import faults, moved
from tests.views.shapes import changed, line, made, matrix, shaped
from tests.views.working import working

FONT = load()
CASE = "scenarios/city-bureau"


def scenes(
    before: Org, after: Org | None = None, *, lang: str = "zh", sheet: str | None = None, **how: str
) -> dict[str, Scene]:
    paper = PAPERS[sheet] if sheet else None
    return counterparts.scenes(Asked(before, after, lang, FONT, paper, **how))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def orgs() -> tuple[Org, Org]:
    return read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml")


@pytest.fixture(scope="module")
def case(orgs: tuple[Org, Org]) -> dict[str, Scene]:
    return scenes(*orgs)


def shown(page: Page) -> dict[str, tuple[str, str]]:
    """Class and text of each box, by id."""
    return {b.id: (b.cls, "".join(b.lines)) for b in page.boxes if b.id}


def lines(page: Page) -> Counter[str]:
    return Counter(x.cls for x in page.lines if x.id)


def sound(drawn: dict[str, Scene]) -> None:
    assert [f for s in drawn.values() for f in faults(s, FONT)] == []
    assert moved(drawn) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", counterparts.PAGES)
def test_the_central_case_is_sound(orgs: tuple[Org, Org], sheet: str, lang: str) -> None:
    drawn = scenes(*orgs, lang=lang, sheet=sheet)
    sound(drawn)
    assert [len(s.pages) for s in drawn.values()] == [1, 1, 1]


def test_one_to_many_becomes_one_to_one(case: dict[str, Scene]) -> None:
    before, after, diff = (case[s].pages[0] for s in ("before", "after", "diff"))
    assert lines(before) == {"functional": 3}
    assert lines(after) == {"functional": 1}
    assert lines(diff) == {"functional": 1, "removed": 2}
    assert shown(before)["city-po"][0] == "found"
    assert shown(after)["city-po"][0] == "chosen"
    middle = next(x for x in after.lines if x.id).points[0][0]
    office = next(b for b in after.boxes if b.id == "city-po")
    assert middle == pytest.approx(office.x + office.w / 2)


def test_the_cells_tell_units_and_where_functions_are_lodged(case: dict[str, Scene]) -> None:
    before, diff = shown(case["before"].pages[0]), shown(case["diff"].pages[0])
    assert before["city-po:party_office:building"] == ("cell-full", "4个单位")
    assert before["city-po:personnel_office:thought"] == ("cell-part", "7个单位")
    assert before["city-po:personnel_office:integrity"] == ("cell-blank", "")
    assert before["city-po:general_office:integrity"] == ("cell-part", "7个单位")
    assert diff["city-po:party_office:building"] == ("changed", "4→11个单位")
    assert diff["city-po:personnel_office:building"] == ("removed", "7→0个单位")


def test_the_note_has_the_numbers_of_the_detector(case: dict[str, Scene]) -> None:
    notes = [case[s].pages[0].desc for s in ("before", "after", "diff")]
    assert notes[0] == "截至2016年12月1日；对口机构3类，对口关系18条；涉及下级单位11个"
    assert "对口机构1类，对口关系11条" in notes[1]
    assert "对口机构3→1类，对口关系18→11条" in notes[2]


def test_the_numbers_are_said_once(case: dict[str, Scene]) -> None:
    for show, cls in (("before", "found"), ("after", "chosen"), ("diff", "head")):
        assert shown(case[show].pages[0])["city-po"] == (cls, "滨江市局机关党委办")
        assert sum("对口关系1" in t.text for t in case[show].pages[0].texts()) == 1


def test_functions_stand_in_the_order_of_the_file(case: dict[str, Scene]) -> None:
    names = {t.text: t.y for t in case["before"].pages[0].labels}
    assert names["党建"] < names["思政"] < names["党风廉政建设"]


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 7])
def test_what_is_drawn_is_what_the_detector_counts(seed: int) -> None:
    first = working(shaped(seed), seed)
    second = working(changed(shaped(seed), seed), seed + 100)
    table = derive(first).table("counterparts")
    both = [*table["subject"], *derive(second).table("counterparts")["subject"]]
    if not both:
        with pytest.raises(Undrawable, match="assignments"):
            scenes(first, second)
        return
    drawn = scenes(first, second)
    sound(drawn)
    sound(scenes(first, second, lang="en", sheet="a4"))
    kinds: Counter[str] = Counter()
    for page in drawn["before"].pages:
        kinds.update(x.head for x in page.lines if x.id)
    for r in table.filter(table["kinds"] > 1).iter_rows(named=True):
        pages = [p for p in drawn["before"].pages if r["subject"] in shown(p)]
        columns = {x.tail for p in pages for x in p.lines if x.id}
        assert columns == {f"{r['subject']}:{k}" for k in r["kind_names"]}
        assert f"{r['kinds']}类，对口关系{r['pairs']}条" in pages[0].desc
        labels = [t.text for p in pages for t in p.labels if t.cls == "note" and t.anchor == "start"]
        assert sum(int(t.removesuffix("条")) for t in labels if t.endswith("条")) == r["pairs"]
    assert set(kinds) >= set(table.filter(table["kinds"] > 1)["subject"])


def test_pairs_on_the_lines_add_up(case: dict[str, Scene], orgs: tuple[Org, Org]) -> None:
    for org, show in zip(orgs, ("before", "after"), strict=True):
        labels = [t.text for t in case[show].pages[0].labels if t.cls == "note" and t.anchor == "start"]
        pairs = (
            derive(org)
            .table("counterparts")
            .filter(derive(org).table("counterparts")["subject"] == "city-po")["pairs"]
        )
        assert sum(int(t.removesuffix("条")) for t in labels) == pairs.item()


def test_focus_by_office_and_by_unit(orgs: tuple[Org, Org]) -> None:
    by_office, by_unit = (scenes(*orgs, focus=f) for f in ("city-po", "city"))
    assert by_office == by_unit
    county = next(iter(derive(orgs[0]).table("counterparts")["subject"].drop_nulls()))
    assert county in shown(scenes(*orgs, focus=county)["before"].pages[0])
    with pytest.raises(Undrawable, match=r"'nowhere'.*city-po"):
        scenes(*orgs, focus="nowhere")


def test_several_split_offices_have_a_page_each(orgs: tuple[Org, Org]) -> None:
    rows = orgs[0].units.to_dicts()
    rows.append({"id": "city-go", "name": "滨江市局办公室", "kind": "general_office", "host": "city"})
    held = [*orgs[0].tables["assignments"].to_dicts(), {"unit": "city-go", "function": "building"}]
    tables = {**orgs[0].tables, "units": frame("units", rows), "assignments": frame("assignments", held)}
    drawn = scenes(replace(orgs[0], tables=tables, sources={}), orgs[1])
    sound(drawn)
    assert [[b for b in shown(p) if ":" not in b] for p in drawn["before"].pages] == [
        ["city-po"],
        ["city-go"],
    ]
    gone = shown(drawn["after"].pages[1])
    assert gone["city-go"][0] == "elsewhere"
    assert "对口机构2→0类" in drawn["diff"].pages[1].desc


def test_a_function_that_nobody_carries_below_is_a_hole(orgs: tuple[Org, Org]) -> None:
    held = orgs[0].tables["assignments"]
    held = held.filter(~((held["unit"] == "c01-po") & (held["function"] == "building")))
    drawn = scenes(replace(orgs[0], tables={**orgs[0].tables, "assignments": held}, sources={}), orgs[1])
    sound(drawn)
    assert shown(drawn["before"].pages[0])["city-po:-:building"] == ("cell-none", "1个单位")
    assert shown(drawn["diff"].pages[0])["city-po:-:building"] == ("removed", "1→0个单位")


def wide(kinds: int, functions: int) -> Org:
    """One unit above many, each with an office of a kind of its own (matrix: kinds are open)."""
    units = [{"id": "top", "name": "Head office", "kind": "unit"}]
    units += [
        {"id": f"u{i}", "name": f"Unit {i}", "kind": f"Department of peculiar affairs {i}"}
        for i in range(kinds)
    ]
    names = [{"id": f"f{i}", "name": f"Function of considerable length number {i}"} for i in range(functions)]
    held = [{"unit": u["id"], "function": f["id"]} for u in units for f in names]
    org = made(
        units,
        [line(f"u{i}", "top", "solid") for i in range(kinds)],
        profile="matrix",
        name="Wide",
        language="en",
    )
    return replace(
        org,
        tables={
            **org.tables,
            "functions": frame("functions", names),
            "assignments": frame("assignments", held),
        },
    )


@pytest.mark.parametrize(("kinds", "functions"), [(1, 1), (2, 30), (17, 3), (23, 40)])
def test_many_kinds_and_functions_go_on_further_pages(kinds: int, functions: int) -> None:
    for sheet in counterparts.PAGES:
        drawn = scenes(wide(kinds, functions), lang="en", sheet=sheet)
        sound(drawn)
        cells = {id for p in drawn["before"].pages for id, (cls, _) in shown(p).items() if id.count(":") == 2}
        assert len(cells) == kinds * functions
    assert any(t.text == "1 pair" for t in drawn["before"].pages[0].labels)
    assert f"{kinds} kinds of office (κ), {kinds} pairs (λ)" in drawn["before"].pages[0].desc


@pytest.mark.parametrize("seed", range(6))
def test_a_matrix_of_units_without_offices(seed: int) -> None:
    org = working(matrix(seed), seed)
    if derive(org).table("counterparts").is_empty():
        with pytest.raises(Undrawable, match="no office"):
            scenes(org, lang="en")
    else:
        sound(scenes(org, lang="en"))


def test_long_names_fit_or_are_named(orgs: tuple[Org, Org]) -> None:
    def named(name: str) -> Org:
        rows = [
            {**f, "name": name} if f["id"] == "building" else f
            for f in orgs[0].tables["functions"].to_dicts()
        ]
        return replace(orgs[0], tables={**orgs[0].tables, "functions": frame("functions", rows)}, sources={})

    sound(
        scenes(
            named(
                "加强基层党组织标准化规范化建设和党员教育管理监督服务工作以及其他由上级党组织交办的有关党的建设各项具体工作任务的总称"
            )
        )
    )
    with pytest.raises(Undrawable, match="short"):
        scenes(named("长" * 400))
    with pytest.raises(Undrawable, match=r"U\+1F600"):
        scenes(named("党建😀"))


def test_an_org_without_functions_says_what_to_fill() -> None:
    with pytest.raises(Undrawable, match=r"functions and assignments.*\.$"):
        scenes(made([{"id": "a", "name": "甲局", "kind": "bureau"}], []))
    with pytest.raises(Undrawable, match="no counterparts to draw"):
        scenes(Org(profile="matrix"))
