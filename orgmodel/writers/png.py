"""PNG at 300 dots an inch, drawn by Typst."""

from orgmodel.scene import Font, Scene, Theme
from orgmodel.writers._typst import compiled

PAGED = False


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One picture a page."""
    return [compiled(Scene((page,)), theme, font, "png") for page in scene.pages]
