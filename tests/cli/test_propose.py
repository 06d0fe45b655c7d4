"""The verb propose on the command line: options, refusals, files, and an interrupt."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from benchmarks.networks import county_network
from orgmodel.cli.frame.progress import Watch
from orgmodel.formats import write
from orgmodel.proposals.clock import Clock, Progress
from tests.proposals.towns import TOWNS

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    (tmp_path / "org.yaml").write_text(TOWNS, "utf-8")
    return tmp_path / "org.yaml"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An org that keeps the machine busy for several seconds."""
    path = tmp_path_factory.mktemp("network") / "org.json"
    write(county_network(250, 2000, full=True), str(path))
    return path


def plan(run: Run, *args: object, name: str = "custom") -> dict[str, object]:
    code, out, err = run("propose", *args, "--format", "json", "--quiet")
    assert (code, err) == (0, "")
    found: dict[str, object] = next(p for p in json.loads(out)["plans"] if p["name"] == name)
    return found


def moved(found: dict[str, object]) -> set[str]:
    moves = found["moves"]
    assert isinstance(moves, list)
    return {m["id"] for m in moves}


def test_options_make_a_plan_of_the_planners_own(run: Run, towns: Path) -> None:
    assert plan(run, towns, "--max-ties", "1")["ties"] == 1
    assert plan(run, towns, "--max-effort", 2)["effort"] == 2
    assert not any("f1" in id for id in moved(plan(run, towns, "--lock", "f1-b,f2-b")))
    assert not any("f1" in id for id in moved(plan(run, towns, "--lock", "f1-b", "--lock", "f2-b")))
    assert "reattach:f2-b>c-pc" in moved(plan(run, towns, "--require", "reattach@f2-b", "--max-ties", "1.5"))
    assert not any(id.startswith("cooperate") for id in moved(plan(run, towns, "--forbid", "cooperate")))
    assert moved(plan(run, towns, "--only", "STR,CHN202")) == set()
    assert plan(run, towns, "--weights", "error=7,warning=0", name="stay")["exposure"] == 14
    code, out, _ = run("propose", towns, "--max-ties", "1")
    assert code == 0
    assert re.search(r"^自定 .*经证明最优$", out, re.M)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--weights", "error=x"), ("'error=x'", "error=N, warning=N, info=N", "error=10,warning=3,info=1")),
        (("--weights", "error=1,error=2"), ("'error=2'", "each once")),
        (("--weights", "error=-1"), ("'error=-1'",)),
        (("--max-effort", "-1"), ("'-1'", "of 0 or more", "such as 1")),
        (("--max-effort", "1.5"), ("'1.5'", "whole number")),
        (("--max-ties", "nan"), ("'nan'", "of 0 or more")),
        (("--max-ties", "inf"), ("'inf'", "of 0 or more")),
        (("--time-limit", "soon"), ("'soon'", "of 0 or more")),
        (("--alternatives", "1000"), ("'1000'", "from 0 to 100")),
        (("--points", "1"), ("'1'", "of 2 or more")),
        (("--start", "2017-13-01"), ("'2017-13-01'", "write it as")),
        (("--start", "9999-12-30"), ("--start: ", "after the year 9999: '9999-12-30'", "an earlier day")),
        (("--start", "9999-12-30", "--explain", "balance"), ("after the year 9999",)),
        (("--start", "9999-12-30", "--format", "json"), ("after the year 9999",)),
        (("--as-of", "9999-12-31"), ("as_of: is too late: '9999-12-31'", "up to 9000-01-01")),
        (("--lock", "f1-bb"), ("'f1-bb'", "f1-b")),
        (("--require", "fly@f1-b"), ("'fly@f1-b'", "reattach")),
        (("--require", "reattach"), ("'reattach'", "MOVE@ID")),
        (("--require", "reattach@t1"), ("'reattach@t1'", "no move")),
        (("--require", "own@c"), ("'own@c'", "deduplicate, assign. Plan files")),
        (
            ("--require", "reattach@f1-b>c-pc", "--forbid", "reattach@f1-b,reattach"),
            (
                "'reattach@f1-b>c-pc'",
                "--forbid reattach@f1-b rules",
                "--forbid reattach rules",
                "one of the two",
            ),
        ),
        (
            ("--require", "reattach@f1-b", "--lock", "f1-b"),
            ("--lock f1-b leaves that unit", "one of the two"),
        ),
        (("--require", "reattach@f1-b", "--lock", "f1"), ("--lock f1 leaves that unit", "one of the two")),
        (("--require", "reattach@f1-b", "--lock", "c-pc"), ("--lock c-pc leaves", "one of the two")),
        (("--require", "调整隶属关系@t1"), ("'reattach@t1'", "no move")),
        (
            ("--require", "reattach@f1-bb"),
            ("'reattach@f1-bb'", "ids of rows, such as f1-b", "orgmodel propose"),
        ),
        (("--forbid", "fly"), ("'fly'", "reattach")),
        (
            ("--forbid", "establish@t9"),
            ("'establish@t9'", "ids of rows", "as the org file has it"),
        ),
        (("--forbid", "reattach@f1-b,reattach@f1-bb"), ("'reattach@f1-bb'", "f1-b")),
        (("--forbid", "reattach@f1-b>c-pc"), ("'reattach@f1-b>c-pc'", "f1-b")),
        (("--forbid", "reattach@"), ("'reattach@'", "ids of rows")),
        (("--from", "a.yaml", "--from", "b.yaml"), ("--from takes one plan file, not 2", "into one file")),
        (("--from", "nowhere.yaml"), ("nowhere.yaml: cannot be read", "orgmodel propose ORG -o DIR")),
        (("--only", "XYZ"), ("'XYZ'", "STR101", "orgmodel rules")),
        (("--explain", "custom"), ("'custom'", "stay, mandatory, balance, full", "--max-ties")),
        (("--explain", "alternative-3"), ("'alternative-3'", "--alternatives")),
        (("--explain", "备选3"), ("'备选3'", "--alternatives")),
        (("--explain", "平衡2"), ("'平衡2'", "stay, mandatory, balance, full")),
        (("-o", "list.xlsx"), ("'list.xlsx'", "--consents")),
        (("-o", "org.yaml"), ("'org.yaml'", "a folder", "Name a folder")),
        (("--require", "reattach@f1-b", "--max-effort", "1"), ("--max-effort 1", "Ask for less")),
    ],
)
def test_what_cannot_be_followed_is_refused(
    run: Run, towns: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], told: tuple[str, ...]
) -> None:
    monkeypatch.chdir(towns.parent)
    code, out, err = run("propose", towns, *args, "--lang", "en")
    assert code == 2, err
    assert "Traceback" not in err
    assert all(part in err for part in told), err
    assert out == ""


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "提示：--forbid reattach@{}"), ("en", "Note: --forbid reattach@{}")]
)
def test_to_forbid_what_would_not_be_made_is_noted_and_no_more(
    run: Run, towns: Path, language: str, told: str
) -> None:
    """c is a unit of which there is nothing to reattach; f1-b would be reattached, so that forbidding it is no idle wish."""
    asked = ("--forbid", "reattach@c", "--forbid", "reattach@f1-b,establish", "--lang", language)
    code, out, err = run("propose", towns, *asked, "--quiet")
    assert code == 0
    assert told.format("c") in err
    assert told.format("f1-b") not in err
    assert "establish" not in err
    assert "提示" not in out
    locked = run("propose", towns, "--lock", "f1-b", "--forbid", "reattach@f1-b", "--lang", language)[2]
    assert told.format("f1-b") in locked


def test_without_an_org_the_usage_is_told(run: Run) -> None:
    code, _, err = run("propose")
    assert code == 2
    assert "Missing argument 'ORG'" in err


def test_explain_takes_a_plan_or_the_one_to_look_at_first(run: Run, towns: Path) -> None:
    told = run("propose", towns, "--explain")[1]
    assert "“平衡”方案说明" in told
    assert run("propose", "--explain", towns)[1] == told
    assert "“彻底”方案说明" in run("propose", towns, "--explain", "full")[1]
    assert "“自定”方案说明" in run("propose", "--max-ties", "1", "--explain", towns)[1]
    data = plan(run, towns, "--explain", "full", name="full")
    assert isinstance(data["moves"], list)
    assert all(set(m["why"]) == {"clears", "serves", "drop_out", "firm"} for m in data["moves"])
    assert "kept" in data


def test_plans_and_moves_by_their_chinese_names(run: Run, towns: Path) -> None:
    for name, title in (("stay", "维持现状"), ("mandatory", "必改"), ("balance", "平衡"), ("full", "彻底")):
        assert run("propose", towns, "--explain", title)[1] == run("propose", towns, "--explain", name)[1]
    assert run("propose", "--explain", "彻底", towns)[1] == run("propose", towns, "--explain", "full")[1]
    own = ("--max-ties", "1", "--alternatives", "2", "--explain")
    assert "“自定”方案说明" in run("propose", towns, *own, "自定")[1]
    for name in ("备选1", "alternative 1", "alternative-1"):
        assert "“备选1”方案说明" in run("propose", towns, *own, name)[1]
    zh, en = (
        plan(run, towns, "--require", f"{made}@f2-b>c-pc", "--forbid", f"{none},{made}@f1-b")
        for made, none in (("调整隶属关系", "组织联建"), ("reattach", "cooperate"))
    )
    assert zh == en
    assert moved(zh) == {"reattach:f2-b>c-pc"}


def test_consents_of_the_plan_that_is_explained_and_of_no_other(
    run: Run, towns: Path, tmp_path: Path
) -> None:
    book = tmp_path / "one.xlsx"
    both = run("propose", towns, "--explain", "full", "--consents", "-o", book)[1]
    alone = run("propose", towns, "--explain", "full")[1]
    assert both.startswith(alone)
    assert re.findall("“(.*)”方案须协商事项", both) == ["彻底"]
    assert re.findall("“(.*)”方案须协商事项", run("propose", towns, "--consents")[1]) != ["彻底"]
    assert {name.split()[0] for name in CalamineWorkbook.from_path(book).sheet_names} == {"彻底"}
    nothing = run("propose", towns, "--explain", "stay", "--consents")[1]
    assert "“维持现状”方案须协商事项\n无须征得其他组织同意" in nothing


def test_start_dates_the_phases(run: Run, towns: Path) -> None:
    assert "2017-03-01" in run("propose", towns, "--start", "2017-03-01")[1]
    dated = plan(run, towns, "--start", "2017-03-01", name="full")["phases"]
    plain = plan(run, towns, name="full")["phases"]
    assert isinstance(dated, list)
    assert isinstance(plain, list)
    assert dated[0]["start"] == "2017-03-01"
    assert plain[0]["start"] is None
    assert [{**p, "start": None, "end": None} for p in dated] == plain


def test_consents_as_text_data_and_workbook(run: Run, towns: Path, tmp_path: Path) -> None:
    book = tmp_path / "consents.xlsx"
    code, out, err = run("propose", towns, "--consents", "-o", book)
    assert (code, str(book) in err) == (0, True)
    assert "西镇党委" in out
    first = book.read_bytes()
    assert run("propose", towns, "--consents", "-o", book)[0] == 2
    assert run("propose", towns, "--consents", "-o", book, "--force")[0] == 0
    assert book.read_bytes() == first
    asked = plan(run, towns, "--consents", name="full")["consents"]
    assert isinstance(asked, dict)
    assert [s["id"] for s in asked["superiors"]] == ["t2"]


def test_same_input_same_output_and_the_time_goes_to_stderr(run: Run, towns: Path) -> None:
    first, second = (run("propose", towns, "--alternatives", "2") for _ in range(2))
    assert first[1] == second[1]
    assert re.fullmatch(r"用时\d+\.\d秒\n", first[2])
    assert "用时" not in first[1]
    assert run("propose", towns, "--quiet")[2] == ""


def test_progress_tells_stage_best_bound_and_gap() -> None:
    clock = Clock()
    watch = Watch(clock, "zh")
    assert (
        watch.text(Progress("solve", 50, 200, 120, 90)) == "正在求解 50/200；问题分值120，下限90，差距25.0%"
    )
    assert Watch(clock, "en").text(Progress("check", 3)) == "checking the plans"
    assert not watch.shown  # standard error is no terminal here
    clock.stop()
    assert "Ctrl-C" in watch.text(Progress("solve"))


def test_further_plans_that_are_missing_are_told(run: Run, towns: Path) -> None:
    out = run("propose", towns, "--alternatives", "50", "--lang", "en")[1]
    found = len(re.findall(r"^alternative \d+ ", out, re.M))
    assert 0 < found < 50
    assert f"Further plans asked for: 50; there are no more than {found}" in out
    assert "Further plans" not in run("propose", towns, "--alternatives", str(found), "--lang", "en")[1]
    late = run("propose", towns, "--alternatives", "2", "--time-limit", "0", "--lang", "en")[1]
    assert "Further plans asked for: 2; found in time: 0" in late


SHOWN = b"looking for moves|trying the moves out|solving|checking the plans"  # whatever stands in the bar when it opens


def interrupted(network: Path, out: Path, on: list[bytes]) -> tuple[int, bytes]:
    """Propose at a terminal and send an interrupt as each of these patterns appears; the exit code, and what was seen."""
    terminal, other = os.openpty()
    args = [sys.executable, "-m", "orgmodel", "propose", str(network), "--points", "5", "--lang", "en"]
    with out.open("wb") as stdout:
        worker = subprocess.Popen(args, cwd=ROOT, stdout=stdout, stderr=other)
    os.close(other)
    seen, waiting = b"", list(on)
    while True:
        try:
            seen += os.read(terminal, 4096)
        except OSError:  # the worker has closed its end
            break
        if waiting and re.search(waiting[0], seen):
            waiting.pop(0)
            worker.send_signal(signal.SIGINT)
    os.close(terminal)
    assert not waiting
    return worker.wait(10), seen


def test_an_interrupt_gives_the_best_so_far_and_its_gap(network: Path, tmp_path: Path) -> None:
    code, seen = interrupted(network, tmp_path / "out", [SHOWN])
    told = (tmp_path / "out").read_text("utf-8")
    assert code == 0
    assert b"Stopping; the best plans so far will follow" in seen
    assert "not proven in time, gap" in told
    assert "proven optimal" not in told


def test_a_second_interrupt_leaves_at_once(network: Path, tmp_path: Path) -> None:
    code, _ = interrupted(network, tmp_path / "out", [SHOWN, b"Stopping"])
    assert code == 130
    assert (tmp_path / "out").read_bytes() == b""
