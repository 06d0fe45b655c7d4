"""Each kind of move: its example turns bad into good by exactly one move, and what must stop it stops it."""

import re

import pytest

from orgmodel.formats import loads
from orgmodel.model import apply, diff, invert
from orgmodel.moves import candidates, catalogue, repairs, sentence
from orgmodel.rules import catalogue as rules


@pytest.mark.parametrize("kind", [k for k in catalogue() if k not in ("cooperate", "own")])
def test_one_move_turns_bad_into_good(kind: str) -> None:
    move_kind = catalogue()[kind]
    bad, good = loads(move_kind.bad), loads(move_kind.good)
    moves = [m for m in candidates(bad).moves if m.kind == kind]
    results = [diff(apply(bad, m.edits), good) for m in moves]
    assert () in results, f"{[m.id for m in moves]} leave {results}"


@pytest.mark.parametrize("kind", [k for k in catalogue() if k != "own"])
def test_every_move_can_be_taken_back(kind: str) -> None:
    """A line that was pointed elsewhere too, whose row then has another key."""
    bad = loads(catalogue()[kind].bad)
    for move in candidates(bad).moves:
        assert apply(apply(bad, move.edits), invert(move.edits)) == bad, move.id


def test_cooperation_only_ever_follows_a_reattachment() -> None:
    bad = loads(catalogue()["cooperate"].bad)
    assert [m for m in candidates(bad).moves if m.kind == "cooperate"] == []
    city = loads(catalogue()["reattach"].bad)
    (move,) = [m for m in candidates(city).moves if m.kind == "cooperate"]
    (cut,) = [m for m in candidates(city).moves if m.kind == "reattach" and m.subject == "f-b"]
    assert move.requires == ((cut.id,),)
    assert -2 * move.tie == cut.tie == 40


@pytest.mark.parametrize("kind", list(catalogue()))
def test_repairs_name_rules_that_exist(kind: str) -> None:
    assert set(catalogue()[kind].repairs) <= set(rules())
    for code in catalogue()[kind].repairs:
        assert kind in repairs(code)


def test_sentences_in_both_languages() -> None:
    org = loads(catalogue()["reattach"].bad)
    (move,) = [m for m in candidates(org).moves if m.kind == "reattach" and m.subject == "f-b"]
    assert sentence(org, move, "zh") == "将某分局党支部的隶属关系由某镇党委调整至某县局机关党委"
    assert sentence(org, move, "en").startswith("Move the affiliation of 某分局党支部 from 某镇党委")


@pytest.mark.parametrize(
    ("above", "zh", "en"),
    [
        ("", "明确某分局党支部隶属于某县局机关党委", "Affiliate 某分局党支部 to 某县局机关党委"),
        (
            "  - {subordinate: f-b, superior: t9, kind: affiliation}\n",
            "将某分局党支部的隶属关系由“t9”（编号不存在）调整至某县局机关党委",
            "Move the affiliation of 某分局党支部 from t9 (no such unit) to 某县局机关党委",
        ),
    ],
)
def test_a_superior_that_is_none_or_no_unit_is_told_as_such(above: str, zh: str, en: str) -> None:
    org = loads(re.sub(r"  - \{subordinate: f-b, .*\n", above, catalogue()["reattach"].bad))
    (move,) = [m for m in candidates(org).moves if m.kind == "reattach" and m.subject == "f-b"]
    assert (sentence(org, move, "zh"), sentence(org, move, "en")) == (zh, en)


def test_a_receiver_below_the_body_is_no_receiver() -> None:
    org = loads("""
profile: cn-party-2010
units:
  - {id: c, name: C, kind: bureau, level: county, system: s}
  - {id: c-b, name: CB, kind: general_branch, host: c, affiliation: f-b}
  - {id: f, name: F, kind: field_office, level: township, system: s, management: c}
  - {id: f-b, name: FB, kind: branch, host: f, affiliation: t}
  - {id: t, name: T, kind: township_committee, level: township}
""")
    assert [m.id for m in candidates(org).moves if m.kind == "reattach" and m.subject == "f-b"] == []
