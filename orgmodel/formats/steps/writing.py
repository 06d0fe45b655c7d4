"""An Org becomes a document of typed tables, checked so that nothing is written that could not be read."""

import datetime
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from orgmodel.formats.steps import headings
from orgmodel.formats.steps.document import Document, Fact, Table
from orgmodel.formats.steps.facts import VERSION
from orgmodel.formats.steps.shorthand import fold
from orgmodel.model import ROWS, BadInput, Org, Problem
from orgmodel.model.columns import check
from orgmodel.profiles import builtin, of


def document_of(org: Org, file: str = "", folder: str | None = None) -> Document:
    """The document to write for an org, into a file of this folder; column names are the schema's own.

    A profile that is a relative path is told as seen from the new folder.

    :raises BadInput: if a cell holds what no reader would accept, or the profile cannot be read.
    """
    problems: list[Problem] = []
    more = 0
    tables: dict[str, pl.DataFrame] = {}
    for name in ROWS:
        found = check(name, org.tables[name])
        more += found.more
        for f in found.faults:
            row = None if f.row is None else f.row + 1
            problems.append(Problem(f.what, file, name, row, None, f.column, f.value, f.allowed, f.remedy))
        filled = [c for c in found.frame.columns if found.frame[c].null_count() < len(found.frame)]
        tables[name] = found.frame.select(filled if filled else list(ROWS[name].keys))
    if problems:
        raise BadInput(problems, more)
    profile = of(org) if org.profile else None
    if profile:
        kinds = headings.shorthand(profile)
        taken = [c for c in tables["units"].columns if c in kinds]
        if taken:
            what = "is a column of units and a line kind of the profile too"
            raise BadInput([Problem(what, file, "units", column=c, remedy="Rename it.") for c in taken])
        if org.lines.height:
            tables["units"], tables["lines"] = fold(tables["units"], tables["lines"], kinds)
            tables["units"] = tables["units"].select(_in_order(tables["units"].columns, kinds))
    if folder is not None:
        org = replace(org, profile=_from_folder(org, folder))
    facts = [Fact(headings.VERSION_KEY, VERSION)]
    facts += [Fact(k, str(v)) for k, v in org.facts.items() if v]
    kept = [Table(n, f) for n, f in tables.items() if n == "units" or len(f)]
    titles = {
        t.name: dict(
            zip(t.frame.columns, headings.labels(t.name, t.frame.columns, org.language, profile), strict=True)
        )
        for t in kept
    }
    labels = {t.name: headings.cell_labels(t.name, org.language, profile) for t in kept}
    if org.language == "zh":
        titles[headings.FACTS_TABLE] = dict(headings.PAIR_ZH)
        labels[headings.FACTS_TABLE] = {"key": dict(headings.FACT_ZH)}
    return Document(file, facts, kept, language=org.language, titles=titles, labels=labels)


def _in_order(names: list[str], kinds: tuple[str, ...]) -> list[str]:
    """Columns of the schema, then the lines, then columns of the user's own."""
    known = ROWS["units"].model_fields
    return sorted(names, key=lambda n: 0 if n in known else 1 if n in kinds else 2)


def _from_folder(org: Org, folder: str) -> str:
    name = org.profile
    if (
        not name
        or name in builtin()
        or os.path.isabs(name)
        or os.path.realpath(org.folder) == os.path.realpath(folder)
    ):
        return name
    return Path(os.path.relpath(Path(org.folder, name), folder or ".")).as_posix()


def facts_table(doc: Document) -> Table:
    """The facts of a document as the table that folders and workbooks keep them in."""
    pairs = {"key": [f.key for f in doc.facts], "value": [f.value for f in doc.facts]}
    return Table(headings.FACTS_TABLE, pl.DataFrame(pairs, schema={"key": pl.String, "value": pl.String}))


def cell_texts(
    column: pl.Series, string: Callable[[str], str], day: Callable[[str], str] = str
) -> list[str | None]:
    """The cells of a typed column as written in YAML or JSON; None where empty."""
    out: list[str | None] = []
    for value in column.to_list():
        if value is None:
            out.append(None)
        elif isinstance(value, str):
            out.append(string(value))
        elif isinstance(value, bool):
            out.append("true" if value else "false")
        elif isinstance(value, datetime.date):
            out.append(day(value.isoformat()))
        else:
            out.append(repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value))
    return out
