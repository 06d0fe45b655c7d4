"""What tables, columns and facts are called: English names and Chinese headings, both understood everywhere."""

from collections.abc import Iterable, Sequence
from typing import Any

from orgmodel.model import ROWS, closed
from orgmodel.model.org import FACTS
from orgmodel.model.rows import CONTROL
from orgmodel.profiles import Profile

FACTS_TABLE = "org"
FACTS_ZH = "概况"
VERSION_KEY = "orgmodel"
FACT_ZH = {
    VERSION_KEY: "格式版本",
    "name": "名称",
    "as_of": "截至日期",
    "profile": "配置",
    "language": "语言",
    "note": "备注",
}
PAIR_ZH = {"key": "项目", "value": "内容"}


def same(name: str) -> str:
    """The form in which two headings are compared: without spaces, case and the mark of a required column.

    >>> same(" ID* ")
    'id'
    """
    return "".join(name.split()).rstrip("*＊").casefold()


def _index(names: dict[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name in names:
        out.setdefault(same(name), name)
    for name, zh in names.items():
        out.setdefault(same(zh), name)
    return out


def fact_names() -> dict[str, str]:
    """Every name of a fact -> the fact."""
    return _index({f: FACT_ZH.get(f, f) for f in (VERSION_KEY, *FACTS)})


def table_names() -> dict[str, str]:
    """Every name of a table -> the table, the facts of the document included."""
    return _index({**{t: row.zh for t, row in ROWS.items()}, FACTS_TABLE: FACTS_ZH})


def titles(table: str, profile: Profile | None) -> dict[str, str]:
    """Column -> Chinese heading of a table; of units also the line kinds that may be written as a column."""
    if table == FACTS_TABLE:
        return dict(PAIR_ZH)
    out = {name: info.title or name for name, info in ROWS[table].model_fields.items()}
    if table == "units" and profile:
        for kind in shorthand(profile):
            out[kind] = profile.lines[kind].zh
    return out


def columns(table: str, profile: Profile | None) -> dict[str, str]:
    """Every heading of a table -> the column it means."""
    return _index(titles(table, profile))


def shorthand(profile: Profile) -> tuple[str, ...]:
    """The line kinds that may be written as a column of units: one superior a unit, and no column of that name."""
    taken = {same(f) for f in ROWS["units"].model_fields}
    return tuple(k for k in profile.single if same(k) not in taken)


def labels(table: str, names: Sequence[str], language: str, profile: Profile | None) -> list[str]:
    """The headings to write over these columns in ``zh`` or ``en``; each is read back as the same column."""
    if language != "zh":
        return list(names)
    zh, known = titles(table, profile), columns(table, profile)
    return [zh[n] if n in zh and known.get(same(zh[n])) == n else n for n in names]


def codes(table: str, profile: Profile) -> dict[str, dict[str, str]]:
    """Column -> Chinese label -> name, of the columns of a table that hold names of the profile.

    A file may give either; a label that is a name too means that name, one of two names means the later one.
    """
    levels = {level.zh: level.name for level in profile.levels}
    kinds = {kind.zh: name for name, kind in profile.kinds.items()}
    lines = {kind.zh: name for name, kind in profile.lines.items()}
    roles = {post.zh: post.role for post in profile.posts}
    held = {
        "units": {"kind": kinds, "level": levels},
        "lines": {"kind": lines},
        "requirements": {"kind": kinds, "level": levels},
        "posts": {"role": roles},
        "reviews": {"level": levels},
    }.get(table, {})
    names = {column: set(given.values()) for column, given in held.items()}
    return {c: {zh: name for zh, name in given.items() if zh not in names[c]} for c, given in held.items()}


def cell_labels(table: str, language: str, profile: Profile | None) -> dict[str, dict[Any, str]]:
    """Column -> name or closed value -> the Chinese word to write for it; only words that are read back as the same."""
    if language != "zh":
        return {}
    named: dict[str, dict[Any, str]] = {
        column: {name: zh for zh, name in given.items() if zh and zh == zh.strip() and not CONTROL.search(zh)}
        for column, given in (codes(table, profile) if profile else {}).items()
    }
    return named | closed.labels(table)


def offered(table: str, language: str) -> dict[str, list[str]]:
    """Column -> the words to choose from, of the columns of a table that hold nothing else."""
    if language == "zh":
        return {column: list(words.values()) for column, words in closed.labels(table).items()}
    return {c: list(words) for c in ROWS[table].model_fields if (words := closed.values(ROWS[table], c))}


def sheet_name(table: str, language: str) -> str:
    """The name of a table in the language of the org."""
    zh = FACTS_ZH if table == FACTS_TABLE else ROWS[table].zh
    return zh if language == "zh" else table


def both_names() -> list[str]:
    """The tables by their English and Chinese names."""
    return [*(f"{t} {row.zh}" for t, row in ROWS.items()), f"{FACTS_TABLE} {FACTS_ZH}"]


def listed(names: Iterable[str]) -> str:
    """Names in one line of a message."""
    return ", ".join(names)
