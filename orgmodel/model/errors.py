"""What can be wrong with what a user gave us, said so that the user can mend it.

``str`` of each gives the English text, ``text`` that of either language; ``language`` is the one of the file, where it was
known when the error was found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 50  # problems printed in full; all are counted


class _Told(Exception):
    """What is told to a user, in ``language`` unless another is asked for."""

    def __init__(self, text: str, language: str = "") -> None:
        super().__init__(text)
        self.language = language

    def text(self, language: str) -> str:
        """The message in ``zh`` or ``en``."""
        from orgmodel.model.tongues import said

        return said(str(self), language)


class OrgWarning(_Told, UserWarning):
    """Something odd in an org file that does not stop the reading (an unknown column, say)."""


class OrgError(_Told):
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

    def text(self, language: str) -> str:
        """The problem in ``zh`` or ``en``.

        >>> Problem("is missing", "a.csv", "units", 3, 4, "id").text("zh")
        'a.csv，“单位”表，第3条记录（第4行），列“编号（id）”：未填写。'
        """
        if language != "zh":
            return str(self)
        from orgmodel.model.tongues import listed, said

        place = "，".join(p for p in self._place_zh() if p)
        text = f"{place}：{said(self.what, 'zh')}" if place else said(self.what, "zh")
        if self.value:
            text += f"（“{repr(self.value)[1:-1]}”）"
        if self.allowed:
            text += f"；允许：{listed(self.allowed, 'zh')}"
        text = text if text.endswith(("。", "？")) else f"{text}。"
        return text + said(self.remedy, "zh")

    def _place_zh(self) -> list[str]:
        from orgmodel.model.tongues import heading, said, table

        line = f"第{self.line}行" if self.line is not None else ""
        if self.row is not None:
            line = f"第{self.row}条记录" + (f"（{line}）" if line else "")
        column = f"{'列' if self.table else '项'}“{heading(self.table, self.column)}”"
        file = said(self.file, "zh") if self.file.startswith(("standard ", "profile ")) else self.file
        return [file, table(self.table) if self.table else "", line, column if self.column else ""]


class BadInput(OrgError):
    """Every problem of a file at once; the first 50 are shown, all are counted.

    ``more`` counts problems of the same kind that were found but not spelled out (a column of a million wrong
    cells, say).
    """

    def __init__(self, problems: Sequence[Problem], more: int = 0, language: str = "") -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__(str(self), language)

    def __str__(self) -> str:
        lines = [str(p) for p in self.problems[:SHOWN]]
        total = len(self.problems) + self.more
        if total > len(lines):
            lines.append(f"... and {total - len(lines)} more problems ({total} in all)")
        return "\n".join(lines)

    def text(self, language: str) -> str:
        """Every problem in ``zh`` or ``en``."""
        if language != "zh":
            return str(self)
        lines = [p.text("zh") for p in self.problems[:SHOWN]]
        total = len(self.problems) + self.more
        if total > len(lines):
            lines.append(f"……另有{total - len(lines)}个问题（共{total}个）")
        return "\n".join(lines)


class EditConflict(OrgError):
    """Edits or a plan that were made for another org; names the rows that differ."""
