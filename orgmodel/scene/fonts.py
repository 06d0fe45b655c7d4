"""The font of a picture: widths, coverage and the small font that travels inside a file.

Widths come from the font's own metrics, so that every label is placed exactly. A character that the font lacks is
an error that names it: no picture ever shows an empty square.
"""

import io
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn

from orgmodel.scene.text import SQUEEZE, runs

MM = 25.4 / 72


class Undrawable(ValueError):
    """Text that cannot be shown: a character without a glyph, or a name that fits nowhere."""


@lru_cache(maxsize=8)
def load(path: str | None = None) -> "Font":
    """The font in this file; Noto Sans SC, which comes with the product, if none is named.

    :raises Undrawable: if the file is no font.
    """
    return Font(path or str(pylopdf_fonts_zh_cn.sans_path()))


class Font:
    """One font file, of which only the tables that are needed are read."""

    def __init__(self, path: str) -> None:
        from fontTools.ttLib import TTFont, TTLibError

        remedy = "Name a .ttf, .otf or .ttc file with --font, or leave the option out for Noto Sans SC."
        if not Path(path).is_file():
            raise Undrawable(f"no such font file: {path!r}. {remedy}")
        try:
            self._font: Any = TTFont(path, lazy=True, fontNumber=0, recalcTimestamp=False)
            self._glyphs: dict[int, str] = self._font.getBestCmap() or {}
            self._advance: Any = self._font["hmtx"]
            self._em: int = self._font["head"].unitsPerEm
            self.family: str = str(self._font["name"].getBestFamilyName() or "Sans")
        except (TTLibError, KeyError, AssertionError, ValueError, OSError) as error:
            raise Undrawable(f"is not a font that can be read: {path!r} ({error}). {remedy}") from None
        self._width: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """The width of a text in millimetres at a size in points; no kerning, no ligatures, marks that meet squeezed."""
        known = self._width
        total = -SQUEEZE * (len(runs(text)) - 1)
        for c in text:
            if c not in known:
                glyph = self._glyphs.get(ord(c))
                known[c] = self._advance[glyph][0] / self._em if glyph else 1.0
            total += known[c]
        return total * size * MM

    def missing(self, text: str) -> list[str]:
        """The characters of a text for which the font has no glyph, in order."""
        return [c for c in dict.fromkeys(text) if ord(c) not in self._glyphs]

    def check(self, text: str, where: str) -> None:
        """Refuse a text that the font cannot show.

        :raises Undrawable: naming the characters, where they stand and what helps.
        """
        lost = self.missing(text)
        if lost:
            named = ", ".join(f"{c!r} (U+{ord(c):04X} {unicodedata.name(c, 'without a name')})" for c in lost)
            raise Undrawable(
                f"{where}: the font {self.family} has no glyph for {named}. "
                "Name a font that has it with --font, or give the unit another short_name."
            )

    def subset(self, characters: str, *, woff2: bool) -> bytes:
        """A font of these characters alone, as WOFF2 or OpenType; the same bytes for the same characters."""
        return _subset(self, "".join(sorted(set(characters))), woff2)

    def _said(self, number: int) -> str:
        """An entry of the font's name table, such as its licence, which must travel with it."""
        return str(self._font["name"].getDebugName(number) or "")

    def _outlines(self, characters: str) -> Any:
        from fontTools.fontBuilder import FontBuilder
        from fontTools.pens.t2CharStringPen import T2CharStringPen

        glyphs = self._font.getGlyphSet()
        cmap = {ord(c): self._glyphs[ord(c)] for c in characters}
        names = [".notdef", *sorted(set(cmap.values()) - {".notdef"})]
        shapes = {}
        for name in names:
            if name in glyphs:
                pen = T2CharStringPen(glyphs[name].width, glyphs)
                glyphs[name].draw(pen)
            else:
                pen = T2CharStringPen(self._em, None)
            shapes[name] = pen.getCharString(optimize=True)
        head = self._font["hhea"]
        built: Any = FontBuilder(self._em, isTTF=False)
        built.font.recalcTimestamp = False
        built.updateHead(created=_EPOCH, modified=_EPOCH)
        built.setupGlyphOrder(names)
        built.setupCharacterMap(cmap)
        built.setupCFF(self.family.replace(" ", "") + "-Regular", {}, shapes, {})
        built.setupHorizontalMetrics({n: self._advance.metrics.get(n, (self._em, 0)) for n in names})
        built.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
        built.setupNameTable(
            {
                "copyright": self._said(0),
                "familyName": self.family,
                "styleName": "Regular",
                "fullName": f"{self.family} Regular",
                "psName": f"{self.family.replace(' ', '')}-Regular",
                "licenseDescription": self._said(13),
                "licenseInfoURL": self._said(14),
            },
            mac=False,
        )
        built.setupOS2(sTypoAscender=head.ascent, sTypoDescender=head.descent, fsType=0)
        built.setupPost()
        return built.font


_EPOCH = 3_124_137_600  # 2003-01-01 in seconds since 1904: a fixed date, so that bytes do not change


@lru_cache(maxsize=32)
def _subset(font: Font, characters: str, woff2: bool) -> bytes:
    small = font._outlines(characters)
    small.flavor = "woff2" if woff2 else None
    out = io.BytesIO()
    small.save(out)
    return out.getvalue()
