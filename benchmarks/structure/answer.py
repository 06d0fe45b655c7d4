"""What every contestant answers, and how one is known to the harness."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


class Answer(NamedTuple):
    """The numbers of the five checks, as the package defines them."""

    dangling: int
    itself: int
    circling: int
    several: int
    cut: int
    depth: int


class Missing(Exception):
    """What a contestant needs and this machine has not."""


class Contestant(Protocol):
    """A file ``by_*.py``: its name in the tables and its answer.

    One in which building and asking are easily told apart also has ``build(n, low, high)`` and ``ask(built)``, of which
    ``run`` is the one after the other; one that must prepare something which is no part of the work (compile) has
    ``prepare()``.
    """

    NAME: str

    def run(self, n: int, low: Ints, high: Ints) -> Answer:
        """The answer for ``n`` units and these lines, each array of shape (lines,)."""


def contestants() -> list[str]:
    """The short names of all, ours first: what stands after ``by_`` in the names of the files."""
    found = sorted(p.stem.removeprefix("by_") for p in Path(__file__).parent.glob("by_*.py"))
    return sorted(found, key=lambda key: (key != "ours", key != "c"))


def contestant(key: str) -> Contestant:
    """The contestant of this short name, ready to run.

    Raises:
        Missing: a library or program that it needs is not there.
    """
    try:
        module: Any = import_module(f"benchmarks.structure.by_{key}")
    except ModuleNotFoundError as error:
        raise Missing(f"{error.name} is not installed") from None
    if hasattr(module, "prepare"):
        module.prepare()
    return cast(Contestant, module)


def differences(given: Sequence[int], expected: Sequence[int]) -> list[str]:
    """One phrase for each number of an answer that differs from what is expected.

    >>> differences((1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 7, 6))
    ['cut is 5, not 7']
    """
    pairs = zip(Answer._fields, given, expected, strict=True)
    return [f"{name} is {got:,}, not {wanted:,}" for name, got, wanted in pairs if got != wanted]
