"""org(s) -> Scene: what a picture shows and where; nothing of files.

A view is a module of this folder without a leading underscore, found by its presence. It offers
``scenes(asked) -> dict[str, Scene]``, by show: ``before`` and, where there are two orgs, ``after`` and ``diff``. Files with a
leading underscore hold what several views share.

To add a view, add a file with ``PAGES``, ``TAKES`` and ``scenes``.
"""

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from orgmodel.scene import Scene
from orgmodel.views._asked import Asked
from orgmodel.views._notes import told

__all__ = ["Asked", "View", "names", "told", "view"]


class View(Protocol):
    """What a module of this folder offers: ``PAGES``, the sheets that it can fill, its own first; ``TAKES``, which of ``focus``,
    ``depth``, ``highlight``, ``plan`` and ``start`` it heeds; and the pictures.
    """

    PAGES: tuple[str, ...]
    TAKES: frozenset[str]

    def scenes(self, asked: Asked) -> dict[str, Scene]:
        """The pictures by show; what stays has one place in all of them."""
        ...


def names() -> list[str]:
    """The views that there are.

    >>> "lanes" in names()
    True
    """
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def view(name: str) -> View:
    """The view of one name.

    :raises KeyError: if there is none.
    """
    if name not in names():
        raise KeyError(name)
    return cast(View, import_module(f"{__name__}.{name}"))
