"""Both READMEs: every command works as it is printed, in order, and prints what stands below it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PART = re.compile(r"^    (orgmodel [^\n]+)$|<!-- output: \w+ -->\s+```text\n(.*?)\n```", re.M | re.S)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_commands_print_what_stands_below_them(name: str, tmp_path: Path) -> None:
    os.symlink(ROOT / "scenarios", tmp_path / "scenarios")
    (tmp_path / "out").mkdir()
    printed: list[str] = []
    commands = outputs = 0
    for command, block in PART.findall((ROOT / name).read_text("utf-8")):
        if command:
            words = [sys.executable, "-m", "orgmodel", *shlex.split(command)[1:]]
            ended = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
            assert ended.returncode in (0, 1), f"{command}: {ended.stderr}"
            printed = [line.rstrip() for line in ended.stdout.splitlines()]
            commands += 1
            continue
        at = 0
        for line in block.splitlines():
            if line != "…":
                assert line in printed[at:], f"{name}: {line!r} is not printed any more"
                at = printed.index(line, at) + 1
        outputs += 1
    assert commands >= 8
    assert outputs == 5


def test_both_readmes_show_the_same_commands() -> None:
    def verbs(name: str) -> list[str]:
        return re.findall(r"^    orgmodel (\w+)", (ROOT / name).read_text("utf-8"), re.M)

    assert verbs("README.md") == verbs("README.zh.md")
