"""Text that runs down, for programs that can only set lines: one row of characters under the other."""

from orgmodel.scene import Box
from orgmodel.scene.text import cells, upright


def rows(box: Box) -> list[str]:
    """The lines of a box; where they run down, row by row, the first column at the right.

    >>> rows(Box("a", "vertical", 0, 0, 10, 30, ("城关分局", "支部"), 9.0, "down"))
    ['支城', '部关', '\u3000分', '\u3000局']
    """
    if not box.vertical:
        return list(box.lines)
    columns = [[upright(c) for c in cells(line)] for line in box.lines]
    count = max(map(len, columns), default=0)
    return ["".join(c[i] if i < len(c) else "\u3000" for c in reversed(columns)) for i in range(count)]
