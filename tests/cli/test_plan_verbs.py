"""Verbs that take plan files, and the price of a planner's own after-file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.proposals import propose, save
from tests.proposals.towns import TOWNS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "org.yaml").write_text(TOWNS, "utf-8")
    org = read(tmp_path / "org.yaml")
    for name, plan in propose(org).items():
        (tmp_path / f"{name}.yaml").write_text(save(org, plan), "utf-8")
    return tmp_path


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in TOWNS
    (folder / "changed.yaml").write_text(TOWNS.replace(old, new), "utf-8")
    return folder / "changed.yaml"


def test_apply_and_undo_lead_there_and_back(run: Run, folder: Path) -> None:
    org, plan, after, back = (folder / n for n in ("org.yaml", "full.yaml", "after.yaml", "back.yaml"))
    assert run("apply", org, plan, "-o", after) == (0, "", "")
    assert read(after) != read(org)
    assert run("apply", after, plan, "--undo", "-o", back) == (0, "", "")
    assert read(back) == read(org)
    code, _, err = run("apply", org, plan, "--undo", "-o", back, "--force", "--lang", "en")
    assert code == 2
    assert "this is not the org that the plan 'full' leads to" in err
    assert "Give the org that `orgmodel apply` made of this plan, or add --three-way" in err
    assert "Run `orgmodel propose` anew" not in err


def test_a_plan_file_that_is_not_there_is_told_with_the_remedy(run: Run, folder: Path) -> None:
    code, _, err = run("apply", folder / "org.yaml", folder / "none.yaml", "-o", folder / "x.yaml")
    assert code == 2
    assert "none.yaml: cannot be read" in err
    assert "`orgmodel propose ORG -o DIR` writes plan files." in err


def test_apply_refuses_another_org_and_writes_nothing(run: Run, folder: Path) -> None:
    other = changed(folder, "tie: 3", "tie: 5")
    code, out, err = run("apply", other, folder / "full.yaml", "-o", folder / "after.yaml", "--lang", "en")
    assert (code, out) == (2, "")
    assert "lines f2-b>t2:affiliation: tie: the plan expects 3.0, the org holds 5.0" in err
    assert "--three-way" in err
    assert not (folder / "after.yaml").exists()


def test_three_way_does_what_fits_and_lists_the_rest(run: Run, folder: Path) -> None:
    other, after = changed(folder, "tie: 3", "tie: 5"), folder / "after.yaml"
    code, out, err = run("apply", other, folder / "full.yaml", "--three-way", "-o", after)
    assert (code, out) == (1, "")
    assert "已采取措施2项，此前已落实0项，未采取2项" in err
    assert "隶属关系“西分局党支部→西镇党委”已变更：地方联系在编制方案时为“3”，现为“5”" in err
    assert [line.superior for line in read(after).lines_of("f1-b", "affiliation")] == ["c-pc"]
    assert [line.superior for line in read(after).lines_of("f2-b", "affiliation")] == ["t2"]
    harmless = changed(folder, "staff: 7", "staff: 8")
    assert run("apply", harmless, folder / "full.yaml", "--three-way", "-o", after, "--force")[0] == 0


def test_diff_of_two_plans(run: Run, folder: Path) -> None:
    code, out, _ = run("diff", folder / "stay.yaml", folder / "full.yaml")
    assert code == 0
    assert "仅“彻底”采取（4项）" in out
    assert "将东分局党支部的隶属关系由东镇党委调整至某县局机关党委" in out
    english = run("diff", folder / "stay.yaml", folder / "full.yaml", "--lang", "en")[1]
    assert "reattach: f1-b  t1 -> c-pc" in english
    named = run(
        "diff", folder / "stay.yaml", folder / "full.yaml", "--lang", "en", "--org", folder / "org.yaml"
    )[1]
    assert "Move the affiliation of 东分局党支部 from 东镇党委 to 某县局机关党委" in named


def test_diff_of_two_plans_as_data(run: Run, folder: Path) -> None:
    told = json.loads(run("diff", folder / "full.yaml", folder / "full.yaml", "--format", "json")[1])
    assert (len(told["common"]), told["first_only"], told["second_only"]) == (4, [], [])
    told = json.loads(run("diff", folder / "stay.yaml", folder / "full.yaml", "--format", "json")[1])
    assert told["criteria"]["ties"] == {"first": 0, "second": 2.5, "difference": 2.5}
    assert {m["kind"] for m in told["second_only"]} == {"reattach", "cooperate"}


def test_diff_of_a_plan_written_by_hand(run: Run, folder: Path) -> None:
    own = folder / "own.yaml"
    own.write_text("orgmodel_plan: 1\nmoves: [{kind: reattach, subject: f1-b, to: c-pc}]", "utf-8")
    told = json.loads(run("diff", own, folder / "full.yaml", "--format", "json")[1])
    assert [m["id"] for m in told["common"]] == ["reattach:f1-b>c-pc"]
    assert told["criteria"] == {}
    code, _, err = run("apply", folder / "org.yaml", own, "-o", folder / "x.yaml")
    assert code == 2
    assert "--from" in err


def test_diff_of_a_plan_and_an_org_is_a_usage_error(run: Run, folder: Path) -> None:
    code, _, err = run("diff", folder / "full.yaml", folder / "org.yaml")
    assert code == 2
    assert "is a plan file and" in err


def test_stats_looks_for_moves_once(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from orgmodel.proposals import effects, price

    own = changed(folder, "superior: t2", "superior: t1")
    made: list[str] = []
    for module in (effects, price):
        find = module.candidates
        monkeypatch.setattr(
            module,
            "candidates",
            lambda *args, find=find, name=module.__name__: (made.append(name), find(*args))[1],
        )
    assert run("stats", folder / "org.yaml", own)[0] == 0
    assert made == ["orgmodel.proposals.effects"]


def test_stats_prices_a_planners_own_after_file(run: Run, folder: Path) -> None:
    own = changed(folder, "superior: t2", "superior: t1")
    code, out, _ = run("stats", folder / "org.yaml", own)
    assert code == 0
    assert "自拟方案的代价" in out
    assert "该方案劣于最优前沿上的下列点" in out
    assert "自拟方案的代价" not in run("stats", folder / "org.yaml", own, "--no-price")[1]
    told = json.loads(run("stats", folder / "org.yaml", own, "--format", "json")[1])
    found = told[1]["price"]
    assert "price" not in told[0]
    assert (found["ties"], found["effort"], found["frontier"]["status"]) == (3.0, 3, "beaten")
    assert all(p["less_exposure"] >= 0 and p["fewer_ties"] >= 0 for p in found["frontier"]["points"])
