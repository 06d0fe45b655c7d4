"""Benchmarks are run by name; what names none is told before anything runs."""

import sys

import pytest

from benchmarks import detector
from benchmarks.__main__ import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nosuch"], "no benchmark is called nosuch; there are: country, detector, drawing"),
        (["detector", "nosuch"], "no benchmark is called nosuch"),
        (["detector", "drawing", "--sizes", "5"], "options belong to one benchmark"),
        (["--sizes", "5"], "options belong to one benchmark"),
    ],
)
def test_what_names_no_benchmark_is_refused(words: list[str], told: str) -> None:
    with pytest.raises(SystemExit, match=told):
        main(words)


def test_options_go_to_the_benchmark_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(detector, "main", lambda: given.append(sys.argv))
    monkeypatch.setattr(sys, "argv", sys.argv)
    main(["detector", "--sizes", "5"])
    assert given == [["python -m benchmarks detector", "--sizes", "5"]]


def test_a_benchmark_without_options_refuses_any(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", sys.argv)
    with pytest.raises(SystemExit):
        main(["country", "--size", "5"])
    assert "unrecognized arguments: --size 5" in capsys.readouterr().err
