"""What changed from one org to another: edits as data, and as sentences for people."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from orgmodel.model import Edit, Org
from orgmodel.profiles import Profile
from orgmodel.reports.rowwords import RowWords, row_names

WORDS = {
    "none": ("两个文件内容相同", "The two orgs are equal"),
    "summary": (
        "{table}：新增{added}项，删除{removed}项，变更{changed}项",
        "{table}: {added} added, {removed} removed, {changed} changed",
    ),
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
    "row=": ("{what}：{cells}", "{what}: {cells}"),
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


def summary(edits: Sequence[Edit]) -> dict[str, dict[str, int]]:
    """How many rows of each table were added, removed and changed."""
    counted = Counter((e.table, sign(e)) for e in edits)
    tables = dict.fromkeys(e.table for e in edits)
    return {
        t: {w: counted[t, s] for w, s in (("added", "+"), ("removed", "-"), ("changed", "="))} for t in tables
    }


def as_json(edits: Sequence[Edit]) -> dict[str, Any]:
    """Edits as plain data; ``nth`` tells rows with an equal key apart and is left out where it is 0."""

    def one(edit: Edit) -> dict[str, Any]:
        told: dict[str, Any] = {"table": edit.table, "key": list(edit.key)}
        if edit.nth:
            told["nth"] = edit.nth
        return told | {
            "before": None if edit.before is None else dict(edit.before),
            "after": None if edit.after is None else dict(edit.after),
        }

    return {"edits": [one(e) for e in edits], "summary": summary(edits)}


def sentences(
    before: Org, after: Org, profile: Profile, edits: Sequence[Edit], language: str, summed: bool = True
) -> list[str]:
    """One sentence a change; a line that ends and one of its kind that begins at the same unit are one change.

    ``summed`` adds the counts of each table.
    """
    nth = 0 if language == "zh" else 1

    def say(key: str, /, **values: object) -> str:
        return WORDS[key][nth].format(**values)

    if not edits:
        return [say("none")]
    words = RowWords(profile, row_names((before, after), edits, profile, language), language)
    counted = summary(edits) if summed else {}
    sums = [say("summary", table=words.table(table), **counts) for table, counts in counted.items()]
    return [*_Told(words, say).all(edits), *sums]


class _Told:
    """Sentences in one language."""

    def __init__(self, words: RowWords, say: Callable[..., str]) -> None:
        self.words, self.say, self.language = words, say, words.language

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
        if how == "=":
            return self.say("row=", what=self.what(edit), cells=self.cells(edit))
        if edit.table == "lines":
            return self.say(f"lines{how}", **self.ends(edit))
        if edit.table == "units":
            row = edit.after or edit.before or {}
            kind = self.words.label(row["kind"])
            return self.say(f"units{how}", kind=kind, name=row["name"], id=edit.key[0])
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
            return f"{ends['kind']} {ends['low']}→{ends['high']}"
        return self.words.name(edit.key[0]) if edit.table == "units" else self.words.key(edit.table, edit.key)

    def cells(self, edit: Edit) -> str:
        """The cells that differ."""
        old, new = edit.before or {}, edit.after or {}
        columns = [c for c in {**old, **new} if old.get(c) != new.get(c)]
        told = [self.become(self.words.heading(edit.table, c), old.get(c), new.get(c), c) for c in columns]
        return ("，" if self.language == "zh" else ", ").join(told)

    def become(self, heading: str, old: object, new: object, column: str) -> str:
        """What became of one cell."""
        key = "filled" if old is None else "emptied" if new is None else "cell"
        return self.say(
            key, column=heading, old=self.words.value(old, column), new=self.words.value(new, column)
        )
