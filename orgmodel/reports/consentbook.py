"""Lists with a column for the answer, as a workbook to fill in and print."""

import io
from collections.abc import Sequence

from orgmodel.reports.workbook import CELL, begun, dress, heighten

Cell = str | int | float | None
Sheet = tuple[str, str, Sequence[str], Sequence[int], Sequence[Sequence[Cell]], Sequence[str]]
NAME = 31  # characters that the name of a sheet may have


def book(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Sheets as a workbook: plan and part (the name of the sheet), headings, widths, rows, and the answers to choose from.

    The answers belong into the last column but one.
    """
    out = io.BytesIO()
    made, head = begun(out, title)
    figure = made.add_format({**CELL, "align": "center"})
    text = made.add_format({**CELL, "num_format": "@"})
    for plan, part, headings, widths, rows, answers in sheets:
        sheet = made.add_worksheet(_named(plan, part))
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        heighten(sheet, 0, headings, widths)
        for n, row in enumerate(rows, 1):
            heighten(sheet, n, row, widths)
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(n, column, value, text)
                else:
                    sheet.write(n, column, value, text if value is None else figure)
        dress(sheet, len(headings), len(rows), f"{title}  {plan} {part}")
        answer, last = len(headings) - 2, max(len(rows), 1)
        sheet.data_validation(1, answer, last, answer, {"validate": "list", "source": list(answers)})
    made.close()
    return out.getvalue()


def _named(plan: str, part: str) -> str:
    """The name of a sheet; of many plans the last are cut off, never what the sheet holds.

    >>> _named("balance, full, custom, alternative 1", "consents")
    'balance, full, custom… consents'
    """
    room = NAME - len(part) - 1
    return f"{plan if len(plan) <= room else plan[: room - 1] + '…'} {part}"
