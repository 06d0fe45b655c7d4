"""HTML: one file with all pages that opens from disk: pan, zoom, search, findings, before and after on one spot.

Nothing is loaded from anywhere, and the file's own security policy forbids it. Without scripts it still shows every
page, and on paper each page of the picture is a page.
"""

from orgmodel.scene import Font, Scene, Theme
from orgmodel.writers._html import document

PAGED = True


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One document with all pages, which share one small font."""
    return [document(scene, theme, font).encode()]
