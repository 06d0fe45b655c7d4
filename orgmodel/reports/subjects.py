"""What a finding speaks of, by name: a unit, a line, or any other row of the org file."""

from orgmodel.graph.labels import label
from orgmodel.model import ROWS, Org
from orgmodel.profiles import of

NAMES = ("name", "item")  # columns that say what a row is called, the first that it has


class Subjects:
    """The subjects of one org in ``zh`` or ``en``."""

    def __init__(self, org: Org, language: str) -> None:
        self.org, self.language, self.profile = org, language, of(org)
        self._units = dict(org.units.select("id", "name").unique("id", keep="first").iter_rows())
        self._others: dict[str, dict[str, str]] = {}

    def name(self, subject: str, table: str = "units") -> str:
        """What a subject is called; ``table`` is that in which it is found. Its own word where it has no other.

        A line is told by its two ends and its kind, a post by its unit and its role.
        """
        if subject in self._units:
            return self._units[subject] or subject
        low, found, rest = subject.partition(">")
        high, _, kind = rest.rpartition(":")
        if found and low in self._units and high:
            ends = f"{self._units[low]} → {self._units.get(high, high)}"
            said = label(self.profile, kind, self.language)
            return f"{ends}（{said}）" if self.language == "zh" else f"{ends} ({said})"
        return self._rows(table).get(subject, subject)

    def both(self, subject: str, table: str = "units") -> str:
        """What a subject is called, with the id by which the file knows it."""
        name = self.name(subject, table)
        if name == subject:
            return subject
        return f"{name}（{subject}）" if self.language == "zh" else f"{name} ({subject})"

    def _rows(self, table: str) -> dict[str, str]:
        """Id -> what each row of a table is called."""
        if table not in self._others:
            self._others[table] = dict(self._called(table))
        return self._others[table]

    def _called(self, table: str) -> list[tuple[str, str]]:
        data = self.org.tables.get(table)
        if data is None or ROWS[table].keys != ("id",):
            return []
        if table == "posts":
            rows = data.select("id", "unit", "role").iter_rows()
            return [
                (id, f"{self._units.get(unit, unit)} {label(self.profile, role, self.language)}")
                for id, unit, role in rows
            ]
        for column in NAMES:
            if column in data.columns:
                return [(id, name) for id, name in data.select("id", column).iter_rows() if name]
        return []
