"""Org files: YAML, JSON, CSV, XLSX and Parquet, each one file of this package, found by its ``FORMAT``."""

import datetime
import os
import pkgutil
import sys
import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from orgmodel.formats.steps.document import Document, Format
from orgmodel.formats.steps.files import STDIN, loaded, loaded_stdin, stored
from orgmodel.formats.steps.folder import read_folder, write_folder
from orgmodel.formats.steps.headings import listed
from orgmodel.formats.steps.reading import org_of
from orgmodel.formats.steps.writing import document_of
from orgmodel.model import BadInput, Org, OrgWarning, Problem

__all__ = ["dumps", "formats", "loads", "read", "write"]

PathLike = str | os.PathLike[str]


@cache
def formats() -> dict[str, Format]:
    """Every format by name; the name is that of its file in this package."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.ispkg)
    return {name: import_module(f"{__name__}.{name}").FORMAT for name in names}


def read(
    path: PathLike,
    *,
    profile: str | None = None,
    as_of: datetime.date | str | None = None,
    max_size: int | None = None,
    format: str | None = None,
    lazily: bool = False,
) -> Org:
    """The org in a file or folder, or on standard input ("-", YAML unless ``format`` says otherwise).

    ``profile`` and ``as_of`` override what the file says; ``max_size`` is in bytes. ``lazily`` leaves the tables of
    a folder unread, but for units, lines and ``allow``, until they are first looked at; what is wrong with one is told only then.

    :raises BadInput: with every problem of the file.
    """
    if str(path) == "-":
        form = _named(format or "yaml")
        return org_of(form.parse(loaded_stdin(max_size), STDIN), profile, as_of, "")
    where = Path(path)
    if not where.exists():
        raise BadInput([Problem("does not exist", str(path), remedy="Check the path.")])
    if where.is_dir():
        forms = {format: _named(format)} if format else formats()
        folders = {name: form for name, form in forms.items() if form.folder}
        if not folders:
            remedy = "Name a file in it."
            raise BadInput([Problem(f"is a folder, not a file of {format}", str(path), remedy=remedy)])
        return org_of(read_folder(where, folders, max_size, lazily=lazily), profile, as_of, str(where))
    form = _named(format) if format else _by_suffix(where)
    return org_of(form.parse(loaded(where, max_size), str(path)), profile, as_of, str(where.parent))


def loads(text: str, *, profile: str | None = None) -> Org:
    """The org in a YAML text.

    :raises BadInput: with every problem of the text.
    """
    return org_of(formats()["yaml"].parse(text.encode("utf-8", "surrogatepass"), ""), profile)


def dumps(org: Org) -> str:
    """An org as YAML text; ``loads`` gives an equal one."""
    return formats()["yaml"].render(document_of(org)).decode("utf-8")


def write(org: Org, path: PathLike, *, format: str | None = None) -> None:
    """Write an org to a file or folder, or to standard output ("-", YAML unless ``format`` says otherwise).

    A path without a known ending is a folder, of CSV files unless it already holds another form; one that ends in a slash
    is a folder too, of the form that its ending names if there is one (``out.parquet/``). One CSV or Parquet file holds the units and the
    lines that fit beside them, nothing else. Files that are no table of the org stay in a folder untouched.

    :raises BadInput: if the org cannot be written there; nothing is changed then.
    """
    name = str(path)
    if name == "-":
        form = _named(format or "yaml")
        data = form.render(_one(document_of(org, "standard output", ""), form))
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    where = Path(path)
    folder = where.is_dir() or name.endswith(("/", os.sep))
    known = where.suffix.lower() in _suffixes() and not where.is_dir()
    form = _named(format) if format else _by_suffix(where) if known else formats()[_plain(where)]
    if form.folder and (folder or where.suffix.lower() not in form.suffixes):
        if where.suffix and not folder:
            raise _endless(where, form.suffixes)
        _refuse_mixture(where, form)
        write_folder(document_of(org, name, name), where, form)
        return
    if folder:
        raise BadInput([Problem("is a folder", name, allowed="a file", remedy="Name a file in it.")])
    document = document_of(org, name, str(where.parent))
    stored({where: form.render(_one(document, form))}, [])


def _plain(where: Path) -> str:
    """The format of a folder: the one of the table of units in it, else CSV."""
    if where.suffix and not where.is_dir():
        raise _endless(where, _suffixes())
    return _held(where) or "csv"


def _held(where: Path) -> str | None:
    """The format of the table of units in a folder; None for none."""
    found = (
        n
        for n, f in formats().items()
        if f.folder and any((where / f"units{s}").exists() for s in f.suffixes)
    )
    return next(found, None)


def _endless(where: Path, suffixes: Iterable[str]) -> BadInput:
    """The error of a path that is neither a folder nor ends in one of these ways."""
    allowed = f"{listed(suffixes)}, or a folder"
    return BadInput([Problem("ends in no known way", str(where), value=where.suffix, allowed=allowed)])


def _refuse_mixture(where: Path, form: Format) -> None:
    """Refuse to put tables beside those of another format, where nobody could tell which are the org.

    :raises BadInput: if the folder holds such.
    """
    held = _held(where)
    if held and formats()[held] is not form:
        remedy = "Name another folder, or remove these tables."
        raise BadInput([Problem("holds tables in another format", str(where), value=held, remedy=remedy)])


def _suffixes() -> list[str]:
    return [s for f in formats().values() for s in f.suffixes]


def _named(name: str) -> Format:
    if name not in formats():
        raise BadInput([Problem("is not a format", value=name, allowed=listed(formats()))])
    return formats()[name]


def _by_suffix(path: Path) -> Format:
    for form in formats().values():
        if path.suffix.lower() in form.suffixes:
            return form
    remedy = "Rename the file or name its format."
    raise BadInput(
        [Problem("ends in no known way", str(path), "", allowed=listed(_suffixes()), remedy=remedy)]
    )


def _one(document: Document, form: Format) -> Document:
    """The document itself, or for a format of one table a file, the units alone if that loses no row.

    :raises BadInput: if another table has rows.
    """
    if not form.folder:
        return document
    remedy = "Write to a folder or to another format."
    lost = [t.name for t in document.tables if t.name != "units"]
    if lost:
        what = f"would lose the rows of {listed(lost)}: one file holds the table of units only"
        raise BadInput([Problem(what, document.file, remedy=remedy)])
    facts = listed(f.key for f in document.facts if f.key != "orgmodel")
    if facts:
        said = (
            f"{document.file}: one file holds the table of units only, not the facts of the document: {facts}"
        )
        warnings.warn(OrgWarning(said, document.language), stacklevel=3)
    return replace(document, tables=document.tables[:1])
