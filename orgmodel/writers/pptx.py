"""PPTX: native shapes that can be edited, one slide a page, at its size.

Boxes are shapes with text, marks are drawn circles. A line that joins the middles of two sides is a connector that holds on
to both shapes; any other is a freeform with its arrow head. The deck names the theme's font and does not carry it.
"""

import datetime
import io
import zipfile
from typing import Any

from orgmodel.scene import Font, Page, Scene, Theme, Undrawable
from orgmodel.writers.svg import printable

PAGED = True
LARGEST = 1422.4  # mm: 56 inches, the largest slide
_EPOCH = (2003, 1, 1, 0, 0, 0)


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """One deck; slides are as large as the largest page, and smaller pages stand at the top left.

    :raises Undrawable: if a page is larger than a slide may be.
    """
    from pptx import Presentation

    from orgmodel.writers._pptx import emu, fill

    wide, high = max(p.width for p in scene.pages), max(p.height for p in scene.pages)
    if max(wide, high) > LARGEST:
        raise Undrawable(
            f"a slide is at most {LARGEST:g} mm wide and high, the picture has {wide:g} x {high:g} mm. "
            "Write it as pdf or svg, or name a sheet with --page so that it is divided."
        )
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(max(wide, 25.4)), emu(max(high, 25.4))
    _facts(deck, scene.pages[0])
    layout = deck.slide_layouts.get_by_name("Title Only")
    for page in scene.pages:
        fill(deck.slides.add_slide(layout), page, theme, font)
    out = io.BytesIO()
    deck.save(out)
    return [_dated(out.getvalue())]


def _facts(deck: Any, page: Page) -> None:
    day = datetime.datetime(*_EPOCH)
    facts = deck.core_properties
    facts.title, facts.comments, facts.language = (
        printable(page.title)[:255],
        printable(page.desc)[:255],
        page.lang,
    )
    facts.author = facts.last_modified_by = "orgmodel"
    facts.created = facts.modified = facts.last_printed = day
    facts.revision = 1
    for relation in list(deck.part.package._rels.values()):
        if relation.reltype.endswith("/thumbnail"):  # that of the empty deck
            deck.part.package._rels.pop(relation.rId)


def _dated(data: bytes) -> bytes:
    """The same archive with one fixed date, so that the same scene gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o600 << 16,
                3,
            )
            new.writestr(entry, old.read(name))
    return out.getvalue()
