"""The picture of the frontier: every point is where it costs what it says, and nothing is claimed that is not proven."""

import datetime
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from orgmodel.formats import read
from orgmodel.model import Org
from orgmodel.proposals import FrontierPoint, Plans, propose
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.options import Options
from orgmodel.proposals.plan import Certificate
from orgmodel.scene import PAPERS, Page, Scene, Undrawable, load
from orgmodel.views import Asked, frontier
from orgmodel.views.frontier.plot import Plot, apart, scaled, staircase
from tests.proposals.orgs import plan_org
from tests.scene.geometry import extent, faults
from tests.views.shapes import made

FONT = load()
CASES = ("city-bureau/before.yaml", "regional-hospital/before.yaml")
SHEETS = pytest.mark.parametrize("sheet", frontier.PAGES)


@cache
def plans_of(case: str) -> Plans:
    return propose(read(f"scenarios/{case}"))


def drawn(plans: Plans, lang: str = "zh", sheet: str | None = None) -> Scene:
    asked = Asked(plans.org, None, lang, FONT, PAPERS[sheet] if sheet else None, known=plans)
    made_ = frontier.scenes(asked)
    assert list(made_) == ["before"]
    return made_["before"]


def page(scene: Scene) -> Page:
    assert len(scene.pages) == 1
    return scene.pages[0]


def covered(shown: Page) -> list[str]:
    """Words beside marks that lie on the border, on a mark, or on each other."""
    out = []
    for label in (t for t in shown.labels if t.cls in ("text", "note")):
        left, top, right, bottom = extent(label, FONT)
        for mark in (m for m in shown.marks if m.id and m.cls != "elsewhere"):
            if (
                left < mark.x + mark.r
                and mark.x - mark.r < right
                and top < mark.y + mark.r
                and mark.y - mark.r < bottom
            ):
                out.append(f"{label.text} on {mark.id}")
        for line in (x for x in shown.lines if x.id == "border"):
            for (x0, y0), (x1, y1) in zip(line.points, line.points[1:], strict=False):
                if left < max(x0, x1) and min(x0, x1) < right and top < max(y0, y1) and min(y0, y1) < bottom:
                    out.append(f"{label.text} on the border")
    return out


@SHEETS
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scenario_on_every_sheet(case: str, lang: str, sheet: str) -> None:
    scene = drawn(plans_of(case), lang, sheet)
    assert faults(scene, FONT) == []
    assert covered(page(scene)) == []
    assert page(scene).width == PAPERS[sheet].width


@pytest.mark.parametrize(
    "case", ["city-bureau/after.yaml", "regional-hospital/after.yaml", "staffing-survey/survey.yaml"]
)
def test_nothing_to_choose_is_said(case: str) -> None:
    plans = plans_of(case)
    with pytest.raises(Undrawable, match=f"no move repairs anything .exposure {plans['stay'].exposure}"):
        drawn(plans)


def test_all_stands_where_it_costs_what_it_says() -> None:
    """Two figures of each axis give the scale; every mark read off it gives the costs of its plan or point."""
    plans = plans_of("city-bureau/before.yaml")
    shown = page(drawn(plans, sheet="a4"))
    notes = [t for t in shown.labels if t.cls == "note" and t.text.isdigit()]
    ups = {int(t.text): t for t in notes if t.anchor == "end"}
    along = {int(t.text): t for t in notes if t.anchor == "middle"}
    x0, x1, y0, y1 = along[0].x, along[100].x, ups[0].y, ups[20].y
    zero = next(m for m in shown.marks if m.id == "stay").y
    read_off = {
        (m.id, round((m.x - x0) / (x1 - x0) * 100), round((m.y - zero) / (y1 - y0) * 20, 1))
        for m in shown.marks
        if m.id not in ("", "chord")
    }
    wanted = {(p.name, p.exposure, round(p.ties, 1)) for p in plans.values()}
    wanted |= {("frontier", p.exposure, round(p.ties, 1)) for p in plans.frontier}
    assert len(wanted) == len(plans) + len(plans.frontier) > 4
    near = {(id, x, round(y + d, 1)) for id, x, y in read_off for d in (-0.1, 0.0, 0.1)}
    assert wanted <= near
    assert len(read_off) == len(wanted)


def test_plans_tell_costs_and_effort() -> None:
    plans = plans_of("city-bureau/before.yaml")
    texts = [t.text for t in page(drawn(plans)).labels]
    efforts = {name: sum(move.effort for move in plan.moves) for name, plan in plans.items()}
    assert len(set(efforts.values())) == len(plans)  # none could stand beside another's mark unseen
    for name, called in {"balance": "平衡", "full": "彻底", "mandatory": "必改"}.items():
        at = texts.index(f"{called}（{plans[name].exposure}，{plans[name].ties:g}）")
        assert texts[at + 1] == f"工作量{efforts[name]}"
    assert f"维持现状（{plans['stay'].exposure}，0）" in texts
    assert f"截至2016年12月1日；最优前沿共{len(plans.frontier)}个点，均经证明最优" in texts
    assert not any("差距" in t and "%" in t for t in texts)


def test_the_chord_joins_the_ends_and_the_balance_point_lies_farthest_below_it() -> None:
    shown = page(drawn(plans_of("city-bureau/before.yaml")))
    dots = [m for m in shown.marks if m.id == "chord"]
    points = [m for m in shown.marks if m.id == "frontier"]
    first, last = min(points, key=lambda m: m.x), max(points, key=lambda m: m.x)

    def over(x: float) -> float:
        return first.y + (last.y - first.y) * (x - first.x) / (last.x - first.x)

    assert all(abs(over(m.x) - m.y) < 0.01 for m in dots)
    balance = next(m for m in shown.marks if m.id == "balance")
    assert max(points, key=lambda m: m.y - over(m.x)).x == balance.x
    drop = next(x for x in shown.lines if x.id == "distance")
    assert drop.points[1] == (balance.x, balance.y)
    assert abs(drop.points[0][1] - over(balance.x)) < 0.01


def unproven() -> Plans:
    """The central case as it would be told had the time ended with its plans found and nothing proven of them."""
    plans = plans_of("city-bureau/before.yaml")
    bound = 12
    cut = {
        n: replace(p, certificate=Certificate("time-limit", bound, (p.exposure - bound) / p.exposure, 1, 1))
        for n, p in plans.items()
        if n != "stay"
    }
    points = [
        FrontierPoint(p.exposure, p.ties, p.effort, "time-limit", p.gap)
        for p in (cut["full"], cut["balance"])
    ]
    solution = replace(plans.solution, proven=False)
    return replace(plans, plans={"stay": plans["stay"], **cut}, frontier=tuple(points), solution=solution)


def test_time_that_ended_before_any_plan_is_said() -> None:
    with pytest.raises(Undrawable, match="the time ended before a plan was found"):
        drawn(propose(read("scenarios/city-bureau/before.yaml"), Options(), Clock(0)))


def test_what_is_not_proven_says_so() -> None:
    scene = drawn(unproven())
    assert faults(scene, FONT) == []
    assert covered(page(scene)) == []
    shown = page(scene)
    assert "限时未求得完整的最优前沿" in shown.desc
    assert "均经证明最优" not in shown.desc
    gaps = {t.text for t in shown.labels if t.text.startswith("未完成证明，差距")}
    assert gaps == {f"未完成证明，差距{g}%" for g in ("75", "92.5", "93.3")}  # of 48, 158 and 177, rounded up
    assert "front" not in {x.cls for x in shown.lines}
    assert [x.id for x in shown.lines if x.cls == "functional" and x.id] == ["bound"]
    bound = next(x for x in shown.lines if x.id == "bound").points[0][0]
    assert all(m.x >= bound - 0.01 for m in shown.marks if m.id)


def test_a_single_point_and_a_straight_frontier_have_no_chord() -> None:
    plans = plans_of("regional-hospital/before.yaml")
    shown = page(drawn(plans, "en"))
    assert "single point" in shown.desc
    assert {k.cls for k in shown.keys} == {"point", "chosen", "found"}
    line = tuple(FrontierPoint(38 + n, 2.0 - n, 2) for n in range(3))
    straight = page(drawn(replace(plans, frontier=line, straight=True), "en"))
    assert "straight" in straight.desc
    assert "elsewhere" not in {k.cls for k in straight.keys}
    assert faults(Scene((straight,)), FONT) == []


def many(count: int) -> tuple[FrontierPoint, ...]:
    rng, ties, out = Random(7), 0.0, []
    for n in range(count):
        out.append(FrontierPoint(3 * (count - n), round(ties, 2), n))
        ties += rng.choice([0.05, 0.1, 0.5]) * (1 + n / count)
    return tuple(reversed(out))


def test_tens_of_thousands_of_points_are_thinned_to_what_can_be_seen() -> None:
    plans = plans_of("city-bureau/before.yaml")
    points = many(30_000)
    ends = {
        n: replace(plans[n], exposure=points[k].exposure, ties=points[k].ties)
        for n, k in (("full", 0), ("balance", 9_999))
    }
    scene = drawn(replace(plans, frontier=points, plans={**plans.plans, **ends}))
    shown = page(scene)
    marked = [m for m in shown.marks if m.id == "frontier"]
    assert 20 <= len(marked) <= 300
    assert f"最优前沿共30000个点，均经证明最优，图上标出其中{len(marked)}个" in shown.desc
    assert faults(scene, FONT) == []
    border = next(x for x in shown.lines if x.id == "border")
    assert len(border.points) < 4_000
    assert {(m.x, m.y) for m in shown.marks if m.id in ends} <= {(m.x, m.y) for m in marked}


def test_a_thinned_border_never_claims_too_much() -> None:
    points = many(2_000)
    costs = [(p.exposure, p.ties) for p in points]
    plot = Plot(20, 20, 150, 110, *scaled(costs))
    stairs = staircase(plot, points)
    assert stairs[0] == plot.at(costs[0])
    assert stairs[-1] == plot.at(costs[-1])
    for x, y in (plot.at(c) for c in costs):
        level = max((b for a, b in stairs if a <= x + 1e-6), default=0.0)
        assert y - 0.16 <= level <= y + 0.16
        assert level <= y + 1e-6 or any(a == x for a, _ in stairs)
    shown = apart(plot, points, {costs[777]})
    assert {costs[0], costs[777], costs[-1]} <= {(p.exposure, p.ties) for p in shown}


@pytest.mark.parametrize("seed", range(5))
def test_random_orgs(seed: int) -> None:
    org = plan_org(seed)
    plans = propose(org)
    if not any(p.moves for p in plans.values()):
        with pytest.raises(Undrawable, match="no move repairs"):
            drawn(plans)
        return
    for sheet in frontier.PAGES:
        scene = drawn(plans, "zh", sheet)
        assert faults(scene, FONT) == []
        assert covered(page(scene)) == []


def test_no_unit_at_all() -> None:
    with pytest.raises(Undrawable, match="no move repairs"):
        frontier.scenes(Asked(Org(profile="matrix"), None, "en", FONT))


def test_long_names_and_the_same_picture_twice() -> None:
    plans = plans_of("city-bureau/before.yaml")
    long = replace(
        plans,
        org=replace(plans.org, name="某某自治州某某县人民政府直属机关" * 4, as_of=datetime.date(2016, 12, 1)),
    )
    scene = drawn(long)
    assert faults(scene, FONT) == []
    assert scene == drawn(long)
    with pytest.raises(Undrawable, match=r"U\+1F600"):
        drawn(replace(plans, org=made([{"id": "a", "name": "甲", "kind": "bureau"}], [], name="某局😀")))
