"""What a picture is: parts at fixed places with semantic classes, the theme that colours them, the font."""

from orgmodel.scene.fonts import Font, Undrawable, load
from orgmodel.scene.paper import PAPERS, Paper
from orgmodel.scene.scene import (
    LEAD,
    MM,
    RISE,
    STEP,
    Box,
    Flow,
    Key,
    Label,
    Line,
    Mark,
    Note,
    Page,
    Point,
    Scene,
)
from orgmodel.scene.theme import ORDER, THEMES, Pen, Theme

__all__ = [
    "LEAD", "MM", "ORDER", "PAPERS", "RISE", "STEP", "THEMES", "Box", "Flow", "Font", "Key", "Label", "Line", "Mark",
    "Note", "Page", "Paper", "Pen", "Point", "Scene", "Theme", "Undrawable", "load",
]  # fmt: skip
