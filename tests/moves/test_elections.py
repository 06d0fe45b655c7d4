"""An election: what it clears, and when it is not proposed."""

from pathlib import Path

from orgmodel.formats import loads
from orgmodel.model import apply
from orgmodel.moves import catalogue
from tests.records import alone, proposed, standing


def test_an_election_fills_the_vacant_seats() -> None:
    text = catalogue()["elect"].bad.replace(
        "term_extension: 6}", "term_extension: 6, seats: 3, seats_filled: 2}"
    )
    org = loads(text)
    _, moves = proposed(org)
    (elect,) = (m for m in moves if m.kind == "elect")
    assert set(elect.clears) == {("EST410", "f-b"), ("EST412", "f-b")} <= standing(org)
    assert apply(org, elect.edits).unit("f-b").seats_filled == 3


def test_an_election_starts_a_term_that_outlasts_the_warning(tmp_path: Path) -> None:
    org = loads(catalogue()["elect"].bad)
    _, (move,) = proposed(org)
    assert apply(org, move.edits).unit("f-b").term_start == org.as_of
    short = tmp_path / "short.yaml"
    warning = "thresholds: {term_warning: {value: 12, unit: months}}"
    short.write_text(f"extends: cn-party-2010\nterms: [{{kinds: [branch], years: 1}}]\n{warning}\n", "utf-8")
    assert proposed(org.with_facts(profile=str(short)))[1] == []
    short2 = tmp_path / "longer.yaml"
    short2.write_text(short.read_text("utf-8").replace("value: 12", "value: 11"), "utf-8")
    longer = org.with_facts(profile=str(short2))
    assert len(proposed(longer)[1]) == 1
    alone(longer, proposed(longer)[1])
