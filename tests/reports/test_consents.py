"""The list of who must be asked: nobody forgotten, the largest tie first, the same figures as the plan."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from orgmodel.formats import loads, read
from orgmodel.proposals import propose
from orgmodel.reports.consents import consents, consents_text, write_consents
from orgmodel.reports.ledger import ledger
from orgmodel.rules import check
from tests.proposals.towns import TOWNS

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


@pytest.fixture(scope="module")
def org():
    return read(CASE / "before.yaml")


@pytest.fixture(scope="module")
def plans(org):
    return propose(org)


@pytest.mark.parametrize("name", ["mandatory", "balance", "full"])
def test_nobody_is_forgotten_and_the_largest_tie_comes_first(org, plans, name: str) -> None:
    found = consents(plans[name], org)
    asked = {
        n.removeprefix("consent:") for m in plans[name].moves for n in m.needs if n.startswith("consent:")
    }
    assert {s.id for s in found.superiors} == asked
    ties = [s.cut.tie for s in found.superiors]
    assert ties == sorted(ties, reverse=True)
    bodies = {(a.body, s.id) for s in found.superiors for a in s.asks}
    assert bodies == {
        (m.subject, n[8:]) for m in plans[name].moves for n in m.needs if n.startswith("consent:")
    }
    assert sum("approval" in m.needs for m in plans[name].moves) == len(found.approvals)
    assert found.cut.lost <= plans[name].ties * 20


def test_the_central_case_asks_twenty_superiors_and_more(org, plans) -> None:
    found = consents(plans["full"], org)
    assert len(found.superiors) >= 20
    assert all(bool(a.offers) == bool(a.cut.kept) for s in found.superiors for a in s.asks)


def test_the_text_reads_as_a_list(org, plans) -> None:
    told = [line for line, _ in consents_text(plans, "zh")]
    assert told[0] == "“必改”方案须协商事项"
    first = next(i for i, line in enumerate(told) if line.startswith("  1. "))
    assert "青岩县城关镇党委（c01-t1）  联系6，" in told[first]
    assert told[first + 1].startswith(
        "     征求同意：将青岩县局城关分局党支部的隶属关系由青岩县城关镇党委调整至"
    )
    english = [line for line, _ in consents_text(plans, "en")]
    assert english[0] == "What the plan mandatory needs from others"
    assert len(english) == len(told)


def test_plans_that_ask_the_same_are_told_once() -> None:
    org = loads(TOWNS)
    plans = propose(org)
    titles = [line for line, style in consents_text(plans, "en") if line.startswith("What")]
    asked = {consents(p, org).superiors for n, p in plans.items() if n != "stay"}
    assert len(titles) <= len(asked) + 1
    assert sum(t.count(n) for t in titles for n in plans if n != "stay") == len(plans) - 1


def test_the_workbook_holds_the_same_rows_in_the_same_bytes(org, plans, tmp_path: Path) -> None:
    one, two = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_consents(plans, str(one), "zh")
    write_consents(plans, str(two), "zh")
    assert one.read_bytes() == two.read_bytes()
    book = CalamineWorkbook.from_path(one)
    rows = book.get_sheet_by_name("必改 征求意见").to_python()
    found = consents(plans["mandatory"], org)
    asks = [(s, a) for s in found.superiors for a in s.asks]
    assert len(rows) == len(asks) + 1
    assert rows[0][1] == "征求意见对象"
    for row, (superior, ask) in zip(rows[1:], asks, strict=True):
        assert row[1:8] == [
            superior.name,
            superior.id,
            ask.name,
            ask.text,
            ask.cut.tie / 20,
            ask.cut.kept / 20,
            ask.cut.lost / 20,
        ]


def test_of_one_plan_alone(org, plans, tmp_path: Path) -> None:
    titles = [line for line, _ in consents_text(plans, "en", "full") if line.startswith("What the plan")]
    assert titles == ["What the plan full needs from others"]
    write_consents(plans, str(tmp_path / "one.xlsx"), "en", "full")
    assert CalamineWorkbook.from_path(tmp_path / "one.xlsx").sheet_names == [
        "full consents",
        "full approvals",
    ]


def test_sheets_of_many_plans_have_names_that_differ(org, plans, tmp_path: Path) -> None:
    """The name of a sheet holds 31 characters; of plans that all ask the same the last are not named there."""
    many = ["mandatory", "balance", "full", "custom", "alternative-1"]
    alike = replace(plans, plans=dict.fromkeys(many, plans["full"]))
    write_consents(alike, str(tmp_path / "many.xlsx"), "en")
    names = CalamineWorkbook.from_path(tmp_path / "many.xlsx").sheet_names
    assert [name.rpartition(" ")[2] for name in names] == ["consents", "approvals"]
    assert all(len(name) == 31 and name.startswith("mandatory, balance") and "… " in name for name in names)


def test_rows_are_as_tall_as_their_texts(plans, tmp_path: Path) -> None:
    write_consents(plans, str(tmp_path / "one.xlsx"), "zh", "mandatory")
    with zipfile.ZipFile(tmp_path / "one.xlsx") as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
    found = {int(n): float(height) for n, height in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', page)}
    asks = [ask for superior in consents(plans["mandatory"], plans.org).superiors for ask in superior.asks]
    assert all(found[row] >= 30 for row in range(2, len(asks) + 2))  # each of their sentences takes two lines
    assert found[2] < 100  # and no more than that


def pages(path: Path) -> set[tuple[str, ...]]:
    """How the sheets of a workbook are laid out for printing; their headers apart."""
    found = set()
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                page = book.read(name).decode()
                parts = ("<pageSetup[^>]*>", "<pageMargins[^>]*>", "<oddFooter>[^<]*", '<pane xSplit="2"')
                found.add(tuple(re.findall(part, page)[0] for part in parts))
                assert "<oddHeader>&amp;L滨江市局系统" in page
    return found


def test_every_workbook_is_printed_alike(org, plans, tmp_path: Path) -> None:
    write_consents(plans, str(tmp_path / "consents.xlsx"), "zh")
    (tmp_path / "ledger.xlsx").write_bytes(ledger(check(org), {}, "zh"))
    (one,) = pages(tmp_path / "consents.xlsx")
    assert pages(tmp_path / "ledger.xlsx") == {one}
    assert 'orientation="landscape"' in one[0]
    assert 'paperSize="9"' in one[0]
