"""The contestants of the structural benchmark agree with one another and with the definitions taken word by word."""

import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.structure import race
from benchmarks.structure.answer import Answer, Ints, Missing, contestant, contestants, differences
from benchmarks.structure.growth import exponent, sizes
from benchmarks.structure.made import lines

SEEDS = (1, 2, 3)


def reference(n: int, low: Ints, high: Ints) -> Answer:
    """Each check as it is defined, unit by unit."""
    pairs = list(zip(low.tolist(), high.tolist(), strict=True))
    above: dict[int, list[int]] = {}
    for below, over in pairs:
        if over not in (-1, below):
            above.setdefault(below, []).append(over)
    named, leads = {below for below, _ in pairs}, {over for found in above.values() for over in found}

    def comes_back(unit: int) -> bool:
        seen, ahead = set[int](), [unit]
        while ahead:
            for over in above.get(ahead.pop(), []):
                if over == unit:
                    return True
                if over not in seen:
                    seen.add(over)
                    ahead.append(over)
        return False

    def depth(unit: int) -> int | None:
        walked = 0
        while unit in above:
            unit, walked = above[unit][0], walked + 1
            if walked > n:
                return None
        return walked if unit in leads and unit not in named else None

    depths = [d for d in map(depth, range(n)) if d is not None]
    return Answer(
        dangling=sum(over == -1 for _, over in pairs),
        itself=sum(over == below for below, over in pairs),
        circling=sum(map(comes_back, range(n))),
        several=sum(len(set(found)) > 1 for found in above.values()),
        cut=n - len(depths),
        depth=sum(depths),
    )


def answer(key: str, n: int, low: Ints, high: Ints) -> Answer:
    try:
        return contestant(key).run(n, low, high)
    except Missing as missing:
        pytest.skip(str(missing))


def arrays(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    low, high = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return np.ascontiguousarray(low), np.ascontiguousarray(high)


@pytest.mark.parametrize("seed", SEEDS)
def test_made_lines_hold_every_fault(seed: int) -> None:
    low, high = lines(2_000, seed)
    assert low.dtype == high.dtype == np.int32
    assert low.min() >= 0
    assert high.min() == -1
    assert all(reference(2_000, low, high))


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("key", contestants())
def test_answers_are_those_of_the_definitions(key: str, seed: int, shuffled: bool) -> None:
    low, high = lines(2_000, seed, shuffled)
    assert answer(key, 2_000, low, high) == reference(2_000, low, high)


CASES = {
    "dangling first, valid second": [(1, -1), (1, 0), (2, 1)],
    "only dangling, yet leading": [(1, -1), (2, 1)],
    "only to itself, yet leading": [(1, 1), (2, 1)],
    "the same superior twice": [(1, 0), (1, 0), (2, 1), (2, 0), (2, 1)],
    "below a cycle": [(0, 1), (1, 0), (2, 1), (3, 2)],
    "a cycle over second lines alone": [(1, 0), (2, 0), (1, 2), (2, 1)],
    "two cycles in one": [(1, 0), (0, 2), (2, 1), (2, 3), (3, 0)],
    "out of a cycle by the first line": [(1, 0), (1, 2), (2, 1), (3, 2)],
    "two cycles with a way between": [(0, 1), (1, 0), (1, 4), (4, 2), (2, 3), (3, 2)],
}  # lines among six units, of which at least one stands alone


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("key", contestants())
def test_answers_on_small_orgs(key: str, name: str) -> None:
    low, high = arrays(CASES[name])
    assert answer(key, 6, low, high) == reference(6, low, high)


def test_a_child_tells_its_answer(tmp_path: Path) -> None:
    path = race.stored(str(tmp_path), 2_000, False)
    told = race.child("ours", str(path), "2000")
    low, high = np.load(path)
    assert Answer(*told["answer"]) == reference(2_000, low, high)
    assert 0 < told["cpu"] < 60
    assert told["peak"] > 10


@pytest.mark.parametrize(("limit", "outcome"), [("SECONDS", "> 0 s"), ("SHARE", "out of memory")])
def test_a_child_over_a_limit_is_ended(
    limit: str, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = race.stored(str(tmp_path), 2_000, False)
    monkeypatch.setattr(race, limit, 0.0 if limit == "SECONDS" else -1.0)
    assert race.child("ours", str(path), "2000")["outcome"] == outcome


def test_a_contestant_that_is_not_installed_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    monkeypatch.delitem(sys.modules, "benchmarks.structure.by_networkx", raising=False)
    with pytest.raises(Missing, match="networkx is not installed"):
        contestant("networkx")


def test_a_wrong_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Answer(1, 2, 3, 4, 5, 6)
    told = {"ours": right, "c": right._replace(several=7)}

    def child(key: str, *_: str) -> dict[str, object]:
        return {"name": key, "cpu": 1.0, "wall": 1.0, "built": None, "peak": 1.0, "answer": list(told[key])}

    monkeypatch.setattr(race, "child", child)
    with pytest.raises(SystemExit, match="c differs from ours: several is 7, not 4"):
        race.race(["ours", "c"], Path("none.npy"), 1_000)


def test_growth_is_told_by_exponents() -> None:
    units = sizes(1_000_000)
    assert units[0] == 100_000
    assert units[-1] == 1_000_000
    assert exponent(units, [n**2 / 1e12 for n in units]) == pytest.approx(2)
    assert differences((1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6)) == []
