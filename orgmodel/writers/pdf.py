"""PDF: all pages in one file, drawn by Typst, with text that can be searched and copied."""

from orgmodel.scene import Font, Scene, Theme
from orgmodel.writers._typst import compiled

PAGED = True


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One document with all pages."""
    return [compiled(scene, theme, font, "pdf")]
