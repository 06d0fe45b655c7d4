"""Finds where an organisation that answers to two sides breaks, and proves the cheapest repair.

The public verbs, in the order in which a planner uses them::

    org      = read("before.yaml")
    findings = check(org)
    plans    = propose(org)
    after    = apply(org, plans["balance"].edits)
    draw(org, after, "change.svg")

They are loaded on first use, so that ``import orgmodel`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orgmodel.drawing import draw as draw
    from orgmodel.formats import read as read
    from orgmodel.formats import write as write
    from orgmodel.model import Org as Org
    from orgmodel.model import apply as apply
    from orgmodel.model import diff as diff
    from orgmodel.proposals import propose as propose
    from orgmodel.rules import check as check

__version__ = "0.1.0"

_HOME = {
    "Org": "orgmodel.model",
    "apply": "orgmodel.model",
    "check": "orgmodel.rules",
    "diff": "orgmodel.model",
    "draw": "orgmodel.drawing",
    "propose": "orgmodel.proposals",
    "read": "orgmodel.formats",
    "write": "orgmodel.formats",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Load a public verb from the package that holds it."""
    if name not in _HOME:
        raise AttributeError(f"module 'orgmodel' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
