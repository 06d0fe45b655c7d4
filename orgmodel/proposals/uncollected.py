"""Python's search for objects that only hold each other, paused while a proposal makes millions of objects and none such."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Search for none within; afterwards as before.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
