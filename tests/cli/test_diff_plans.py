"""`orgmodel diff` of plans that a planner wrote, and of plans beside an org that they were not made for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.proposals import propose, save
from orgmodel.proposals.around import propose_around
from orgmodel.proposals.ownplan import load_partial
from tests.proposals.towns import TOWNS

Run = Callable[..., tuple[int, str, str]]
OWN = """orgmodel_plan: 1
edits:
- {table: units, key: f1, after: {effective_staff: 2, note: }}
- {table: meetings, before: null, after: {id: jm, name: 联席会议, members: [c, t1], functions: [building]}}
- {table: lines, key: [f2-b, t2, affiliation], after: null}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "org.yaml").write_text(TOWNS, "utf-8")
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    (tmp_path / "other.yaml").write_text(TOWNS.replace("staff: 7", "staff: 8"), "utf-8")
    org = read(tmp_path / "org.yaml")
    for name, plan in propose(org).items():
        (tmp_path / f"{name}.yaml").write_text(save(org, plan), "utf-8")
    return tmp_path


def test_edits_written_by_hand_are_counted_and_told(run: Run, folder: Path) -> None:
    code, out, _ = run("diff", folder / "stay.yaml", folder / "own.yaml")
    assert code == 0
    assert "自拟调整  0         3" in out
    assert out[out.index("作出的自拟调整（3处）") :].splitlines()[1:4] == [
        "  单位“f1”变更（实际在岗人数：2；备注：空）",
        "  联席会议新增“jm”",
        "  关系删除“f2-b>t2:affiliation”",
    ]
    english = run("diff", folder / "stay.yaml", folder / "own.yaml", "--lang", "en")[1]
    assert "units f1 changes (effective_staff: 2; note: nothing)" in english
    assert "自拟" not in run("diff", folder / "stay.yaml", folder / "full.yaml")[1]


def test_edits_are_sentences_where_the_org_is_given(run: Run, folder: Path) -> None:
    out = run("diff", folder / "stay.yaml", folder / "own.yaml", "--org", folder / "org.yaml")[1]
    assert "  东分局：实际在岗人数填写为“2”" in out
    assert "  联席会议新增“联席会议（jm）”" in out
    assert "  解除隶属关系：西分局党支部→西镇党委" in out


@pytest.mark.parametrize("given", [True, False])
def test_edits_are_found_again_in_a_plan_made_around_them(run: Run, folder: Path, given: bool) -> None:
    own = folder / "own.yaml"
    own.write_text(OWN.replace(", note: }", "}"), "utf-8")
    org = read(folder / "org.yaml")
    around = propose_around(org, load_partial(own.read_text("utf-8"), "own.yaml"))
    (folder / "around.yaml").write_text(save(org, around["full"]), "utf-8")
    asked = ("--org", folder / "org.yaml") if given else ()
    told = json.loads(run("diff", own, folder / "around.yaml", "--format", "json", *asked)[1])
    assert [e["table"] for e in told["common_edits"]] == ["units", "meetings", "lines"]
    assert told["first_only_edits"] == told["second_only_edits"] == []
    assert "own" not in {m["kind"] for m in told["second_only"]}


def test_edits_that_fill_a_cell_differently_differ(run: Run, folder: Path) -> None:
    (folder / "more.yaml").write_text(OWN.replace("effective_staff: 2", "effective_staff: 3"), "utf-8")
    told = json.loads(run("diff", folder / "own.yaml", folder / "more.yaml", "--format", "json")[1])
    counts = [len(told[f"{which}_edits"]) for which in ("first_only", "second_only", "common")]
    assert counts == [1, 1, 2]
    assert told["second_only_edits"][0]["after"] == {"effective_staff": 3.0, "note": None}


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_org_that_a_plan_was_not_made_for_is_refused(run: Run, folder: Path, form: str) -> None:
    plans, other = (folder / "stay.yaml", folder / "full.yaml"), ("--org", folder / "other.yaml")
    code, out, err = run("diff", *plans, *other, "--format", form, "--lang", "en")
    assert (code, out) == (2, "")
    assert "stay.yaml: the plan 'stay' was made for another org. Give the org that it was made for" in err
    assert (
        "方案“stay”是为另一个机构制定的。请给出制定该方案时所依据的机构文件" in run("diff", *plans, *other)[2]
    )
    assert run("diff", folder / "own.yaml", folder / "full.yaml", *other)[0] == 2


def test_a_plan_written_by_hand_goes_with_any_org(run: Run, folder: Path) -> None:
    (folder / "own2.yaml").write_text(OWN.replace("jm", "jn"), "utf-8")
    code, out, _ = run("diff", folder / "own.yaml", folder / "own2.yaml", "--org", folder / "other.yaml")
    assert code == 0
    assert "联席会议新增“联席会议（jn）”" in out
    (folder / "own2.yaml").write_text(OWN.replace("key: f1,", "key: f9,"), "utf-8")
    code, _, err = run("diff", folder / "own.yaml", folder / "own2.yaml", "--org", folder / "org.yaml")
    assert code == 2
    assert "没有该编号的行（“f9”）" in err
