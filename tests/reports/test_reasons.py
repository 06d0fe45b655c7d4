"""The explanation of one plan: every move, every kept tie and everything left is in it, and nothing that was not shown."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from orgmodel.formats import loads, read
from orgmodel.moves import sentence
from orgmodel.profiles import of
from orgmodel.proposals import Plans, propose
from orgmodel.proposals.around import propose_around
from orgmodel.proposals.clock import Clock
from orgmodel.proposals.options import Options
from orgmodel.proposals.ownplan import load_partial
from orgmodel.reports.proposed import proposed
from orgmodel.reports.reasons import reasons_text
from tests.proposals.chains import longest
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
    told, plan, profile = text(central(), "balance"), central()["balance"], of(central().org)
    assert len(plan.phases) == 2
    day, at, number = START, 0, 0
    for name, moves in zip(("第一阶段", "第二阶段"), plan.phases, strict=True):
        days = longest(moves, profile)
        last = day + datetime.timedelta(days - 1)
        heading = f"{name}（{len(moves)}项，{days}天，{day}至{last}）"
        assert heading in told
        at = told.index(heading)
        for _ in moves:
            number += 1
            at = told.index(f"\n  {number}. ", at)
        day = last + datetime.timedelta(1)
    assert f"\n  {number + 1}. " not in told
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


@pytest.mark.parametrize("locked", ["c05", "c05-hr"])
def test_counterparts_that_a_locked_unit_keeps_apart_are_left_for_its_sake(locked: str) -> None:
    """Below city-po all must come to one kind of office; c05-hr carries the work of c05 and cannot give it up."""
    plans = propose(central().org, Options(lock=(locked,)))
    left = {(r.code, r.subject): (r.reason, r.by) for r in plans["full"].residual}
    assert left["CPT301", "city-po"] == ("frozen", locked)
    assert left["CPT303", "c05"] == ("frozen", locked)
    assert ("CPT301", "city-po") not in {(r.code, r.subject) for r in central()["full"].residual}
    assert f"已锁定：{plans.org.unit(locked).name}（{locked}）" in text(plans, "full")


def test_no_margin_is_told_that_was_not_worked_out() -> None:
    """Under a limit on ties all parts hang together; out of time nothing is proven."""
    plans = central()
    assert not any(reason.studied for reason in plans.reasons("custom").values())
    assert "不超过" not in text(plans, "custom")
    assert "未逐项测算临界值" in text(plans, "custom")
    assert all(reason.studied for reason in plans.reasons("balance").values())
    late = propose(plans.org, Options(), Clock(0))
    assert not any(reason.studied for reason in late.reasons("full").values())
    assert "权衡后未列入" not in text(late, "full")


def test_when_the_time_is_over_no_more_margins_are_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plans were proven in time; the clock runs out while their moves are explained."""
    from orgmodel.proposals import reasons

    plans, clock, solved = central(), Clock(), []
    best = reasons._best

    def counted(*args: object) -> object:
        solved.append(args)
        if len(solved) == 40:
            clock.stop()
        return best(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(reasons, "_best", counted)
    why = plans.reasons("balance", clock)
    assert len(solved) == 40
    known = [id for id, reason in why.items() if reason.studied]
    assert 0 < len(known) < len(why)
    assert {id: why[id] for id in known} == {id: plans.reasons("balance")[id] for id in known}
    assert all(reason.clears or reason.serves for reason in why.values()) == all(
        reason.clears or reason.serves for reason in plans.reasons("balance").values()
    )


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "计算时限已到，其中{}项"), ("en", "not worked out for {} of them")]
)
def test_that_time_ran_out_while_explaining_is_said(language: str, told: str) -> None:
    plans, over = central(), Clock(0)
    shown = "\n".join(line for line, _ in reasons_text(plans, "balance", language, START, over))
    assert told.format(len(plans["balance"].moves)) in shown
    assert "2.7" not in shown
    assert told.partition("{")[0] not in text(plans, "balance", language)
    data = proposed(plans, language, explained="balance", clock=over)["plans"]
    moves = next(p for p in data if p["name"] == "balance")["moves"]
    assert {(m["why"]["drop_out"], m["why"]["firm"]) for m in moves} == {(None, None)}


def test_a_further_plan_says_that_its_margins_are_not_worked_out() -> None:
    plans = propose(loads(TOWNS), Options(alternatives=1))
    assert "备选方案不测算" in text(plans, "alternative-1")
    locked = propose(loads(TOWNS), Options(lock=("f1",)))
    assert "受总量限制" not in text(locked, "custom")
    assert all(reason.studied for reason in locked.reasons("custom").values())


def test_the_planners_own_edits_are_told_by_name() -> None:
    org = loads(TOWNS)
    plan = """
orgmodel_plan: 1
edits:
  - {table: units, key: f1, after: {staff: 12}}
  - {table: lines, key: [f1-b, t1, affiliation], after: {tie: 1}}
"""
    plans = propose_around(org, load_partial(plan, "own.yaml"))
    told = text(plans, "full")
    assert (
        "\n  1. 按自拟方案调整：东分局的在职人数由“9”改为“12”；隶属关系 东分局党支部→东镇党委的地方联系由“2”改为“1”\n"
        in told
    )


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
    days = sum(longest(moves, of(plans.org)) for moves in plans["balance"].phases)
    end = START + datetime.timedelta(days - 1)
    assert (phases[0]["start"], phases[-1]["end"]) == (START.isoformat(), end.isoformat())
    assert [m for p in phases for m in p["moves"]] == [m.id for p in plans["balance"].phases for m in p]
    asked = {s["id"] for s in by_name["full"]["consents"]["superiors"]}
    assert asked == {n[8:] for m in plans["full"].moves for n in m.needs if n.startswith("consent:")}
    assert any(m["text"].startswith("Move the affiliation of") for m in moves)
