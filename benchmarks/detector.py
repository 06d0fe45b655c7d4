"""CPU seconds of ``orgmodel check`` on large orgs with all tables filled, beyond what a tiny org costs to start.

Each check runs in a child process as a user would run it, from reading the file to the text; the process's own CPU
time is taken, so that other work on the machine counts as little as can be. Of three runs the least is shown.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.orgs import filled
from orgmodel.formats import write

SIZES = {10_000: 1.5, 100_000: 6.0}  # units, and the CPU seconds that a check may take
RUNS = 3
TINY = "profile: cn-party-2010\nunits:\n  - {id: a, name: 甲局, kind: bureau, level: county, system: s}\n"


def cpu_seconds(path: Path) -> float:
    """CPU seconds of one check of an org file or folder in a child process."""
    command = [sys.executable, "-m", "orgmodel", "check", str(path), "--fail-on", "never"]
    before = os.times()
    done = subprocess.run(command, capture_output=True, check=False)
    after = os.times()
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return after.children_user + after.children_system - before.children_user - before.children_system


def least(path: Path) -> float:
    """The least CPU seconds of several checks."""
    return min(cpu_seconds(path) for _ in range(RUNS))


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(sys.argv[0]).parse_args()
    print("| units | lines | rows in all | form | CPU s beyond start-up | target |")
    print("|--:|--:|--:|---|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder, "tiny.yaml")
        tiny.write_text(TINY, "utf-8")
        start = least(tiny)
        for size, target in SIZES.items():
            org = filled(size)
            rows = sum(len(table) for table in org.tables.values())
            for form in ("csv", "parquet"):
                path = Path(folder, f"{size}-{form}")
                write(org, path, format=form)
                took = least(path) - start
                shape = f"{len(org.units):,} | {len(org.lines):,} | {rows:,} | {form}"
                print(f"| {shape} | {took:.2f} | < {target:g} |", flush=True)
        print(f"\nStart-up (a file of one unit): {start:.2f} CPU s.")


if __name__ == "__main__":
    main()
