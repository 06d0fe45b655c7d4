"""Rows of cells as lines of text in which Chinese and Latin stand under each other."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns that a text takes on a terminal; a Chinese character takes two.

    >>> width("市局 ab")
    7
    """
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def pad(text: str, columns: int) -> str:
    """The text filled up with blanks to this many columns.

    >>> pad("市局", 6) + "|"
    '市局  |'
    """
    return text + " " * (columns - width(text))


def aligned(rows: Sequence[Sequence[str]], indent: int = 0) -> list[str]:
    """Rows as lines whose cells stand under each other.

    >>> aligned([["a", "1"], ["市局", "2"]])
    ['a     1', '市局  2']
    """
    widths = [max(width(r[i]) for r in rows if i < len(r)) for i in range(max(map(len, rows), default=0))]
    return [
        " " * indent + "  ".join([*(pad(c, widths[i]) for i, c in enumerate(row[:-1])), *row[-1:]]).rstrip()
        for row in rows
    ]
