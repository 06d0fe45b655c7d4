"""Rows and cells in the words of people: rows by what they are called, kinds and levels by label, columns by heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from orgmodel.graph.labels import label
from orgmodel.model import ROWS, Edit, Org
from orgmodel.model.row import base_type, choices
from orgmodel.profiles import Profile

FIXED_WORDS = {
    "granted": ("已批准（同意）", "granted"), "needed": ("需征得同意", "needed"), "refused": ("不同意", "refused"),
    "active": ("在设", "active"), "dissolved": ("已撤销", "dissolved"), "budgeted": ("列入预算", "budgeted"),
    "temporary": ("临时性开支", "temporary"), "none": ("未列支", "none"), "in_force": ("有效", "in force"),
    "obsolete": ("过时", "obsolete"), "draft": ("拟稿", "draft"), "principal": ("主体责任", "principal"),
    "first": ("第一责任", "first"), "dual": ("一岗双责", "dual"), "accountable": ("负责", "accountable"),
    "responsible": ("承办", "responsible"), "consulted": ("征求意见", "consulted"), "informed": ("告知", "informed"),
    "periodic": ("定期", "periodic"), "ad_hoc": ("不定期", "ad hoc"), "basic": ("基本指数", "basic"),
    "feature": ("特征指数", "feature"), "True": ("是", "yes"), "False": ("否", "no"),
}  # fmt: skip
HEADINGS_EN = {
    "full_time_staff": "full-time staff", "effective_staff": "staff in effect", "pool": "full-time posts to allot",
    "age_lt40": "staff under 40", "age_40_45": "staff of 40 to 45", "age_ge46": "staff of 46 and over",
    "budget_planned": "planned funding", "budget_paid": "funding paid", "seats_filled": "seats filled",
    "term_start": "start of term", "full_time": "full-time",
}  # fmt: skip
LABELLED = ("kind", "level", "role", "function")  # columns that hold names of the profile
FIXED = {
    column
    for row in ROWS.values()
    for column, field in row.model_fields.items()
    if choices(row, column) or base_type(field.annotation) is bool
}  # columns of fixed words
_UNIT = ("units",)
REFERENCES = {
    **dict.fromkeys(("host", "subordinate", "superior", "management", "unit", "target", "owner"), _UNIT),
    **dict.fromkeys(("shared_with", "members"), _UNIT),
    **dict.fromkeys(("holder",), ("units", "posts")),
    **dict.fromkeys(("post",), ("posts",)),
    **dict.fromkeys(("function", "functions", "parent"), ("functions",)),
    **dict.fromkeys(("implements", "supersedes", "conflicts_with"), ("documents",)),
}  # column that holds ids -> the tables in which they are found
CALLED = {
    t: c for t, row in ROWS.items() if row.keys == ("id",) for c in ("item", "name") if c in row.model_fields
}
Names = Mapping[str, Mapping[str, str]]  # table -> id -> what the row is called


def row_names(
    orgs: Sequence[Org],
    edits: Sequence[Edit],
    profile: Profile,
    language: str,
    besides: Iterable[Mapping[str, Any]] = (),
) -> Names:
    """What the rows are called that edits speak of, and those that cells ``besides`` them name.

    Of a large org these are few. The last org that has a row names it.
    """
    told = {id for e in edits for id in e.key} | {id for cells in besides for id in _ids(cells)}
    told |= {id for e in edits for side in (e.before, e.after) for id in _ids(side or {})}
    posts = _posts(orgs, told)
    told |= {unit for _, unit, _ in posts}
    out: dict[str, dict[str, str]] = {}
    for table, column in CALLED.items():
        out[table] = {id: name for org in orgs for id, name in _found(org, table, told, "id", column) if name}
    for edit in edits:
        for side in (edit.before, edit.after) if edit.table in CALLED else ():
            if side and (name := side.get(CALLED[edit.table])):
                out[edit.table].setdefault(edit.key[0], str(name))
            elif edit.table == "posts" and side:
                posts.append((edit.key[0], str(side.get("unit", "")), str(side.get("role", ""))))
    of = "的" if language == "zh" else ": "
    units = out["units"]
    out["posts"] = {
        id: f"{units.get(unit, unit)}{of}{label(profile, role, language)}" for id, unit, role in posts
    }
    return out


def _ids(side: Mapping[str, Any]) -> Iterator[str]:
    """Every word of a row that may be an id: its texts, and the parts of what lists several."""
    for column, value in side.items():
        if isinstance(value, str):
            yield from value.split(";") if column in REFERENCES else (value,)


def _posts(orgs: Iterable[Org], told: set[str]) -> list[tuple[str, str, str]]:
    return [row for org in orgs for row in _found(org, "posts", told, "id", "unit", "role")]


def _found(org: Org, table: str, told: set[str], *columns: str) -> Iterator[tuple[Any, ...]]:
    """These columns of the rows of a table whose ids are among those told."""
    data = org.tables[table]
    if len(data):
        ids = pl.Series(sorted(told), dtype=pl.String).implode()
        yield from data.filter(pl.col("id").is_in(ids)).select(columns).iter_rows()


class RowWords:
    """What rows and cells are called in one language."""

    def __init__(self, profile: Profile, names: Names, language: str) -> None:
        self.profile, self.names, self.language = profile, names, language

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
        name = self.names.get(table, {}).get(id, id)
        if name == id:
            return id
        return f"{name}（{id}）" if self.language == "zh" else f"{name} ({id})"

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
        """A value as text: fixed words and kinds by their label, rows by what they are called."""
        if isinstance(value, float):
            return f"{value:g}"
        text = str(value)
        if column in REFERENCES and isinstance(value, str):
            comma = "、" if self.language == "zh" else ", "
            return comma.join(self._referred(id.strip(), column) for id in value.split(";"))
        if column in LABELLED and (called := self.label(text)) != text:
            return called
        if column in FIXED:
            zh, en = FIXED_WORDS.get(text, (self.label(text), text.replace("_", " ")))
            return zh if self.language == "zh" else en
        return text

    def _referred(self, id: str, column: str) -> str:
        """The row that an id in a column stands for, or what the profile calls it."""
        for table in REFERENCES[column]:
            if id in self.names.get(table, {}):
                return self.names[table][id]
        return self.label(id) if column in ("function", "functions", "parent") else id
