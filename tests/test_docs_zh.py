"""Each guide in two languages: the same headings, code, tables and names in both, and links that lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDES = sorted(p.name.removesuffix(".zh.md") for p in (ROOT / "docs").glob("*.zh.md"))
CHINESE = ["README.zh.md", *(f"docs/{name}.zh.md" for name in GUIDES)]
FENCE = re.compile(r"^```\w*\n.*?^```$", re.M | re.S)
CODE = re.compile(r"(?:^ {4}.*\n?)+", re.M)  # indented
OUTPUT = re.compile(r"^ {4}(?!orgmodel ).+", re.M)
WIDE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
FIGURES = re.compile(r"[A-Z\d, ]*\d")  # a cell of numbers or codes alone


def guides(name: str) -> tuple[str, str]:
    english, chinese = (ROOT / "docs" / f"{name}{end}" for end in (".md", ".zh.md"))
    return english.read_text("utf-8"), chinese.read_text("utf-8")


def prose(text: str) -> str:
    return CODE.sub("", FENCE.sub("", text))


def headings(text: str) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", prose(text), re.M)]


def blocks(text: str) -> list[list[str]]:
    """The code, line by line, without comments and what is printed; Chinese text as one mark, blanks as one."""
    shown = (OUTPUT.sub("…", block) for block in CODE.findall(FENCE.sub("", text)))
    found = [*FENCE.findall(text), *(block.strip() for block in shown)]
    bare = [[re.sub(r"(^|\s+)#.*", "", line) for line in block.strip().splitlines()] for block in found]
    return [[" ".join(WIDE.sub("…", line).split()) for line in lines] for lines in bare]


def tables(text: str) -> list[list[list[str]]]:
    """The cells of each row of each table."""
    found = re.findall(r"(?:^\|.*\n)+", prose(text) + "\n", re.M)
    return [[row.strip("|").split(" | ") for row in table.splitlines()] for table in found]


def names(text: str) -> list[str]:
    return sorted(re.findall(r"`([^`]+)`", text))


def figures(row: list[str]) -> list[str]:
    cells = (cell.strip().replace("，", ", ") for cell in row)
    return [cell for cell in cells if FIGURES.fullmatch(cell)]


def test_there_are_guides() -> None:
    assert {"org-file", "proposals", "diagrams", "profiles"} <= set(GUIDES)


@pytest.mark.parametrize("name", GUIDES)
def test_same_headings(name: str) -> None:
    english, chinese = map(headings, guides(name))
    assert len(english) > 3
    assert chinese == english


@pytest.mark.parametrize("name", GUIDES)
def test_same_code(name: str) -> None:
    english, chinese = map(blocks, guides(name))
    assert english
    assert chinese == english


@pytest.mark.parametrize("name", GUIDES)
def test_same_rows_names_and_figures(name: str) -> None:
    english, chinese = map(tables, guides(name))
    assert english
    assert [len(table) for table in chinese] == [len(table) for table in english]
    for here, there in zip(english, chinese, strict=True):
        for row, other in zip(here, there, strict=True):
            assert len(other) == len(row)
            assert names(other[0]) == names(row[0])
            assert figures(other) == figures(row)
            assert set(names(" | ".join(row))) <= set(names(" | ".join(other))), row[0]


@pytest.mark.parametrize("name", GUIDES)
def test_each_names_the_other(name: str) -> None:
    english, chinese = guides(name)
    assert english.split("\n\n")[1] == f"中文：[{name}.zh.md]({name}.zh.md)"
    assert chinese.split("\n\n")[1] == f"English: [{name}.md]({name}.md)"


@pytest.mark.parametrize("page", CHINESE)
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose((ROOT / page).read_text("utf-8")))
    assert links
    assert not [x for x in links if "://" not in x and not (ROOT / page).parent.joinpath(x).exists()]
