"""Contestants in child processes, under a limit of time and memory, several times in rotation."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.structure.answer import Answer, differences
from benchmarks.structure.made import lines

SECONDS = 600.0  # on the wall, of one child
LONG = 60.0  # CPU seconds from which on a run is not repeated: others are, so that what the machine does besides counts for little
RUNS = 3
QUIET = {
    "OPENBLAS_NUM_THREADS": "1"
}  # nobody multiplies matrices here, yet its threads would spin at the start
SHARE = 0.85  # of the free memory that one child may take


@dataclass(frozen=True)
class Ended:
    """A contestant without an answer, and why: not installed, or over a limit."""

    name: str
    why: str


@dataclass(frozen=True)
class Took:
    """The least that one contestant took for one org."""

    name: str
    cpu: float  # seconds, all threads
    wall: float
    built: float | None  # CPU seconds of building, where told apart
    peak: float  # MiB
    answer: Answer


def race(keys: list[str], path: Path, n: int) -> dict[str, Took | Ended]:
    """What each contestant took for the arrays of ``n`` units in a file, or why it has no result.

    Raises:
        SystemExit: a contestant's answer differs from that of the first, or it fails otherwise.
    """
    took: dict[str, Took | Ended] = {}
    for turn in range(RUNS):
        at = turn % len(keys)
        for key in keys[at:] + keys[:at]:
            before = took.get(key)
            if isinstance(before, Ended) or (before and before.cpu > LONG):
                continue
            now = _once(key, path, n)
            took[key] = now if isinstance(now, Ended) or before is None else _less(before, now)
            _same(took, key, now)
    return {key: took[key] for key in keys}


def stored(folder: str, n: int, shuffled: bool) -> Path:
    """The arrays of an org in a file."""
    path = Path(folder, f"{n}.npy")
    np.save(path, np.stack(lines(n, shuffled=shuffled)))
    return path


def child(key: str, *arguments: str) -> dict[str, Any]:
    """What a child process tells, with its ``outcome`` where it has come to no answer.

    Raises:
        SystemExit: it fails for another reason than missing something or a limit.
    """
    command = [sys.executable, "-m", "benchmarks.structure.child", key, *arguments]
    with tempfile.TemporaryFile("w+") as told, tempfile.TemporaryFile("w+") as errors:
        place, quiet = Path(__file__).parents[2], {**os.environ, **QUIET}
        process = subprocess.Popen(command, stdout=told, stderr=errors, cwd=place, env=quiet)
        try:
            outcome = _watched(process)
        finally:
            process.kill()
            process.wait()
        if not outcome and process.returncode == -signal.SIGKILL:
            outcome = "out of memory"
        elif not outcome and process.returncode:
            errors.seek(0)
            raise SystemExit(f"benchmarks.structure: {key} fails:\n{errors.read().strip()}")
        told.seek(0)
        found: dict[str, Any] = {"outcome": outcome} if outcome else {}
        for line in told:
            found.update(json.loads(line))
        return found


def _watched(process: subprocess.Popen[bytes]) -> str:
    """Wait for a child's end, or for the limit that it comes over: its name, empty for none."""
    least, started = _free() * (1 - SHARE), time.monotonic()
    while True:
        try:
            process.wait(timeout=0.2)
            return ""
        except subprocess.TimeoutExpired:
            if time.monotonic() - started > SECONDS:
                return f"> {SECONDS:.0f} s"
            if _free() < least:
                return "out of memory"


def _free() -> float:
    """Free memory in KiB; without end where the system does not tell."""
    info = Path("/proc/meminfo")
    rows = info.read_text("ascii").splitlines() if info.exists() else []
    return next((float(row.split()[1]) for row in rows if row.startswith("MemAvailable")), float("inf"))


def _once(key: str, path: Path, n: int) -> Took | Ended:
    told = child(key, str(path), str(n))
    if "outcome" in told:
        return Ended(told.get("name", key), told["outcome"])
    return Took(told["name"], told["cpu"], told["wall"], told["built"], told["peak"], Answer(*told["answer"]))


def _less(before: Took, now: Took) -> Took:
    """The run with the fewer CPU seconds, with the least time on the wall of both."""
    best = min(before, now, key=lambda took: took.cpu)
    return Took(best.name, best.cpu, min(before.wall, now.wall), best.built, best.peak, best.answer)


def _same(took: dict[str, Took | Ended], key: str, now: Took | Ended) -> None:
    first, known = next(((k, t) for k, t in took.items() if isinstance(t, Took)), (key, now))
    if isinstance(known, Took) and isinstance(now, Took):
        wrong = differences(now.answer, known.answer)
        if wrong:
            raise SystemExit(f"benchmarks.structure: {key} differs from {first}: {'; '.join(wrong)}.")
