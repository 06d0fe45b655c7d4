"""What can be wrong with what a user gave us, said so that the user can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 50  # problems printed in full; all are counted


class OrgWarning(UserWarning):
    """Something odd in an org file that does not stop the reading (an unknown column, say)."""


class OrgError(Exception):
    """Bad input or usage: the command line prints it and leaves with exit code 2."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place of a file: the value, what is allowed, and the remedy."""

    what: str
    file: str = ""
    table: str = ""
    row: int | None = None  # 1 = the first row below the heading, or the first list item
    line: int | None = None  # line of a text file, row of a sheet
    column: str = ""
    value: str = ""
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.table:
            place.append(self.table)
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column:
            place.append(f"column {self.column}")
        text = f"{', '.join(p for p in place if p)}: {self.what}" if any(place) else self.what
        if self.value:
            text += f": {self.value!r}"
        if self.allowed:
            text += f"; allowed: {self.allowed}"
        if self.remedy:
            text += f". {self.remedy}"
        return text


class BadInput(OrgError):
    """Every problem of a file at once; the first 50 are shown, all are counted.

    ``more`` counts problems of the same kind that were found but not spelled out (a column of a million wrong
    cells, say).
    """

    def __init__(self, problems: Sequence[Problem], more: int = 0) -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [str(p) for p in self.problems[:SHOWN]]
        total = len(self.problems) + self.more
        if total > len(lines):
            lines.append(f"... and {total - len(lines)} more problems ({total} in all)")
        return "\n".join(lines)


class EditConflict(OrgError):
    """Edits or a plan that were made for another org; names the rows that differ."""
