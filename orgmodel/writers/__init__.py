"""Scene -> file, one file a format; they know scenes and themes, nothing of organisations.

A writer is a module of this folder, found by its presence. It has ``PAGED`` (True: one file holds all pages) and
``render(scene, theme, font) -> list[bytes]``, one entry a file. Its name is the extension that it writes.
"""

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from orgmodel.scene import Font, Scene, Theme


class Writer(Protocol):
    """What a module of this folder offers."""

    PAGED: bool

    def render(self, scene: Scene, theme: Theme, font: Font) -> list[bytes]:
        """The files that show the scene: one, or one a page."""
        ...


def names() -> list[str]:
    """The extensions that can be written.

    >>> {"svg", "pdf", "png", "gv", "json"} <= set(names())
    True
    """
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def writer(name: str) -> Writer:
    """The writer of one extension.

    :raises KeyError: if there is none.
    """
    if name not in names():
        raise KeyError(name)
    return cast(Writer, import_module(f"{__name__}.{name}"))
