"""Puts the pages of a scene, what they can tell, style and script together into one document."""

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import Any

from orgmodel.scene import Font, Page, Scene, Theme
from orgmodel.writers._html.words import WORDS
from orgmodel.writers._way import way
from orgmodel.writers.svg import body, escape, face, number

_NAME = re.compile(r"(.*?)(?:-(\d+))?")


def document(scene: Scene, theme: Theme, font: Font) -> str:
    """The whole scene as an HTML document."""
    first = scene.pages[0]
    words = WORDS["zh" if first.lang == "zh" else "en"]
    script = _own("page.js")
    policy = (
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    )
    data = _data(scene, words)
    style = _colours(theme) + _own("page.css") + _sheets(scene) + _type(scene, data, font)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(first.lang)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(first.title)}</title>",
            "<style>" + style.replace("</", "<\\/") + "</style>",
            "</head>",
            "<body>",
            _chrome(words, told=any(p.findings for p in scene.pages)),
            '<main id="stage">',
            *(_sheet(n, page, theme) for n, page in enumerate(scene.pages)),
            "</main>",
            f'<aside id="side" aria-label="{words["findings"]}" hidden><p id="count"></p><div id="list"></div></aside>',
            '<div id="tip" role="tooltip" hidden></div>',
            '<div id="said" role="status" aria-live="polite"></div>',
            f'<script type="application/json" id="data">{data}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>\n",
        ]
    )


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _colours(theme: Theme) -> str:
    band, line, accent = theme.box("band").fill, theme.line("grid").stroke, theme.line("affiliation").stroke
    dark = theme.name == "dark"
    halo = "#8A6D00" if dark else "#FFD23F"
    return (
        f":root{{color-scheme:{'dark' if dark else 'light'};--paper:{theme.paper};--ink:{theme.ink};--soft:{theme.soft};"
        f"--band:{band};--line:{line};--accent:{accent};--halo:{halo}}}\n"
    )


def _type(scene: Scene, data: str, font: Font) -> str:
    """The one font, with the characters of pictures, words and findings, as far as it has them."""
    more = {c for c in data if c.isprintable()}
    family = font.family.replace('"', "").replace("\\", "")
    rules = face(font, scene.characters() | (more - set(font.missing("".join(sorted(more))))))
    return f'{rules}body{{font-family:"{family}","PingFang SC","Microsoft YaHei",system-ui,sans-serif}}'


def _sheets(scene: Scene) -> str:
    """On paper each page has its own size."""
    return "".join(
        f"@page s{n}{{size:{p.width:g}mm {p.height:g}mm;margin:0}}"
        f"@media print{{#s{n}{{page:s{n};width:{p.width:g}mm;height:{p.height - 0.2:g}mm}}}}\n"
        for n, p in enumerate(scene.pages)
    )


def _chrome(words: dict[str, str], *, told: bool) -> str:
    def button(id: str, text: str, said: str, more: str = "") -> str:
        return f'<button type="button" id="{id}" title="{said}" aria-label="{said}"{more}>{text}</button>'

    findings = (
        f'<button type="button" id="findings" aria-controls="side" aria-expanded="false" title="{words["findings_key"]}">'
        f"{words['findings']}</button>"
    )
    return "".join(
        [
            '<header id="bar">',
            f'<div id="shows" role="tablist" aria-label="{words["shows"]}"></div>',
            f'<div id="pages" role="tablist" aria-label="{words["pages"]}"></div>',
            f'<form id="find" role="search"><input id="query" type="search" autocomplete="off" spellcheck="false" '
            f'placeholder="{words["search"]}" aria-label="{words["search_key"]}" title="{words["search_key"]}">'
            '<output id="hits"></output></form>',
            '<div class="tools">',
            button("out", "−", words["out"]),
            button("in", "+", words["in"]),
            button("fit", words["whole"], words["fit"]),
            findings if told else "",
            button("help", "?", words["help"], ' aria-controls="keys" aria-expanded="false"'),
            "</div>",
            "</header>",
            f'<div id="keys" hidden>{words["keys"]}</div>',
        ]
    )


def _sheet(n: int, page: Page, theme: Theme) -> str:
    w, h = number(page.width), number(page.height)
    said = escape(f"{page.title}. {page.desc}")
    return "\n".join(
        [
            f'<svg id="s{n}" class="sheet" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" tabindex="0" '
            f'role="group" aria-label="{said}" lang="{escape(page.lang)}" fill="{theme.ink}" text-anchor="middle">',
            f'<rect class="paper" width="{w}" height="{h}" fill="{theme.paper}"/>',
            *(_short(part, theme) for part in body(page, theme)),
            "</svg>",
        ]
    )


def _short(part: str, theme: Theme) -> str:
    """A part without what it has from the page; text cannot look like an attribute, its quotes are escaped."""
    if part.startswith("<text") and " text-anchor=" not in part:
        part = part.replace("<text", '<text text-anchor="start"', 1)
    for usual in (f' fill="{theme.ink}"', ' text-anchor="middle"', ' stroke-linejoin="miter"'):
        part = part.replace(usual, "")
    return part


def _data(scene: Scene, words: dict[str, str]) -> str:
    """What the script needs, as JSON that cannot end the element that holds it."""
    notes: dict[tuple[str, str], int] = {}
    cites: dict[str, int] = {"": 0}
    told: list[dict[str, Any]] = []
    pages = []
    for page in scene.pages:
        listed = []
        for note in page.findings:
            key = note.id, note.text
            if key not in notes:
                notes[key] = len(notes)
                cite = cites.setdefault(note.cites, len(cites))
                told.append({"code": note.code, "title": note.title, "text": note.text, "cite": cite})
            listed.append([notes[key], note.state, list(note.ids)])
        name = _NAME.fullmatch(page.name)
        show, nth = (name[1], int(name[2] or 1)) if name else (page.name, 1)
        pages.append(
            {
                "show": show,
                "label": words.get(show, show),
                "nth": nth,
                "title": page.title,
                "w": page.width * 10,
                "h": page.height * 10,
                "names": dict(page.names),
                "notes": listed,
                "ways": _ways(page),
            }
        )
    data = {"pages": pages, "notes": told, "cites": list(cites), "words": words}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _ways(page: Page) -> list[list[Any]]:
    """The ends and class of every line and its whole way, over the trunk it shares; the light runs along it."""
    out = []
    for line in page.lines:
        if line.tail and line.head:
            points, _ = way(page, line)
            out.append(
                [line.tail, line.head, line.cls, " ".join(f"{number(x)},{number(y)}" for x, y in points)]
            )
    return out
