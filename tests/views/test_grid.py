"""The grid of responsibility: cells as the detector has them, sound and still on every sheet for many orgs."""

from collections import Counter
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org, frame
from orgmodel.reports.measured import coverage
from orgmodel.scene import PAPERS, Scene, Undrawable, load
from orgmodel.views import Asked, grid
from tests.scene.geometry import faults, moved
from tests.views.shapes import changed, line, made, matrix, shaped
from tests.views.working import working

FONT = load()
CASE = "scenarios/city-bureau"


def scenes(
    before: Org, after: Org | None = None, *, lang: str = "zh", sheet: str | None = None, **how: Any
) -> dict[str, Scene]:
    return grid.scenes(Asked(before, after, lang, FONT, PAPERS[sheet] if sheet else None, **how))


@pytest.fixture(scope="module")
def orgs() -> tuple[Org, Org]:
    return read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml")


@pytest.fixture(scope="module")
def case(orgs: tuple[Org, Org]) -> dict[str, Scene]:
    return scenes(*orgs)


def cells(scene: Scene) -> dict[str, tuple[str, str]]:
    """Class and text of each cell; none may stand twice."""
    found = [(b.id, (b.cls, "".join(b.lines))) for p in scene.pages for b in p.boxes if b.id]
    assert len(found) == len(dict(found))
    return dict(found)


def classes(scene: Scene, *, down: bool = False) -> Counter[str]:
    return Counter(cls for id, (cls, _) in cells(scene).items() if id.endswith(":down") == down)


def sound(drawn: dict[str, Scene]) -> None:
    assert [f for s in drawn.values() for f in faults(s, FONT)] == []
    assert moved(drawn) == []


def bare(org: Org, *tables: str) -> Org:
    """The org without the rows of some tables."""
    return replace(org, tables={**org.tables, **{t: org.tables[t].clear() for t in tables}}, sources={})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", grid.PAGES)
def test_the_central_case_is_sound_on_one_page(orgs: tuple[Org, Org], sheet: str, lang: str) -> None:
    for first, second in (orgs, [bare(o, "requirements") for o in orgs]):
        drawn = scenes(first, second, lang=lang, sheet=sheet)
        sound(drawn)
        assert [len(s.pages) for s in drawn.values()] == [1, 1, 1]


def test_the_cells_are_those_of_the_detector(case: dict[str, Scene], orgs: tuple[Org, Org]) -> None:
    assert classes(case["before"]) == {"cell-full": 39, "cell-part": 21, "cell-none": 2, "cell-blank": 52}
    assert classes(case["before"], down=True) == {"cell-none": 26, "cell-blank": 12}
    assert classes(case["after"]) == {"cell-full": 62, "cell-blank": 52}
    assert classes(case["after"], down=True) == {"cell-full": 26, "cell-blank": 12}
    assert classes(case["diff"]) == {"cell-full": 39, "changed": 21, "added": 2, "cell-blank": 52}
    holes = {
        id
        for id, (cls, _) in cells(case["before"]).items()
        if cls == "cell-none" and not id.endswith(":down")
    }
    missing = coverage(orgs[0])["missing"]
    assert holes == {f"{m['unit']}:building" for m in missing} == {"c10-s1:building", "c11-s1:building"}


def test_the_cells_name_who_carries(case: dict[str, Scene]) -> None:
    before = cells(case["before"])
    assert before["c01:thought"] == ("cell-full", "机关党委办")
    assert before["c05:thought"] == ("cell-part", "人事部门")
    assert before["c05:integrity"] == ("cell-part", "办公室")
    assert before["c01-s1:building"] == ("cell-full", "党支部")
    assert before["c10-s1:building"] == ("cell-none", "缺项")
    assert cells(case["diff"])["c05:thought"] == ("changed", "机关党委办")


def test_the_note_has_h_and_v_of_the_detector(case: dict[str, Scene], orgs: tuple[Org, Org]) -> None:
    for org, show in zip(orgs, ("before", "after"), strict=True):
        known = coverage(org)
        assert f"（{known['horizontal']:.1%}）；纵向" in case[show].pages[0].desc
        assert case[show].pages[0].desc.endswith(f"（{known['vertical']:.1%}）")
    assert case["diff"].pages[0].desc == (
        "截至2016年12月1日；横向到边：应落实62项，已落实60→62项（96.8%→100.0%）；"
        "纵向到底：末端组织26个，已贯通0→26个（0.0%→100.0%）"
    )


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 7, 8, 9])
def test_many_shapes(seed: int) -> None:
    first = working(shaped(seed), seed, functions=1 + seed % 7)
    second = working(changed(shaped(seed), seed), seed + 50, functions=2 + seed % 7)
    drawn = scenes(first, second, sheet=grid.PAGES[seed % 2])
    sound(drawn)
    down = "down"
    for org, show in ((first, "before"), (second, "after")):
        d = derive(org)
        shown = cells(drawn[show])
        table = d.table("cells").filter("required")
        for r in table.iter_rows(named=True):
            state = "cell-none" if not r["carried"] else "cell-part" if r["shared"] else "cell-full"
            assert shown[f"{r['subject']}:{r['function']}"][0] == state
        wanted = {f"{u}:{f}" for u, f in table.select("subject", "function").iter_rows()}
        extra = {
            id
            for id, (cls, _) in shown.items()
            if cls in ("cell-full", "cell-part") and not id.endswith(f":{down}")
        }
        lodged = {
            f"{u}:{f}" for u, f in d.table("cells").filter("shared").select("subject", "function").iter_rows()
        }
        assert extra <= wanted | lodged
        reached = d.table("depth")
        foot = {f"{h}:{down}" for h in reached["host"]}
        assert foot == {
            id for id, (cls, _) in shown.items() if id.endswith(f":{down}") and cls != "cell-blank"
        }
        if known := coverage(org)["horizontal"]:
            assert f"{known:.1%}" in drawn[show].pages[0].desc


@pytest.mark.parametrize("seed", [1, 3, 4, 5, 7, 8])
def test_posts_against_duties(seed: int) -> None:
    first = working(shaped(seed), seed, required=False)
    second = working(changed(shaped(seed), seed), seed + 50, required=False)
    if any(len(o.tables["duties"]) == 0 for o in (first, second)):
        pytest.skip("a tiny org without duties")
    drawn = scenes(first, second, lang=("zh", "en")[seed % 2], sheet=grid.PAGES[seed % 2])
    sound(drawn)
    assert "岗位责任" in drawn["before"].pages[0].title or "posts" in drawn["before"].pages[0].title
    shown = cells(drawn["before"])
    for r in derive(first).tables["duties"].iter_rows(named=True):
        assert shown[f"{r['holder']}:{r['item']}"][0] != "cell-blank"
    idle = derive(first).table("posts").filter(pl.col("layer").is_not_null() & (pl.col("duties") == 0))["id"]
    assert set(idle) == {
        id.removesuffix(":count")
        for id, (cls, _) in shown.items()
        if id.endswith(":count") and cls == "cell-none"
    }


def test_the_nine_posts_of_the_central_case(orgs: tuple[Org, Org]) -> None:
    drawn = scenes(*(bare(o, "requirements") for o in orgs))
    before, diff = cells(drawn["before"]), cells(drawn["diff"])
    assert before["city-p1:全面从严治党"] == ("cell-full", "第一责任")
    assert before["city-p2:分管领域党建"] == ("cell-full", "一岗双责")
    assert before["city-po:纪检转出事项"] == ("cell-none", "承办")
    assert before["c01-p3:发展党员"] == before["c01-p4:发展党员"] == ("half", "负责")
    assert before["city-p5:count"] == ("cell-none", "无")
    assert diff["city-po:纪检转出事项"] == ("added", "负责")
    assert (
        "未列入责任清单4→0个；责任事项（分环节）15→19项，无人负责1→0项，多头负责1→0项"
        in drawn["diff"].pages[0].desc
    )


def test_focus_and_depth(orgs: tuple[Org, Org]) -> None:
    inside = {id.split(":")[0] for id in cells(scenes(*orgs, focus="c01")["before"])}
    assert inside == {"c01", "c01-s1", "c01-s2", "c01-s3", "c01-s4"}
    assert "应落实7项，已落实7项" in scenes(*orgs, focus="c01")["before"].pages[0].desc
    assert {id.split(":")[0] for id in cells(scenes(*orgs, focus="c01", depth=0)["before"])} == {"c01"}
    assert len({id.split(":")[0] for id in cells(scenes(*orgs, depth=1)["before"])}) == 12
    with pytest.raises(Undrawable, match=r"no such unit: 'c0'.*Did you mean c"):
        scenes(*orgs, focus="c0")
    with pytest.raises(Undrawable, match="at or below 'c01-t1'"):
        scenes(*orgs, focus="c01-t1")


def big(units: int, functions: int, name: str = "Unit") -> Org:
    """Units in groups of ten below a top, every third of which lacks a function."""
    rows = [{"id": f"u{i}", "name": f"{name} {i}", "kind": "unit"} for i in range(units)]
    lines = [line(f"u{i}", f"u{(i - 1) // 10}", "solid") for i in range(1, units)]
    names = [{"id": f"f{i}", "name": f"Function {i}"} for i in range(functions)]
    held = [
        {"unit": f"u{i}", "function": f"f{k}"} for i in range(units) for k in range(functions) if (i + k) % 3
    ]
    org = made(rows, lines, profile="matrix", name="Big", language="en")
    return replace(
        org,
        tables={
            **org.tables,
            "functions": frame("functions", names),
            "assignments": frame("assignments", held),
        },
    )


@pytest.mark.parametrize(("units", "functions"), [(1, 2), (90, 3), (400, 12), (30, 70)])
def test_units_and_functions_go_on_further_pages_under_the_same_heads(units: int, functions: int) -> None:
    drawn = scenes(big(units, functions), lang="en")["before"]
    assert faults(drawn, FONT) == []
    shown = {id for id, (cls, _) in cells(drawn).items()}
    assert {f"u{i}:f{k}" for i in range(units) for k in range(functions) if (i + k) % 3} <= shown
    count = len(drawn.pages)
    words = [{t.text for t in p.labels} for p in drawn.pages]
    assert all(any(w.startswith("Function") for w in page) for page in words)
    if count > 1:
        assert all(f"page {n} of {count}" in p.title for n, p in enumerate(drawn.pages, 1))
        assert any("continued" in page for page in words)


def test_a_block_that_runs_on_names_its_superior_again() -> None:
    org = big(90, 3)
    labels = {t.text for p in scenes(org, lang="en")["before"].pages for t in p.labels}
    assert any(text.endswith("(cont.)") for text in labels)


@pytest.mark.parametrize("seed", range(6))
def test_matrix(seed: int) -> None:
    org = working(matrix(seed), seed, required=bool(seed % 2), duties=seed > 2)
    after = working(matrix(seed), seed + 9)
    sound(scenes(org, after, lang="en"))


def test_long_names_fit_or_are_named() -> None:
    name = "某某省某某市某某自治州某某县人民政府直属机关事业单位综合行政执法局派驻某某经济技术开发区综合行政执法大队第三中队联合办公室服务站"
    assert len(name) > 60
    sound(scenes(big(40, 4, name)))
    with pytest.raises(Undrawable, match="short_name"):
        scenes(big(3, 2, name * 5))
    with pytest.raises(Undrawable, match=r"U\+1F600"):
        scenes(big(3, 2, "😀"))


def test_cycles_and_dangling_lines() -> None:
    org = big(12, 2)
    lines = [*org.lines.to_dicts(), line("u0", "u5", "solid"), line("u3", "gone", "solid")]
    drawn = scenes(replace(org, tables={**org.tables, "lines": frame("lines", lines)}), lang="en")
    sound(drawn)
    assert {id.split(":")[0] for id in cells(drawn["before"])} == {f"u{i}" for i in range(12)}


def test_a_unit_that_comes_or_goes_leaves_its_place_empty(orgs: tuple[Org, Org]) -> None:
    gone = replace(
        orgs[1],
        tables={**orgs[1].tables, "units": orgs[1].units.filter(pl.col("id") != "c11-s1")},
        sources={},
    )
    drawn = scenes(orgs[0], gone)
    sound(drawn)
    assert cells(drawn["before"])["c11-s1:building"][0] == "cell-none"
    assert not any(id.startswith("c11-s1:") for id in cells(drawn["after"]))
    assert cells(drawn["diff"])["c11-s1:building"] == ("removed", "缺项")
    turned = scenes(gone, orgs[0])
    assert cells(turned["diff"])["c11-s1:building"] == ("cell-none", "新缺项")


def test_an_org_without_functions_says_what_to_fill() -> None:
    for org in (made([{"id": "a", "name": "甲局", "kind": "bureau"}], []), Org(profile="matrix")):
        with pytest.raises(
            Undrawable, match=r"functions, requirements and assignments.*posts and duties.*\.$"
        ):
            scenes(org)
