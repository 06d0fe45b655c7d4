"""Rows and cells in the words of people: units by name, kinds and levels by label, columns by heading."""

from collections.abc import Iterable, Mapping, Sequence

from orgmodel.graph.labels import label
from orgmodel.model import ROWS, Edit, Org
from orgmodel.profiles import Profile

VALUES_ZH = {
    "granted": "已批准（同意）", "needed": "需征得同意", "refused": "不同意", "active": "在设", "dissolved": "已撤销",
    "budgeted": "列入预算", "temporary": "临时性开支", "none": "未列支", "in_force": "有效", "obsolete": "过时", "draft": "拟稿",
    "principal": "主体责任", "first": "第一责任", "dual": "一岗双责", "accountable": "负责", "responsible": "承办",
    "consulted": "征求意见", "informed": "告知", "True": "是", "False": "否",
}  # fmt: skip
LABELLED = ("kind", "level", "role", "function")  # columns that hold names of the profile
UNITS = (
    "host",
    "subordinate",
    "superior",
    "management",
    "unit",
    "holder",
    "target",
)  # columns that hold ids of units


def unit_names(orgs: Iterable[Org], edits: Iterable[Edit] = ()) -> dict[str, str]:
    """Id -> name of the units of some orgs, and of those that edits add or take away."""
    sides = (side for e in edits if e.table == "units" for side in (e.before, e.after) if side)
    names = {str(side["id"]): str(side["name"]) for side in sides}
    return names | {id: name for org in orgs for id, name in org.units.select("id", "name").iter_rows()}


class RowWords:
    """What rows and cells are called in one language."""

    def __init__(self, profile: Profile, names: Mapping[str, str], language: str) -> None:
        self.profile, self.names, self.language = profile, names, language

    def name(self, id: str) -> str:
        """The name of a unit, or the id of one that has none."""
        return self.names.get(id, id)

    def label(self, kind: str) -> str:
        """What the profile calls a kind."""
        return label(self.profile, kind, self.language)

    def table(self, table: str) -> str:
        """What a table is called."""
        if table == "org":
            return "文件信息" if self.language == "zh" else "file"
        return ROWS[table].zh if self.language == "zh" else table

    def key(self, table: str, key: Sequence[str]) -> str:
        """The row of a key: one with an id of its own by that, any other by what its key names."""
        columns = ROWS[table].keys if table in ROWS else ()
        if len(columns) < 2:
            return " ".join(key)
        return " ".join(self.value(value, column) for column, value in zip(columns, key, strict=True))

    def heading(self, table: str, column: str) -> str:
        """A column's heading in the language of the text."""
        field = ROWS[table].model_fields.get(column)
        return (field.title if field and self.language == "zh" else None) or column

    def value(self, value: object, column: str) -> str:
        """A value as text; kinds and levels by their label, units by name."""
        if self.language == "zh" and str(value) in VALUES_ZH:
            return VALUES_ZH[str(value)]
        if isinstance(value, float):
            return f"{value:g}"
        if isinstance(value, str) and column in LABELLED:
            return self.label(value)
        return self.name(value) if isinstance(value, str) and column in UNITS else str(value)
