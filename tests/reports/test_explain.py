"""Paths of every sort of unit, and where they break."""

from pathlib import Path

import pytest

from orgmodel import profiles
from orgmodel.formats import loads, read
from orgmodel.model import BadInput, apply, joined
from orgmodel.moves import candidates
from orgmodel.proposals.smallest import smallest
from orgmodel.reports.explain import Explanation, as_json, explain
from orgmodel.reports.explained import explain_text

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
BROKEN = """
profile: cn-party-2010
units:
  - {id: m, name: 市局, kind: bureau, level: city, system: s}
  - {id: a, name: 甲局, kind: bureau, level: county, system: s, management: gone}
  - {id: a-o, name: 甲局办公室, kind: general_office, host: a}
  - {id: a-gb, name: 甲局党总支, kind: general_branch, host: a, affiliation: a-x}
  - {id: a-x, name: 甲局群团, kind: mass_organisation, host: a}
  - {id: b, name: 乙局, kind: bureau, level: county, system: s, management: c}
  - {id: c, name: 丙局, kind: bureau, level: county, system: s, management: b}
  - {id: d, name: 丁局, kind: field_office, level: township, system: s, management: c}
  - {id: d-b, name: 丁局党支部, kind: branch, host: d}
  - {id: e, name: 戊局, kind: bureau, level: county, system: s, management: m}
"""


def test_a_field_office_of_the_central_case() -> None:
    org = read(CASE / "before.yaml")
    found = explain(org, "c05-s1", candidates(org).moves)
    assert [(h.id, h.status_label) for h in found.vertical.hops] == [
        ("c05-s1", "断层"),
        ("c05", "半脱节"),
        ("city", None),
    ]
    assert found.vertical.broken is not None
    assert (found.vertical.broken.at, found.vertical.broken.why) == ("c05-s1", "link")
    assert found.affiliation is not None
    assert [h.id for h in found.affiliation.hops] == ["c05-s1-b", "c05-t1"]
    assert found.affiliation.broken is None
    assert [f.code for f in found.findings if not f.cause] == ["CHN201"]
    clears = [m for m in found.repairs if ("CHN201", "c05-s1") in m.clears]
    assert "reattach" in {m.kind for m in clears}
    assert [m.effort for m in found.repairs] == sorted(m.effort for m in found.repairs)


def test_a_body_is_explained_with_the_unit_that_it_speaks_for() -> None:
    found = explain(read(CASE / "before.yaml"), "c05-s1-b", language="en")
    assert found.host is not None
    assert found.host.id == "c05-s1"
    assert found.vertical.hops[0].status_label == "broken"
    assert [f.code for f in found.findings if not f.cause] == ["CHN201"]


@pytest.mark.parametrize(
    ("id", "at", "why", "ids"),
    [("a", "a", "dangling", ("gone",)), ("d", "d", "link", ()), ("e", "e", "link", ())],
)
def test_where_the_vertical_line_breaks(id: str, at: str, why: str, ids: tuple[str, ...]) -> None:
    broken = explain(loads(BROKEN), id).vertical.broken
    assert broken is not None
    assert (broken.at, broken.why, broken.ids) == (at, why, ids)


@pytest.mark.parametrize(("id", "hops"), [("b", ["b", "c"]), ("d", ["d", "b", "c"])])
def test_a_circle_is_followed_once_round(id: str, hops: list[str]) -> None:
    text = "profile: matrix\nunits:\n"
    for low, high in (("b", "c"), ("c", "b"), ("d", "b")):
        text += f"  - {{id: {low}, name: {low}, solid: {high}}}\n"
    path = explain(loads(text), id).vertical
    assert [h.id for h in path.hops] == hops
    assert path.broken is not None
    assert (path.broken.why, path.broken.ids) == ("cycle", ("b", "c"))


def test_where_the_chain_of_affiliation_breaks() -> None:
    org = loads(BROKEN)
    a, d = explain(org, "a").affiliation, explain(org, "d").affiliation
    assert a is not None
    assert a.broken is not None
    assert (a.broken.why, a.broken.ids) == ("end", ("a-x",))
    assert d is not None
    assert d.broken is not None
    assert d.broken.why == "none"
    assert {("CHN203", "d-b"), ("STR106", "d")} <= {(f.code, f.subject) for f in explain(org, "d").findings}


def test_an_office_and_a_territorial_unit() -> None:
    office = explain(loads(BROKEN), "a-o")
    assert [h.id for h in office.vertical.hops] == ["a"]
    assert office.affiliation is not None
    town = explain(read(CASE / "before.yaml"), "c05-t1")
    assert [h.id for h in town.vertical.hops] == ["c05-t1"]
    assert town.vertical.broken is None
    assert town.affiliation is None
    assert not town.findings


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"'a-gp'.*a-gb"):
        explain(loads(BROKEN), "a-gp")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_unit_can_be_told_in_both_languages(language: str) -> None:
    org = loads(BROKEN)
    moves = candidates(org).moves
    for id in org.units["id"]:
        found: Explanation = explain(org, id, moves, language)
        assert as_json(found)["unit"]["id"] == id
        text = "\n".join(line for line, _ in explain_text(org, profiles.of(org), found, language))
        assert found.unit.name in text
        assert "{" not in text
        broken = found.vertical.broken
        if broken is not None:
            assert broken.label in text


@pytest.mark.parametrize("id", ["c01-po", "c01-pc", "c04-lg"])
def test_the_repair_is_of_the_findings_told(id: str) -> None:
    org = read(CASE / "before.yaml")
    found = explain(org, id, candidates(org).moves, repair=smallest(org, id))
    assert found.repair is not None
    assert {f.code for f in found.findings if f.severity != "info"} >= {"EST406", "EST408"}
    after = explain(apply(org, joined(m.edits for m in found.repair.moves)), id).findings
    assert {(f.code, f.subject) for f in after if f.severity != "info"} == set(found.repair.left)


def test_what_a_move_clears_only_by_raising_another_is_told_apart() -> None:
    units = "".join(
        f"  - {{id: {i}, name: {i}, solid: {up}}}\n" for i, up in (("a", ""), ("b", "a"), ("f", "f"))
    )
    org = loads("profile: matrix\nlanguage: en\nunits:\n" + units)
    found = explain(org, "f", candidates(org).moves, repair=smallest(org, "f"))
    assert [m.kind for m in found.repairs] == ["drop-line"]
    assert found.repair is not None
    assert found.traded == found.repair.left == (("STR103", "f>f:solid"),)
    text = "\n".join(line for line, _ in explain_text(org, profiles.of(org), found, "en"))
    assert "No choice of moves clears these without raising as much elsewhere (1)" in text
    assert "clears these (" not in text


def test_the_smallest_repair_is_told_or_that_there_is_none() -> None:
    org = read(CASE / "before.yaml")
    repair = smallest(org, "c05-s1")
    found = explain(org, "c05-s1", language="en", repair=repair)
    data = as_json(found)["repair"]
    assert ("reattach", "c05-s1-b") in {(m["kind"], m["subject"]) for m in data["moves"]}
    assert data["effort"] == sum(m["effort"] for m in data["moves"])
    text = "\n".join(line for line, _ in explain_text(org, profiles.of(org), found, "en"))
    assert f"Smallest repair (effort {data['effort']}" in text
    lost = loads(BROKEN)
    beyond = explain(lost, "d", language="en", repair=smallest(lost, "d"))
    assert ["CHN203", "d-b"] in as_json(beyond)["repair"]["left"]
    assert as_json(explain(lost, "d"))["repair"] is None
    text = "\n".join(line for line, _ in explain_text(lost, profiles.of(lost), beyond, "en"))
    assert "No choice of moves clears these" in text
    assert "  CHN203 " in text
