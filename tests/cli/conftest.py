"""Runs verbs in process, as the console script would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from orgmodel.cli import main

Run = Callable[..., tuple[int, str, str]]
CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command line and gives exit code, output and messages."""

    def call(*args: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in args], prog_name="orgmodel")
        out, err = capfd.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else int(code is not None), out, err

    return call


@pytest.fixture
def before() -> Path:
    return CASE / "before.yaml"


@pytest.fixture
def after() -> Path:
    return CASE / "after.yaml"
