"""How the machine is used for the files named on a command line: threads and freed memory."""

import os
from collections.abc import Sequence
from pathlib import Path

SMALL = 1 << 20  # bytes in all; some 5,000 units as text


def suit(arguments: Sequence[str]) -> None:
    """Suit the library of tables to the files, before it is loaded; what the user has set stays as it is.

    Small files are worked on by one thread: waking a second one for each of thousands of small tables costs more than it does, a
    quarter of the processor time of a proposal. Memory that a large table leaves is kept for the next one for
    ten seconds instead of half a second: to have it back from the system costs as much as filling it.
    """
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000")
    if "-" not in arguments and sum(map(_size, arguments)) <= SMALL:
        os.environ.setdefault("POLARS_MAX_THREADS", "1")


def _size(argument: str) -> int:
    """Bytes of a file or of the files of a folder; none where an argument names neither."""
    path = Path(argument)
    try:
        held = path.iterdir() if path.is_dir() else [path]
        return sum(file.stat().st_size for file in held if file.is_file())
    except (OSError, ValueError):
        return 0
