"""Runs jobs side by side where so many rows are looked at that it pays: polars and numpy let go of the interpreter meanwhile."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")


def abreast(
    make: Callable[[Job], Done], jobs: Iterable[Job], rows: int, large: int
) -> Iterator[tuple[Job, Done]]:
    """Each job with what is made of it, in their order; of more than ``large`` rows as many at a time as there are processors.

    No job is begun long before its turn.
    """
    if rows <= large:
        yield from ((job, make(job)) for job in jobs)
        return
    many = os.cpu_count() or 1
    with ThreadPoolExecutor(many) as pool:
        waiting: deque[tuple[Job, Future[Done]]] = deque()
        for job in jobs:
            waiting.append((job, pool.submit(make, job)))
            if len(waiting) >= 2 * many:
                first, done = waiting.popleft()
                yield first, done.result()
        for first, done in waiting:
            yield first, done.result()
