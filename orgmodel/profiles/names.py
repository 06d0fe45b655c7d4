"""What a profile names must be there, and its numbers must be such as can be counted with.

Thresholds and kinds of move are known by the built-in profiles, which list all of them between them. Codes of rules are
not known here: only their form is looked at, as a profile's own rules add to them.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import get_args

from orgmodel.model import Problem
from orgmodel.profiles.schema import Profile, Severity, Threshold, nearest

# Thresholds that are spans of time: the units they may have, and the most of each, a century. An approved extension is
# written in months, and so is the most that is allowed of it.
SPANS = {
    "term_warning": {"days": 36525, "months": 1200, "years": 100},
    "term_extension": {"months": 1200},
}
# The unit of this threshold is the column that is counted.
COUNTED = {"branch_committee": ("full_members", "members")}
LEAST = {
    "branch_most": 1,
    "committee_members": 2,
    "general_members": 2,
}  # below, no body could be of such a size
MOST = 1_000_000_000
_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_PREFIX = re.compile(r"[A-Z]{1,3}|[A-Z]{3}[0-9]{1,3}")

Named = tuple[str, str | None, Collection[str]]  # the place, what it names, what there is


def problems(p: Profile, file: str, listed: Callable[[str], Collection[str]]) -> list[Problem]:
    """Everything that a profile from a file names in vain, and the numbers that nothing can be compared with.

    ``listed`` gives the names that the built-in profiles have in a section.
    """
    checks = [*_roles(p), *_vocabulary(p), *_thresholds(p, listed("thresholds"))]
    checks += [("weights", name, get_args(Severity)) for name in p.weights]
    moves = listed("efforts")
    checks += [(part, kind, moves) for part in ("efforts", "durations") for kind in getattr(p, part)]
    found = [_unknown(file, *check) for check in checks if check[1] is not None and check[1] not in check[2]]
    for name, threshold in p.thresholds.items():
        found += _range(file, name, threshold)
    return [*found, *_codes(p, file, moves)]


def _roles(p: Profile) -> Iterator[Named]:
    for role in ("vertical", "affiliation", "leadership", "cooperation", "supervision"):
        yield f"roles.{role}", getattr(p.roles, role), p.lines
    for role in ("leader", "committee", "general", "basic", "oversight"):
        yield f"roles.{role}", getattr(p.roles, role), p.kinds
    posts = {post.role for post in p.posts}
    if posts:  # without a template any role may stand in a file
        for role in ("commissioner", "deputy"):
            yield f"roles.{role}", getattr(p.roles, role), posts
        for name in p.reviewed_roles:
            yield "reviewed_roles", name, posts


def _vocabulary(p: Profile) -> Iterator[Named]:
    levels, layers = {x.name for x in p.levels}, {x.name for x in p.layers}
    for name, kind in p.kinds.items():
        yield f"kinds.{name}.accepted_superior", kind.accepted_superior, p.kinds
        yield f"kinds.{name}.accepted_level", kind.accepted_level, levels
    if not p.open_kinds:
        yield "default_kind", p.default_kind, p.kinds
    yield "cooperation_level", p.cooperation_level, levels
    for post in p.posts:
        yield f"posts.{post.role}.layer", post.layer, layers
        for of in post.kinds:
            yield f"posts.{post.role}.kinds", of, p.kinds
    for layer in p.layers:
        for of in layer.kinds:
            yield f"layers.{layer.name}.kinds", of, p.kinds
    for term in p.terms:
        for of in term.kinds:
            yield "terms.kinds", of, p.kinds
        for level in term.levels:
            yield "terms.levels", level, levels
    for code, keys in p.citations.items():
        for key in keys:
            yield f"citations.{code}", key, p.sources


def _thresholds(p: Profile, known: Collection[str]) -> Iterator[Named]:
    for name, threshold in p.thresholds.items():
        yield "thresholds", name, known
        yield f"thresholds.{name}.cite", threshold.cite, p.sources
        units = SPANS.get(name) or COUNTED.get(name)
        if units:
            yield f"thresholds.{name}.unit", threshold.unit, units


def _unknown(file: str, where: str, value: str | None, allowed: Collection[str]) -> Problem:
    guess = nearest(str(value), allowed)
    return Problem(
        f"{where} names {value!r}; allowed: {', '.join(sorted(allowed)) or 'nothing'}",
        file,
        remedy=f"Did you mean {guess}?" if guess else "",
    )


def _range(file: str, name: str, threshold: Threshold) -> Iterator[Problem]:
    """A number that is too small or too large for what is done with it; one without a number's order is neither."""
    value, least, most = threshold.value, LEAST.get(name, 0), MOST
    if name in SPANS:
        most = SPANS[name].get(threshold.unit, max(SPANS[name].values()))
    whole = name in SPANS
    if not least <= value <= most or (whole and value != int(value)):
        said = f"a whole number from {least} to {most}" if whole else f"a number from {least} to {most}"
        place = f"thresholds.{name}.value"
        yield Problem("is out of range", file, column=place, value=f"{value:.12g}", allowed=said)


def _codes(p: Profile, file: str, moves: Collection[str]) -> Iterator[Problem]:
    """Names of rules that no code can have, wherever it comes from."""
    for code in p.severities:
        if not _CODE.fullmatch(code):
            allowed = "three capitals and three digits such as CHN203"
            remedy = f"Did you mean {code.upper()}?" if _CODE.fullmatch(code.upper()) else ""
            what = "is not the code of a rule"
            yield Problem(what, file, column="severities", value=code, allowed=allowed, remedy=remedy)
    for code in p.disabled:
        if not _PREFIX.fullmatch(code):
            allowed = "the code of a rule or its beginning such as CHN203 or CHN"
            remedy = f"Did you mean {code.upper()}?" if _PREFIX.fullmatch(code.upper()) else ""
            what = "no code of a rule begins like this"
            yield Problem(what, file, column="disabled", value=code or "''", allowed=allowed, remedy=remedy)
    for name in p.citations:
        if name not in moves and not _CODE.fullmatch(name):
            guess = nearest(name, moves)
            remedy = f"Did you mean {guess}?" if guess else ""
            what, allowed = "is neither the code of a rule nor a kind of move", ", ".join(sorted(moves))
            yield Problem(what, file, column="citations", value=name, allowed=allowed, remedy=remedy)
