"""A folder of one file a table: which files in it are tables, and how they come together as one document."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from orgmodel.formats.steps.document import Document, Format
from orgmodel.formats.steps.files import loaded, stored
from orgmodel.formats.steps.headings import FACTS_TABLE, listed, same, table_names
from orgmodel.formats.steps.writing import facts_table
from orgmodel.model import BadInput, Place, Problem

AT_ONCE = (FACTS_TABLE, "units", "lines", "allow")  # the tables that every check looks at


def read_folder(
    folder: Path, forms: Mapping[str, Format], max_size: int | None, *, lazily: bool = False
) -> Document:
    """The document in a folder that holds tables in one of these formats.

    ``lazily`` leaves the files of all tables but :data:`AT_ONCE` unread until they are asked for, unless a ``max_size`` is to be kept.

    :raises BadInput: if there is no table in it, or there are tables in two formats.
    """
    known = table_names()
    try:
        inside = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError as error:
        raise BadInput([Problem(f"cannot be read ({error.strerror})", str(folder))]) from None
    held = {n: [p for p in inside if p.suffix.lower() in f.suffixes] for n, f in forms.items()}
    held = {n: paths for n, paths in held.items() if any(same(p.stem) in known for p in paths)}
    if not held:
        allowed = listed(f"units{s}" for f in forms.values() for s in f.suffixes)
        raise BadInput([Problem("is a folder without a table of units", str(folder), allowed=allowed)])
    if len(held) > 1:
        remedy = "Name the format to read, or remove the files of the other."
        raise BadInput(
            [Problem("holds tables in two formats", str(folder), value=listed(held), remedy=remedy)]
        )
    ((name, paths),) = held.items()
    out = Document(str(folder))
    left = max_size
    tables = [known.get(same(path.stem), "") for path in paths]
    for path, table in zip(paths, tables, strict=True):
        if not table:
            out.odd.append(f"{path}: is not a table of the org file and is not read")
            continue
        if lazily and max_size is None and table not in AT_ONCE and tables.count(table) == 1:
            out.later[table] = partial(_later, path, forms[name])
            continue
        data = loaded(path, left)
        left = None if left is None else left - len(data)
        part = _part(path, forms[name], data)
        out.problems += part.problems
        out.more += part.more
        out.tables += part.tables
    return out


def _later(path: Path, form: Format) -> Document:
    """The one table in a file that was not read with the others.

    :raises BadInput: if the file cannot be read.
    """
    return _part(path, form, loaded(path, None))


def _part(path: Path, form: Format, data: bytes) -> Document:
    """The one table in a file of a folder."""
    try:
        part = form.parse(data, str(path))
    except BadInput as error:
        return Document(str(path), problems=[replace(p, table="") for p in error.problems])
    part.problems = [replace(p, table=path.stem) for p in part.problems]
    part.tables = [replace(t, name=path.stem, place=Place(str(path), path.stem)) for t in part.tables]
    return part


def write_folder(document: Document, folder: Path, form: Format) -> None:
    """Write each table to its file; tables that are now empty lose theirs, foreign files are left alone.

    :raises BadInput: if a file cannot be written; the folder is then as it was.
    """
    suffix = form.suffixes[0]
    tables = [*document.tables, facts_table(document)]
    files = {folder / f"{t.name}{suffix}": form.render(replace(document, tables=[t])) for t in tables}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise BadInput([Problem(f"cannot be written ({error.strerror})", str(folder))]) from None
    known = table_names()
    stale = [
        p for p in inside if p.suffix.lower() in form.suffixes and same(p.stem) in known and p not in files
    ]
    stored(files, [p for p in stale if p.is_file()])
