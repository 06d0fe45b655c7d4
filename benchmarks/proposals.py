"""Proposals for national networks: the product beside one undecomposed model in HiGHS, to the same proven optimum.

Each measurement runs in a process of its own, so that its peak memory is its own; CPU time is taken. The undecomposed model is
built from the forms and limits that the proposal was solved from, rows that the re-check taught included, so both have the
same optimum; a difference ends the benchmark. ``--sizes 300x4000 1000x13000`` chooses counties and field offices, ``--full`` fills posts,
terms, staff and funds, ``--limit`` ends the undecomposed solver after so many seconds a solve.
"""

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.networks import county_network
from benchmarks.undecomposed import Whole
from orgmodel.moves import TWENTIETHS
from orgmodel.proposals import propose
from orgmodel.proposals.clock import Clock, Progress
from orgmodel.proposals.options import Options

SIZES = ("300x4000",)
FULL = (*SIZES, "1000x13000", "3000x40000")  # with BENCH=full in the environment
POINTS = 3  # of the frontier, besides its end of least exposure, that both must agree on
BUDGET = 0.4  # of the effort of the plan of least exposure
LIMIT = 30.0  # seconds a solve of the undecomposed model


class Stages:
    """CPU seconds by stage, told by the product as it goes."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.stage, self.since = "start", time.process_time()

    def tell(self, progress: Progress) -> None:
        """The work enters, or goes on in, a stage."""
        now = time.process_time()
        self.spent[self.stage] += now - self.since
        self.stage, self.since = progress.stage, now


def proposed(size: str, full: bool, effort: int | None, model: Path) -> dict[str, Any]:
    """Propose for a network, within an effort if one is given; the model is left in a file."""
    counties, offices = map(int, size.split("x"))
    org = county_network(counties, offices, full=full)
    stages, start = Stages(), time.process_time()
    plans = propose(org, Options(max_effort=effort), Clock(tell=stages.tell))
    total = time.process_time() - start
    stages.tell(Progress("done"))
    model.write_bytes(pickle.dumps(plans.solution.world.model))
    constant = plans.solution.constant
    return {
        "units": len(org.units),
        "moves": len(plans.solution.world.model.moves),
        "seconds": total,
        "stages": dict(stages.spent),
        "memory": memory(),
        "effort": plans["full"].effort,
        "points": [(p.exposure - constant, round(p.ties * TWENTIETHS), p.effort) for p in plans.frontier],
        "components": len(plans.solution.components),
    }


def undecomposed(model: Path, points: list[list[int]], limit: float) -> dict[str, Any]:
    """The same points by one model: least exposure under each number of ties, then the least ties and effort of the first."""
    start = time.process_time()
    whole = Whole(pickle.loads(model.read_bytes()), limit)
    built = time.process_time() - start
    found = []
    for n, (_, ties, _) in enumerate(points):
        start = time.process_time()
        values = whole.best(
            ("exposure", "ties", "effort") if n == 0 else ("exposure",), None if n == 0 else ties
        )
        found.append({"values": values, "seconds": time.process_time() - start, "gap": whole.gap})
    return {"built": built, "found": found, "shape": whole.shape, "memory": memory()}


def memory() -> float:
    """The most memory that this process held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(what: str, *arguments: object) -> dict[str, Any]:
    """The result of one measurement, made in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.proposals", what, *(json.dumps(a) for a in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def agreed(own: Sequence[int], other: dict[str, Any]) -> str:
    """Whether the undecomposed model has the same optimum, as far as it proved one; a difference ends the benchmark."""
    values = other["values"]
    if values != list(own[: len(values)]):
        raise SystemExit(f"the optima differ: {own} by components, {values} by one model")
    if other["gap"] > 0:
        criterion = ("exposure", "ties", "effort")[len(values)]
        return f"{criterion} not proven in time, gap {other['gap']:.2%}"
    return "same optimum"


def measured(size: str, full: bool, limit: float, folder: Path) -> Iterator[str]:
    """The lines of the table about one network: the frontier, then a plan within a budget, each beside one model."""
    model = folder / "model"
    least = 0
    for budget in (False, True):
        own = apart("proposed", size, full, int(least * BUDGET) if budget else None, str(model))
        least = own["effort"]
        front = own["points"]
        picked = [front[round(k * (len(front) - 1) / POINTS)] for k in range(POINTS)]
        asked = list(dict.fromkeys(map(tuple, picked)))
        other = apart("undecomposed", str(model), asked, limit)
        found = other["found"]
        verdicts = {agreed(point, result) for point, result in zip(asked, found, strict=True)}
        stages = own["stages"]
        cells = [
            f"{size}{', budget' if budget else ''}",
            f"{own['units']:,}",
            f"{own['moves']:,}",
            f"{own['components']:,}",
            f"{len(front):,}",
            *(f"{stages.get(stage, 0.0):.1f}" for stage in ("moves", "solve", "check")),
            f"{own['seconds']:.1f}",
            f"{own['memory']:,.0f}",
            f"{other['shape'][0]:,} x {other['shape'][1]:,}",
            f"{other['built'] + found[0]['seconds']:.1f}",
            f"{sum(f['seconds'] for f in found[1:]):.1f} ({len(found) - 1})",
            f"{other['memory']:,.0f}",
            "; ".join(sorted(verdicts)),
        ]
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(sys.argv[0])
    sizes = FULL if os.environ.get("BENCH") == "full" else SIZES
    parser.add_argument("--sizes", nargs="+", default=sizes)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--limit", type=float, default=LIMIT)
    given = parser.parse_args()
    heads = ["counties x offices", "units", "moves", "parts", "points"]
    heads += ["found and modelled s", "solved s", "checked s", "all s", "MB"]
    heads += ["one model: columns x rows", "least exposure s", "further points s", "MB", "verdict"]
    print(f"| {' | '.join(heads)} |")
    print("|---" + "|--:" * (len(heads) - 2) + "|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            for line in measured(size, given.full, given.limit, Path(folder)):
                print(line, flush=True)


def measure(what: str, *arguments: str) -> None:
    """Make one measurement and print it; how a process started by :func:`apart` begins."""
    given = [json.loads(a) for a in arguments]
    if what == "proposed":
        size, full, effort, model = given
        result = proposed(size, full, effort, Path(model))
    else:
        model, points, limit = given
        result = undecomposed(Path(model), points, limit)
    print(json.dumps(result))


if __name__ == "__main__":
    measure(*sys.argv[1:])
