"""`check` as JSON lines and Parquet: files and pipes, whole or not at all."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from orgmodel.cli.check import FORMS
from orgmodel.reports import findings
from orgmodel.rules import Report

Run = Callable[..., tuple[int, str, str]]
STREAMED = ["json", "jsonl", "parquet"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_are_the_findings_of_the_json(run: Run, before: Path, lang: str) -> None:
    code, text, _ = run("check", before, "--format", "json", "--lang", lang)
    assert code == 1
    code, lines, _ = run("check", before, "--format", "jsonl", "--lang", lang)
    assert code == 1
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(text)["findings"]


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "markdown"])
def test_a_file_holds_what_is_printed(run: Run, before: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"found{next(end for end, name in FORMS.items() if name == form)}"
    assert run("check", before, "-o", file)[0] == 1
    assert file.read_text("utf-8") == run("check", before, "--format", form)[1]


def test_parquet_reads_back(run: Run, before: Path, tmp_path: Path) -> None:
    file = tmp_path / "found.parquet"
    assert run("check", before, "-o", file) == (1, "", "")
    frame = pl.read_parquet(file)
    told = json.loads(run("check", before, "--format", "json")[1])
    assert frame["message"].to_list() == [f["message"] for f in told["findings"]]
    assert frame["line"].to_list() == [f["location"]["line"] for f in told["findings"]]
    assert [json.loads(v) for v in frame["values"]] == [f["values"] for f in told["findings"]]
    assert dict(frame["code"].value_counts().iter_rows()) == told["summary"]["by_code"]
    again = tmp_path / "again"
    assert run("check", before, "--format", "parquet", "-o", again, "--limit", 2)[0] == 1
    assert pl.read_parquet(again).equals(frame[:2])


def test_parquet_cannot_be_printed(run: Run, before: Path) -> None:
    code, out, err = run("check", before, "--format", "parquet")
    assert (code, out) == (2, "")
    assert "A Parquet table cannot be printed. Name a file: -o findings.parquet" in err


def test_a_limit_shows_the_first_and_counts_all(run: Run, before: Path) -> None:
    every = json.loads(run("check", before, "--format", "json")[1])
    code, text, _ = run("check", before, "--format", "json", "--limit", 0)
    assert (code, json.loads(text)) == (1, every | {"findings": []})
    code, lines, _ = run("check", before, "--format", "jsonl", "--limit", 3)
    assert code == 1
    assert [json.loads(line) for line in lines.splitlines()] == every["findings"][:3]


def test_an_org_without_findings_gives_no_line(run: Run, after: Path) -> None:
    code, out, _ = run("check", after, "--select", "STR104", "--format", "jsonl")
    assert (code, out) == (0, "")


@pytest.mark.parametrize("form", STREAMED)
@pytest.mark.parametrize("old", [b"as it was", None])
def test_a_file_is_the_new_one_or_the_old(
    run: Run, before: Path, tmp_path: Path, form: str, old: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full once some batches are written."""
    file = tmp_path / f"found.{form}"
    if old is not None:
        file.write_bytes(old)
    tell, told = Report.told, []

    def runs_full(report: Report, hits: pl.DataFrame, language: str | None = None) -> Any:
        told.append(len(hits))
        if len(told) == 3:
            raise OSError(28, "No space left on device")
        return tell(report, hits, language)

    monkeypatch.setattr(findings, "BATCH", 10)
    monkeypatch.setattr(Report, "told", runs_full)
    code, out, err = run("check", before, "-o", file, "--force", "--lang", "en")
    assert (code, out) == (2, "")
    assert err.rstrip().endswith(f"{file}: cannot be written (No space left on device)"), err
    assert told == [10, 10, 10]
    assert list(tmp_path.iterdir()) == ([] if old is None else [file])
    assert old is None or file.read_bytes() == old


@pytest.mark.parametrize("form", STREAMED)
def test_a_file_that_may_grow_no_further_is_not_left_behind(before: Path, tmp_path: Path, form: str) -> None:
    """The system itself refuses to write more than 512 bytes."""
    resource = pytest.importorskip("resource")
    file = tmp_path / f"found.{form}"
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (512, {resource.RLIM_INFINITY}));"
        "from orgmodel.cli import main; main(prog_name='orgmodel')"
    )
    words = [sys.executable, "-c", code, "check", str(before), "-o", str(file), "--lang", "en"]
    ended = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2, ended.stderr
    assert "cannot be written" in ended.stderr
    assert "File too large" in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", STREAMED)
def test_an_interrupt_leaves_no_file_behind(before: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"found.{form}"
    code = """
import os, signal, time
from orgmodel.cli import main
from orgmodel.reports import findings
from orgmodel.rules import Report
tell, told = Report.told, []
def interrupted(report, hits, language=None):
    told.append(len(hits))
    if len(told) == 3:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.5)
    return tell(report, hits, language)
findings.BATCH, Report.told = 10, interrupted
main(prog_name="orgmodel")
"""
    words = [sys.executable, "-c", code, "check", str(before), "-o", str(file)]
    ended = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_reader_who_stops_early_is_told_nothing(before: Path, form: str) -> None:
    words = [sys.executable, "-m", "orgmodel", "check", str(before), "--format", form]
    verb = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert verb.stdout is not None
    assert verb.stderr is not None
    os.close(verb.stdout.fileno())  # before anything is written
    verb.stdout = None
    told = verb.stderr.read()
    assert verb.wait(60) == 141
    assert told == b""
    verb.stderr.close()


@pytest.mark.parametrize("end", sorted(FORMS))
@pytest.mark.parametrize("codes", ["CHN", "STR101,STR102", "FND"])
def test_no_form_reads_a_table_that_the_chosen_rules_do_not_speak_of(
    run: Run, before: Path, tmp_path: Path, codes: str, end: str
) -> None:
    org = tmp_path / "org"
    assert run("convert", before, "-o", org)[0] == 0
    (org / "posts.csv").write_bytes(b"\xff\xfe\x00")
    code, _, said = run("check", org, "--select", codes, "-o", tmp_path / f"found{end}", "--fail-on", "never")
    assert (code, said) == (0, "")
    code, _, said = run("check", org, "--select", "STF", "-o", tmp_path / f"others{end}")
    assert code == 2
    assert "posts.csv" in said
