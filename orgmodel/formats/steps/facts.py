"""The document's own facts: name, date, profile, language and note, from text to values."""

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import polars as pl

from orgmodel.formats.steps import headings
from orgmodel.formats.steps.document import Fact
from orgmodel.formats.steps.headings import VERSION_KEY, listed, same
from orgmodel.model import ROWS, Problem
from orgmodel.model.columns import WORDS
from orgmodel.model.org import FACTS
from orgmodel.model.parsing import parse, text
from orgmodel.model.rows import CONTROL
from orgmodel.profiles import builtin, nearest

VERSION = "1"
LATEST = datetime.date(9000, 1, 1)  # as a document's day: terms that begin on it end within the calendar


def facts_of(given: Iterable[Fact], problems: list[Problem]) -> dict[str, Any]:
    """Fact -> value, empty ones left out; what is wrong is added to ``problems``."""
    known, out = headings.fact_names(), dict[str, Any]()
    for fact in given:
        name = known.get(same(fact.key))
        if name is None:
            guess = nearest(fact.key, [*FACTS, *headings.FACT_ZH.values(), *ROWS])
            remedy = f"Did you mean {guess}?" if guess else "Remove it or mend its name."
            problems.append(
                _wrong(fact, "is not a fact of the document", listed([VERSION_KEY, *FACTS]), remedy, False)
            )
        elif name in out:
            problems.append(_wrong(fact, "is given twice", remedy="Keep one of them."))
        else:
            out[name] = _value(name, fact, problems)
    version = out.pop(VERSION_KEY, None)
    if version not in (None, VERSION):
        fact = next(f for f in given if known.get(same(f.key)) == VERSION_KEY)
        remedy = "It may need a newer release of orgmodel."
        problems.append(_wrong(fact, "is not a version of the format that is known", VERSION, remedy))
    return {k: v for k, v in out.items() if v is not None}


def _wrong(fact: Fact, what: str, allowed: str = "", remedy: str = "", value: bool = True) -> Problem:
    shown = fact.value if value else ""
    return Problem(what, fact.file, "", None, fact.line or None, fact.key, shown, allowed, remedy)


def _value(name: str, fact: Fact, problems: list[Problem]) -> Any:
    if name == "as_of":
        return day(fact, problems)
    value = text(pl.Series("note", [fact.value], dtype=pl.String))
    if CONTROL.search(value[0] or ""):
        problems.append(_wrong(fact, "holds a control character", remedy="Remove it."))
    if name == "language" and value[0] not in (None, "zh", "en"):
        problems.append(_wrong(fact, "is not a language", "zh, en", "Choose one of these."))
    return value[0]


def day(fact: Fact, problems: list[Problem]) -> datetime.date | None:
    """The date that a fact tells; None if it is empty. What is no date, or too late, is added to ``problems``."""
    value = cast(datetime.date | None, parse(pl.Series("as_of", [fact.value]), datetime.date)[0])
    if value is None and fact.value.strip():
        problems.append(_wrong(fact, "is not a date", WORDS[datetime.date], "Correct it or leave it empty."))
    if value is not None and value > LATEST:
        problems.append(_wrong(fact, "is too late", f"a day up to {LATEST}", "Correct it or leave it empty."))
    return value


def seen_from(folder: str, profile: str) -> str:
    """A profile that the caller names by a path of its own, as a path that starts at the org file's folder."""
    if profile in builtin() or os.path.isabs(profile) or not Path(profile).is_file():
        return profile
    return Path(os.path.relpath(profile, folder or ".")).as_posix()
