"""A document of raw cells becomes an Org: headings understood, cells typed, every problem told at once."""

import datetime
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from orgmodel.formats.steps import headings
from orgmodel.formats.steps.document import BARRED_HEADING, LONGEST_HEADING, Document, Fact, Table
from orgmodel.formats.steps.facts import day, facts_of, seen_from
from orgmodel.formats.steps.headings import FACTS_TABLE, listed, same
from orgmodel.formats.steps.shorthand import expand
from orgmodel.model import ROWS, BadInput, Org, OrgWarning, Problem, Source, empty
from orgmodel.model.columns import check
from orgmodel.model.held import Held
from orgmodel.model.parsing import WORDLESS, clean, text
from orgmodel.profiles import Profile, builtin, load, nearest


def org_of(
    document: Document, profile: str | None = None, as_of: datetime.date | str | None = None, folder: str = ""
) -> Org:
    """The Org that a document describes; ``profile`` and ``as_of`` override what the document says.

    ``folder`` is where the path of a profile starts.

    :raises BadInput: with every problem of the document.
    """
    return _Reading(document, profile, as_of, folder).org()


class _Reading:
    """One document on its way to an Org: what was found wrong and odd so far."""

    def __init__(
        self, document: Document, profile: str | None, as_of: datetime.date | str | None, folder: str
    ) -> None:
        self.file = document.file
        self.folder = folder
        self.problems = list(document.problems)
        self.more = document.more
        self.odd = list(document.odd)
        self.later = document.later
        self.tables = self._named(document)
        self.unread = _unread(document) - set(self.tables)
        self.facts = facts_of([*document.facts, *self._pairs()], self.problems)
        if profile:
            self.facts["profile"] = seen_from(folder, profile)
        if as_of is not None:
            self.facts["as_of"] = day(Fact("as_of", str(as_of)), self.problems)
        self.profile = self._profile()

    def org(self) -> Org:
        """The Org, or every problem that stands against one."""
        frames: dict[str, pl.DataFrame] = {}
        sources: dict[str, Source] = {}
        for name in ROWS:
            if name in self.tables:
                frames[name], sources[name] = self._table(name, self.tables[name])
        if "units" not in {*self.tables, *self.unread}:
            known = listed(f"{t} ({ROWS[t].zh})" for t in ROWS)
            self._problem("has no table of units", allowed=known, remedy="Add a table named units or 单位.")
        profile = self._sound(stacklevel=5)
        nowhere = Source((), np.zeros(0, np.uint8), np.zeros(0, np.int32), np.zeros(0, np.int32))
        units, lines, at = expand(
            frames["units"],
            frames.get("lines", empty("lines")),
            headings.shorthand(profile),
            sources["units"],
            sources.pop("lines", nowhere),
        )
        self.facts["language"] = self._language()
        tables = {**frames, "units": units, "lines": lines}
        self.tables = {}  # raw, and kept alive by what is read later
        read = Held[tuple[pl.DataFrame, Source]]({}, {n: partial(self._read, n) for n in self.later})
        return Org(
            **self.facts,
            tables=Held(tables, {n: partial(_frame, read, n) for n in read}),
            sources=Held(sources, {"lines": at, **{n: partial(_source, read, n) for n in read}}),
            folder=self.folder,
        )

    def _read(self, name: str) -> tuple[pl.DataFrame, Source]:
        """A table that was left for later.

        :raises BadInput: with every problem of its file.
        """
        part = self.later[name]()
        self.problems, self.more, self.odd = part.problems, part.more, part.odd
        read = [self._table(name, table) for table in part.tables]
        self._sound(stacklevel=3)
        return read[0]

    def _sound(self, stacklevel: int) -> Profile:
        """The profile, after a warning of what was found odd.

        :raises BadInput: with all that was found wrong.
        """
        if self.problems or self.profile is None:
            raise BadInput(self.problems, self.more, self._language())
        if self.odd:
            warnings.warn(OrgWarning("\n".join(self.odd), self._language()), stacklevel=stacklevel)
        return self.profile

    def _language(self) -> str:
        """The language of the file: its own, else the profile's; empty where neither is known."""
        return self.facts.get("language") or (self.profile.language if self.profile else "")

    def _problem(self, what: str, **more: Any) -> None:
        self.problems.append(Problem(what, **{"file": self.file, **more}))

    def _named(self, document: Document) -> dict[str, Table]:
        known, out = headings.table_names(), dict[str, Table]()
        for table in document.tables:
            name = known.get(same(table.name))
            if name is None:
                allowed = listed(headings.both_names())
                said = (
                    f"{self.file}: {table.name!r} is not a table of the org file ({allowed}) and is not read"
                )
                self.odd.append(said)
            elif name in out:
                self._problem(
                    f"gives the table {name} again", **_where(table), remedy="Put its rows together."
                )
            else:
                out[name] = table
        return out

    def _pairs(self) -> list[Fact]:
        """The facts that a folder or workbook keeps in a table."""
        if FACTS_TABLE not in self.tables:
            return []
        table = self.tables[FACTS_TABLE]
        frame = self._columns(FACTS_TABLE, table, None)
        for column in headings.PAIR_ZH:
            if column not in frame.columns:
                self._problem(f"has no column {column}", **_where(table), allowed="key (项目), value (内容)")
                return []
        keys, values = text(frame["key"]), text(frame["value"])
        rows = zip(keys.to_list(), values.to_list(), table.line.tolist(), strict=True)
        return [Fact(k or "", v or "", line, table.place.file) for k, v, line in rows if k or v]

    def _profile(self) -> Profile | None:
        name = self.facts.get("profile")
        if not name and FACTS_TABLE in self.unread:
            return None  # as likely as not it stands there
        if not name:
            allowed = f"{listed(builtin())}, or a path to a profile file"
            remedy = "Add the line 'profile: NAME' to its facts or pass --profile NAME."
            self._problem("names no profile", column="profile", allowed=allowed, remedy=remedy)
            return None
        try:
            return load(name, self.folder)
        except BadInput as error:
            self.problems += error.problems
            return None

    def _columns(self, name: str, table: Table, profile: Profile | None) -> pl.DataFrame:
        """The table under the schema's own column names; two headings for one column are put together."""
        known = headings.columns(name, profile)
        out: dict[str, pl.Series] = {}
        for title in table.frame.columns:
            column = known.get(same(title), title)
            if column == title and (len(title) > LONGEST_HEADING or BARRED_HEADING.search(title)):
                allowed = f"text of at most {LONGEST_HEADING} characters, but not * and not ^…$"
                self._problem("is not a column name", **_where(table), value=title[:80], allowed=allowed)
                continue
            series = table.frame[title].alias(column)
            if column in out:
                old, new = text(out[column]), text(series)
                for row in (old.is_not_null() & new.is_not_null()).arg_true().head(1):
                    what, remedy = f"gives {column} in two columns", "Keep one of the two."
                    self._problem(what, **_where(table, row), column=title, value=new[row], remedy=remedy)
                series = old.zip_with(old.is_not_null(), new)
            out[column] = series
        return pl.DataFrame(list(out.values()))

    def _table(self, name: str, table: Table) -> tuple[pl.DataFrame, Source]:
        frame = self._columns(name, table, self.profile)
        self._strange(name, table, frame)
        plain = clean(frame)
        table, frame = _without_blank(table, frame, plain)
        defaults = {}
        if name == "units" and self.profile and self.profile.default_kind:
            defaults["kind"] = self.profile.default_kind
        found = check(name, frame, defaults, plain)
        known = headings.columns(name, self.profile)
        written = {known.get(same(t), t): t for t in table.frame.columns}
        strange = [c for c in frame.columns if c not in headings.titles(name, self.profile)]
        told = {(p.row, p.column) for p in self.problems if (p.file, p.table) == table.place}
        for f in found.faults:
            if f.gone and self._said(table, f.row, written.get(f.column, f.column), told):
                continue  # it is there, and what is wrong with it was said
            if f.gone and f.column == "kind" and FACTS_TABLE in self.unread and not self.profile:
                continue  # the profile that cannot be read may give it
            guess = None if f.column in written else nearest(f.column, strange)
            remedy = f"Did you mean it by the column {guess}?" if guess else f.remedy
            column = written.get(f.column, f.column)
            where = _where(table, f.row)
            self._problem(f.what, **where, column=column, value=f.value, allowed=f.allowed, remedy=remedy)
        self.more += found.more
        return self._by_name(name, found.frame), Source(
            (table.place,), np.zeros(len(frame), np.uint8), table.row, table.line
        )

    @staticmethod
    def _said(table: Table, row: int | None, column: str, told: set[tuple[int | None, str]]) -> bool:
        """Whether a cell is among those of which something was told; without a row all of its column."""
        rows = table.row if row is None else table.row[row : row + 1]
        return bool(told) and all((at, column) in told for at in rows.tolist())

    def _by_name(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Kinds, levels, line kinds and roles by the names of the profile, where a file gives their Chinese labels."""
        profile = self.profile
        if profile is None:
            return frame
        labels = headings.codes(name, profile)
        met = [column for column, given in labels.items() if frame[column].is_in(list(given)).any()]
        return frame.with_columns(pl.col(column).replace(labels[column]) for column in met) if met else frame

    def _strange(self, name: str, table: Table, frame: pl.DataFrame) -> None:
        """Note the columns that the schema does not know, with what they may have been meant to be."""
        titles = headings.titles(name, self.profile)
        said = []
        for column in (c for c in frame.columns if c not in titles):
            kind = frame[column].dtype
            if kind.is_nested() or kind in WORDLESS:
                allowed = "text, numbers, dates, true/false"
                self._problem(f"holds {kind} values", **_where(table), column=column, allowed=allowed)
            guess = nearest(column, [*titles, *titles.values()])
            several = self.profile and name == "units" and column in self.profile.lines
            hint = " (may have several superiors: write it in the table lines)" if several else ""
            said.append(column + (hint or (f" (did you mean {guess}?)" if guess else "")))
        if said:
            place = ", ".join(p for p in table.place if p)
            self.odd.append(f"{place}: columns not known, kept as text: {listed(said)}")


def _frame(read: Held[tuple[pl.DataFrame, Source]], name: str) -> pl.DataFrame:
    return read[name][0]


def _source(read: Held[tuple[pl.DataFrame, Source]], name: str) -> Source:
    return read[name][1]


def _unread(document: Document) -> set[str]:
    """The tables of a folder whose files gave problems; of those that gave no table it is not said that they are missing."""
    known = headings.table_names()
    files = {p.file for p in document.problems} - {document.file, ""}
    return {known[stem] for stem in (same(Path(file).stem) for file in files) if stem in known}


def _where(table: Table, row: int | None = None) -> dict[str, Any]:
    out: dict[str, Any] = {"file": table.place.file, "table": table.place.table}
    if row is not None:
        out |= {"row": int(table.row[row]), "line": int(table.line[row]) or None}
    return out


def _without_blank(table: Table, frame: pl.DataFrame, plain: set[str]) -> tuple[Table, pl.DataFrame]:
    """The table without rows that are empty in every column; no cell of the ``plain`` columns is blank text."""
    if any(not s.null_count() and (s.dtype != pl.String or s.name in plain) for s in frame.get_columns()):
        return table, frame
    filled = np.zeros(len(frame), np.bool_)
    for series in sorted(frame.get_columns(), key=lambda s: s.null_count()):
        said = series.is_not_null()
        if series.dtype == pl.String:
            said &= series.str.contains(r"\S").fill_null(False)
        filled |= said.to_numpy()
        if filled.all():
            return table, frame
    rows = filled if len(frame) else np.zeros(len(table.row), np.bool_)
    kept = Table(table.name, table.frame, table.place, table.row[rows], table.line[rows])
    return kept, frame.filter(pl.Series(filled, dtype=pl.Boolean))
