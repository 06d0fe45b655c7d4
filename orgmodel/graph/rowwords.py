"""Rows and cells in the words of people: rows by what they are called, kinds and levels by label, columns by heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Self

from orgmodel.graph.called import CALLED, NAMING, Names, called, post_called, with_id
from orgmodel.graph.days import day_words
from orgmodel.graph.derived import derive
from orgmodel.graph.labels import label
from orgmodel.model import ROWS, Edit, Org, closed
from orgmodel.profiles import Profile, of

HEADINGS_EN = {
    "full_time_staff": "full-time staff", "effective_staff": "staff in effect", "pool": "full-time posts to allot",
    "age_lt40": "staff under 40", "age_40_45": "staff of 40 to 45", "age_ge46": "staff of 46 and over",
    "budget_planned": "planned funding", "budget_paid": "funding paid", "seats_filled": "seats filled",
    "term_start": "start of term", "full_time": "full-time",
}  # fmt: skip
LABELLED = ("kind", "level", "role", "function")  # columns that hold names of the profile
_UNIT = ("units",)
REFERENCES = {
    **dict.fromkeys(("host", "subordinate", "superior", "management", "unit", "target", "owner"), _UNIT),
    **dict.fromkeys(("shared_with", "members"), _UNIT),
    **dict.fromkeys(("holder",), ("units", "posts")),
    **dict.fromkeys(("post",), ("posts",)),
    **dict.fromkeys(("function", "functions", "parent"), ("functions",)),
    **dict.fromkeys(("implements", "supersedes", "conflicts_with"), ("documents",)),
}  # column that holds ids -> the tables in which they are found


class RowWords:
    """What rows and cells are called in one language."""

    def __init__(self, profile: Profile, names: Names, language: str) -> None:
        self.profile, self.names, self.language = profile, names, language

    @classmethod
    def of_edits(
        cls,
        orgs: Sequence[Org],
        edits: Sequence[Edit],
        profile: Profile,
        language: str,
        besides: Iterable[Mapping[str, Any]] = (),
    ) -> Self:
        """Words for the rows that edits speak of, and those that cells ``besides`` them name.

        Of a large org these are few. The last org that has a row names it, an edit where none has.
        """
        told = {id for e in edits for id in e.key} | {id for cells in besides for id in _ids(cells)}
        told |= {id for e in edits for side in (e.before, e.after) for id in _ids(side or {})}
        names = _names(orgs, told, language)
        for edit in sorted(edits, key=lambda e: e.table == "posts"):  # units before the posts in them
            if edit.table in CALLED and (name := _own(edit, profile, names["units"], language)):
                names[edit.table].setdefault(edit.key[0], name)
        return cls(profile, names, language)

    @classmethod
    def of_subjects(cls, org: Org, subjects: Iterable[str], language: str) -> Self:
        """Words for the rows that findings speak of."""
        d, told = derive(org), {subject: _ends(subject)[:2] for subject in subjects}
        units = called(d, {id for s, ends in told.items() for id in (s, *ends)}, language, ["units"])
        left = {s: ends for s, ends in told.items() if not units["units"].keys() & {s, *ends}}
        # Most findings are about units: then none is left, and no other table is looked at.
        others = {id for s, ends in left.items() for id in (s, *ends)}
        names = called(d, others, language, [table for table in CALLED if table not in units])
        return cls(of(org), {**units, **names}, language)

    def subject(self, subject: str, table: str = "units") -> str:
        """What the subject of a finding is called; ``table`` is that in which it is found. Itself where nothing is called so.

        A line is told by its two ends and its kind, a pair of documents by both names, a task by the unit that it was for.
        """
        for place in ("units", table, *self.names):
            if subject in self.names.get(place, {}):
                return self.names[place][subject]
        low, high, kind = _ends(subject)
        units, documents = self.names["units"], self.names["documents"]
        if low in units and high:
            ends, said = f"{units[low]} → {self.name(high)}", self.label(kind)
            return f"{ends}（{said}）" if self.language == "zh" else f"{ends} ({said})"
        if low in documents and high in documents:
            return ("、" if self.language == "zh" else ", ").join((documents[low], documents[high]))
        return units.get(high, subject)

    def about(self, subject: str, table: str = "units") -> str:
        """What the subject of a finding is called, with the id by which the file knows it."""
        return with_id(self.subject(subject, table), subject, self.language)

    def name(self, id: str) -> str:
        """The name of a unit, or the id of one that has none."""
        return self.names["units"].get(id, id)

    def end(self, id: str) -> str:
        """The name of a unit at the end of a line; an id that no unit has is told as such."""
        if id in self.names["units"]:
            return self.names["units"][id]
        return f"“{id}”（编号不存在）" if self.language == "zh" else f"{id} (no such unit)"

    def label(self, kind: str) -> str:
        """What the profile calls a kind."""
        return label(self.profile, kind, self.language)

    def table(self, table: str) -> str:
        """What a table is called."""
        if table == "org":
            return "文件信息" if self.language == "zh" else "file"
        return ROWS[table].zh if self.language == "zh" else table

    def called(self, table: str, id: str) -> str:
        """A row with an id of its own by what it is called and that id; the id alone where it is called nothing else."""
        return with_id(self.names.get(table, {}).get(id, id), id, self.language)

    def key(self, table: str, key: Sequence[str]) -> str:
        """The row of a key: one with an id of its own by that and its name, any other by what its key names."""
        columns = ROWS[table].keys if table in ROWS else ()
        if len(columns) < 2:
            return self.called(table, key[0]) if columns else " ".join(key)
        return " ".join(self.value(value, column) for column, value in zip(columns, key, strict=True))

    def heading(self, table: str, column: str) -> str:
        """A column's heading in the language of the text; one of the user's own as it stands."""
        field = ROWS[table].model_fields.get(column)
        if field is None:
            return column
        if self.language == "zh":
            return field.title or column
        return HEADINGS_EN.get(column, column.replace("_", " "))

    def value(self, value: object, column: str) -> str:
        """A value as text: days and closed values in words, kinds by their label, rows by what they are called."""
        if isinstance(value, float):
            return f"{value:g}"
        if isinstance(value, date):
            return day_words(value, self.language)
        text = str(value)
        if column in REFERENCES and isinstance(value, str):
            comma = "、" if self.language == "zh" else ", "
            return comma.join(self._referred(id.strip(), column) for id in value.split(";"))
        if column in LABELLED and (known := self.profile.any_label(text, self.language)) != text:
            return known
        word = closed.said(value, column, self.language)
        return word or (self.label(text) if column in LABELLED else text)

    def _referred(self, id: str, column: str) -> str:
        """The row that an id in a column stands for, or what the profile calls it."""
        for table in REFERENCES[column]:
            if id in self.names.get(table, {}):
                return self.names[table][id]
        return self.label(id) if column in ("function", "functions", "parent") else id


def _names(orgs: Iterable[Org], ids: set[str], language: str) -> dict[str, dict[str, str]]:
    """What the rows with these ids are called; the last org that has a row names it."""
    names: dict[str, dict[str, str]] = {table: {} for table in CALLED}
    for org in orgs:
        for table, found in called(derive(org), ids, language).items():
            names[table] |= found
    return names


def _own(edit: Edit, profile: Profile, units: Mapping[str, str], language: str) -> str:
    """What an edit itself calls the row that it is about; empty where it does not say."""
    row = edit.before or edit.after or {}
    if edit.table != "posts":
        return str(row.get(NAMING[edit.table]) or "")
    unit, role = row.get("unit"), row.get("role")
    return post_called(profile, units.get(unit, unit), role, language) if unit and role else ""


def _ends(subject: str) -> tuple[str, str, str]:
    """The parts of a subject that names two rows, ``low>high:kind``; what is missing is empty."""
    low, _, rest = subject.partition(">")
    high, _, kind = rest.rpartition(":")
    return low, high, kind


def _ids(cells: Mapping[str, Any]) -> Iterator[str]:
    """Every word of a row that may be an id: its texts, and the parts of what lists several."""
    for column, value in cells.items():
        if isinstance(value, str):
            yield from (id.strip() for id in value.split(";")) if column in REFERENCES else (value,)
