"""The explanation of one plan: every move, every kept tie and everything left is in it, and nothing that was not shown."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.moves import sentence
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.options import Options
from orgmodel.reports.proposed import proposed
from orgmodel.reports.reasons import reasons_text, studied
from tests.proposals.towns import TOWNS

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
START = datetime.date(2017, 1, 1)


@cache
def central() -> Plans:
    return propose(read(CASE / "before.yaml"), Options(max_ties=9))


def text(plans: Plans, name: str, language: str = "zh") -> str:
    return "\n".join(line for line, _ in reasons_text(plans, name, language, START))


@pytest.mark.parametrize("name", ["mandatory", "balance", "full", "custom"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_left_out(name: str, language: str) -> None:
    plans, told = central(), text(central(), name, language)
    assert all(sentence(plans.org, m, language) in told for m in plans[name].moves)
    why = plans.reasons(name)
    found = {f for reason in why.values() for f in reason.clears} | {
        (r.code, r.subject) for r in plans[name].residual
    }
    for code, subject in found:
        assert code in told
        assert subject in told
    assert all(plans.org.unit(k.body).name in told for k in plans.kept(name))


def test_moves_are_numbered_phase_by_phase_with_their_days() -> None:
    told = text(central(), "balance")
    assert "第一阶段（65项，140天，2017-01-01至2017-05-20）" in told
    assert told.index("第一阶段") < told.index("\n  65. ") < told.index("第二阶段") < told.index("\n  66. ")
    assert "\n  80. " in told
    assert "\n  81. " not in told
    assert "  青岩县局（" in told


def test_what_a_move_rests_on() -> None:
    lines = text(central(), "balance").splitlines()
    at = next(n for n, line in enumerate(lines) if "太平分局党支部的隶属关系由青岩县太平镇党委调整" in line)
    assert lines[at + 1].strip() == "工作量3，地方联系损失2.4，须征得青岩县太平镇党委同意"
    assert lines[at + 2].strip() == "消除问题：CHN201 青岩县局太平分局（c01-s3）"
    assert lines[at + 3].strip().startswith("后续措施：青岩县局太平分局党支部与青岩县太平镇党委开展组织联建")
    assert (
        lines[at + 4].strip()
        == "该联系的数值不超过2.7时采取本措施；各项联系的数值在30%以内浮动时，可能改变取舍"
    )


def test_who_stands_in_the_way_is_named(tmp_path: Path) -> None:
    path = tmp_path / "org.yaml"
    path.write_text(TOWNS.replace("consent: needed", "consent: refused"), "utf-8")
    plans = propose(read(path))
    left = [r for r in plans["full"].residual if r.reason == "consent"]
    assert [r.by for r in left] == ["t2"]
    assert "对方明确不同意：西镇党委（t2）（1项）" in text(plans, "full")
    assert "consent refused: 西镇党委 (t2) (1)" in text(plans, "full", "en")


def test_no_margin_is_told_that_was_not_worked_out() -> None:
    """Under a limit on ties all parts hang together; out of time nothing is proven."""
    plans = central()
    assert studied(plans, "custom") == set()
    assert "不超过" not in text(plans, "custom")
    assert "未逐项测算临界值" in text(plans, "custom")
    assert len(studied(plans, "balance")) == len(plans["balance"].moves)
    late = propose(plans.org, Options(), Clock(0))
    assert studied(late, "full") == set()
    assert "权衡后未列入" not in text(late, "full")


def test_as_data() -> None:
    plans = central()
    told = proposed(plans, "en", start=START, explained="balance", asked=True, points=3)
    by_name = {p["name"]: p for p in told["plans"]}
    moves, why = by_name["balance"]["moves"], plans.reasons("balance")
    assert len(moves) == len(why)
    for move in moves:
        reason = why[move["id"]]
        assert move["why"] == {
            "clears": [list(f) for f in reason.clears],
            "serves": list(reason.serves),
            "drop_out": reason.drop_out,
            "firm": reason.firm,
        }
    assert [k["tie"] for k in by_name["balance"]["kept"]] == [k.tie for k in plans.kept("balance")]
    assert "why" not in by_name["full"]["moves"][0]
    phases = by_name["balance"]["phases"]
    assert (phases[0]["start"], phases[-1]["end"]) == ("2017-01-01", "2017-06-04")
    assert [m for p in phases for m in p["moves"]] == [m.id for p in plans["balance"].phases for m in p]
    asked = {s["id"] for s in by_name["full"]["consents"]["superiors"]}
    assert asked == {n[8:] for m in plans["full"].moves for n in m.needs if n.startswith("consent:")}
    assert any(m["text"].startswith("Move the affiliation of") for m in moves)
