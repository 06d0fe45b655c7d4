"""Runs jobs side by side where so many rows are looked at that it pays: polars and numpy let go of the interpreter meanwhile."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

LARGE = 1_000_000  # rows from which threads are worth while
MOST = 4  # threads: each takes memory for what it makes
Job = TypeVar("Job")
Done = TypeVar("Done")


def abreast(make: Callable[[Job], Done], jobs: Iterable[Job], rows: int) -> list[Done]:
    """What is made of each job, in their order; of many rows as many at a time as there are processors, up to :data:`MOST`."""
    if rows <= LARGE:
        return [make(job) for job in jobs]
    with ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as pool:
        return list(pool.map(make, jobs))
