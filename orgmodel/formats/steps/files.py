"""Bytes from and to the disk: sizes limited on the way in, nothing half-written on the way out."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from orgmodel.model import BadInput, Problem

STDIN = "standard input"
Content = bytes | Callable[[BinaryIO], object]  # what a file is to hold, or what writes it to the open file


def loaded(path: Path, left: int | None) -> bytes:
    """The bytes of a file.

    :raises BadInput: if it cannot be read or is larger than ``left`` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read() if left is None else file.read(left + 1)
    except OSError as error:
        raise BadInput([Problem(f"cannot be read ({error.strerror})", str(path))]) from None
    return _limited(data, str(path), left)


def loaded_stdin(left: int | None) -> bytes:
    """The bytes on standard input, limited likewise."""
    return _limited(sys.stdin.buffer.read() if left is None else sys.stdin.buffer.read(left + 1), STDIN, left)


def _limited(data: bytes, file: str, left: int | None) -> bytes:
    if left is not None and len(data) > left:
        remedy = "Pass a larger max_size to read()."
        raise BadInput([Problem(f"is larger than the {left} bytes allowed", file, remedy=remedy)])
    return data


def stored(files: Mapping[Path, Content], stale: list[Path]) -> None:
    """Write files so that each is either the old or the new one, never a part; then remove stale ones.

    All are written under temporary names first, so a full disk, or whatever else ends the writing, leaves everything as it
    was. A file too large to be held at once is given as a function that writes it part by part.

    :raises BadInput: if a file cannot be written.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            target = Path(os.path.realpath(path))
            if target.exists() and not stat.S_ISREG(target.stat().st_mode):
                with target.open("wb") as file:  # a device or a pipe cannot be replaced
                    _put(data, file)
                continue
            interim = target.with_name(f".{target.name[:100]}.{os.getpid()}.new")
            ready.append((interim, target))
            with interim.open("wb") as file:
                _put(data, file)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, interim)
        while ready:
            interim, target = ready[0]
            os.replace(interim, target)
            ready.pop(0)
        for path in stale:
            path.unlink(missing_ok=True)
    except OSError as error:
        name = error.filename2 or error.filename or str(next(iter(files)))
        where = next((str(t) for i, t in ready if str(i) == str(name)), str(name))
        raise BadInput([Problem(f"cannot be written ({error.strerror})", where)]) from None
    finally:
        for interim, _ in ready:
            interim.unlink(missing_ok=True)


def _put(content: Content, file: BinaryIO) -> None:
    if callable(content):
        content(file)
    else:
        file.write(content)
