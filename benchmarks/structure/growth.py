"""How each step of ours grows with the number of units: the exponent of a power of n, fitted over several sizes."""

import tempfile

import numpy as np

from benchmarks.structure.race import child, stored

FROM = 100_000  # below this most of the time is that of calls
POINTS = 5
LEAST = 1e-7  # seconds; a clock may show none


def sizes(largest: int) -> list[int]:
    """The sizes measured, evenly spread on a scale of logarithms."""
    return [int(round(n, -3)) for n in np.geomspace(FROM, largest, POINTS)]


def steps(largest: int, shuffled: bool) -> dict[str, list[float]]:
    """CPU seconds of each step at each of the sizes, and of all steps together."""
    took: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for n in sizes(largest):
            path = stored(folder, n, shuffled)
            told = child("ours", str(path), str(n), "steps")
            path.unlink()
            found = told["steps"]
            for step, seconds in {**found, "all": sum(found.values())}.items():
                took.setdefault(step, []).append(seconds)
    return took


def exponent(units: list[int], seconds: list[float]) -> float:
    """The slope of log time over log units; 1 is linear.

    >>> round(exponent([100, 1000, 10000], [0.2, 2.0, 20.0]), 3)
    1.0
    """
    return float(np.polyfit(np.log(units), np.log(np.maximum(seconds, LEAST)), 1)[0])


def table(largest: int, shuffled: bool) -> list[str]:
    """The Markdown rows."""
    units = sizes(largest)
    rows = [
        f"| step of ours (CPU s) | {' | '.join(f'n = {n:,}' for n in units)} | exponent |",
        f"|---|{'--:|' * (len(units) + 1)}",
    ]
    for step, seconds in steps(largest, shuffled).items():
        cells = " | ".join(f"{s:.4f}" for s in seconds)
        rows.append(f"| {step} | {cells} | {exponent(units, seconds):.2f} |")
    return rows
