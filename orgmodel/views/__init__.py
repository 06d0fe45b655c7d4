"""org(s) -> Scene: what a picture shows and where; nothing of files.

A view is a module of this folder without a leading underscore, found by its presence. It offers
``scenes(before, after, *, lang, font) -> dict[str, Scene]``, by show: ``before`` and, where there are two orgs,
``after`` and ``diff``. Files with a leading underscore hold what several views share.
"""

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from orgmodel.model import Org
from orgmodel.scene import Font, Scene


class View(Protocol):
    """What a module of this folder offers."""

    def scenes(self, before: Org, after: Org | None, *, lang: str, font: Font) -> dict[str, Scene]:
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
