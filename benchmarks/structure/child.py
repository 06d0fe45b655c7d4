"""One contestant once, in a process of its own: ``child.py KEY ARRAYS UNITS``; prints its name, then what it took, as JSON.

With ``steps`` after these, ours is timed step by step instead, the least of several runs each.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.structure.answer import Answer, Ints, Missing, contestant

RUNS = 3  # of the steps


class Clock:
    """CPU seconds of all threads, and seconds on the wall, since it was made."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def read(self) -> tuple[float, float]:
        """Both."""
        return time.process_time() - self._cpu, time.perf_counter() - self._wall


def peak() -> float:
    """The most memory that this process had, in MiB.

    Where the system tells it by program (``VmHWM``) that is taken: ``ru_maxrss`` begins with what the parent had.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def timed(key: str, n: int, low: Ints, high: Ints) -> dict[str, Any]:
    """One answer, what it took, and of that the CPU seconds of building where they can be told."""
    module: Any = contestant(key)
    built = None
    clock = Clock()
    if hasattr(module, "build"):
        graph = module.build(n, low, high)
        built, _ = clock.read()
        answer: Answer = module.ask(graph)
    else:
        answer = module.run(n, low, high)
    cpu, wall = clock.read()
    return {"cpu": cpu, "wall": wall, "built": built, "peak": peak(), "answer": [int(x) for x in answer]}


def steps(n: int, low: Ints, high: Ints) -> dict[str, float]:
    """CPU seconds of each step of ours."""
    module: Any = contestant("ours")
    least: dict[str, float] = {}
    for _ in range(RUNS):
        clock = [time.process_time()]

        def done(step: str, clock: list[float] = clock) -> None:
            now = time.process_time()
            least[step] = min(least.get(step, now), now - clock[0])
            clock[0] = time.process_time()

        module.run(n, low, high, done)
    return least


def main(key: str, path: str, units: str, what: str = "") -> None:
    """Load the arrays, run, print."""
    low, high = np.load(path)
    try:
        print(
            json.dumps({"name": contestant(key).NAME}), flush=True
        )  # known also where the rest comes to nothing
        told: dict[str, Any] = (
            {"steps": steps(int(units), low, high)} if what else timed(key, int(units), low, high)
        )
    except Missing as missing:
        told = {"name": key, "outcome": f"skipped: {missing}"}
    except Exception as error:
        if not isinstance(error, MemoryError) and "OutOfMemory" not in type(error).__name__:
            raise
        told = {"outcome": "out of memory"}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
