"""Runs the checks of a large org as many at a time as there are processors."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from orgmodel.model import Org

Job = TypeVar("Job")
Done = TypeVar("Done")
LARGE = 5_000  # units from which it pays; below, waiting for each other costs more


def abreast(org: Org, jobs: Iterable[Job], run: Callable[[Job], Done]) -> Iterator[tuple[Job, Done]]:
    """Each job with what ``run`` makes of it, in their order; no job is begun long before its turn."""
    if len(org.units) <= LARGE:
        yield from ((job, run(job)) for job in jobs)
        return
    many = os.cpu_count() or 1
    with ThreadPoolExecutor(many) as pool:
        waiting: deque[tuple[Job, Future[Done]]] = deque()
        for job in jobs:
            waiting.append((job, pool.submit(run, job)))
            if len(waiting) >= many:
                first, done = waiting.popleft()
                yield first, done.result()
        for first, done in waiting:
            yield first, done.result()
