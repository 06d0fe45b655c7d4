"""What is wrong with a file, told in Chinese: the code writes English, ``problems.zh.yaml`` holds what stands for it.

An entry is an English text as it stands in the code, ``{}`` for each part that is filled in, and its Chinese with ``{}``, or
``{0}``, ``{1}`` in another order. ``{0:said}`` says a part that may itself be such a text, ``{0:word}`` one that must be; ``{0:listed}`` shows a list of names, ``{0:some}`` such a list or the
word for none, ``{0:hinted}`` one in which hints follow names; ``{0:table}`` and ``{0:column}`` show names of the schema,
``{0:about}`` what a column means, ``{0:place}`` a file with its table, ``{0:more}`` a value that further texts follow after
a semicolon. A text without an entry is told in English.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "problems.zh.yaml"
_BLANK = re.compile(r"\{(\d*)(?::(\w+))?\}")
_QUOTED = re.compile(r"'[^']*'(?:, '[^']*')*")


@dataclass(frozen=True)
class Saying:
    """One entry: the pattern of its English, how much of that is fixed, and the Chinese."""

    pattern: re.Pattern[str]
    fixed: int
    zh: str

    def told(self, parts: tuple[str, ...]) -> str | None:
        """The Chinese with these parts filled in; None where one of them lacks an entry that it must have."""
        places = iter(range(len(parts)))
        if any(b[2] == "word" and not _found(parts[int(b[1] or 0)]) for b in _BLANK.finditer(self.zh)):
            return None

        def filled(blank: re.Match[str]) -> str:
            number = int(blank[1]) if blank[1] else next(places)
            return _part(parts[number], blank[2] or "")

        return _BLANK.sub(filled, self.zh)


def said(text: str, language: str) -> str:
    """A text in ``zh`` or ``en``; line by line where there is no entry for the whole.

    >>> said("is larger than the 10 bytes allowed", "zh")
    '超出允许的10字节'
    >>> said("is larger than the 10 bytes allowed", "en")
    'is larger than the 10 bytes allowed'
    """
    if language != "zh" or not text.strip():
        return text
    found = _found(text.strip())
    if found is None and "\n" in text:
        lines = text.split("\n")
        return "\n".join(line[: len(line) - len(line.lstrip())] + said(line.strip(), "zh") for line in lines)
    return text if found is None else found


def listed(text: str, language: str) -> str:
    """What a list in words allows: closed values with their words, part by part where each has an entry, or as names.

    >>> listed("a number, 0 or more, at most one decimal", "zh")
    '数值、不小于0、至多一位小数'
    """
    if language != "zh":
        return text
    from orgmodel.model.closed import told as closed

    whole = closed(text) or _sayings()[0].get(text)
    parts = [_found(part) for part in text.split(", ")]
    if whole is None and len(parts) > 1 and all(parts):
        return "、".join(part or "" for part in parts)
    return whole or _part(text, "some")


def heading(table: str, column: str) -> str:
    """A column by its Chinese heading, with its name where that is what stands in the file.

    >>> heading("units", "staff"), heading("单位", "在职人数"), heading("units", "mine")
    ('在职人数（staff）', '在职人数', 'mine')
    """
    from orgmodel.model.rows import ROWS

    row = next((r for name, r in ROWS.items() if table in (name, r.zh)), None)
    info = row.model_fields.get(column) if row else None
    return f"{info.title}（{column}）" if info and info.title else column


def table(name: str) -> str:
    """A table by its Chinese name."""
    from orgmodel.model.rows import ROWS

    return f"“{ROWS[name].zh if name in ROWS else name}”表"


def _found(text: str) -> str | None:
    whole, sayings = _sayings()
    if text in whole:
        return whole[text]
    for saying in sayings:
        if (match := saying.pattern.fullmatch(text)) and (told := saying.told(match.groups())):
            return told
    return None


@cache
def entries() -> dict[str, dict[str, str]]:
    """The entries of each section: English text -> Chinese."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, dict[str, str]] = yaml.load(
        files(__package__).joinpath(FILE).read_text("utf-8"), Loader=loader
    )
    return data


@cache
def _sayings() -> tuple[dict[str, str], list[Saying]]:
    """The texts without parts, and all others, those of which most is fixed first."""
    whole: dict[str, str] = {}
    sayings: list[Saying] = []
    for section in entries().values():
        for en, zh in section.items():
            fixed = en.split("{}")
            if len(fixed) == 1:
                whole[en] = zh
                continue
            lines = re.DOTALL if "\n" in en else re.NOFLAG  # a part does not go past its line
            pattern = re.compile("(.*?)".join(map(re.escape, fixed)), lines)
            sayings.append(Saying(pattern, sum(map(len, fixed)), zh))
    return whole, sorted(sayings, key=lambda s: -s.fixed)


def _part(text: str, way: str) -> str:
    if way in ("said", "word"):
        return said(text.strip(), "zh") if _found(text.strip()) else _plain(text)
    if way == "some" and (found := _found(text)):
        return found
    if way in ("some", "listed", "hinted"):
        hinted = way == "hinted"
        return "、".join(_part(p, "said" if hinted and p.endswith(")") else "") for p in text.split(", "))
    if way == "table":
        return "、".join(map(table, text.split(", ")))
    if way == "column":
        return "、".join(_column(part) for part in text.split(", "))
    if way == "about":
        return _abouts().get(text, text)
    if way == "place":
        file, _, last = text.rpartition(", ")
        return f"{file}，{table(last)}" if file else text
    if way == "more":
        value, *more = text.split("; ")
        return "；".join([said(value, "zh") if value == "nothing" else value, *(said(m, "zh") for m in more)])
    return _plain(text)


def _plain(text: str) -> str:
    """A part as it stands; what Python put in quotation marks in Chinese ones."""
    if _QUOTED.fullmatch(text):
        return "、".join(f"“{part}”" for part in text[1:-1].split("', '"))
    return f"“{text[1:-1]}”" if len(text) > 1 and text[0] == text[-1] == '"' else text


def _column(name: str) -> str:
    from orgmodel.model.rows import ROWS

    found = next((h for t in ROWS if (h := heading(t, name)) != name), name)
    return f"“{found}”"


@cache
def _abouts() -> dict[str, str]:
    """What each column means, English -> Chinese."""
    from orgmodel.model.rows import ROWS

    out: dict[str, str] = {}
    for row in ROWS.values():
        for info in row.model_fields.values():
            extra = info.json_schema_extra
            if info.description and isinstance(extra, dict):
                out.setdefault(info.description, str(extra["about_zh"]))
    return out
