"""Mermaid: the structure of the scene, names that cannot break out, status by class and by words."""

import re
from collections import Counter
from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.scene import THEMES, Scene, load
from orgmodel.views import Asked, lanes
from orgmodel.writers import mmd
from tests.views.shapes import changed, shaped
from tests.writers.test_writers import NASTY, SCENE

FONT = load()
CASE = Path("scenarios/city-bureau")
NODE = re.compile(r'  (n\d+)(\[|\()"([^"]*)"(\]|\)):::is_(\w+)')
TIE = re.compile(r'  (n\d+) --[->](?:\|"([^"]*)"\|)? (n\d+)')
STYLE = re.compile(r"  (?:classDef is_\w+|linkStyle \d+(?:,\d+)*) [-\w:#,. ]+")


@pytest.fixture(scope="module")
def case() -> dict[str, Scene]:
    return lanes.scenes(Asked(read(CASE / "before.yaml"), read(CASE / "after.yaml"), "zh", FONT))


def source(scene: Scene) -> str:
    return mmd.render(scene, THEMES["colour"], FONT)[0].decode()


def plain(text: str) -> str:
    return re.sub(r"#(\d+);", lambda m: chr(int(m[1])), text)


def test_before_holds_every_unit_and_tie(case: dict[str, Scene]) -> None:
    text, (page,) = source(case["before"]), case["before"].pages
    nodes = [m.groups() for m in NODE.finditer(text)]
    assert [plain(n[2]).split("<br/>") for n in nodes] == [list(b.lines) for b in page.boxes if b.id]
    assert Counter(n[4] for n in nodes) == {"vertical": 7, "half": 5, "broken": 26, "territorial": 36}
    ids = dict(zip([n[0] for n in nodes], [b.id for b in page.boxes if b.id], strict=True))
    ties = Counter((ids[m[1]], ids[m[3]]) for m in TIE.finditer(text))
    assert ties == Counter((x.tail, x.head) for x in page.lines if x.id)
    assert Counter(m[2] for m in TIE.finditer(text))["断层处"] == 26


def test_every_tie_has_its_pen(case: dict[str, Scene]) -> None:
    for scene in case.values():
        text = source(scene)
        styled = sorted(int(i) for m in re.finditer(r"linkStyle ([\d,]+) ", text) for i in m[1].split(","))
        assert styled == list(range(len(TIE.findall(text))))


def _well_formed(text: str) -> None:
    head, *lines = text.split("flowchart BT\n")[1].rstrip("\n").split("\n")
    assert head.startswith("  accTitle: ")
    for line in lines[1:]:
        assert NODE.fullmatch(line) or TIE.fullmatch(line) or STYLE.fullmatch(line), line


def test_a_name_cannot_break_out() -> None:
    text = source(SCENE)
    _well_formed(text)
    assert "<script" not in text.split("flowchart")[1]
    assert plain(next(m[3] for m in NODE.finditer(text) if m[5] == "broken")) == NASTY


@pytest.mark.parametrize("seed", range(6))
def test_odd_orgs_are_well_formed(seed: int) -> None:
    org = shaped(seed)
    for scene in lanes.scenes(Asked(org, changed(org, seed), "zh", FONT)).values():
        for data in mmd.render(scene, THEMES["print"], FONT):
            _well_formed(data.decode())
