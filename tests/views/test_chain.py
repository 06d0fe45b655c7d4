"""One unit's chain: both ways up, the break and what it lacks, the repair on the same layout."""

from random import Random

import pytest

from orgmodel.formats import read
from orgmodel.graph import derive
from orgmodel.model import Org
from orgmodel.scene import PAPERS, Scene, Undrawable, load
from orgmodel.views import Asked, chain
from tests.orgs import random_org
from tests.scene.geometry import crossings, faults, moved, overlaps
from tests.views.shapes import changed, line, made, matrix, shaped

FONT = load()
CASE = "scenarios/city-bureau"


def scenes(
    before: Org, after: Org | None = None, focus: str | None = None, lang: str = "zh"
) -> dict[str, Scene]:
    return chain.scenes(Asked(before, after, lang, FONT, PAPERS["text"], focus))


@pytest.fixture(scope="module")
def orgs() -> tuple[Org, Org]:
    return read(f"{CASE}/before.yaml"), read(f"{CASE}/after.yaml")


@pytest.fixture(scope="module")
def case(orgs: tuple[Org, Org]) -> dict[str, Scene]:
    return scenes(*orgs)


def lines(scene: Scene) -> dict[tuple[str, str], set[str]]:
    out: dict[tuple[str, str], set[str]] = {}
    for x in scene.pages[0].lines:
        if x.id:
            out.setdefault((x.tail, x.head), set()).add(x.cls)
    return out


def notes(scene: Scene) -> str:
    page = scene.pages[0]
    return "".join(t.text for t in page.labels if t.cls == "note" and t.anchor == "start")


def test_the_central_case_is_sound(case: dict[str, Scene]) -> None:
    for scene in case.values():
        assert faults(scene, FONT) == []
        assert overlaps(scene.pages[0]) == []
        assert crossings(scene.pages[0]) == 0
        assert scene.pages[0].width == 156
    assert moved(case) == []


def test_without_focus_the_gravest_break_is_shown_and_told(
    case: dict[str, Scene], orgs: tuple[Org, Org]
) -> None:
    links = {r["unit"]: r["status"] for r in derive(orgs[0]).links.iter_rows(named=True)}
    assert links["c01-s1"] == "broken"
    page = case["before"].pages[0]
    assert {b.id: b.cls for b in page.boxes if b.id} == {
        "city": "vertical", "c01": "vertical", "c01-owc": "territorial", "c01-s1": "broken", "c01-t1": "territorial",
    }  # fmt: skip
    assert "断点1处" in page.desc
    assert "断层最重的单位" in page.desc
    assert "断层最重" not in scenes(*orgs, focus="c01-s1")["before"].pages[0].desc


def test_the_break_says_what_is_missing(case: dict[str, Scene], orgs: tuple[Org, Org]) -> None:
    assert lines(case["before"])["c01-s1", "c01-t1"] == {"broken"}
    assert [(m.cls, m.shape) for m in case["before"].pages[0].marks if m.id] == [("broken", "cross")]
    assert "断层：未归口青岩县局也无党组领导" in notes(case["before"])
    finding = next(f for f in Asked(*orgs, "zh", FONT).findings[0].findings if f.subject == "c01-s1")
    assert f"；{finding.message}（依据：《" in case["before"].pages[0].desc
    assert "第4条" in case["before"].pages[0].desc


def test_the_title_names_the_unit_in_full_where_the_font_has_it(case: dict[str, Scene]) -> None:
    assert case["diff"].pages[0].title == "青岩县局城关分局责任链条图（变动对照）"
    units = [{"id": "a", "name": "甲局😀", "short_name": "甲局", "kind": "bureau"}]
    assert scenes(made(units, []))["before"].pages[0].title == "甲局责任链条图（现状）"


def test_half_detached_says_what_holds_it(orgs: tuple[Org, Org]) -> None:
    drawn = scenes(*orgs, focus="c05-pc")  # the body stands for its unit
    assert "半脱节：未归口滨江市局仅靠党组领导衔接" in notes(drawn["before"])
    assert "半脱节→双重领导" in notes(drawn["diff"])
    assert moved(drawn) == []


def test_after_and_diff_show_the_repair(case: dict[str, Scene]) -> None:
    assert lines(case["after"])["c01-s1", "c01"] == {"affiliation"}
    assert not [m for m in case["after"].pages[0].marks if m.id]
    assert "链条连续" in case["after"].pages[0].desc
    assert lines(case["diff"])["c01-s1", "c01"] == {"added"}
    assert lines(case["diff"])["c01-s1", "c01-t1"] == {"removed"}
    assert "断层→归口" in notes(case["diff"])
    assert "断点1→0处" in case["diff"].pages[0].desc


def test_english(orgs: tuple[Org, Org]) -> None:
    drawn = scenes(*orgs, lang="en")
    assert [f for s in drawn.values() for f in faults(s, FONT)] == []
    assert drawn["before"].pages[0].title.endswith(": chain of responsibility (before)")


@pytest.mark.parametrize("seed", range(12))
def test_many_shapes(seed: int) -> None:
    org = shaped(seed)
    after = changed(org, seed)
    rng = Random(seed)
    for focus in (None, *rng.sample(org.units["id"].to_list(), min(3, len(org.units)))):
        drawn = scenes(org, after, focus)
        assert [f for s in drawn.values() for f in faults(s, FONT)] == []
        assert moved(drawn) == []


@pytest.mark.parametrize("seed", range(12))
def test_faulty_orgs_and_matrices(seed: int) -> None:
    assert faults(scenes(matrix(seed), lang="en")["before"], FONT) == []
    org = random_org(Random(seed))
    if not (org.units["status"] == "dissolved").fill_null(False).all():
        assert faults(scenes(org)["before"], FONT) == []


def test_the_way_of_a_unit_is_its_vertical_path_to_the_root() -> None:
    units = [{"id": f"d{i}", "name": f"Tier {i}", "kind": "unit"} for i in range(30)]
    org = made(units, [line(f"d{i}", f"d{i - 1}", "solid") for i in range(1, 30)], profile="matrix")
    drawn = scenes(org, focus="d20", lang="en")["before"]
    assert faults(drawn, FONT) == []
    assert [b.id for p in drawn.pages for b in p.boxes if b.id] == [f"d{i}" for i in range(21)]
    shown = {(x.tail, x.head) for p in drawn.pages for x in p.lines if x.id}
    assert shown == {(f"d{i}", f"d{i - 1}") for i in range(1, 21)}
    assert "links up: 20" in drawn.pages[0].desc


HOSPITAL = "scenarios/regional-hospital"


def test_a_matrix_shows_all_that_bind_a_unit_and_one_band_a_tier() -> None:
    drawn = scenes(read(f"{HOSPITAL}/before.yaml"), read(f"{HOSPITAL}/after.yaml"), focus="gen-d", lang="en")
    assert moved(drawn) == []
    for scene in drawn.values():
        assert faults(scene, FONT) == []
        assert len(scene.pages[0].bands) == 5
    binding = {
        show: {h for (t, h), cls in lines(s).items() if "functional" in cls} for show, s in drawn.items()
    }
    assert (binding["before"], binding["after"]) == ({"nur", "hr"}, {"nur"})
    assert lines(drawn["diff"])["gen-d", "hr"] == {"removed"}
    place = {b.id: b.y for b in drawn["diff"].pages[0].boxes}
    assert place["gen"] == place["ort"]
    assert place["sur"] == place["nur"] == place["hr"]
    assert "hr" not in {b.id for b in drawn["after"].pages[0].boxes}


def test_who_is_led_stands_below_who_leads_before_and_after() -> None:
    drawn = scenes(read(f"{HOSPITAL}/before.yaml"), read(f"{HOSPITAL}/after.yaml"), focus="fin", lang="en")
    place = {b.id: b.y for b in drawn["diff"].pages[0].boxes}
    assert place["ceo"] < place["cor"] < place["fin"]
    assert moved(drawn) == []


def test_a_chain_with_a_unit_without_a_body_is_not_continuous() -> None:
    units = [{"id": i, "name": f"{i}局", "kind": "bureau"} for i in "ab"]
    units.append({"id": "ac", "name": "a", "kind": "organ_committee", "host": "a"})
    drawn = scenes(made(units, [line("b", "a")]), focus="b")["before"]
    assert "无组织1处" in drawn.pages[0].desc
    assert "链条连续" not in drawn.pages[0].desc
    assert "无组织" in notes(drawn)


def test_the_local_superiors_of_the_chain_are_shown_without_a_second_org(orgs: tuple[Org, Org]) -> None:
    alone = scenes(orgs[0])["before"]
    assert ("c01", "c01-owc") in lines(alone)
    assert "双重领导" in notes(alone)


def test_circles_and_ends_that_name_nothing() -> None:
    units = [{"id": i, "name": f"{i}局", "kind": "bureau"} for i in "abc"]
    units.append({"id": "cb", "name": "c", "kind": "branch", "host": "c"})
    org = made(units, [line("c", "b"), line("b", "a"), line("a", "b"), line("cb", "gone", "affiliation")])
    drawn = scenes(org, focus="c")["before"]
    assert faults(drawn, FONT) == []
    assert {b.id: b.cls for b in drawn.pages[0].boxes if b.id}["gone"] == "unknown"
    assert {"a", "b", "c"} <= {b.id for b in drawn.pages[0].boxes}


def test_local_bodies_above_each_other() -> None:
    units = [
        {"id": "a", "name": "甲局", "kind": "bureau", "level": "township"},
        {"id": "ab", "name": "甲", "kind": "branch", "host": "a"},
        {"id": "t", "name": "某镇党委", "kind": "township_committee", "level": "township"},
        {"id": "k", "name": "某县委", "kind": "local_committee", "level": "county"},
    ]
    org = made(units, [line("ab", "t", "affiliation"), line("t", "k", "affiliation")])
    drawn = scenes(org)["before"]
    assert faults(drawn, FONT) == []
    assert ("t", "k") in lines(drawn)
    place = {b.id: b.y for b in drawn.pages[0].boxes}
    assert place["k"] < place["t"]


def test_what_cannot_be_shown_is_named(orgs: tuple[Org, Org]) -> None:
    with pytest.raises(Undrawable, match=r"c01-s9.*Did you mean"):
        scenes(*orgs, focus="c01-s9")
    with pytest.raises(Undrawable, match="no unit"):
        scenes(Org(profile="matrix"))
    with pytest.raises(Undrawable, match="short_name"):
        scenes(made([{"id": "a", "name": "某" * 400, "kind": "bureau"}], []))
