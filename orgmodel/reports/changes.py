"""What changed from one org to another: edits as data, and as sentences for people."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from orgmodel.graph.edited import sign, told
from orgmodel.graph.rowwords import RowWords
from orgmodel.model import Edit, Org
from orgmodel.profiles import Profile

WORDS = {
    "none": ("两个文件内容相同", "The two orgs are equal"),
    "summary": (
        "{table}：新增{added}项，删除{removed}项，变更{changed}项",
        "{table}: {added} added, {removed} removed, {changed} changed",
    ),
}


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
        said: dict[str, Any] = {"table": edit.table, "key": list(edit.key)}
        if edit.nth:
            said["nth"] = edit.nth
        return said | {
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
    words = RowWords.of_edits((before, after), edits, profile, language)
    counted = summary(edits) if summed else {}
    sums = [say("summary", table=words.table(table), **counts) for table, counts in counted.items()]
    return [*told(edits, words), *sums]
