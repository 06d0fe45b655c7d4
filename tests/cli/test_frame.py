"""How the command line starts and how every verb ends."""

import json
import os
import pty
import shlex
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from orgmodel import __version__
from orgmodel.cli import main
from orgmodel.cli.frame import machine
from orgmodel.model import OrgWarning

Run = Callable[..., tuple[int, str, str]]
PYTHON = [sys.executable, "-m", "orgmodel"]
TRACE = "Traceback (most recent call last)"


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"orgmodel, version {__version__}\n", "")
    code, out, _ = run("--help")
    assert code == 0
    for verb in ("check", "convert", "diff", "explain", "rules", "schema", "stats"):
        assert f"  {verb} " in out


def test_help_loads_click_and_nothing_heavy() -> None:
    heavy = "{'polars', 'numpy', 'pydantic', 'networkx', 'yaml', 'rich', 'typst', 'highspy'}"
    code = (
        "import sys\nfrom orgmodel.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"sys.exit(', '.join({heavy} & set(sys.modules)) or 0)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("verb", main.list_commands(click.Context(main)))
def test_every_verb_has_a_help_text(run: Run, verb: str) -> None:
    code, out, _ = run(verb, "--help")
    assert code == 0
    assert len(out.splitlines()) > 3


def test_usage_errors_name_what_is_allowed(run: Run) -> None:
    code, out, err = run("chek", "x.yaml")
    assert (code, out) == (2, "")
    assert "Did you mean check?" in err
    assert run("check")[0] == 2
    assert "2016-12-01" in run("check", "x.yaml", "--as-of", "soon")[2]


def test_bad_input_is_a_message_and_exit_2(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", tmp_path / "gone.yaml")
    assert (code, out) == (2, "")
    assert "gone.yaml" in err
    assert TRACE not in err


def test_warnings_are_one_line_and_only_our_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("odd")
    def odd() -> None:
        warnings.warn("a column\nis unknown", OrgWarning, stacklevel=1)
        warnings.warn("of a library", DeprecationWarning, stacklevel=1)

    monkeypatch.setattr(type(main), "get_command", lambda *_: odd)
    assert run("odd") == (0, "", "Warning: a column is unknown\n")


def test_an_unexpected_error_is_short_and_exit_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("odd")
    def odd() -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(type(main), "get_command", lambda *_: odd)
    code, _, err = run("odd")
    assert code == 3
    assert "by nought" in err
    assert TRACE not in err
    monkeypatch.setenv("ORGMODEL_DEBUG", "1")
    code, _, err = run("odd")
    assert code == 3
    assert TRACE in err


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (PermissionError(13, "Denied", "f"), 2)]
)
def test_other_ends(run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int) -> None:
    @click.command("odd")
    def odd() -> None:
        raise error

    monkeypatch.setattr(type(main), "get_command", lambda *_: odd)
    assert run("odd")[0] == code


def test_a_closed_pipe_is_quiet(before: Path) -> None:
    args = [*PYTHON, "check", str(before), "--format", "json"]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ended:
        assert ended.stdout
        assert ended.stderr
        ended.stdout.close()
        assert ended.stderr.read() == b""
    assert ended.returncode == 141


@pytest.mark.parametrize("size", [machine.SMALL, machine.SMALL + 1])
def test_small_files_are_worked_on_by_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    def threads(*arguments: str, **env: str) -> str | None:
        monkeypatch.setattr(os, "environ", env)
        machine.suit(arguments)
        assert env["_RJEM_MALLOC_CONF"]
        return env.get("POLARS_MAX_THREADS")

    (tmp_path / "a.csv").write_bytes(b"x" * (size - 10))
    other = tmp_path / "other.csv"
    other.write_bytes(b"x" * 10)
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.csv").rename(tmp_path / "folder" / "a.csv")
    both = ("diff", str(tmp_path / "folder"), str(other), "--quiet")
    assert threads(*both) == ("1" if size <= machine.SMALL else None)
    assert threads(*both, POLARS_MAX_THREADS="7") == "7"
    assert threads("check", str(other)) == "1"
    assert threads("check", "-") is None


def coloured(args: list[str], **env: str) -> str:
    """What a command prints to a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*PYTHON, *args], stdout=slave, env={**os.environ, "TERM": "xterm", **env}
    ) as ended:
        os.close(slave)
        out = b""
        try:
            while chunk := os.read(master, 65536):
                out += chunk
        except OSError:  # the other end is closed
            pass
        ended.wait()
    os.close(master)
    return out.decode()


def test_colour_on_a_terminal_only(run: Run, before: Path) -> None:
    args = ["check", str(before), "--select", "CHN202"]
    env = {k: v for k, v in os.environ.items() if k == "NO_COLOR"}
    assert "\x1b[" in coloured(args, **env) or env
    assert "\x1b[" not in coloured(args, NO_COLOR="1")
    assert "\x1b[" not in run(*args)[1]


def test_json_output_is_json(run: Run, before: Path, after: Path) -> None:
    for args in (
        ["check", before],
        ["stats", before],
        ["stats", before, after],
        ["explain", before, "c05"],
        ["diff", before, after],
        ["rules"],
    ):
        code, out, err = run(*args, "--format", "json")
        assert err == ""
        assert code in (0, 1)
        assert json.loads(out)


@pytest.mark.parametrize("closed", ["2>&-", ">&-"])
def test_a_stream_that_was_closed_from_the_start_is_no_error(closed: str) -> None:
    words = shlex.join([*PYTHON, "--version"])
    assert subprocess.run(["sh", "-c", f"{words} {closed}"], check=False, capture_output=True).returncode == 0
