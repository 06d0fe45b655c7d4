"""The gallery: every view of the central case, and the other scenarios; `make diagrams` draws it anew.

``python diagrams/make.py`` writes the pictures and the page that shows them (README.md) beside this file.
"""

import datetime
import shlex
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from orgmodel import Org, draw, read

HERE = Path(__file__).parent
SCENARIOS = HERE.parent / "scenarios"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, what it is called in Chinese and English, and how it is asked for."""

    name: str
    zh: str
    en: str
    how: dict[str, Any]
    scenario: str = "city-bureau"
    after: bool = True

    def draw(self, folder: Path) -> list[Path]:
        """Write it."""
        first, second = orgs(self.scenario)
        return draw(first, second if self.after else None, folder / f"{self.name}.svg", **self.how)

    @property
    def command(self) -> str:
        """How a user asks for the same."""
        files = [f"scenarios/{self.scenario}/{side}.yaml" for side in ("before", "after")[: 1 + self.after]]
        options = [word for name, value in self.how.items() for word in (f"--{name}", str(value))]
        return shlex.join(["orgmodel", "draw", *files, *options, "-o", f"{self.name}.svg"])


PICTURES = [
    Picture("lanes-before", "条块关系图：调整前", "Lanes: before", {"show": "before"}),
    Picture("lanes-after", "条块关系图：调整后", "Lanes: after", {"show": "after"}),
    Picture("lanes-diff", "条块关系图：变动对照", "Lanes: what changes", {"show": "diff"}),
    Picture("lanes-print", "条块关系图：黑白印刷", "Lanes: black and white", {"show": "diff", "theme": "print"}),
    Picture("lanes-en", "条块关系图：英文", "Lanes: in English", {"show": "diff", "lang": "en"}),
    Picture("rows-before", "分县列表图：调整前", "Rows: before", {"view": "rows", "show": "before"}),
    Picture("rows-diff", "分县列表图：变动对照", "Rows: what changes", {"view": "rows", "show": "diff"}),
    Picture("summary-before", "汇总图：调整前", "Summary: before", {"view": "summary", "show": "before"}),
    Picture("summary-diff", "汇总图：变动对照", "Summary: what changes", {"view": "summary", "show": "diff"}),
    Picture("chain", "责任链条图", "Chain of one unit", {"view": "chain", "focus": "c01-s1", "show": "diff"}),
    Picture("counterparts-before", "对口关系图：调整前", "Counterparts: before", {"view": "counterparts", "show": "before"}),
    Picture("counterparts-after", "对口关系图：调整后", "Counterparts: after", {"view": "counterparts", "show": "after"}),
    Picture("grid", "职能落实网格图", "Grid of functions and units", {"view": "grid", "show": "diff"}),
    Picture("frontier", "方案权衡图", "Frontier of proposals", {"view": "frontier"}, after=False),
    Picture("roadmap", "实施步骤图", "Roadmap of a plan", {"view": "roadmap", "plan": "balance", "start": datetime.date(2017, 1, 1)}, after=False),
    Picture("hospital", "医院：实线与虚线", "A hospital: solid and dotted lines", {"view": "rows", "show": "diff"}, "regional-hospital"),
]  # fmt: skip


@cache
def orgs(scenario: str) -> tuple[Org, Org]:
    """Both sides of a scenario."""
    first, second = (read(SCENARIOS / scenario / f"{side}.yaml") for side in ("before", "after"))
    return first, second


def page(written: dict[str, list[Path]]) -> str:
    """The page that shows all of them."""
    out = ["# 图例 / Gallery", "", "由 `make diagrams` 生成。 / Made by `make diagrams`.", ""]
    for picture in PICTURES:
        out += [f"## {picture.zh} / {picture.en}", "", f"    {picture.command}", ""]
        out += [f"![{picture.en}]({path.name})" for path in written[picture.name]]
        out.append("")
    return "\n".join(out)


def make(folder: Path) -> None:
    """Write every picture and the page that shows them."""
    written = {picture.name: picture.draw(folder) for picture in PICTURES}
    (folder / "README.md").write_text(page(written), "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
