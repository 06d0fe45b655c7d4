"""Measures and single points of failure as data and as text."""

from pathlib import Path

import pytest

from orgmodel.formats import read
from orgmodel.graph import dominators, published
from orgmodel.graph.dominators import single_points
from orgmodel.model import Org, frame
from orgmodel.reports.hierarchy import MEASURES, hierarchy_json, hierarchy_lines, measure_rows
from orgmodel.reports.stats import stats, table

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"


def test_the_central_case() -> None:
    before, after = (stats(read(CASE / f"{name}.yaml")) for name in ("before", "after"))
    assert before["measures"]["span_max"] == 11
    assert (before["measures"]["depth"], after["measures"]["depth"]) == (3, 4)
    assert after["measures"]["hierarchy"] == 1
    first = before["single_points"][0]
    assert (first["unit"], len(first["cut_off"])) == ("city", 37)
    assert "c05-s1" in first["cut_off"]
    assert len(before["single_points"]) == 10
    assert before["single_points_count"] == len(single_points(read(CASE / "before.yaml"), 1000)[0]) == 50


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text(language: str) -> None:
    org = read(CASE / "before.yaml")
    found = stats(org)
    rows = dict(measure_rows(found["measures"], language))
    assert len(rows) == len(MEASURES)
    lines = "\n".join(text for text, _ in hierarchy_lines(found, org, language))
    first = found["single_points"][0]
    assert (
        f"{org.unit('city').name}（city）" if language == "zh" else f"{org.unit('city').name} (city)"
    ) in lines
    assert str(len(first["cut_off"])) in lines
    assert org.unit(first["cut_off"][0]).name in lines
    assert not any(id in lines for point in found["single_points"] for id in point["cut_off"] if "-" in id)
    assert lines.endswith(
        ("另有40个关键节点未列出，影响的单位数不多于以上各个", "none of them cuts off more than those above")
    )
    told = "\n".join(table([("x", found)], language))
    assert all(name in told for name in rows)


def test_a_refused_measure_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "LUB_LIMIT", 0)
    org = read(CASE / "before.yaml")
    lines = [{"subordinate": "c01", "superior": "c02", "kind": "management"}]
    both = Org(
        **org.facts,
        tables={**org.tables, "lines": frame("lines", [*org.lines.to_dicts(), *lines])},
    )
    found = hierarchy_json(both)
    assert found["measures"]["lub"] is None
    assert [note["measure"] for note in found["measures"]["notes"]] == ["lub"]
    assert any("least upper bounds not computed" in text for text, _ in hierarchy_lines(found, both, "en"))
    assert ("least upper bounds", "–") in measure_rows(found["measures"], "en")


def test_single_points_are_refused_above_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {
        "units": frame("units", [{"id": id, "name": id} for id in "abcde"]),
        "lines": frame(
            "lines",
            [
                {"subordinate": low, "superior": high, "kind": "solid"}
                for low, high in ("ba", "ca", "db", "dc", "ed")
            ],
        ),
    }
    org = Org(profile="matrix", tables=tables)
    points = hierarchy_json(org)["single_points"]
    assert [(p["unit"], p["cut_off"]) for p in points] == [("a", ["b", "c", "d", "e"]), ("d", ["e"])]
    monkeypatch.setattr(dominators, "POINT_LIMIT", 3)
    found = hierarchy_json(org)
    assert found["single_points"] is None
    assert found["measures"]["notes"][-1] == {"measure": "single_points", "units": 4, "limit": 3}
    (zh,), (en,) = (hierarchy_lines(found, org, language) for language in ("zh", "en"))
    assert zh == ("关键节点未计算：需逐一分析的多上级单位及其上级共4个，超过上限3个", "warning")
    assert en[0].startswith("single points of failure not computed: 4 units")
    assert en[0].endswith("more than the limit of 3")
