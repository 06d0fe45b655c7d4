"""Breaking names into lines and columns, by the rules of Chinese and of Latin type."""

import math
import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache

Measure = Callable[[str], float]  # text -> its width, in any one unit

_NO_START = set("）〕】》」』”’、，。；：！？·…％)]},.;:!?%→")
_NO_END = set("（〔【《「『“‘([{")
# How punctuation stands where text runs down, and the arrow between an old and a new name.
_UPRIGHT = dict(zip("（）〔〕【】《》〈〉「」『』—…→", "︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱︙↓", strict=True))
# Full-width marks whose ink fills one half of their square: the blank halves of neighbours leave a hole in the line. Curly
# quotes are not among them: outside the embedded font they are often narrow.
_OPENING, _CLOSING = "（〔【《〈「『", "）〕】》〉」』、，。；："
SQUEEZE = 0.5  # of the size: by which neighbouring marks move together
_MEETING = re.compile(f"(?<=[{_CLOSING}])(?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])(?=[{_OPENING}])")
_BRACKET = re.compile(r"（[^（）\s]{1,5}）")
_WORD = re.compile(
    r"[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
)


def plain(text: str) -> str:
    """The text as it is drawn: composed, white space as single blanks, without invisible format characters.

    >>> plain(" a\\u200b  b\\n")
    'a b'
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc"))


def runs(text: str) -> list[str]:
    """The parts of a text between which half a square is taken away, as full-width marks meet there.

    >>> runs("依据：《条例》（2010年）第4条"), runs("甲，乙")
    (['依据：', '《条例》', '（2010年）第4条'], ['甲，乙'])
    """
    return _MEETING.split(text)


def wide(text: str) -> bool:
    """True if the text holds full-width (Chinese, Japanese, Korean) characters.

    >>> wide("A区"), wide("Area A")
    (True, False)
    """
    return any(unicodedata.east_asian_width(c) in "WF" for c in text)


def _clusters(text: str) -> list[str]:
    out: list[str] = []
    for c in text:
        if out and unicodedata.category(c) in ("Mn", "Me", "Mc"):
            out[-1] += c
        else:
            out.append(c)
    return out


@lru_cache(maxsize=16384)
def cells(text: str) -> tuple[str, ...]:
    """The text in the cells of a column: one character each, two digits or letters together.

    >>> cells("12分局A")
    ('12', '分', '局', 'A')
    """
    out: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        out += _clusters(text[at : word.start()])
        parts = _clusters(word.group())
        out += [word.group()] if len(parts) == 2 and word.group().isalnum() else parts
        at = word.end()
    out += _clusters(text[at:])
    return tuple(c for c in out if c.strip())


def upright(cell: str) -> str:
    """The form of a character in text that runs down."""
    return _UPRIGHT.get(cell, cell)


def columns(text: str, rows: int) -> tuple[str, ...]:
    """The text in as few columns of at most ``rows`` cells as it needs, about equally long.

    >>> columns("某某某某某分局办公室", 6)
    ('某某某某某', '分局办公室')
    """
    parts = cells(text)
    count = max(1, math.ceil(len(parts) / rows))
    each = math.ceil(len(parts) / count)
    out = [parts[i : i + each] for i in range(0, len(parts), each)] or [()]
    return tuple("".join(c) for c in out)


def _pieces(text: str, whole: Collection[str] = ()) -> list[tuple[str, bool]]:
    """What may not be torn apart, and whether a blank stands before it; a short bracket is one piece, and so is each of ``whole``."""
    names = sorted(whole, key=len, reverse=True)
    out: list[tuple[str, bool]] = []
    blank = False
    at = 0
    while at < len(text):
        if text[at].isspace():
            blank, at = True, at + 1
            continue
        word = _WORD.match(text, at) or _BRACKET.match(text, at)
        name = next((n for n in names if n and text.startswith(n, at)), None)
        piece = name or (word.group() if word else text[at])
        at += len(piece)
        mark = unicodedata.category(piece[0]).startswith("M")
        if out and not blank and (mark or piece[0] in _NO_START or out[-1][0][-1] in _NO_END):
            out[-1] = (out[-1][0] + piece, out[-1][1])
        else:
            out.append((piece, blank))
        blank = False
    return out


def _filled(pieces: list[tuple[str, bool]], measure: Measure, width: float) -> list[str]:
    lines: list[str] = []
    for piece, blank in pieces:
        joined = f"{lines[-1]}{' ' if blank else ''}{piece}" if lines else piece
        if lines and measure(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines


def broken(
    text: str, measure: Measure, width: float, most: int, whole: Collection[str] = ()
) -> tuple[str, ...] | None:
    """The text in as few lines as the width allows, about equally long; None if it needs more than ``most``.

    No line ends within one of the names of ``whole``, unless it is wider than a line.

    >>> broken("某某某某某某", lambda t: len(t), 4, 3)
    ('某某某', '某某某')
    >>> broken("隶属关系由东城区委调整", lambda t: len(t), 7, 3, ["东城区委"])
    ('隶属关系由', '东城区委调整')
    """
    pieces = _pieces(text, whole)
    if max((measure(p) for p, _ in pieces), default=0) > width + 1e-6:
        pieces = _torn(pieces, measure, width)
    lines = _filled(pieces, measure, width + 1e-6)
    if len(lines) > most or any(measure(x) > width + 1e-6 for x in lines):
        return None
    low, high = 0.0, width
    for _ in range(12 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = _filled(pieces, measure, middle)
        if len(tried) <= len(lines) and all(measure(x) <= middle for x in tried):
            high, lines = middle, tried
        else:
            low = middle
    return tuple(lines)


def _torn(pieces: list[tuple[str, bool]], measure: Measure, width: float) -> list[tuple[str, bool]]:
    """Words that are wider than a line, cut into parts that are not."""
    out: list[tuple[str, bool]] = []
    for piece, blank in pieces:
        part = ""
        for cluster in _clusters(piece):
            if part and measure(part + cluster) > width:
                out.append((part, blank))
                part, blank = "", False
            part += cluster
        out.append((part, blank))
    return out


def narrowest(text: str, measure: Measure, most: int) -> float:
    """The width of the narrowest block of at most ``most`` lines in which no word is cut.

    >>> narrowest("某某某某某某", lambda t: len(t), 2)
    3.0
    """
    pieces = _pieces(text)
    low, high = max((measure(p) for p, _ in pieces), default=0.0), measure(text)
    if most == 1 or len(_filled(pieces, measure, low)) <= most:
        return float(high if most == 1 else low)
    for _ in range(14):
        middle = (low + high) / 2
        if len(_filled(pieces, measure, middle)) <= most:
            high = middle
        else:
            low = middle
    return float(max(map(measure, _filled(pieces, measure, high))))
