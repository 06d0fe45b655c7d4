"""The scene itself as JSON, for programs: millimetres and points, bands with the class ``band``."""

import json
from typing import Any

from orgmodel.scene import Box, Font, Page, Scene, Theme

PAGED = True


def _box(box: Box) -> dict[str, Any]:
    side = {"side": "territorial" if box.cls.endswith("territorial") else "vertical"}
    band = box.cls.startswith("band")
    return {
        "id": box.id,
        "class": "band" if band else box.cls,
        **(side if band else {}),
        "x": box.x,
        "y": box.y,
        "w": box.w,
        "h": box.h,
        "text": list(box.lines),
        "size": box.size,
        "flow": box.flow,
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "name": page.name,
        "width": page.width,
        "height": page.height,
        "title": page.title,
        "desc": page.desc,
        "language": page.lang,
        "boxes": [_box(b) for b in (*page.bands, *page.boxes)],
        "lines": [
            {
                "id": x.id,
                "class": x.cls,
                "points": [list(p) for p in x.points],
                "arrow": x.arrow,
                "tail": x.tail,
                "head": x.head,
            }
            for x in page.lines
        ],
        "marks": [
            {"id": m.id, "class": m.cls, "shape": m.shape, "x": m.x, "y": m.y, "r": m.r} for m in page.marks
        ],
        "labels": [
            {
                "x": t.x,
                "y": t.y,
                "text": t.text,
                "size": t.size,
                "class": t.cls,
                "anchor": t.anchor,
                "turn": t.turn,
            }
            for t in page.labels
        ],
        "legend": [{"class": k.cls, "part": k.part, "text": k.text} for k in page.keys],
    }


def render(scene: Scene, theme: Theme, font: Font) -> list[bytes]:
    """All pages in one document; theme and font do not matter to it."""
    data = {"pages": [_page(p) for p in scene.pages]}
    return [(json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()]
