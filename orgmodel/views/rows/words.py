"""The words of the picture in rows: what stands in a box, above a column and where a page goes on."""

from orgmodel.scene.text import wide
from orgmodel.views._look import Face

_WORDS = {
    "units": ("条：系统单位", "Vertical line"),
    "locals": ("块：地方组织", "Local bodies"),
    "all": ("单位", "Units"),
    "next": ("转下页", "continued on the next page"),
    "back": ("接上页", "continued from the page before"),
}


def said(term: str, lang: str) -> str:
    """A word of this picture in one language."""
    return _WORDS[term][lang != "zh"]


def row_text(face: Face) -> str:
    """A unit and its body on one line, as official lists write them.

    >>> row_text(Face("broken", "城关分局", "科", False))
    '城关分局科'
    """
    name, body = face.name, face.body
    if not body:
        return name
    if wide(name):
        return f"{name}{body}" if wide(body) else f"{name} {body}"
    return f"{name}, {body}"


def down(face: Face) -> bool:
    """True where the text of a slim pillar runs down, character under character: where all of it is Chinese."""
    return wide(face.name) and (wide(face.body) or not face.body)


def pillar_text(face: Face) -> tuple[str, str]:
    """Name and body of a pillar, which stand under each other."""
    return face.name, face.body[:1].upper() + face.body[1:]
