"""A proposal as text: plans side by side, what is proven of them, and what they keep and leave."""

import re
from functools import cache
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.options import Options
from orgmodel.reports.columns import width
from orgmodel.reports.folded import WIDTH, folded
from orgmodel.reports.plans import plans_text, shown_points, word

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


@cache
def central() -> Plans:
    return propose(read(CASE / "before.yaml"), Options(max_ties=9, alternatives=2))


@cache
def unfinished() -> Plans:
    """What is there when the time is over before anything was solved."""
    return propose(read(CASE / "before.yaml"), Options(), Clock(0))


def text(plans: Plans, language: str = "zh", points: int | None = None) -> list[str]:
    return [line for line, _ in plans_text(plans, language, points)]


def test_every_plan_has_its_row_with_its_figures() -> None:
    lines = text(central())
    for name, plan in central().items():
        row = next(line for line in lines if line.startswith(word(name, "zh"))).split()
        assert row[1:7] == [
            f"{v:g}"
            for v in (plan.exposure, plan.ties, plan.effort, plan.errors, len(plan.moves), len(plan.phases))
        ]
    assert next(line for line in lines if line.startswith("自定 ")).endswith("经证明最优")
    assert next(line for line in lines if line.startswith("备选1 ")).endswith("备选")
    size = central()["full"].certificate
    assert any(f"决策变量{size.variables}个，约束{size.rows}行" in line for line in lines)


def test_thinned_frontier_shows_ends_and_named_plans_and_says_what_it_leaves_out() -> None:
    plans = central()
    shown = shown_points(plans, 4)
    assert (shown[0], shown[-1]) == (plans.frontier[0], plans.frontier[-1])
    at = {(p.exposure, p.ties, p.effort) for p in shown}
    assert {
        (p.exposure, p.ties, p.effort) for n, p in plans.items() if n in ("balance", "full", "custom")
    } <= at
    assert 4 <= len(shown) < len(plans.frontier)
    assert shown_points(plans, None) == list(plans.frontier)
    assert any(f"另有{len(plans.frontier) - len(shown)}个点" in line for line in text(plans, points=4))
    assert len(plans.frontier) == 27


def test_kept_ties_are_counted_and_summed() -> None:
    kept = central().kept("balance")
    told = f"有意保留的地方联系：{len(kept)}条，数值合计{sum(k.tie for k in kept):g}"
    assert any(told in line for line in text(central()))


def test_alternatives_say_in_which_reattachments_they_differ() -> None:
    plans = propose(read(CASE / "before.yaml"), Options(alternatives=2))
    lines = text(plans)
    for name in ("alternative-1", "alternative-2"):
        new, old = ({m.id: m for m in plans[n].moves if m.kind == "reattach"} for n in (name, "balance"))
        first = next(n for n, line in enumerate(lines) if line.startswith(f"{word(name, 'zh')}与“平衡”相比"))
        told = "".join(lines[first : first + 3])
        more, less = len(new.keys() - old.keys()), len(old.keys() - new.keys())
        assert more or less
        assert (f"另调整隶属关系{more}项" in told) == bool(more)
        assert (f"不调整隶属关系{less}项" in told) == bool(less)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_with_a_gap_is_never_called_optimal(language: str) -> None:
    plans = unfinished()
    assert plans["full"].gap > 0
    whole = "\n".join(text(plans, language))
    assert word("optimal", language) not in whole
    assert word("price", language) not in whole
    assert ("限时未完成证明，差距" if language == "zh" else "not proven in time, gap") in whole
    told = [float(gap) for gap in re.findall(r"(?:差距|gap )([0-9.]+)%", whole)]
    gaps = [100 * p.gap for p in plans.values() if p.gap]
    assert len(gaps) == 3
    assert all(any(0 <= shown - gap < 0.11 for shown in told) for gap in gaps)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_fit_a_page(language: str) -> None:
    assert max(width(line) for line in text(central(), language)) <= 120 + 40 * (language == "en")


def test_folding_breaks_between_parts_and_loses_none() -> None:
    parts = [f"第{n}项内容" for n in range(60)]
    lines = folded("尚余：", parts, "zh", 2)
    assert len(lines) > 3
    assert all(width(line) <= WIDTH for line in lines)
    assert "".join(line.strip() for line in lines) == "尚余：" + "、".join(parts)
    long = "长" * 80
    assert folded("甲：", [long, "乙"], "zh") == [f"甲：{long}、", "    乙"]
