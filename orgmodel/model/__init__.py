"""What an organisation is: immutable tables, row types, edits, errors."""

from orgmodel.model.edits import Edit, apply, diff, invert, joined
from orgmodel.model.errors import BadInput, EditConflict, OrgError, OrgWarning, Problem
from orgmodel.model.org import Location, Org, Place, Source, canonical, empty, frame, schema
from orgmodel.model.rows import ROWS, Allow, Line, Row, Unit

__all__ = [
    "ROWS", "Allow", "BadInput", "Edit", "EditConflict", "Line", "Location", "Org", "OrgError", "OrgWarning",
    "Place", "Problem", "Row", "Source", "Unit", "apply", "canonical", "diff", "empty", "frame", "invert", "joined",
    "schema",
]  # fmt: skip
