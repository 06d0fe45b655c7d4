"""The command: sizes and contestants asked for, a table each size, then the growth of ours."""

import argparse
import os
import sys
import tempfile

import numpy as np

from benchmarks.structure import growth
from benchmarks.structure.answer import contestants
from benchmarks.structure.made import LEAST
from benchmarks.structure.race import Ended, Took, race, stored

SIZES = (10_000, 100_000, 1_000_000)
FULL = (*SIZES, 5_000_000)  # with BENCH=full in the environment


def main() -> None:
    """Print the tables.

    Raises:
        SystemExit: with a message, when answers differ or an argument is wrong.
    """
    asked = _parser().parse_args()
    for n in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = stored(folder, n, asked.shuffled)
            count = np.load(path, mmap_mode="r").shape[1]
            rows = _table(race(asked.only, path, n))
        print("\n".join([f"\n{n:,} units, {count:,} lines\n", *rows]), flush=True)
    largest = max(asked.sizes)
    if "ours" in asked.only and largest > growth.FROM:
        print("\n" + "\n".join(growth.table(largest, asked.shuffled)), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(sys.argv[0])
    full = os.environ.get("BENCH") == "full"
    parser.add_argument(
        "--sizes", type=_sizes, default=list(FULL if full else SIZES), help="units, by commas"
    )
    every = contestants()
    parser.add_argument("--only", type=_chosen, default=every, help=f"of {', '.join(every)}")
    parser.add_argument("--shuffled", action="store_true", help="lines in no order")
    return parser


def _sizes(text: str) -> list[int]:
    """Whole numbers between commas; ``1e6`` is one."""
    try:
        found = [int(float(part)) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not whole numbers between commas") from None
    if min(found) < LEAST:
        raise argparse.ArgumentTypeError(f"{min(found)} units are too few: {LEAST:,} or more")
    return found


def _chosen(text: str) -> list[str]:
    """Short names of contestants between commas."""
    wanted, every = text.split(","), contestants()
    unknown = [key for key in wanted if key not in every]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(every)}")
    return [key for key in every if key in wanted]


def _table(took: dict[str, Took | Ended]) -> list[str]:
    """The Markdown rows of one size."""
    ours = took.get("ours")
    rows = [
        "| contestant | CPU s | of it building | wall s | peak MiB | CPU, ours = 1 |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for t in took.values():
        if isinstance(t, Ended):
            rows.append(f"| {t.name} | {t.why} | | | | |")
            continue
        built = "" if t.built is None else f"{t.built:.3f}"
        ratio = f"{t.cpu / ours.cpu:.2f}" if isinstance(ours, Took) else ""
        rows.append(f"| {t.name} | {t.cpu:.3f} | {built} | {t.wall:.3f} | {t.peak:,.0f} | {ratio} |")
    return rows
