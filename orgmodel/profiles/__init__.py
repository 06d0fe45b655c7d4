"""Vocabularies as data: one YAML file a profile, read and validated here.

A built-in profile is named (``cn-party-2010``, ``matrix``); any other is a path to a file, relative to the
org file that names it.
"""

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from orgmodel.model import BadInput, Org, Problem
from orgmodel.profiles.names import problems
from orgmodel.profiles.schema import Citation, Kind, Level, LineKind, OwnRule, Profile, Severity, nearest

__all__ = [
    "Citation",
    "Kind",
    "Level",
    "LineKind",
    "OwnRule",
    "Profile",
    "Severity",
    "builtin",
    "load",
    "nearest",
    "of",
]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def builtin() -> list[str]:
    """Names of the profiles that come with the product."""
    return sorted(f.name[:-5] for f in files(__package__).iterdir() if f.name.endswith(".yaml"))


def of(org: Org) -> Profile:
    """The profile of an org."""
    return load(org.profile, org.folder)


@lru_cache(maxsize=32)
def load(name: str, folder: str = "") -> Profile:
    """The profile with this name, or from this file; ``extends`` is merged key by key.

    :raises BadInput: if there is none, or it does not hold what a profile must hold.
    """
    data, file = _raw(name, folder)
    try:
        profile = Profile.model_validate(data)
    except ValidationError as error:
        raise BadInput(
            [Problem(e["msg"], file=file, column=".".join(map(str, e["loc"]))) for e in error.errors()]
        ) from None
    found = [] if name in builtin() else problems(profile, file, _listed)  # those that come along are tested
    if found:
        raise BadInput(found)
    return profile


@cache
def _listed(section: str) -> frozenset[str]:
    """The names that the built-in profiles have in a section: all thresholds, or all kinds of move."""
    return frozenset(key for name in builtin() for key in _raw(name, "")[0].get(section, {}))


def _raw(name: str, folder: str, chain: tuple[str, ...] = ()) -> tuple[dict[str, Any], str]:
    """What stands in a profile with all that it extends, and its file; ``chain`` are those that extend it.

    :raises BadInput: if there is none, or it extends itself.
    """
    if name in builtin():
        text, file = files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"), f"profile {name}"
    else:
        path = Path(folder, name)
        if not name or not path.is_file():
            guess = nearest(name, builtin())
            remedy = f"Did you mean {guess}?" if guess else "Name one with --profile or in the org file."
            allowed = f"{', '.join(builtin())}, or a path to a profile file"
            raise BadInput([Problem("no such profile", value=name, allowed=allowed, remedy=remedy)])
        _check_ring(name, folder, chain)
        try:
            text, file = path.read_text("utf-8-sig"), str(path)
        except UnicodeDecodeError:
            raise BadInput([Problem("is not UTF-8 text", file=str(path))]) from None
    try:
        data = yaml.load(text, _Loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput([Problem(f"is not YAML: {error}", file=file)]) from None
    if not isinstance(data, dict):
        raise BadInput([Problem("must be a mapping", file=file, remedy="See docs/profiles.md.")])
    if "extends" in data:
        base, _ = _raw(str(data.pop("extends")), folder, (*chain, name))
        data = _merged(base, data)
    return data, file


def _check_ring(name: str, folder: str, chain: tuple[str, ...]) -> None:
    """Refuse a profile that is extended by what it extends."""
    paths = [Path(folder, known).resolve() for known in (*chain, name)]
    first = paths.index(paths[-1])
    if first < len(chain):
        ring, file = " → ".join((*chain[first:], name)), str(Path(folder, chain[-1]))
        remedy = "Let the last of them extend a built-in profile or none."
        raise BadInput([Problem(f"extends itself: {ring}", file, column="extends", remedy=remedy)])


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in over.items():
        old = out.get(key)
        out[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return out
