"""Finds every rule: one file each, in folders that are the families."""

import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module

from orgmodel import rules
from orgmodel.model import BadInput, Problem
from orgmodel.profiles import nearest
from orgmodel.rules.base import Rule

# From what everything stands on to what is built upon it; a family that is not named comes last.
FAMILIES = ("STR", "CHN", "CPT", "EST", "STF", "FND", "RSP", "SUP", "APR", "COO", "MTX")


def place(code: str) -> tuple[int, str]:
    """Sorts codes by family and number.

    >>> sorted(["APR901", "LOC001", "STR102"], key=place)
    ['STR102', 'APR901', 'LOC001']
    """
    return FAMILIES.index(code[:3]) if code[:3] in FAMILIES else len(FAMILIES), code


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by code, in the order of their codes' families and numbers."""
    found = []
    for family in pkgutil.iter_modules(rules.__path__):
        if not family.ispkg:
            continue
        package = import_module(f"orgmodel.rules.{family.name}")
        for module in pkgutil.iter_modules(package.__path__):
            loaded = import_module(f"{package.__name__}.{module.name}")
            found.append(replace(loaded.RULE, about=loaded.__doc__))
    return {rule.code: rule for rule in sorted(found, key=lambda r: place(r.code))}


def matching(codes: Iterable[str], known: Iterable[str] | None = None) -> set[str]:
    """The codes, of those that are known (the built-in ones), that begin with one of these prefixes.

    :raises BadInput: for a prefix that no rule has.
    """
    rules = list(catalogue() if known is None else known)
    out: set[str] = set()
    for prefix in codes:
        these = {c for c in rules if c.startswith(prefix.upper())}
        if not these:
            guess = nearest(prefix.upper(), rules)
            raise BadInput(
                [
                    Problem(
                        "no rule has this code",
                        value=prefix,
                        allowed=", ".join(rules),
                        remedy=f"Did you mean {guess}?" if guess else "`orgmodel rules` lists them.",
                    )
                ]
            )
        out |= these
    return out
