"""The row types: the one schema from which column types, headings, checks and messages follow.

A table is added by adding a row type to :mod:`~orgmodel.model.structure`, :mod:`~orgmodel.model.duties` or
:mod:`~orgmodel.model.work` and naming it here; readers, writers, edits and the JSON Schema pick it up.
"""

from orgmodel.model.duties import Assignment, Duty, Function, Indicator, Post, Requirement, Review
from orgmodel.model.row import CONTROL, Ids, Row, base_type, choices, several
from orgmodel.model.structure import Allow, Line, Unit
from orgmodel.model.work import Document, Meeting, Resource, Task

__all__ = ["CONTROL", "ROWS", "Allow", "Ids", "Line", "Row", "Unit", "base_type", "choices", "several"]

_TYPES: tuple[type[Row], ...] = (
    Unit,
    Line,
    Function,
    Requirement,
    Assignment,
    Post,
    Duty,
    Indicator,
    Review,
    Task,
    Meeting,
    Resource,
    Document,
    Allow,
)
ROWS: dict[str, type[Row]] = {row.table: row for row in _TYPES}
