"""Long lists as lines that fit a page: the rest of a list stands under its beginning."""

from collections.abc import Sequence

from orgmodel.reports.columns import width

WIDTH = 110  # columns


def folded(head: str, parts: Sequence[str], language: str, indent: int = 0) -> list[str]:
    """A heading and its list, in as many lines as it takes; a part is never broken.

    >>> folded("措施：", ["甲1", "乙2"], "zh", 2)
    ['  措施：甲1、乙2']
    """
    comma = "、" if language == "zh" else ", "
    begin = " " * indent + head
    lines, at = [begin], width(begin)
    for n, part in enumerate(parts):
        text = part + (comma if n + 1 < len(parts) else "")
        if at + width(text.rstrip()) > WIDTH and not lines[-1].endswith(begin):
            lines.append(" " * width(begin))
            at = width(begin)
        lines[-1] += text
        at += width(text)
    return [line.rstrip() for line in lines]
