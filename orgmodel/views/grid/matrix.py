"""A table of rows and columns with coloured cells, whatever its rows and columns are, and how two of them compare."""

from dataclasses import dataclass, field, replace

from orgmodel.views._table import Words

CARRIED = {"cell-full", "cell-part", "elsewhere", "half"}
SHORT = {
    "cell-full": "●",
    "cell-part": "◐",
    "elsewhere": "○",
    "half": "◑",
    "added": "●",
    "changed": "●",
    "removed": "—",
}


@dataclass(frozen=True)
class Row:
    """A line of the table; ``upper`` where others stand below it, ``cells`` False for a mere heading."""

    id: str
    name: str
    depth: int
    parent: str = ""
    upper: bool = False
    cells: bool = True


@dataclass(frozen=True)
class Column:
    """A column; one that is ``apart`` stands behind a gap."""

    id: str
    name: str
    apart: bool = False


@dataclass(frozen=True)
class Cell:
    """Class and text of a cell; ``brief`` is a text that stays in a narrow column."""

    cls: str
    text: str = ""
    brief: str = ""

    def short(self) -> str:
        """What a narrow column shows."""
        return self.brief or SHORT.get(self.cls, "")


Cells = dict[tuple[str, str], Cell]  # row and column -> cell


@dataclass
class Matrix:
    """What is drawn: cells and facts of the note by show."""

    what: str
    title: str  # of the column of names
    rows: list[Row]
    columns: list[Column]
    cells: dict[str, Cells]
    facts: dict[str, list[str]]
    words: Words = field(default_factory=dict)


def compared(old: Cells, new: Cells, lost: str) -> Cells:
    """The cells of the new table, with what changed said by their classes; ``lost`` is the text of a new hole."""
    out: Cells = {}
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key, Cell("cell-blank")), new.get(key, Cell("cell-blank"))
        if was == now:
            cell = now
        elif now.cls in CARRIED:
            cell = replace(now, cls="changed" if was.cls in CARRIED else "added")
        elif now.cls == "cell-none":
            cell = replace(now, text=lost, brief="")
        elif was.cls in CARRIED or was.cls == "cell-none":
            cell = Cell("removed", was.text or "—")
        else:
            cell = now
        out[key] = cell
    return out


def in_order(parents: dict[str, str]) -> list[tuple[str, int]]:
    """Ids with their depth, superiors before subordinates; ``parents`` names none with the empty string.

    An id whose superior is not among the ids is a top. What only hangs in a circle follows at the end.

    >>> in_order({"b": "a", "a": "", "c": "b"})
    [('a', 0), ('b', 1), ('c', 2)]
    """
    kids: dict[str, list[str]] = {}
    for id, parent in parents.items():
        kids.setdefault(parent if parent in parents and parent != id else "", []).append(id)
    out: list[tuple[str, int]] = []
    seen: set[str] = set()
    for start in [*kids.get("", []), *parents]:
        stack = [(start, 0)] if start not in seen else []
        while stack:
            id, depth = stack.pop()
            if id in seen:
                continue
            seen.add(id)
            out.append((id, depth))
            stack += [(k, depth + 1) for k in reversed(kids.get(id, []))]
    return out
