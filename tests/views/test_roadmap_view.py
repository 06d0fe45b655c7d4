"""The picture of the roadmap: every move is in one bar, no bar begins before it may, and the days are those of the schedule."""

import datetime
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from orgmodel.formats import read
from orgmodel.model import frame
from orgmodel.moves import catalogue
from orgmodel.profiles import of
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.roadmap import days, presupposed, schedule
from orgmodel.scene import PAPERS, Box, Page, Scene, Undrawable, load
from orgmodel.views import Asked, roadmap
from orgmodel.views.roadmap.axis import stripes
from orgmodel.views.roadmap.bars import GRADES, bars
from orgmodel.views.roadmap.sheets import SIZE, Frame, rows_of
from tests.proposals.orgs import plan_org
from tests.scene.geometry import extent, faults

FONT = load()
CENTRAL, HOSPITAL = "city-bureau/before.yaml", "regional-hospital/before.yaml"
START = datetime.date(2017, 1, 1)


@cache
def plans_of(case: str) -> Plans:
    return propose(read(f"scenarios/{case}"))


def drawn(
    plans: Plans,
    plan: str | None = None,
    start: datetime.date | None = None,
    lang: str = "zh",
    sheet: str = "a4",
) -> Scene:
    asked = Asked(plans.org, None, lang, FONT, PAPERS[sheet], plan=plan, start=start, known=plans)
    made = roadmap.scenes(asked)
    assert list(made) == ["before"]
    return made["before"]


def sound(scene: Scene) -> None:
    assert faults(scene, FONT) == []
    for page in scene.pages:
        crossed = [
            f"{label.text} at {line.id}"
            for label in page.labels
            for line in page.lines
            if line.id and _crosses(line.points, extent(label, FONT))
        ]
        assert crossed == []


def _crosses(points: tuple[tuple[float, float], ...], room: tuple[float, float, float, float]) -> bool:
    return any(
        min(a[0], b[0]) < room[2] - 0.1 and room[0] + 0.1 < max(a[0], b[0])
        and min(a[1], b[1]) < room[3] - 0.1 and room[1] + 0.1 < max(a[1], b[1])
        for a, b in pairwise(points)
    )  # fmt: skip


def works(page: Page) -> list[Box]:
    return [b for b in page.boxes if b.cls == "bar" and b.id]


@pytest.mark.parametrize("sheet", roadmap.PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("case", "plan"),
    [
        (CENTRAL, "mandatory"),
        (CENTRAL, "balance"),
        (CENTRAL, "full"),
        (HOSPITAL, "balance"),
        (HOSPITAL, "full"),
    ],
)
def test_every_scenario_on_every_sheet(case: str, plan: str, lang: str, sheet: str) -> None:
    for start in (None, START):
        sound(drawn(plans_of(case), plan, start, lang, sheet))


@pytest.mark.parametrize("grade", GRADES)
def test_every_move_is_in_one_bar_and_none_begins_before_it_may(grade: str) -> None:
    plans = plans_of(CENTRAL)
    profile = of(plans.org)
    for plan in (plans["balance"], plans["full"]):
        phases = schedule(plan.phases, profile)
        made = bars(plans.org, phases, grade, "zh")
        begun = 0
        for phase, some in zip(phases, made, strict=True):
            assert sum(b.count for b in some) == len(phase.moves)
            assert min(b.begin for b in some) == begun
            assert max(b.end for b in some) == begun + phase.days
            by_id = {b.id: b for b in some}
            assert all(by_id[a].end <= b.begin for b in some for a in b.after)
            assert sum(b.count * (b.end - b.begin) for b in some) == sum(
                days(m, profile) for m in phase.moves
            )
            begun += phase.days
    if grade == "move":
        phase = plans["balance"].phases[0]
        waits = {(a, b) for b, others in presupposed(phase).items() for a in others}
        one = bars(plans.org, schedule([phase], profile), grade, "zh")[0]
        assert {(a.partition("/")[2], b.id.partition("/")[2]) for b in one for a in b.after} == waits


def test_lengths_are_days_and_consents_come_first() -> None:
    page = drawn(plans_of(CENTRAL), "mandatory", None, "zh", "a3").pages[0]
    plan, profile = plans_of(CENTRAL)["mandatory"], of(plans_of(CENTRAL).org)
    head = next(b for b in page.boxes if b.id == "phase-1")
    unit = head.w / 60
    boxes = {b.id: b for b in page.boxes if b.id}
    assert len(works(page)) == len(plan.moves) == 30
    for move in plan.moves:
        work, ask = boxes[f"1/{move.id}"], boxes.get(f"ask:1/{move.id}")
        assert work.w == pytest.approx(profile.days(move.kind) * unit, abs=0.01)
        asked = any(n.startswith("consent:") for n in move.needs)
        assert (ask is not None) == asked
        if ask is not None:
            assert ask.w == pytest.approx(profile.consent_days * unit, abs=0.01)
            assert (ask.x, ask.x + ask.w) == pytest.approx((head.x, work.x), abs=0.01)
            assert ask.y == work.y


def test_phases_tell_their_moves_days_and_dates() -> None:
    scene = drawn(plans_of(CENTRAL), "balance", START)
    moves = [len(phase) for phase in plans_of(CENTRAL)["balance"].phases]
    assert (
        f"措施{sum(moves)}项，分2个阶段实施，共需155天，自2017年1月1日起至2017年6月4日；须征得15个组织同意，须报批4项"
        in scene.pages[0].desc
    )
    texts = [t.text for p in scene.pages for t in p.texts()]
    assert f"第一阶段（{moves[0]}项，140天）" in texts
    assert f"第二阶段（{moves[1]}项，15天）" in texts
    assert "1月1日至5月20日" in texts
    assert "5月21日至6月4日" in texts
    ends = {x.id for p in scene.pages for x in p.lines if x.cls == "functional" and x.id}
    assert ends == {"end-1", "end-2"}


def test_bars_of_many_moves_say_how_many() -> None:
    scene = drawn(plans_of(CENTRAL), "balance")
    texts = [t.text for p in scene.pages for t in p.labels]
    assert "西城区局、南湖区局等4个单位：升格（机关党委）" in texts
    several, single = 0, sum(len(works(p)) for p in scene.pages)
    for text in texts:
        together = re.fullmatch(r"(.+?)(?:等(\d+)个单位)?：(\S+?)(?: ×(\d+))?", text)
        if together:
            who, units, _, times = together.groups()
            several += int(times or units or who.count("、") + 1)
            single -= 1
    assert several + single == len(plans_of(CENTRAL)["balance"].moves)


def test_bars_name_the_units_that_their_moves_are_about() -> None:
    plans = plans_of(CENTRAL)
    units = dict(plans.org.units.select("name", "id").iter_rows())
    hosts = dict(plans.org.units.select("id", "host").iter_rows())
    posts = dict(plans.org.tables["posts"].select("id", "unit").iter_rows())
    found = 0
    for phase in bars(plans.org, schedule(plans["balance"].phases, of(plans.org)), "superior", "zh"):
        for bar in phase:
            named = re.fullmatch(r"(.+?)等(\d+)个单位：([^（]+)(（.+）)?", bar.words)
            if named:
                found += 1
                own = [m for m in plans["balance"].moves if catalogue()[m.kind].title("zh") == named[3]]
                subjects = [posts.get(m.subject, m.subject) for m in own]
                places = {hosts.get(id) or id for id in subjects}
                assert tuple(named[1].split("、")) == bar.names
                assert {units[name] for name in bar.names} <= places
                assert len(places) >= int(named[2]) == bar.count > len(bar.names)
    assert found >= 3
    phases = schedule(plans["balance"].phases, of(plans.org))
    english = {b.words for p in bars(plans.org, phases, "superior", "en") for b in p}
    assert "西城区局, 南湖区局 and 2 more: upgrade (organ Party committee)" in english


def test_no_line_of_a_row_ends_within_a_name_and_periods_are_said_in_words() -> None:
    plans = plans_of(CENTRAL)
    phases = schedule(plans["balance"].phases, of(plans.org))
    made = bars(plans.org, phases, "superior", "zh")
    lines = []
    for left in (70.0, 90.0, 110.0):  # the narrower the column of words, the more rows are broken
        frame = Frame(20.5, left, 270.0, 285.0, 40.0, 188.0, 155)
        for row in (row for rows in rows_of(made, frame, False, "zh", FONT) for row in rows):
            lines.append(row.lines)
            whole = [n for n in row.bar.names if FONT.width(n, SIZE) <= left - 24.5]
            assert all(any(n in text for text in row.lines) for n in whole), row.lines
    assert any(len(some) > 2 for some in lines)
    assert any("“2016年第四季度两学一做专题学习”" in text for some in lines for text in some)


def test_pages_go_on_with_marks_and_one_scale() -> None:
    pages = drawn(plans_of(CENTRAL), "balance").pages
    assert len(pages) > 1
    marks = [[t.text for t in p.labels if t.text in ("转下页", "接上页")] for p in pages]
    assert marks[0] == ["转下页"]
    assert marks[-1] == ["接上页"]
    assert any(t.text == "第一阶段（续）" for t in pages[1].labels)
    heads = {(b.id, b.x, b.w) for p in pages for b in p.boxes if b.cls == "head" and b.id}
    assert len(heads) == 2
    numbers = [int(t.text) for p in pages for t in p.labels if t.text.isdigit() and t.anchor == "end"]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_waits_says_so_by_a_line_or_in_words() -> None:
    scene = drawn(plans_of(CENTRAL), "balance")
    needs = [x for p in scene.pages for x in p.lines if x.cls == "need" and x.id]
    assert len(needs) == 6
    boxes = {b.id: b for p in scene.pages for b in p.boxes}
    for line in needs:
        first, second = line.id.split("<")
        assert boxes[first].x + boxes[first].w <= min(boxes[second].x, boxes[line.head].x) + 0.01
    plans = plans_of(CENTRAL)
    many = drawn(plans, "full", None, "zh", "a4")
    shown = [x for p in many.pages for x in p.lines if x.cls == "need" and x.id]
    told = [t.text for p in many.pages for t in p.labels if "项完成后" in t.text]
    assert bool(shown) != bool(told)


def test_nothing_to_do_and_unknown_plans_are_said() -> None:
    with pytest.raises(Undrawable, match=r"'balance' holds no move.*No kind of move"):
        drawn(plans_of("city-bureau/after.yaml"))
    with pytest.raises(Undrawable, match=r"'mandatory' holds no move.*balance, full"):
        drawn(plans_of(HOSPITAL), "mandatory")
    with pytest.raises(Undrawable, match=r"no such plan: 'best'; there are mandatory, balance, full"):
        drawn(plans_of(CENTRAL), "best")
    with pytest.raises(Undrawable, match="beyond the calendar"):
        drawn(plans_of(CENTRAL), None, datetime.date(9999, 12, 1))


@pytest.mark.parametrize("total", [1, 10, 155, 900, 4000])
@pytest.mark.parametrize("start", [None, START, datetime.date(2016, 2, 29)])
def test_the_axis_covers_every_day_once_and_its_words_fit(total: int, start: datetime.date | None) -> None:
    made = stripes(total, start, 130.0, "zh", FONT)
    assert [s.begin for s in made] == [0, *(s.end for s in made[:-1])]
    assert made[-1].end == total
    assert all(FONT.width(s.words, 8.0) < (s.end - s.begin) / total * 130 for s in made if not s.outward)
    assert made[0].words
    assert made[-1].words
    assert all(s.outward == (1 if s is made[-1] else -1) for s in made if s.outward and len(made) > 1)


@pytest.mark.parametrize("start", [None, START, datetime.date(2017, 1, 29)])
def test_the_last_heading_of_the_axis_is_drawn_on_the_page(start: datetime.date | None) -> None:
    for page in drawn(plans_of(CENTRAL), "balance", start).pages:
        texts = [t.text for t in page.labels]
        last = "第151—155天" if start is None else "2017年6月" if start == START else "2017年7月"
        assert any(last in text or text.endswith("—155天") for text in texts)


def test_pages_are_about_equally_full_and_no_more_than_needed() -> None:
    pages = drawn(plans_of(CENTRAL), "balance").pages
    assert len(pages) == 2
    rows = [len(works(p)) for p in pages]
    assert min(rows) * 2 >= max(rows)


@pytest.mark.parametrize("seed", range(5))
def test_random_orgs(seed: int) -> None:
    plans = propose(plan_org(seed))
    for name, plan in plans.items():
        if plan.moves:
            scene = drawn(plans, name, START)
            sound(scene)
            assert scene == drawn(plans, name, START)


def test_long_names() -> None:
    plans = plans_of(HOSPITAL)
    units = plans.org.units.to_dicts()
    for unit in units:
        unit["name"] = f"{unit['name']} of the Regional Hospital for the Northern and Southern Sites"
    org = replace(plans.org, tables={**plans.org.tables, "units": frame("units", units)}, sources={})
    sound(drawn(propose(org), None, START, "en"))
