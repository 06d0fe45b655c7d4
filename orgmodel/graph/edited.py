"""Edits as sentences: rows and cells in the words of people, a line that turns to another superior as one change."""

from collections.abc import Sequence

from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Edit

WORDS = {
    "units+": ("新增{kind}“{name}”（{id}）", "{kind} {name} ({id}) added"),
    "units-": ("撤销{kind}“{name}”（{id}）", "{kind} {name} ({id}) removed"),
    "lines+": ("新增{kind}：{low}→{high}", "{kind} added: {low} → {high}"),
    "lines-": ("解除{kind}：{low}→{high}", "{kind} ends: {low} → {high}"),
    "moved": (
        "{low}的{kind}由{old}调整至{high}",
        "{kind} of {low} moves from {old} to {high}",
    ),
    "row+": ("{table}新增“{key}”", "{table}: {key} added"),
    "row-": ("{table}删除“{key}”", "{table}: {key} removed"),
    "assignments+": ("{unit}承担{function}", "{unit} now carries {function}"),
    "assignments-": ("{unit}不再承担{function}", "{unit} no longer carries {function}"),
    "line": ("{kind} {low}→{high}", "{kind} {low} → {high}"),
    "row=": ("{what}：{cells}", "{what}: {cells}"),
    "within": ("{what}的{cells}", "{what} ({cells})"),
    "same": ("{what}保持不变", "{what} stays as it is"),
    "cell": ("{column}由“{old}”改为“{new}”", "{column} from {old} to {new}"),
    "filled": ("{column}填写为“{new}”", "{column} is now {new}"),
    "emptied": ("{column}由“{old}”改为空", "{column} {old} removed"),
    "fact": ("文件信息“{column}”", "{column} of the file"),
}
FACTS_ZH = {"name": "名称", "as_of": "日期", "profile": "配置", "language": "语言", "note": "备注"}
SIGN = {(False, True): "+", (True, False): "-", (True, True): "="}


def sign(edit: Edit) -> str:
    """``+`` for a row that is added, ``-`` for one that is removed, ``=`` for one that changes."""
    return SIGN[edit.before is not None, edit.after is not None]


def told(edits: Sequence[Edit], words: RowWords, within: bool = False) -> list[str]:
    """One sentence a change; a line that ends and one of its kind that begins at the same unit are one change.

    ``within`` makes clauses of them, which stand in a list within a sentence.
    """
    return _Told(words, within).all(edits)


class _Told:
    """Sentences in one language."""

    def __init__(self, words: RowWords, within: bool) -> None:
        self.words, self.language = words, words.language
        self.changed = "within" if within else "row="

    def say(self, key: str, /, **values: object) -> str:
        """One of the fixed texts."""
        return WORDS[key][0 if self.language == "zh" else 1].format(**values)

    def all(self, edits: Sequence[Edit]) -> list[str]:
        """The sentences in the order of the edits."""
        began: dict[tuple[str, str], list[Edit]] = {}
        ended: dict[tuple[str, str], list[Edit]] = {}
        for edit in edits:
            if edit.table == "lines" and sign(edit) in "+-":
                side = began if sign(edit) == "+" else ended
                side.setdefault((edit.key[0], edit.key[2]), []).append(edit)
        moved = {k: (ended[k][0], began[k][0]) for k in ended if len(ended[k]) == len(began.get(k, ())) == 1}
        out = []
        for edit in edits:
            pair = moved.get((edit.key[0], edit.key[-1])) if edit.table == "lines" else None
            if pair and edit is pair[0]:
                out.append(self.say("moved", **self.ends(pair[1]), old=self.words.end(edit.key[1])))
            elif not pair or edit is not pair[1]:
                out.append(self.one(edit))
        return out

    def ends(self, edit: Edit) -> dict[str, str]:
        """Both ends and the kind of a line."""
        low, high, kind = edit.key
        return {
            "low": self.words.end(low),
            "high": self.words.end(high),
            "kind": self.words.label(kind),
        }

    def one(self, edit: Edit) -> str:
        """One edit as a sentence."""
        how = sign(edit)
        if edit.table == "org":
            fact = edit.key[0]
            column = self.say("fact", column=FACTS_ZH[fact] if self.language == "zh" else fact)
            return self.become(column, (edit.before or {}).get("value"), (edit.after or {}).get("value"), "")
        if how == "=" and edit.table == "lines" and self.columns(edit) == ["superior"]:
            ends, high = self.ends(edit), self.words.end(str((edit.after or {})["superior"]))
            return self.say("moved", low=ends["low"], kind=ends["kind"], old=ends["high"], high=high)
        if how == "=":
            cells = self.cells(edit)
            return self.say(self.changed if cells else "same", what=self.what(edit), cells=cells)
        if edit.table == "lines":
            return self.say(f"lines{how}", **self.ends(edit))
        if edit.table == "units":
            row, id = edit.after or edit.before or {}, edit.key[0]
            kind = self.words.label(row["kind"]) if "kind" in row else self.words.table("units")
            return self.say(f"units{how}", kind=kind, name=row.get("name", id), id=id)
        if edit.table == "assignments":
            named = {c: self.words.value(id, c) for c, id in zip(("unit", "function"), edit.key, strict=True)}
            return self.say(f"assignments{how}", **named)
        return self.say(
            f"row{how}", table=self.words.table(edit.table), key=self.words.key(edit.table, edit.key)
        )

    def what(self, edit: Edit) -> str:
        """The row that changes, by name."""
        if edit.table == "lines":
            ends = self.ends(edit)
            return self.say("line", **ends)
        return self.words.name(edit.key[0]) if edit.table == "units" else self.words.key(edit.table, edit.key)

    def columns(self, edit: Edit) -> list[str]:
        """The columns whose cells differ."""
        old, new = edit.before or {}, edit.after or {}
        return [c for c in {**old, **new} if old.get(c) != new.get(c)]

    def cells(self, edit: Edit) -> str:
        """The cells that differ."""
        old, new = edit.before or {}, edit.after or {}
        cells = [
            self.become(self.words.heading(edit.table, c), old.get(c), new.get(c), c)
            for c in self.columns(edit)
        ]
        return ("，" if self.language == "zh" else ", ").join(cells)

    def become(self, heading: str, old: object, new: object, column: str) -> str:
        """What became of one cell."""
        key = "filled" if old is None else "emptied" if new is None else "cell"
        return self.say(
            key, column=heading, old=self.words.value(old, column), new=self.words.value(new, column)
        )
