"""Turns a page of the table into boxes and labels."""

from orgmodel.scene import Box, Font, Label, Paper
from orgmodel.scene.text import wide
from orgmodel.views._table import Parts, left, lines_of
from orgmodel.views._words import say as said
from orgmodel.views.grid.layout import AGAIN, BETWEEN, INDENT, PAD, SIZE, SMALL, Sheet
from orgmodel.views.grid.matrix import Cell, Cells, Column, Row

_INSET = 0.6  # mm between a cell and its row


def paint(
    sheet: Sheet, cells: Cells, present: set[str], paper: Paper, y: float, lang: str, font: Font
) -> Parts:
    """The parts of one show; rows that are not ``present`` in it stay empty."""
    parts = Parts()
    count = len(sheet.blocks)
    wide_ = count * sheet.frame.wide + (count - 1) * BETWEEN
    x = (paper.width - wide_) / 2
    for rows in sheet.blocks:
        _head(parts, sheet, x, y)
        at = y + sheet.frame.head
        for row in rows:
            _row(parts, sheet, row, cells, present, x, at, font)
            at += sheet.heights[row.id]
        x += sheet.frame.wide + BETWEEN
    start, right = (paper.width - wide_) / 2, x - BETWEEN
    if not sheet.first:
        parts.labels.append(Label(start, y - 1.2, said("back", lang), SMALL, "note", "start"))
    if not sheet.last:
        parts.labels.append(Label(right, y + sheet.height + 3.6, said("next", lang), SMALL, "note", "end"))
    return parts


def _head(parts: Parts, sheet: Sheet, x: float, y: float) -> None:
    """The heads of the columns on a band; running down or turned where the columns are narrow."""
    frame = sheet.frame
    high = frame.head - 1.0
    parts.bands.append(Box("", "band-territorial", x, y, frame.wide, high))
    parts.labels += left(x + PAD, y + high / 2, (frame.title,), SIZE)
    for column, at in zip(frame.columns, frame.lefts(), strict=True):
        lines = frame.titles[column.id]
        flow = "across" if not frame.brief else "down" if wide(column.name) else "turned"
        made = Box("", "text", x + at, y, frame.width, high, lines, SIZE, flow)  # type: ignore[arg-type]
        parts.labels += made.labels()


def _row(
    parts: Parts, sheet: Sheet, row: Row, cells: Cells, present: set[str], x: float, y: float, font: Font
) -> None:  # fmt: skip
    frame, high = sheet.frame, sheet.heights[row.id]
    if row.id.removeprefix(AGAIN) not in present:
        return
    if row.upper:
        parts.bands.append(Box("", "band", x, y, frame.wide, high))
    parts.labels += left(x + PAD + row.depth * INDENT, y + high / 2, sheet.names[row.id], SIZE)
    if not row.cells:
        return
    for column, at in zip(frame.columns, frame.lefts(), strict=True):
        cell = cells.get((row.id, column.id))
        if cell is not None:
            parts.boxes.append(_cell(row, column, cell, sheet, x + at, y, high, font))


def _cell(
    row: Row, column: Column, cell: Cell, sheet: Sheet, x: float, y: float, high: float, font: Font
) -> Box:
    frame = sheet.frame
    text = (cell.short(),) if frame.brief else lines_of(cell.text, font, SMALL, frame.width - 2 * PAD)
    lines = tuple(t for t in text if t)
    w, h = frame.width - 2 * _INSET, high - 2 * _INSET
    return Box(f"{row.id}:{column.id.lstrip(chr(0))}", cell.cls, x + _INSET, y + _INSET, w, h, lines, SMALL)
