"""``orgmodel check`` on organisations as large as a country, as a user runs it, and how each of its steps grows.

The first table is the command line in a child process: reading, every rule that the data switches on, and the text; then the
same with the rules of structure and chains alone. The second takes the steps apart, each size in a process of its own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.national import national
from benchmarks.structure.growth import FROM, exponent

SIZES = (10_000, 100_000, 1_000_000)
FULL = (*SIZES, 5_000_000)  # with BENCH=full in the environment
CHECKS = {"every rule": [], "STR and CHN": ["--select", "STR,CHN"]}
FORMS = ("parquet", "csv")
RUNS = 3  # of the steps, of which the least counts
LITTLE = 0.1  # seconds; tables that take less are shown as one


def main() -> None:
    """Print both tables."""
    argparse.ArgumentParser(sys.argv[0]).parse_args()
    sizes = FULL if os.environ.get("BENCH") == "full" else SIZES
    print("| units | lines | form | rules | wall s | CPU s | peak MiB | root findings |")
    print("|--:|--:|---|---|--:|--:|--:|--:|")
    steps: dict[str, list[float]] = {}
    measured = [n for n in sizes if n >= FROM]
    with tempfile.TemporaryDirectory() as folder:
        for n in sizes:
            made = _written(n, Path(folder))
            for form in FORMS:
                for name, options in CHECKS.items():
                    wall, cpu, peak, roots = _checked(Path(folder, f"{n}-{form}"), options)
                    shape = f"{n:,} | {made:,} | {form} | {name}"
                    print(f"| {shape} | {wall:.1f} | {cpu:.1f} | {peak:,.0f} | {roots:,} |", flush=True)
            if n in measured:
                runs = [_child("steps", Path(folder, f"{n}-parquet")) for _ in range(RUNS)]
                for step in runs[0]:
                    steps.setdefault(step, []).append(min(run[step] for run in runs))
    small = [step for step, seconds in steps.items() if step.startswith("table") and max(seconds) < LITTLE]
    steps["other tables"] = [sum(each) for each in zip(*(steps.pop(step) for step in small), strict=True)]
    print(f"\n| step (CPU s, Parquet) | {' | '.join(f'n = {n:,}' for n in measured)} | exponent |")
    print(f"|---|{'--:|' * (len(measured) + 1)}")
    for step, seconds in {**steps, "all": [sum(each) for each in zip(*steps.values(), strict=True)]}.items():
        cells = " | ".join(f"{s:.3f}" for s in seconds)
        print(f"| {step} | {cells} | {exponent(measured, seconds):.2f} |")


def _written(n: int, folder: Path) -> int:
    """Write the org in each form, in a process of its own; gives the number of its lines."""
    return int(_child("write", folder, str(n))["lines"])


def _checked(path: Path, options: list[str]) -> tuple[float, float, float, int]:
    """Wall and CPU seconds and the peak memory (MiB) of one check in a child process, and its root findings."""
    command = [sys.executable, "-m", "benchmarks.watched", "check", str(path), "--fail-on", "never", *options]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(done.stderr)
    told = json.loads(done.stderr.splitlines()[-1])
    roots = "".join(c for c in done.stdout.splitlines()[1].partition("项")[0] if c.isdigit())
    return wall, told["cpu"], told["peak"], int(roots)


def _child(what: str, *arguments: object) -> dict[str, Any]:
    suited = "import sys; from orgmodel.cli.frame.machine import suit; suit(sys.argv[1:])"  # as the command line does
    code = f"{suited}; from benchmarks.country import {what}; {what}()"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def write() -> None:
    """Write an org of so many units into a folder, in every form."""
    from orgmodel.formats import write as written

    folder, n = Path(sys.argv[1]), int(sys.argv[2])
    org = national(n)
    for form in FORMS:
        written(org, folder / f"{n}-{form}", format=form)
    print(json.dumps({"lines": len(org.lines)}))


def steps() -> None:
    """CPU seconds of each step of one check, one after the other: reading, every derived table, the rules, the text."""
    import gc

    from orgmodel.formats import read
    from orgmodel.graph import Derived, derive
    from orgmodel.model import abreast
    from orgmodel.reports.listing import check_text
    from orgmodel.rules import check

    gc.disable()
    abreast.LARGE = sys.maxsize  # two steps at a time would count for each other
    took: dict[str, float] = {}
    clock = [time.process_time()]

    def lap(step: str) -> None:
        took[step] = time.process_time() - clock[0]
        clock[0] = time.process_time()

    org = read(sys.argv[1])
    lap("read and type")
    d = derive(org)
    d.first.any()
    lap("number the ids")
    build, inner = Derived.lean, [0.0]

    def timed(self: Derived, name: str) -> Any:
        begun, before = time.process_time(), inner[0]
        known = name in self._built
        table = build(self, name)
        if not known:
            own = time.process_time() - begun - (inner[0] - before)
            took[f"table {name}"] = took.get(f"table {name}", 0.0) + own
            inner[0] += own
        return table

    Derived.lean = timed  # type: ignore[method-assign]
    report = check(org)
    lap("rules")
    took["rules"] -= inner[0]
    check_text(report, {}, "zh", 200)
    lap("text")
    print(json.dumps(took))
