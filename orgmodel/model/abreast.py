"""Runs jobs side by side where so many rows are looked at that it pays: polars and numpy let go of the interpreter meanwhile."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

LARGE = 1_000_000  # rows from which two threads are worth while
Job = TypeVar("Job")
Done = TypeVar("Done")


def abreast(make: Callable[[Job], Done], jobs: Iterable[Job], rows: int) -> list[Done]:
    """What is made of each job, in their order; of many rows as many at a time as there are processors."""
    if rows <= LARGE:
        return [make(job) for job in jobs]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(make, jobs))
