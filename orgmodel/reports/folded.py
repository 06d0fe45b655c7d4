"""Long lists as lines that fit a page: the rest of a list stands under its beginning."""

from collections.abc import Sequence

from orgmodel.reports.columns import width

WIDTH = 110  # columns
HANGING = 14  # columns by which the further lines are set in at most


def folded(head: str, parts: Sequence[str], language: str, indent: int = 0) -> list[str]:
    """A heading and its list, in as many lines as it takes; a part is never broken.

    >>> folded("措施：", ["甲1", "乙2"], "zh", 2)
    ['  措施：甲1、乙2']
    """
    comma = "、" if language == "zh" else ", "
    begin = " " * indent + head
    further = " " * min(width(begin), indent + HANGING)
    lines, empty = [begin], True
    for n, part in enumerate(parts):
        text = part + (comma if n + 1 < len(parts) else "")
        if width(lines[-1] + text.rstrip()) > WIDTH and not empty:
            lines.append(further)
        lines[-1] += text
        empty = False
    return [line.rstrip() for line in lines]
